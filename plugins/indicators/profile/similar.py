"""Which areas are like one: the nearest by a few stated indicators. No types, no ranking, no verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.indicators.data.areas import Area
from plugins.indicators.data.package import Package
from plugins.indicators.profile.facts import Fact, fact_at
from plugins.indicators.profile.likeness import Measure, distance, read_measures

# Among fewer areas the nearest are no choice.
_FEWEST = 10
# In the mean of all measures half as far apart as the middle half is wide: no longer alike.
_FAR = 0.5
# Two machines may differ in the last digit of a logarithm, and must not in the order of areas.
_DIGITS = 6


@dataclass(frozen=True)
class Likeness:
    """An area beside the one of the page; its facts stand in the order of the columns."""

    area: Area
    facts: tuple[Fact, ...]
    distance: float

    @property
    def left_out(self) -> tuple[Fact, ...]:
        """Return what nothing is known of: by the rest it was compared."""
        return tuple(fact for fact in self.facts if fact.value is None)


@dataclass(frozen=True)
class Similar:
    """The areas that are most like one, the nearest first, and by what they were found.

    `own` is the area itself; its facts name the columns, each with its indicator and its time. `plural` is
    the word for all: «Gemeinden».
    """

    own: Likeness
    nearest: tuple[Likeness, ...]
    plural: str

    @property
    def is_far(self) -> bool:
        """Tell whether even the nearest is not alike."""
        return self.nearest[0].distance > _FAR

    @property
    def lead(self) -> str:
        """Return the words before the list."""
        if self.is_far:
            return f"Alle anderen {self.plural} sind deutlich anders. Am nächsten kommen:"
        return "Am ähnlichsten sind:"

    @property
    def method(self) -> str:
        """Return how the areas were compared, in sentences; by what, the heads of the columns say."""
        first = "Verglichen nach den Angaben dieser Tabelle; jede zählt gleich viel."
        return " ".join([first, *self._gaps(), "Eine Wertung ist das nicht."])

    def _gaps(self) -> Iterator[str]:
        parts = [
            f"bei {each.area.short}: {', '.join(fact.indicator.short_title for fact in each.left_out)}"
            for each in (self.own, *self.nearest)
            if each.left_out
        ]
        if parts:
            yield f"Nicht bekannt {'; '.join(parts)}. Dort zählen die übrigen."


def similar_areas(
    area: Area, package: Package, keys: Sequence[str], count: int = 5
) -> Similar | None:
    """Return the areas of today and of the same level that are nearest to one by these indicators.

    None for a former area, for a level of fewer than ten, and where too little is known to compare.
    """
    areas = package.areas.of_level(area.level)
    if area.is_former or len(areas) < _FEWEST:
        return None
    measures = read_measures(keys, areas, package)
    found = [
        (round(apart, _DIGITS), other.rank, other.key)
        for other in areas
        if other.key != area.key and (apart := distance(area, other, measures)) is not None
    ]
    nearest = tuple(
        _likeness(package.areas.by_key[key], apart, measures, package)
        for apart, _, key in sorted(found)[:count]
    )
    own = _likeness(area, 0, measures, package)
    return Similar(own, nearest, package.areas.level(area.level).plural) if nearest else None


def _likeness(area: Area, apart: float, measures: Sequence[Measure], package: Package) -> Likeness:
    facts = tuple(fact_at(each.indicator, area, each.time, package) for each in measures)
    return Likeness(area, facts, apart)
