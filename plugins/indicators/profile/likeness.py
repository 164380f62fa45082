"""How far areas lie apart: the mean of their differences in several measures, each made comparable.

The method is the general coefficient of J. C. Gower (Biometrics 27, 1971): differences are taken measure by
measure, brought to one scale and averaged over those that are known of both. Three things are decided here:

- The scale is the width of the middle half of all areas, not the range or the standard deviation, which
  one outlier stretches until all others seem alike.
- Differences are averaged as they are, not squared: whoever stands far out in one measure is still compared
  by the others.
- Counts, densities and amounts are compared by how many times larger they are (in logarithms), shares and
  changes by their difference: from 700 to 1,400 people it is as far as from 20,000 to 40,000.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import isclose, log
from statistics import quantiles

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.package import Package


@dataclass(frozen=True)
class Measure:
    """An indicator at one time. `places` are its values by area, on a scale where the middle half is 1 wide."""

    indicator: Indicator
    time: str
    places: Mapping[str, float]


def read_measures(
    keys: Sequence[str], areas: Sequence[Area], package: Package
) -> tuple[Measure, ...]:
    """Return the indicators by which these areas can be compared, each at the time that holds for all.

    That is the latest at which more than half of them have a value. One that knows fewer at any time, or by
    which the middle half are equal, is passed over, as is a key that does not exist.
    """
    among = tuple(area.key for area in areas)
    found = (
        _measure(package.indicators[key], among, package.observations[key])
        for key in keys
        if key in package.indicators
    )
    return tuple(filter(None, found))


def distance(first: Area, second: Area, measures: Sequence[Measure]) -> float | None:
    """Return how far two areas lie apart: 1 is the width of the middle half, in the mean of all measures.

    Measures that lack one of them are left out; None if that leaves fewer than half.
    """
    apart = [
        abs(places[first.key] - places[second.key])
        for places in (each.places for each in measures)
        if first.key in places and second.key in places
    ]
    return sum(apart) / len(apart) if apart and 2 * len(apart) >= len(measures) else None


# Every area of a level is compared by the same.
@lru_cache(maxsize=64)
def _measure(
    indicator: Indicator, areas: tuple[str, ...], observations: Observations
) -> Measure | None:
    for time in reversed(observations.times()):
        values = {
            area: one.value
            for area in areas
            if (one := observations.at(area, time)) and one.value is not None
        }
        if 2 * len(values) > len(areas):
            places = dict(_places(indicator, values))
            return Measure(indicator, time, places) if places else None
    return None


def _places(indicator: Indicator, values: Mapping[str, Decimal]) -> Iterator[tuple[str, float]]:
    by_times = _is_multiple(indicator) and min(values.values()) > 0
    places = {key: log(value) if by_times else float(value) for key, value in values.items()}
    lower, _, upper = quantiles(places.values(), n=4, method="inclusive")
    if not isclose(lower, upper):
        yield from ((key, place / (upper - lower)) for key, place in places.items())


def _is_multiple(indicator: Indicator) -> bool:
    """Tell whether its values are multiples of each other: they begin at nothing and have no upper end."""
    return not indicator.unit.is_percent and not indicator.is_change
