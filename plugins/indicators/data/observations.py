"""The observations of one indicator: area × time → a value, or a sign that says why there is none.

Missing is not zero: there is either a value or one of the signs of official statistics.
"""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple, Self

SIGNS = {
    "–": "nichts vorhanden",
    ".": "unbekannt oder geheim",
    "/": "nicht sicher genug",
    "x": "Aussage nicht sinnvoll",
    "…": "Angabe fällt später an",
    "g": "geheim gehalten",
}
PROVISIONAL = "p"
# The office's own: `.` of a foreign source leaves open whether a value is unknown or secret.
WITHHELD = "g"


class Observation(NamedTuple):
    """A value or, where there is none, a sign that says why."""

    value: Decimal | None
    status: str = ""


class Observations:
    """The observations of one indicator by area and time.

    A cell is kept as the file has it (`10.5,` or `3,p` or `,x`) and becomes a number when it is
    asked for: exact, and a third of the memory.
    """

    def __init__(self, by_key: Mapping[tuple[str, str], Observation] | None = None) -> None:
        cells: dict[str, dict[str, str]] = {}
        for (area, time), seen in (by_key or {}).items():
            value = "" if seen.value is None else seen.value
            cells.setdefault(area, {})[time] = f"{value},{seen.status}"
        self._cells = cells

    @classmethod
    def of_cells(cls, cells: dict[str, dict[str, str]]) -> Self:
        """Return the observations of sound cells by area and, within it, by time."""
        made = cls()
        made._cells = cells
        return made

    def __len__(self) -> int:
        return sum(map(len, self._cells.values()))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield area and time of every row."""
        return ((area, time) for area, course in self._cells.items() for time in course)

    def __bool__(self) -> bool:
        """Without a row they are still the observations of their indicator."""
        return True

    def at(self, area: str, time: str) -> Observation | None:
        """Return what is known of an area at a time; None: the data have no row."""
        course = self._cells.get(area)
        cell = course.get(time) if course else None
        return None if cell is None else _observation(cell)

    def course(self, area: str) -> dict[str, Observation]:
        """Return what is known of an area, in the order of times."""
        return {time: _observation(cell) for time, cell in sorted(self._cells[area].items())}

    def times(self, areas: Collection[str] | None = None) -> tuple[str, ...]:
        """Return the times with a row, for some areas or for all, in order."""
        if areas is None:
            return self._times
        return tuple(sorted(set().union(*[self._cells.get(area, ()) for area in areas])))

    @cached_property
    def _times(self) -> tuple[str, ...]:
        return tuple(sorted({time for course in self._cells.values() for time in course}))

    @cached_property
    def areas(self) -> frozenset[str]:
        """The keys of all areas with a row."""
        return frozenset(self._cells)

    @property
    def by_key(self) -> Mapping[tuple[str, str], Observation]:
        """Every observation by area and time, in the order of the file within an area."""
        cells = self._cells.items()
        return {(a, time): _observation(cell) for a, row in cells for time, cell in row.items()}


# A build looks the same cells up for figures, for sentences and for the pages of areas.
@lru_cache(maxsize=8192)
def _observation(cell: str) -> Observation:
    value, _, status = cell.partition(",")
    return Observation(Decimal(value) if value else None, status)
