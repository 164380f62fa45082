"""The names under which a title can speak of areas: «Ahausens», «im Norden», «des Landkreises»."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from plugins.indicators.data.areas import Area, Areas
from plugins.manuscript.suggestions import fold

_CASES = ("", "s", "es", "en")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """All names of all areas of a site."""

    areas: Areas

    def among(self, shown: Collection[str]) -> "Shown":
        """Return the names of some areas, given by their keys."""
        return Shown(self, shown)

    @cached_property
    def exact(self) -> Mapping[Words, list[Area]]:
        """Return the areas by short name."""
        return _by_name((area.short, area) for area in self.areas.by_key.values())

    @cached_property
    def loose(self) -> Mapping[Words, list[Area]]:
        """Return the areas by their other names; «Region Nord» is also called «Nord»."""
        return _by_name(
            (name, area) for area in self.areas.by_key.values() for name in self._others(area)
        )

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Return the first words of all names."""
        return frozenset(words[0] for words in (*self.exact, *self.loose))

    def _others(self, area: Area) -> Iterator[str]:
        yield from (area.name, *area.aliases)
        level, _, rest = area.short.partition(" ")
        if rest and level == self.areas.level(area.level).singular:
            yield rest


@dataclass(frozen=True)
class Shown:
    """The names of the areas that a figure shows; of two with one name the short name wins."""

    names: Names
    keys: Collection[str]

    def begin_with(self, word: str) -> bool:
        """Tell whether any name begins with a folded word."""
        return word in self.names.beginnings

    def find(self, spoken: Words) -> Area | None:
        """Return the area of this name, given in folded words."""
        for known in (self.names.exact, self.names.loose):
            for area in known.get(spoken, ()):
                if area.key in self.keys:
                    return area
        return None


def _by_name(named: Iterable[tuple[str, Area]]) -> Mapping[Words, list[Area]]:
    found: dict[Words, list[Area]] = {}
    for name, area in named:
        for case in _CASES:
            found.setdefault(tuple(fold(name + case).split()), []).append(area)
    return found
