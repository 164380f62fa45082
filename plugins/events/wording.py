"""Times in German words: «Dienstag, 24. November 2026, 9 bis 15 Uhr»."""

from datetime import date, datetime

from plugins.events.period import Period, is_day
from plugins.manuscript.dates import MONTHS, long_date

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def when(period: Period) -> str:
    """Return the period in words; nothing where neither beginning nor end is known."""
    begin, end = period.begin, period.end
    if begin is None:
        return until(end) if end else ""
    same_day = end is not None and begin.date() == end.date()
    if end is None or end == begin or (same_day and is_day(end)):
        return point(begin)
    if same_day:
        if is_day(begin):
            return f"{weekday(end)}, bis {clock(end)} Uhr"
        return f"{weekday(begin)}, {clock(begin)} bis {clock(end)} Uhr"
    if period.all_day:
        return f"{_first(begin, end)} bis {long_date(end)}"
    year = f" {begin.year}" if begin.year != end.year else ""
    first = f"{WEEKDAYS[begin.weekday()]}, {begin.day}. {MONTHS[begin.month - 1]}{year}"
    return f"{first}{_time(begin)}, bis {point(end)}"


def until(moment: datetime) -> str:
    """Return `bis Sonntag, 30. August 2026`."""
    return f"bis {point(moment)}"


def point(moment: datetime) -> str:
    """Return `Sonntag, 30. August 2026`, and the time where one is given."""
    return f"{weekday(moment)}{_time(moment)}"


def weekday(day: date) -> str:
    """Return `Sonntag, 30. August 2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def clock(moment: datetime) -> str:
    """Return `9` or `9:30`."""
    return f"{moment.hour}:{moment.minute:02}" if moment.minute else str(moment.hour)


def _time(moment: datetime) -> str:
    return "" if is_day(moment) else f", {clock(moment)} Uhr"


def _first(begin: date, end: date) -> str:
    """Return the first of two days without what the second says again."""
    if begin.year != end.year:
        return long_date(begin)
    if begin.month != end.month:
        return f"{begin.day}. {MONTHS[begin.month - 1]}"
    return f"{begin.day}."
