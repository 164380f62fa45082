"""What is known of an area: the latest observation of an indicator, and the same for the areas above it.

Profiles, comparison and dashboard all read from here, so that no two of them can say different numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Point
from plugins.indicators.kinds.table import marked, value_text
from plugins.manuscript.dates import exact_as_known


@dataclass(frozen=True)
class Fact:
    """An observation: a value, or the sign that says why there is none (none at all: no row)."""

    indicator: Indicator
    area: Area
    time: str
    value: Decimal | None
    status: str = ""

    @cached_property
    def text(self) -> str:
        """Return the value as it stands in tables: `40.261`, `13,5 %`, «k. A.»; of a change with its sign."""
        unit = self.indicator.unit
        if self.value is not None and self.indicator.is_change:
            return marked(unit.short(self.value, sign=True), self.status)
        return value_text(unit, Point(self.time, self.value, self.status, 0))

    @property
    def when(self) -> str:
        """Return the time as readers know it: `2022`, `September 2024`."""
        return exact_as_known(self.time)


def fact_at(indicator: Indicator, area: Area, time: str, package: Package) -> Fact:
    """Return what is known of an area at a time, if only that nothing is."""
    seen = package.observations[indicator.key].at(area.key, time)
    return Fact(indicator, area, time, *(seen or (None, "")))


def latest_fact(indicator: Indicator, area: Area, package: Package) -> Fact | None:
    """Return what the latest row says of an area; None if the data do not know the area.

    A latest row without a value stays one: an older value in its place would stand beside newer ones of
    the areas above and seem to be of their time.
    """
    times = package.observations[indicator.key].times({area.key})
    return fact_at(indicator, area, times[-1], package) if times else None


def all_facts(area: Area, package: Package) -> Iterator[Fact]:
    """Yield the latest fact of every indicator that has a page and knows the area, in the package's order."""
    for indicator in package.indicators.values():
        if indicator.has_page and (fact := latest_fact(indicator, area, package)):
            yield fact


def values_beside(fact: Fact, package: Package) -> tuple[Decimal, ...]:
    """Return the values of today's areas of a fact's level at its time, the lowest first."""
    keys = tuple(area.key for area in package.areas.of_level(fact.area.level))
    return _in_order(package.observations[fact.indicator.key], keys, fact.time)


# Every area of a level asks for the same.
@lru_cache(maxsize=512)
def _in_order(observations: Observations, areas: tuple[str, ...], time: str) -> tuple[Decimal, ...]:
    seen = (observations.at(area, time) for area in areas)
    return tuple(sorted(one.value for one in seen if one and one.value is not None))
