"""Numbers typed in prose that are values of a figure in the same text, and no longer the newest.

Such a number stays behind when the data are corrected or go on; `[[wert: …]]` would not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plugins.indicators.block.request import MOST_LINES
from plugins.indicators.claims.numerals import SIGNS, Numeral, may_have_numerals, numerals
from plugins.indicators.claims.prose import prose
from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.dates import exact_as_known
from plugins.manuscript.faults import Fault
from plugins.manuscript.manuscript import Manuscript

_LEAST = 3  # significant digits: a shorter number is equal to too much
_SURE = 4  # … with so many it needs no word beside it that says what it is

Course = Sequence[tuple[str, Decimal]]


@dataclass(frozen=True)
class _Match:
    """A value that a typed number is equal to, and the newest value beside it."""

    indicator: Indicator
    area: Area
    time: str
    newest: tuple[str, Decimal]
    is_older: bool
    is_dated: bool


@dataclass
class TypedNumbers:
    """Finds the typed numbers of manuscripts in the data of one package."""

    package: Package
    _courses: dict[str, Mapping[str, Course]] = field(default_factory=dict)

    def find(self, manuscript: Manuscript, scenes: Iterable[Scene]) -> Iterator[Fault]:
        """Yield a hint for every typed number that is an older value of what the scenes show."""
        figures = list(scenes)
        if not figures:
            return
        for line, text in prose(manuscript, may_have_numerals):
            for numeral in numerals(text):
                if numeral.significant < _LEAST:
                    continue
                matches = list(self._matches(numeral, text, figures))
                if matches and all(match.is_older for match in matches):
                    best = max(matches, key=lambda match: (match.is_dated, match.time))
                    excerpt = manuscript.source.line(line)
                    yield _hint(numeral, best, manuscript.path, line, excerpt)

    def _matches(self, numeral: Numeral, text: str, scenes: Sequence[Scene]) -> Iterator[_Match]:
        """Yield the values that are equal to a number of a line, written the same way.

        A short number needs its area or its year beside it.
        """
        for indicator, area, is_named in _meant(text, scenes):
            unit = indicator.unit
            sign = unit.name[:1] if unit.name[:1] in SIGNS else ""
            if (numeral.sign, numeral.decimals) != (sign, unit.decimals):
                continue
            course = self._course(indicator).get(area.key, ())
            for time, value in course:
                if value != numeral.value:
                    continue
                is_dated = time[:4] in text
                is_older = course[-1][1] != value
                if is_named or is_dated or numeral.significant >= _SURE:
                    yield _Match(indicator, area, time, course[-1], is_older, is_dated)

    def _course(self, indicator: Indicator) -> Mapping[str, Course]:
        """Return the values of an indicator as shown, in the order of time, by area."""
        if indicator.key not in self._courses:
            courses: dict[str, list[tuple[str, Decimal]]] = {}
            observed = self.package.observations[indicator.key].by_key
            for (area, time), seen in sorted(observed.items()):
                if seen.value is not None:
                    value = indicator.unit.rounded(seen.value)
                    courses.setdefault(area, []).append((time, value))
            self._courses[indicator.key] = courses
        return self._courses[indicator.key]


def _meant(text: str, scenes: Sequence[Scene]) -> Iterator[tuple[Indicator, Area, bool]]:
    """Yield what the scenes show, and whether the line names the area.

    Where a figure shows many areas, only those: among hundreds of values any number can be found.
    """
    for scene in scenes:
        areas = {each.area.key: each.area for each in scene.series}.values()
        for indicator in scene.indicators:
            for area in areas:
                is_named = area.short in text
                if is_named or len(areas) <= MOST_LINES:
                    yield indicator, area, is_named


def _hint(numeral: Numeral, match: _Match, path: str, line: int, excerpt: str) -> Fault:
    time, value = match.newest
    key, area = match.indicator.key, match.area.short
    return Fault(
        path,
        line,
        numeral.column,
        f"„{numeral.typed}“ ist der Wert für {exact_as_known(match.time)} ({area}, "
        f"{match.indicator.short_title}); der neueste ist "
        f"{match.indicator.unit.short(value)} ({exact_as_known(time)}).",
        f"Schreiben Sie [[wert: {key}, {area}, {match.time}]], dann folgt die Zahl den Daten.",
        excerpt,
        len(numeral.typed),
    )
