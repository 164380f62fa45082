"""One CSV of observations: `gebiet,zeit,wert,status`, read with every fault of the file.

Missing is not zero: a row has either a value or one of the signs of official statistics.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property

from plugins.indicators.data.times import TIME
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import suggest

COLUMNS = ("gebiet", "zeit", "wert", "status")
SIGNS = {
    "–": "nichts vorhanden",
    ".": "unbekannt oder geheim",
    "/": "nicht sicher genug",
    "x": "Aussage nicht sinnvoll",
    "…": "Angabe fällt später an",
}
PROVISIONAL = "p"


@dataclass(frozen=True)
class Observation:
    """A value or, where there is none, a sign that says why."""

    value: Decimal | None
    status: str = ""


@dataclass(frozen=True)
class Observations:
    """The observations of one indicator by area and time."""

    by_key: Mapping[tuple[str, str], Observation] = field(default_factory=dict)

    def at(self, area: str, time: str) -> Observation | None:
        """Return what is known of an area at a time; None: the data have no row."""
        return self.by_key.get((area, time))

    def times(self, areas: Collection[str] | None = None) -> tuple[str, ...]:
        """Return the times with a row, for some areas or for all, in order."""
        return tuple(sorted({time for area, time in self.by_key if areas is None or area in areas}))

    @cached_property
    def areas(self) -> frozenset[str]:
        """The keys of all areas with a row."""
        return frozenset(area for area, _ in self.by_key)


def read_observations(
    text: str, path: str, areas: Collection[str]
) -> tuple[Observations, list[Fault]]:
    """Return the observations of a file and its faults; a faulty row is left out.

    `path` names the file in faults; `areas` are the keys that may stand in it.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines:
        return Observations(), [Fault(path, 0, 0, "Die Datei ist leer.", _HEAD)]
    if tuple(lines[0].split(",")) != COLUMNS:
        fault = Fault(path, 1, 1, "Die Kopfzeile stimmt nicht.", _HEAD, lines[0], len(lines[0]))
        return Observations(), [fault]
    known: dict[tuple[str, str], Observation] = {}
    seen: dict[tuple[str, str], int] = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        row = next(csv.reader([line]))
        wrong = list(_wrong(row, areas))
        if not wrong:
            key = (row[0], row[1])
            if key in seen:
                message = f"Gebiet {row[0]} und Zeit {row[1]} stehen schon in Zeile {seen[key]}."
                wrong = [(0, message, "Jedes Gebiet hat zu jeder Zeit nur eine Zeile.")]
            else:
                seen[key] = number
                known[key] = Observation(Decimal(row[2]) if row[2] else None, row[3])
        faults.extend(
            Fault(path, number, *_place(line, row, column, message, advice))
            for column, message, advice in wrong
        )
    return Observations(known), faults


_HEAD = f"Die erste Zeile heißt: {','.join(COLUMNS)}"
_Wrong = tuple[int, str, str]


def _wrong(row: list[str], areas: Collection[str]) -> Iterator[_Wrong]:
    """Yield what is wrong with a row: column from 0, message, advice."""
    if len(row) != len(COLUMNS):
        advice = "Es sind vier: gebiet,zeit,wert,status. Dezimalzeichen ist der Punkt."
        yield (min(len(row), len(COLUMNS)) - 1, f"Die Zeile hat {len(row)} Spalten.", advice)
        return
    area, time, value, status = row
    if area not in areas:
        yield (0, f"Gebiet „{area}“ steht nicht in der Gebietsliste.", suggest(area, areas))
    if not TIME.match(time):
        yield (1, f"„{time}“ ist keine Zeit.", "Schreiben Sie 2024 oder 2024-09.")
    if value and not _is_number(value):
        comma = "," in value
        advice = (
            "Dezimalzeichen ist der Punkt." if comma else "Fehlt der Wert, bleibt das Feld leer."
        )
        yield (2, f"„{value}“ ist keine Zahl.", advice)
    if value and status not in {"", PROVISIONAL}:
        yield (3, f"Ein Wert und das Zeichen „{status}“ schließen sich aus.", _SIGNS)
    if not value and status not in SIGNS:
        what = f"„{status}“ ist kein Zeichen dafür." if status else "Es fehlt ein Zeichen dafür."
        yield (3, f"Hier steht kein Wert. {what}", _SIGNS)


_SIGNS = f"Zeichen: {', '.join(f'{sign} {meaning}' for sign, meaning in SIGNS.items())}."


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and text.isascii() and "_" not in text
    except InvalidOperation:
        return False


def _place(
    line: str, row: list[str], column: int, message: str, advice: str
) -> tuple[int, str, str, str, int]:
    """Return the arguments of a fault behind its line number."""
    start = 1
    for cell in row[:column]:
        quoted = line[start - 1 : start] == '"'
        start += len(cell) + cell.count('"') + 2 if quoted else len(cell)
        start += 1
    return start, message, advice, line, max(len(row[column]), 1)
