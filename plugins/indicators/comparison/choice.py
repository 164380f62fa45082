"""What there is to choose from: areas by level and by what they lie in, indicators by dimension."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.data.indicator import Indicator


@dataclass(frozen=True)
class Group:
    """Areas under a heading; `area` is what they all lie in, if the heading names one."""

    heading: str
    areas: tuple[Area, ...]
    area: Area | None = None


def by_level(areas: Areas, known: Collection[str]) -> tuple[Group, ...]:
    """Return the known areas by level, from the whole down to the parts; a level without any is left out."""
    groups = []
    for level in areas.levels:
        found = _known(areas.of_level(level.key), known)
        groups.append(Group(level.singular if len(found) == 1 else level.plural, found))
    return tuple(group for group in groups if group.areas)


def by_whole(areas: Areas, known: Collection[str]) -> tuple[Group, ...]:
    """Return the known areas below the area of the next level up that they are part of, the whole first.

    What is part of none comes last.
    """
    groups = [
        Group(whole.short, _known(areas.parts_of(whole, below.key), known), whole)
        for level, below in pairwise(areas.levels)
        for whole in areas.of_level(level.key)
    ]
    groups = [group for group in groups if group.areas]
    listed = {area for group in groups for area in (*group.areas, group.area)}
    rest = tuple(area for key, area in areas.by_key.items() if key in known and area not in listed)
    return (*groups, Group(areas.word(rest, one=False), rest)) if rest else tuple(groups)


def _known(areas: tuple[Area, ...], known: Collection[str]) -> tuple[Area, ...]:
    return tuple(area for area in areas if area.key in known)


def by_dimension(indicators: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """Return indicators by dimension, in their order."""
    groups: dict[str, list[Indicator]] = {}
    for each in indicators:
        groups.setdefault(each.dimension, []).append(each)
    return groups
