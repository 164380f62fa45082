"""Dates as editors write them and as readers read them, without a system locale."""

import os
import re
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

_DECEMBER = 12
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[T ](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_AS_KNOWN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d{2}))?)?")
_GERMAN = re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})")


class DateError(ValueError):
    """A text that is no date. `message` and `advice` are German sentences for the editor."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def parse_date(text: str, zone: tzinfo) -> datetime:
    """Return the moment that `text` names.

    Accepts `2024-03-06`, `2024-03-06 10:30` and `2024-03-06T10:30:00+01:00` (ISO 8601). A day
    without a time is its first minute; a time without a zone is in `zone`. Raises DateError.
    """
    found = _ISO.fullmatch(text.strip())
    if found is None:
        german = _GERMAN.fullmatch(text.strip())
        if german is not None:
            day = _day(german)
            raise DateError(
                f"„{text}“ ist kein Datum in der Schreibweise Jahr-Monat-Tag.",
                f"Schreiben Sie {day.isoformat()}.",
            )
        raise DateError(
            f"„{text}“ ist kein Datum.",
            "Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2024-03-06 oder 2024-03-06 10:30.",
        )
    day = _day(found)
    try:
        moment = datetime(
            day.year,
            day.month,
            day.day,
            int(found["hour"] or 0),
            int(found["minute"] or 0),
            int(found["second"] or 0),
            tzinfo=zone,
        )
        if found["zone"]:
            moment = datetime.fromisoformat(
                moment.replace(tzinfo=None).isoformat() + found["zone"].replace("Z", "+00:00")
            )
    except ValueError:
        raise DateError(
            f"„{text}“ nennt eine Uhrzeit, die es nicht gibt.",
            "Schreiben Sie Stunden von 00 bis 23 und Minuten von 00 bis 59.",
        ) from None
    return moment


def _day(found: re.Match[str]) -> date:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    try:
        return date(year, month, day)
    except ValueError:
        if not 1 <= month <= _DECEMBER:
            raise DateError(
                f"Einen Monat {month} gibt es nicht.",
                "Der Monat steht in der Mitte: Jahr-Monat-Tag.",
            ) from None
        raise DateError(
            f"Den {day}. {MONTHS[month - 1]} {year} gibt es nicht.",
            "Prüfen Sie den Tag im Kalender.",
        ) from None


def now() -> datetime:
    """Return the moment of the build: the clock, or SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), tz=UTC) if epoch else datetime.now(tz=UTC)


def long_date(moment: date) -> str:
    """Return `6. März 2024` (Jinja filter `datum`)."""
    return f"{moment.day}. {MONTHS[moment.month - 1]} {moment.year}"


def short_date(moment: date) -> str:
    """Return `06.03.2024` (Jinja filter `datum_kurz`)."""
    return f"{moment.day:02}.{moment.month:02}.{moment.year}"


def iso_date(moment: date) -> str:
    """Return `2024-03-06` (Jinja filter `isodate`)."""
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"


# A table says the same few times in every row.
@lru_cache(maxsize=1024)
def exact_as_known(day: str) -> str:
    """Return `6. März 2024`, `März 2024` or `2024` for `2024-03-06`, `2024-03` or `2024`.

    Sources date their data with more or less precision; nothing is added to what they say, and
    what is no such date stands as it is.
    """
    known = _AS_KNOWN.fullmatch(day)
    try:
        date.fromisoformat(day + "0000-01-01"[len(day) :])
    except ValueError:
        known = None
    if known is None:
        return day
    month = f"{MONTHS[int(known['month']) - 1]} " if known["month"] else ""
    number = f"{int(known['day'])}. " if known["day"] else ""
    return f"{number}{month}{known['year']}"
