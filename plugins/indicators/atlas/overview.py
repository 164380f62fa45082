"""The list of all areas: the whole, then its parts by region, then those that are no more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.indicators.atlas.entry import AreaEntry, predecessors
from plugins.indicators.data.areas import Areas, Level
from plugins.indicators.kinds.describe import dative, listed
from plugins.indicators.profile.grammar import counted, the
from plugins.manuscript.suggestions import fold


@dataclass(frozen=True)
class Group:
    """A region and its parts, by name; `head` is None where the parts lie in none that has a page."""

    head: AreaEntry | None
    parts: tuple[AreaEntry, ...]


@dataclass(frozen=True)
class Former:
    """Areas that are no more, and the one that they are in: «Altdorf und Neudorf», «seit 2019»."""

    names: str
    when: str
    today: AreaEntry


@dataclass(frozen=True)
class Overview:
    """All areas of today, and words for them.

    `title` is «Gemeinden und Regionen», `list_title` «Gemeinden nach Regionen», `counts` how many of each.
    """

    title: str
    counts: str
    whole: AreaEntry | None
    list_title: str
    groups: tuple[Group, ...]
    former: tuple[Former, ...]

    @property
    def postcodes(self) -> bool:
        """Tell whether postcodes are known."""
        return any(part.postcodes for group in self.groups for part in group.parts)


def overview(entries: tuple[AreaEntry, ...], areas: Areas) -> Overview:
    """Return the list of the areas that have a page."""
    known = {entry.key: entry for entry in entries}
    levels = [level for level in areas.levels if any(each.level == level.key for each in entries)]
    whole = known.get(areas.whole.key) if areas.whole else None
    below = [level for level in levels if whole is None or level.key != whole.level] or levels
    counts = [(level, sum(each.level == level.key for each in entries)) for level in levels]
    words = listed([_count(n, each, whole) for each, n in reversed(counts)])
    return Overview(
        listed([level.plural for level in reversed(below)]),
        words[:1].upper() + words[1:],
        whole,
        " nach ".join((below[-1].plural, *(dative(each.plural) for each in below[-2:-1]))),
        tuple(_groups(known, areas, below[-1].key)),
        tuple(_former(known, areas)),
    )


def _count(number: int, level: Level, whole: AreaEntry | None) -> str:
    """Return «52 Gemeinden», «sieben Regionen»; the whole is not counted: «der Landkreis»."""
    if number > 1:
        return f"{counted(number)} {level.plural}"
    return (whole and level.key == whole.level and the(level.singular)) or f"1 {level.singular}"


def _groups(known: Mapping[str, AreaEntry], areas: Areas, level: str) -> Iterator[Group]:
    """Yield the regions in their order, each with its parts in that of the alphabet."""
    parts: dict[str, list[AreaEntry]] = {}
    for area in areas.of_level(level):
        if area.key in known:
            parts.setdefault(area.parent, []).append(known[area.key])
    whole = areas.whole.key if areas.whole else ""
    for key in sorted(parts, key=[*areas.by_key, *parts].index):
        head = known.get(key) if key != whole else None
        yield Group(head, tuple(sorted(parts[key], key=lambda each: fold(each.title))))


def _former(known: Mapping[str, AreaEntry], areas: Areas) -> Iterator[Former]:
    """Yield what went up in an area of today, by its last day."""
    for entry in sorted(known.values(), key=lambda each: fold(each.title)):
        ends: dict[str, list[str]] = {}
        for area in predecessors(areas.by_key[entry.key], areas):
            # The day after the last one: as a rule, the first of a year.
            year = int(area.valid_to[:4]) + area.valid_to.endswith("-12-31") if area.valid_to else 0
            ends.setdefault(f"seit {year}" if year else "heute", []).append(area.short)
        for when, names in ends.items():
            yield Former(listed(names), when, entry)
