"""One row of a list of subscribers: who consented elsewhere, when, to what, and how that is proved."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from plugins.newsletter.address import Address, read_address
from plugins.newsletter.consent.choices import Choice
from plugins.newsletter.consent.evidence import Proof
from plugins.newsletter.consent.spreadsheet import Line, split
from plugins.newsletter.consent.terms import FREQUENCIES
from plugins.newsletter.errors import WrongUse

_LONGEST = 2000  # characters of a cell
_PROOF = ("bestaetigt_am", "fassung", "formular", "nachweis")
_MESSAGE_ID = re.compile(r"Message-ID <[^<>\s]+>")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? +(.+))?")
_DAY = 86_400


@dataclass(frozen=True)
class Candidate:
    """Somebody who consented elsewhere, at `confirmed_at` (seconds since 1970), as `proof` says."""

    address: Address
    choice: Choice
    confirmed_at: int
    proof: Proof


def read_candidate(line: Line, zone: ZoneInfo, now: int) -> Candidate:
    """Return whom a row is about; `zone` is that of dates without one.

    Raises WrongUse on a row that proves no consent or cannot be used; it says so without the address.
    """
    cells = line.cells
    if line.fault:
        raise WrongUse(line.fault)
    if any(len(cell) > _LONGEST or not cell.isprintable() for cell in cells.values()):
        raise WrongUse("Eine Zelle ist zu lang oder hat unsichtbare Zeichen")
    missing = [column for column in _PROOF if not cells[column].strip()]
    if missing:
        raise WrongUse(f"Der Nachweis der Einwilligung fehlt ({', '.join(missing)})")
    detail = cells["nachweis"].strip()
    if any(
        "@" in text for text in (_MESSAGE_ID.sub("", detail), cells["fassung"], cells["formular"])
    ):
        raise WrongUse("Im Nachweis steht eine E-Mail-Adresse; dort gehört keine hin")
    frequency = FREQUENCIES.get(cells["haeufigkeit"].strip().lower())
    if frequency is None:
        raise WrongUse(f"Die Häufigkeit muss eines sein von: {', '.join(FREQUENCIES)}")
    address = read_address(cells["adresse"])
    choice = Choice(split(cells["themen"]), frequency)
    confirmed_at = _moment(cells["bestaetigt_am"].strip(), zone, now)
    return Candidate(
        address=address,
        choice=choice,
        confirmed_at=confirmed_at,
        proof=Proof(
            wording=cells["fassung"].strip(),
            form=cells["formular"].strip(),
            asked_at=confirmed_at,
            detail=detail,
        ),
    )


def _moment(text: str, zone: ZoneInfo, now: int) -> int:
    """Return the seconds since 1970 of `2026-11-22T09:30:00+01:00`, `2026-11-22` or `22.11.2026 9:30`."""
    if german := _GERMAN_DATE.fullmatch(text):
        day, month, year, clock = german.groups("")
        text = (
            f"{year}-{month:0>2}-{day:0>2} {clock:0>5}"
            if clock
            else f"{year}-{month:0>2}-{day:0>2}"
        )
    try:
        found = datetime.fromisoformat(text)
        seconds = int((found if found.tzinfo else found.replace(tzinfo=zone)).timestamp())
    except (ValueError, OverflowError):
        seconds = 0
    if not 0 < seconds <= now + _DAY:
        raise WrongUse("Wann bestätigt wurde, ist nicht zu lesen oder liegt in der Zukunft")
    return seconds
