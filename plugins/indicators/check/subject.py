"""What a rule judges: one indicator with its observations, its file and the areas."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from plugins.indicators.check.finding import Finding
from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import german
from plugins.indicators.data.observations import Observation, Observations
from plugins.indicators.data.rows import cell_at, read_row
from plugins.indicators.data.shelf import read_text
from plugins.manuscript.faults import Fault

AREA, TIME, VALUE = range(3)
_NAMED = 5


@dataclass(frozen=True)
class Subject:
    """One indicator under judgement. `open` returns the observations of another one, or None."""

    indicator: Indicator
    observations: Observations
    areas: Areas
    file: Path
    path: str
    open: Callable[[str], Observations | None]

    @cached_property
    def courses(self) -> Mapping[str, Mapping[str, Observation]]:
        """What is known of each area, by time and in order."""
        return {area: self.observations.course(area) for area in self.observations.areas}

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, Decimal]]:
        """The values of each area, by time and in order."""
        return {
            area: {time: seen.value for time, seen in course.items() if seen.value is not None}
            for area, course in self.courses.items()
        }

    @property
    def is_change(self) -> bool:
        """Tell whether the indicator says that it measures a change."""
        return self.indicator.is_change

    @property
    def is_count(self) -> bool:
        """Tell whether whole things are counted: people, dwellings, cases."""
        unit = self.indicator.unit
        return self.indicator.additive and not unit.is_symbol and unit.decimals == 0

    @cached_property
    def ordered(self) -> Sequence[Area]:
        """The areas with rows, in the order of the gazetteer."""
        return [area for key, area in self.areas.by_key.items() if key in self.observations.areas]

    def short(self, area: str) -> str:
        """Return the name of an area."""
        return self.areas.by_key[area].short

    def number(self, value: Decimal) -> str:
        """Write a value with as many decimals as it has."""
        return german(value, decimals_of(value))

    def at(
        self, area: str, time: str, message: str, advice: str = "", column: int = VALUE
    ) -> Fault:
        """Return a fault at a cell of the file."""
        number = self._lines.get((area, time), 0)
        line = self._text[number - 1] if number else ""
        start, length = cell_at(line, column) if number else (0, 1)
        return Fault(self.path, number, start, message, advice, line, length)

    def error(self, area: str, time: str, message: str, advice: str = "") -> Finding:
        """Return an error at the value of a row."""
        return Finding(self.at(area, time, message, advice), is_error=True)

    def hint(self, area: str, time: str, message: str, advice: str = "") -> Finding:
        """Return a hint at the value of a row."""
        return Finding(self.at(area, time, message, advice))

    @cached_property
    def _text(self) -> list[str]:
        return read_text(self.file, self.path)[0].splitlines()

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], int]:
        """The line of each row; of doubled rows the first."""
        rows = [tuple(read_row(line)[:2]) if line.strip() else () for line in self._text]
        return {
            (row[AREA], row[TIME]): number
            for number, row in reversed(list(enumerate(rows, 1)))
            if len(row) == VALUE
        }


def decimals_of(value: Decimal) -> int:
    """Return how many decimals a finite value is written with."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def listed(words: Sequence[str]) -> str:
    """Return words with commas, the first few of many: `a, b, c und 7 weitere`."""
    if len(words) <= _NAMED + 1:
        return ", ".join(words)
    return f"{', '.join(words[:_NAMED])} und {len(words) - _NAMED} weitere"
