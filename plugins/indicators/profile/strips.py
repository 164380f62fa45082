"""Where an area lies among its equals: a strip with a stroke for each, its own the widest.

The strokes say nothing that the words do not: own value, middle and ends stand beside them.
"""

import statistics
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from plugins.indicators.data.areas import Area
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.table import marked
from plugins.indicators.profile.facts import Fact, latest_fact, values_beside

# Places on a strip: fine enough for its width on paper, short enough for sixty pages of six.
WIDTH = 500
_FEWEST = 5  # strokes; with fewer, the table says as much


@dataclass(frozen=True)
class Strip:
    """`strokes` are the places of the others from 0 to WIDTH, in order; `own` and `middle` are places too.

    `own_value` and the three others bear a sign if some areas gained and others lost. `middle_value` is the
    median: one half of the areas lies below, one above.
    """

    fact: Fact
    strokes: tuple[int, ...]
    own: int
    middle: int
    own_value: str
    middle_value: str
    lowest: str
    highest: str


def area_strip(key: str, area: Area, package: Package) -> Strip | None:
    """Return the strip of an indicator; None if the area has no value or too few others have one."""
    indicator = package.indicators.get(key)
    fact = latest_fact(indicator, area, package) if indicator else None
    if indicator is None or fact is None or fact.value is None:
        return None
    values = values_beside(fact, package)
    low, high = values[0], values[-1]
    if len(values) < _FEWEST or low == high:
        return None
    signed = low < 0 < high
    middle = Decimal(statistics.median(values))

    def text(value: Decimal) -> str:
        return indicator.unit.short(value, sign=signed)

    return Strip(
        fact,
        _strokes(values),
        _place(fact.value, low, high),
        _place(middle, low, high),
        marked(text(fact.value), fact.status),
        text(middle),
        text(low),
        text(high),
    )


# The same for every area of a level.
@lru_cache(maxsize=64)
def _strokes(values: tuple[Decimal, ...]) -> tuple[int, ...]:
    places = (_place(value, values[0], values[-1]) for value in values)
    return tuple(dict.fromkeys(places))


def _place(value: Decimal, low: Decimal, high: Decimal) -> int:
    return round((value - low) * WIDTH / (high - low))
