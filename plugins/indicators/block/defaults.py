"""What a block leaves unsaid: the areas, the times and the kind that fit the data."""

from collections.abc import Sequence

from plugins.indicators.block.request import (
    BARS,
    DUMBBELL,
    LINE,
    MAP,
    MOST_LINES,
    MULTIPLES,
    STACKED,
    TABLE,
    TILES,
)
from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.package import Package

# Kinds that compare places: without areas they show all of the lowest level there are.
_PLACES = (MAP,)


def default_areas(kind: str, package: Package, observations: Observations) -> tuple[Area, ...]:
    """Return the whole, if it has values and the kind is not about its parts, else all areas."""
    known = observations.areas
    whole = package.areas.whole
    if kind in _PLACES:
        return package.areas.of_level(package.areas.levels[-1].key)
    if whole and whole.key in known:
        return (whole,)
    return tuple(
        area for area in package.areas.by_key.values() if area.key in known and not area.is_former
    )


def default_times(
    kind: str, indicator: Indicator, areas: Sequence[Area], times: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the times that a kind shows if none are named; none: each key figure its latest."""
    if kind == TILES:
        return ()
    if kind == MAP or (kind in (BARS, STACKED) and len(areas) > 1):
        return times[-1:]
    if kind == TABLE and len(areas) > MOST_LINES:
        return times[-1:]
    if kind == DUMBBELL:
        earlier = indicator.comparable(times[-1], times) or times
        return tuple(dict.fromkeys((earlier[0], times[-1])))
    return times


def fitting_kind(
    indicators: Sequence[Indicator], areas: Sequence[Area], times: Sequence[str], *, asked: bool
) -> str:
    """Several times make a line, one makes bars, and so do more areas than lines can show.

    One value is a key figure. `asked` tells whether the block names times.
    """
    if len(indicators) > 1:
        return STACKED
    if len(times) == 1:
        return TILES if len(areas) == 1 else BARS
    if len(areas) > MOST_LINES:
        return MULTIPLES if asked else BARS
    return LINE
