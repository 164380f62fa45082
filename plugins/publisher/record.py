"""The record of the last audit of all pages (`make audit` writes it): when, how many pages, what failed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

FILE = "pruefbericht.json"  # below content/: it is about one site
_VALID = timedelta(days=365)
_AGAIN = "Prüfen Sie die ganze Website mit «make audit»; das schreibt die Datei neu."


@dataclass(frozen=True)
class Violation:
    """A rule of accessibility that failed, in a German sentence for readers, on so many pages."""

    text: str
    pages: int


@dataclass(frozen=True)
class Record:
    """One audit. `tools` are names with versions; `faulty_pages` have at least one violation."""

    website: str
    day: date
    pages: int
    faulty_pages: int
    violations: tuple[Violation, ...]
    tools: tuple[str, ...]


class RecordError(ValueError):
    """There is no audit to rely on. `message` and `advice` are German sentences."""

    def __init__(self, message: str, advice: str = _AGAIN) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def read_record(text: str | None, website: str, today: date) -> Record:
    """Return the record in `text` (None: there is no file) if it speaks for `website` today.

    Raises RecordError.
    """
    if text is None:
        raise RecordError("Diese Website hat noch niemand auf Barrieren geprüft.")
    try:
        record = _record(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RecordError("Der Prüfbericht ist nicht lesbar.") from None
    if record.website != website:
        raise RecordError(f"Der Prüfbericht gehört zu einer anderen Website: {record.website}.")
    if not 0 <= record.faulty_pages <= record.pages or not record.pages:
        raise RecordError("Der Prüfbericht kann nicht stimmen: Die Zahlen der Seiten passen nicht.")
    if today - record.day > _VALID:
        raise RecordError(f"Die letzte Prüfung auf Barrieren ist über ein Jahr her ({record.day}).")
    return record


def _record(found: Mapping[str, Any]) -> Record:
    return Record(
        website=str(found["website"]),
        day=date.fromisoformat(found["datum"]),
        pages=int(found["seiten"]),
        faulty_pages=int(found["seiten_mit_verstoessen"]),
        violations=tuple(
            Violation(str(one["text"] or f"Regel {one['regel']}."), int(one["seiten"]))
            for one in found["verstoesse"]
        ),
        tools=tuple(map(str, found["werkzeuge"])),
    )
