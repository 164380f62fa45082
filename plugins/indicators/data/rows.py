"""The rows of a file of observations: `gebiet,zeit,wert,status`, read with every fault of the file.

The signs and their meaning: `observations.SIGNS`.
"""

import csv
import re
from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation
from sys import intern

from plugins.indicators.data.observations import PROVISIONAL, SIGNS, Observations
from plugins.indicators.data.times import TIME
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import suggest

COLUMNS = ("gebiet", "zeit", "wert", "status")


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
    if cells := _swift(lines[1:], areas):
        return Observations.of_cells(cells), []
    cells = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            faults += _careful(lines, number, areas, cells, path)
    return Observations.of_cells(cells), faults


_BEFORE, _BEHIND = 15, 10
_TIMES = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
# A plain number, perhaps with a status, or a sign for a missing one; one in each line.
_VALUES = re.compile(rf"(?:(?:-?[0-9]{{1,{_BEFORE}}}(?:\.[0-9]{{1,{_BEHIND}}})?,p?|,[–./x…g])\n)*+")


def _swift(lines: list[str], areas: Collection[str]) -> dict[str, dict[str, str]] | None:
    """Return the cells of a file by area and time; None where any row needs a careful look.

    It goes by columns: half a microsecond a row instead of five.
    """
    try:
        keys, times, values = zip(*(line.split(",", 2) for line in lines if line), strict=True)
    except ValueError:
        return None
    known = {time: intern(time) for time in set(times)}
    cells: dict[str, dict[str, str]] = {key: {} for key in dict.fromkeys(keys)}
    sound = cells.keys() <= set(areas) and all(map(_TIMES.fullmatch, known))
    if not sound or not _VALUES.fullmatch("\n".join((*values, ""))):
        return None
    for key, time, value in zip(keys, times, values, strict=True):
        cells[key][known[time]] = value
    return cells if sum(map(len, cells.values())) == len(keys) else None


def _careful(
    lines: list[str],
    number: int,
    areas: Collection[str],
    cells: dict[str, dict[str, str]],
    path: str,
) -> Iterator[Fault]:
    """Read one line that is not plain into `cells`; yield everything that is wrong with it."""
    line = lines[number - 1]
    row = read_row(line)
    wrong = list(_wrong(row, areas))
    if not wrong:
        course = cells.setdefault(row[0], {})
        if row[1] in course:
            first = _first(lines, row[:2])
            message = f"Gebiet {row[0]} und Zeit {row[1]} stehen schon in Zeile {first}."
            wrong = [(0, message, "Jedes Gebiet hat zu jeder Zeit nur eine Zeile.")]
        else:
            course[intern(row[1])] = f"{row[2]},{row[3]}"
    for column, message, advice in wrong:
        start, length = cell_at(line, column)
        yield Fault(path, number, start, message, advice, line, length)


def _first(lines: list[str], key: list[str]) -> int:
    """Return the number of the first line with this area and time."""
    return next(number for number, line in enumerate(lines, 1) if read_row(line)[:2] == key)


def read_row(line: str) -> list[str]:
    """Return the cells of a line."""
    return next(csv.reader([line]))


_HEAD = f"Die erste Zeile heißt: {','.join(COLUMNS)}"
_Wrong = tuple[int, str, str]


def _wrong(row: list[str], areas: Collection[str]) -> Iterator[_Wrong]:
    """Yield what is wrong with a row: column from 0, message, advice."""
    if len(row) != len(COLUMNS):
        advice = "Es sind vier: gebiet,zeit,wert,status. Dezimalzeichen ist der Punkt."
        message = f"Die Zeile hat {len(row)} Spalten."
        if len(row) == 1:
            message = "Die Zeile hat nur eine Spalte."
        yield (min(len(row), len(COLUMNS)) - 1, message, advice)
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
    elif value and not _is_of_this_world(Decimal(value)):
        advice = f"Möglich sind {_BEFORE} Stellen vor und {_BEHIND} hinter dem Punkt."
        yield (2, f"„{value}“ hat zu viele Stellen.", advice)
    if value and status not in {"", PROVISIONAL}:
        yield (3, f"Ein Wert und das Zeichen „{status}“ schließen sich aus.", _SIGNS)
    if not value and status not in SIGNS:
        what = f"„{status}“ ist kein Zeichen dafür." if status else "Es fehlt ein Zeichen dafür."
        yield (3, f"Hier steht kein Wert. {what}", _SIGNS)


_SIGNS = f"Zeichen: {', '.join(f'{sign} {meaning}' for sign, meaning in SIGNS.items())}."


def _is_of_this_world(value: Decimal) -> bool:
    """Tell whether a number can be rounded and written out in full."""
    exponent = value.as_tuple().exponent
    return value.adjusted() < _BEFORE and isinstance(exponent, int) and exponent >= -_BEHIND


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite() and text.isascii() and "_" not in text
    except InvalidOperation:
        return False


def cell_at(line: str, column: int) -> tuple[int, int]:
    """Return where a cell of a line begins, from 1, and its length; `column` counts from 0."""
    row = read_row(line)
    start = 1
    for cell in row[:column]:
        quoted = line[start - 1 : start] == '"'
        start += len(cell) + cell.count('"') + 2 if quoted else len(cell)
        start += 1
    return start, max(len(row[column]), 1)
