"""Areas: the whole county, its regions, its municipalities; and the words for them.

Source of keys and names: the municipality register (AGS); other levels have keys of their own.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plugins.indicators.data.errors import WordError
from plugins.manuscript.suggestions import fold, suggest


@dataclass(frozen=True)
class Level:
    """A kind of area: `gemeinde`, «Gemeinde», «Gemeinden»."""

    key: str
    singular: str
    plural: str


@dataclass(frozen=True)
class Area:
    """One area. `successor` is empty for an area of today; `valid_to`, if known, is the last day.

    `designation` is what it calls itself where its level has a broader word: «Stadt» among
    municipalities. `postcodes` are those of its town hall.
    """

    key: str
    short: str
    name: str
    level: str
    parent: str = ""
    valid_from: str = ""
    valid_to: str = ""
    predecessors: tuple[str, ...] = ()
    successor: str = ""
    aliases: tuple[str, ...] = ()
    designation: str = ""
    postcodes: tuple[str, ...] = ()
    rank: int = 0

    @property
    def is_former(self) -> bool:
        """Tell whether the area no longer exists."""
        return bool(self.valid_to or self.successor)


@dataclass(frozen=True)
class Areas:
    """All areas by key, in their order, and the levels from the whole down to the parts."""

    by_key: Mapping[str, Area] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()

    @property
    def whole(self) -> Area | None:
        """Return the area that all others are part of."""
        return next(iter(self.of_level(self.levels[0].key)), None) if self.levels else None

    def of_level(self, level: str) -> tuple[Area, ...]:
        """Return today's areas of a level."""
        return self._today.get(level, ())

    def parts_of(self, area: Area, level: str) -> tuple[Area, ...]:
        """Return today's areas of `level` that lie in `area`, at any depth."""
        return self._parts.get((area.key, level), ())

    def above(self, area: Area) -> tuple[Area, ...]:
        """Return the areas that an area lies in, the nearest first: its region, its county."""
        found = [area]
        while (parent := self.by_key.get(found[-1].parent)) and parent not in found:
            found.append(parent)
        return tuple(found[1:])

    def level(self, key: str) -> Level:
        """Return a level by its key."""
        return next(level for level in self.levels if level.key == key)

    def word(self, shown: Sequence[Area], *, one: bool) -> str:
        """Name what the areas are, if they are all of one level: «Gemeinde», «Gebiete»."""
        keys = {area.level for area in shown}
        if len(keys) > 1:
            return "Gebiet" if one else "Gebiete"
        level = self.level(keys.pop())
        return level.singular if one else level.plural

    def select(self, words: str, known: Collection[str] = ()) -> tuple[Area, ...]:
        """Return what the words of one entry mean: one area or a group («alle Gemeinden»).

        Raises WordError for an unknown or an ambiguous name, and for a former one that is not `known`.
        """
        group = self._group(words)
        return group or (self.find(words, known),)

    def find(self, words: str, known: Collection[str] = ()) -> Area:
        """Return the one area of this name or key. Raises WordError.

        A former area is found only if its key is `known`: the data have values for it.
        """
        found = self._names.get(fold(words), [])
        today = [area for area in found if not area.is_former]
        if len(today) == 1:
            return today[0]
        if today:
            meant = ", ".join(f"„{area.name}“ ({area.key})" for area in today)
            raise WordError(
                f"Der Name „{words}“ ist nicht eindeutig.",
                f"Schreiben Sie den Schlüssel; gemeint sein kann: {meant}.",
            )
        if found:
            former = [area for area in found if area.key in known]
            if len(former) == 1:
                return former[0]
            raise self._former(found[0])
        choices = [area.short for area in self.by_key.values() if not area.is_former]
        groups = [level.plural for level in self.levels[1:]]
        raise WordError(f"Das Gebiet „{words}“ gibt es nicht.", suggest(words, [*choices, *groups]))

    def _group(self, words: str) -> tuple[Area, ...]:
        found = self._groups.fullmatch(fold(words))
        if not found:
            return ()
        level = next(each.key for each in self.levels if fold(each.plural) == found["level"])
        whole = found["whole"]
        return self.parts_of(self.find(whole), level) if whole else self.of_level(level)

    def _former(self, area: Area) -> WordError:
        after = self.by_key.get(area.successor)
        day = ".".join(reversed(area.valid_to.split("-")))
        return WordError(
            f"{area.short} gab es bis {day}." if day else f"{area.short} gibt es nicht mehr.",
            f"Das Gebiet gehört heute zu „{after.short}“." if after else "",
        )

    @cached_property
    def _today(self) -> Mapping[str, tuple[Area, ...]]:
        """Return today's areas of each level."""
        today = [area for area in self.by_key.values() if not area.is_former]
        return {
            level: tuple(area for area in today if area.level == level)
            for level in {area.level for area in today}
        }

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str], tuple[Area, ...]]:
        """Return today's areas of each level by the key of an area that they lie in."""
        parts: dict[tuple[str, str], list[Area]] = {}
        for level, areas in self._today.items():
            for area in areas:
                for whole in self.above(area):
                    parts.setdefault((whole.key, level), []).append(area)
        return {key: tuple(areas) for key, areas in parts.items()}

    @cached_property
    def _groups(self) -> re.Pattern[str]:
        plurals = "|".join(re.escape(fold(level.plural)) for level in self.levels) or "(?!)"
        joints = "der|des|im|in der|in"
        return re.compile(rf"(?:alle )?(?P<level>{plurals})(?: (?:{joints}) (?P<whole>.+))?")

    @cached_property
    def _names(self) -> Mapping[str, Sequence[Area]]:
        """Return the areas of each name; a short name goes before official and other names."""
        names: dict[str, list[Area]] = {}
        for area in self.by_key.values():
            names.setdefault(fold(area.short), []).append(area)
            names.setdefault(fold(area.key), []).append(area)
        for area in self.by_key.values():
            for name in {fold(area.name), *map(fold, area.aliases)}:
                first = names.setdefault(name, [])
                if not any(fold(known.short) == name for known in first) and area not in first:
                    first.append(area)
        return names
