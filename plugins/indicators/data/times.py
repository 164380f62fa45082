"""Times in data and in editors' words: `2024`, `2011–2022`, `ab 2015`, `letzte 5`, `zuletzt`.

A time is the text of the data: a year `2024` or a month `2024-09`. Both sort as text.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from plugins.indicators.data.errors import WordError
from plugins.manuscript.dates import exact_as_known

TIME = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]))?\Z")
_RANGE = re.compile(
    r"(\d{4}(?:-\d\d)?)\s*(?:–|—|\s-\s|\bbis\b|(?<=\d{4})-(?=\d{4}))\s*(\d{4}(?:-\d\d)?)\Z"
)
_LAST = re.compile(r"letzten?\s+(\d+)\Z")
_FROM = re.compile(r"(?:ab|seit)\s+(\d{4}(?:-\d\d)?)\Z")
_UNTIL = re.compile(r"bis\s+(\d{4}(?:-\d\d)?)\Z")
_SPARSE, _MOST_NAMED = 2, 6
_FORMS = "Schreiben Sie zum Beispiel 2011–2022, 2024, ab 2015, letzte 5 oder zuletzt."


def position(time: str) -> float:
    """Return the place of a time on the axis, in years."""
    year, _, month = time.partition("-")
    return int(year) + ((int(month) - 1) / 12 if month else 0)


def season(time: str) -> str:
    """Return the month of a time, nothing of a year: only times of one season are compared."""
    return time[4:]


def at_time(time: str) -> str:
    """Return a time as it stands in a sentence: `2024`, `im September 2024`."""
    return f"im {exact_as_known(time)}" if "-" in time else time


def span(times: Sequence[str]) -> str:
    """Return the span of times in words: `2011 bis 2022`, `2024`; empty without times."""
    if not times:
        return ""
    first, last = exact_as_known(times[0]), exact_as_known(times[-1])
    return first if first == last else f"{first} bis {last}"


def shown_times(times: Sequence[str]) -> str:
    """Return the times of a figure in words: a span, or each if a few stand apart.

    `2011 bis 2022`, but `1990, 2000 und 2022`: what a span would promise is not shown.
    """
    if not _SPARSE <= len(times) <= _MOST_NAMED:
        return span(times)
    steps = {month_number(after) - month_number(before) for before, after in pairwise(times)}
    if steps <= {1 if "-" in times[0] else 12}:
        return span(times)
    *others, last = map(exact_as_known, times)
    return f"{', '.join(others)} und {last}"


def time_word(times: Sequence[str]) -> str:
    """Return what the times are: «Jahr», «Monat»."""
    kinds = {len(time) for time in times}
    return "Zeit" if len(kinds) > 1 else "Monat" if "-" in times[0] else "Jahr"


def month_number(time: str) -> int:
    """Return the place of a time in months: the distance of two is a whole number."""
    year, _, month = time.partition("-")
    return int(year) * 12 + int(month or 1)


def select_times(words: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the known times (sorted) that the words mean.

    Raises WordError if the words cannot be read or ask for a time before or after the data.
    """
    text = " ".join(words.casefold().split())
    if not known:
        raise WordError("Diese Reihe hat noch keine Werte.")
    if text in {"", "alle", "alle jahre"}:
        return tuple(known)
    if text in {"zuletzt", "letztes", "letztes jahr"}:
        return (known[-1],)
    if last := _LAST.match(text):
        return tuple(known[-int(last[1]) :]) if int(last[1]) else _nothing(words, known)
    ends = _ends(text, known)
    return _between(words, *ends, known) if ends else _listed(words, text, known)


def _ends(text: str, known: Sequence[str]) -> tuple[str, str] | None:
    """Return first and last time of a span in words."""
    if first := _FROM.match(text):
        return first[1], max(first[1], known[-1])
    if end := _UNTIL.match(text):
        return min(known[0], end[1]), end[1]
    both = _RANGE.match(text)
    return (both[1], both[2]) if both else None


def _listed(words: str, text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return single times: `2024`, `2014, 2019`."""
    single = [part.strip() for part in text.split(",")]
    for part in single:
        if not TIME.match(part):
            raise WordError(f"Den Zeitraum „{part or words}“ verstehe ich nicht.", _FORMS)
        if part not in known:
            raise WordError(f"Für {part} gibt es keine Werte.", have(known))
    return tuple(time for time in known if time in single)


def have(known: Sequence[str]) -> str:
    """Say in one sentence which times there are."""
    years = [int(time) for time in known if time.isdecimal()]
    whole = len(years) == len(known) and years == list(range(years[0], years[-1] + 1))
    return (
        f"Vorhanden: {f'{known[0]}–{known[-1]}' if whole and len(known) > 1 else ', '.join(known)}."
    )


def _between(words: str, first: str, last: str, known: Sequence[str]) -> tuple[str, ...]:
    if first > last:
        raise WordError(f"Der Zeitraum „{words}“ läuft rückwärts.", "Das frühere Jahr steht vorn.")
    if first < known[0][: len(first)] or last[: len(known[-1])] > known[-1]:
        raise WordError(f"Der Zeitraum „{words}“ geht über die Daten hinaus.", have(known))
    chosen = tuple(time for time in known if first <= time and time[: len(last)] <= last)
    return chosen or _nothing(words, known)


def _nothing(words: str, known: Sequence[str]) -> tuple[str, ...]:
    raise WordError(f"Im Zeitraum „{words}“ liegen keine Werte.", have(known))
