"""The table of one time: cells of several indicators, and the sums that tie them together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.data.indicator import Indicator

Cell = tuple[str, str]  # indicator, area


@dataclass(frozen=True)
class Sum:
    """A whole and its parts, as everybody can add them up."""

    whole: Cell
    parts: tuple[Cell, ...]

    @cached_property
    def weights(self) -> Mapping[Cell, int]:
        """The cells with 1 for the whole and −1 for a part: together they make zero."""
        return {self.whole: 1} | dict.fromkeys(self.parts, -1)


def find_sums(
    indicators: Collection[Indicator], rows: Mapping[str, Collection[str]], areas: Areas
) -> Iterator[Sum]:
    """Yield the sums of one time: over areas, over former areas, over `summe_aus`.

    `rows` are the areas of each indicator with a row at that time. What has no row takes no part:
    it is taken for known, which helps whoever wants to compute a secret.
    """
    for each in indicators:
        there = rows.get(each.key, ())
        for key in there if each.additive else ():
            for parts in _parts(areas.by_key[key], areas, there):
                yield Sum((each.key, key), tuple((each.key, part.key) for part in parts))
        for group in each.sums:
            for key in there:
                parts_here = tuple((part, key) for part in group if key in rows.get(part, ()))
                if parts_here:
                    yield Sum((each.key, key), parts_here)


def _parts(area: Area, areas: Areas, there: Collection[str]) -> Iterator[Sequence[Area]]:
    """Yield what adds up to an area: its former areas, and its nearest parts that have rows.

    Where some of the nearest have none, the parts of the next level are another way to add up.
    """
    before = [
        each
        for each in areas.by_key.values()
        if each.key in there and (each.successor == area.key or each.key in area.predecessors)
    ]
    # What came to an area that was there before is less than it.
    if before and (area.predecessors or area.valid_from):
        yield before
    levels = [level.key for level in areas.levels]
    for level in () if area.is_former else levels[levels.index(area.level) + 1 :]:
        today = areas.parts_of(area, level)
        parts = [part for part in today if part.key in there]
        parts += _replaced(area, level, areas, there)
        if parts:
            yield parts
        if parts and all(part.key in there for part in today):
            return


def _replaced(area: Area, level: str, areas: Areas, there: Collection[str]) -> Iterator[Area]:
    """Yield the former areas within an area that have a row while what became of them has none."""
    for each in areas.by_key.values():
        if each.is_former and each.level == level and each.key in there:
            inside = area.key in _above(each, areas)
            if inside and each.successor not in there:
                yield each


def _above(area: Area, areas: Areas) -> Collection[str]:
    seen: dict[str, None] = {}
    while area.parent in areas.by_key and area.parent not in seen:
        seen[area.parent] = None
        area = areas.by_key[area.parent]
    return seen
