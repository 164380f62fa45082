"""How a value changed: the sign, the size and since when, short enough for a cell of a table."""

from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.data.number import NBSP, german
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import month_number, season
from plugins.indicators.profile.facts import Fact, fact_at
from plugins.manuscript.dates import exact_as_known

# Ten years, as the social monitoring of other counties looks back; older times are on the indicator's page.
_MONTHS = 120


@dataclass(frozen=True)
class Change:
    """`direction` is −1, 0 or 1, of the values as they are shown; `since` is a time for readers.

    `text` has the size with its sign: `+1,2 Prozentpunkte`, `−6,4 %`, `−12` (of counts below a hundred),
    «unverändert».
    """

    since: str
    direction: int
    text: str
    first: Fact


def change_of(fact: Fact, package: Package) -> Change | None:
    """Return the change since the earliest comparable time within ten years; None without one.

    Comparable is a time of the same season with no break between. Counts change in per cent where the
    first is at least a hundred, percentages by percentage points, other measures by their unit; of a
    measure that is a change itself no change is told.
    """
    indicator = fact.indicator
    if fact.value is None or indicator.is_change:
        return None
    times = package.observations[indicator.key].times({fact.area.key})
    earlier = (
        fact_at(indicator, fact.area, time, package)
        for time in indicator.comparable(fact.time, times)
        if within_reach(time, fact.time)
    )
    first = next((each for each in earlier if each.value is not None), None)
    if first is None or first.value is None:
        return None
    unit = indicator.unit
    difference = unit.rounded(fact.value) - unit.rounded(first.value)
    direction = (difference > 0) - (difference < 0)
    return Change(
        exact_as_known(first.time), direction, _text(fact, first.value, difference), first
    )


def within_reach(time: str, last: str) -> bool:
    """Tell whether a time is of the same season as the last, and at most ten years before it."""
    return season(time) == season(last) and 0 <= month_number(last) - month_number(time) <= _MONTHS


def _text(fact: Fact, first: Decimal, difference: Decimal) -> str:
    unit = fact.indicator.unit
    if not difference:
        return "unverändert"
    if unit.gives_percent(first) and fact.value is not None:
        share = (fact.value - first) / first * 100
        text = german(share, 1, sign=True)
        # «0,0 %» would say that nothing changed.
        return german(difference, 0, sign=True) if text == "0,0" else f"{text}{NBSP}%"
    if unit.is_percent:
        return f"{german(difference, unit.decimals, sign=True)} Prozentpunkte"
    return unit.short(difference, sign=True)
