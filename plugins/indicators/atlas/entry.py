"""What an area is found by: its names of today and before, its postcodes, and what is said of it in a line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.data.package import Package
from plugins.indicators.profile.facts import Fact, fact_at


@dataclass(frozen=True)
class AreaEntry:
    """An area of today that has a page, as lists and the search know it.

    `title` is how its page is headed, `name` the official one; `level` is the kind of area, `level_name`
    that for readers (one, several). `former` are names of areas that went up in it, `names` all else by
    which readers may look for it. `people` is how many live there, empty where nobody counted.
    """

    key: str
    title: str
    name: str
    address: str
    level: str
    level_name: tuple[str, str]
    summary: str
    people: str
    postcodes: tuple[str, ...]
    former: tuple[str, ...]
    names: tuple[str, ...]


def area_entries(
    package: Package, addresses: Mapping[str, str], counted: Mapping[str, Fact]
) -> tuple[AreaEntry, ...]:
    """Return the areas that have an address, in their order; `counted` is how many people live in each."""
    return tuple(
        _entry(package.areas.by_key[key], address, package.areas, counted.get(key))
        for key, address in addresses.items()
    )


def people(package: Package, population: str) -> Mapping[str, Fact]:
    """Return how many people live in each area, of all at the latest time that is known of the smallest.

    `population` is the key of an indicator; without it nobody was counted.
    """
    indicator = package.indicators.get(population)
    if indicator is None:
        return {}
    observations = package.observations[population]
    parts = package.areas.of_level(package.areas.levels[-1].key)
    times = observations.times({area.key for area in parts}) or observations.times()
    return {
        area.key: fact
        for area in package.areas.by_key.values()
        if times and (fact := fact_at(indicator, area, times[-1], package)).value is not None
    }


def predecessors(area: Area, areas: Areas) -> tuple[Area, ...]:
    """Return the areas that went up in an area, and those that went up in them."""
    before = [each for each in areas.by_key.values() if each.successor == area.key != each.key]
    return tuple(each for one in before for each in (*predecessors(one, areas), one))


def _entry(area: Area, address: str, areas: Areas, fact: Fact | None) -> AreaEntry:
    level = areas.level(area.level)
    before = predecessors(area, areas)
    former = tuple(each.short for each in before)
    title = area.name if area == areas.whole else area.short
    names = [area.short, *area.aliases, *(alias for each in before for alias in each.aliases)]
    one = level.singular
    return AreaEntry(
        area.key,
        title,
        area.name,
        address,
        level.key,
        (one, one if len(areas.of_level(level.key)) == 1 else level.plural),
        " ".join(_sentences(area, level, areas, former, fact)),
        fact.text if fact else "",
        area.postcodes,
        former,
        tuple(dict.fromkeys(name for name in names if name != title)),
    )


def _sentences(
    area: Area, level: Level, areas: Areas, former: tuple[str, ...], fact: Fact | None
) -> Iterator[str]:
    """Yield what tells an area from others of a like name, the shortest way."""
    over = areas.by_key.get(area.parent)
    name = over.name if over == areas.whole and over else over.short if over else ""
    yield f"{', '.join(filter(None, (area.designation or level.singular, name)))}."
    if area.postcodes:
        yield f"Postleitzahl {', '.join(area.postcodes)}."
    counts = [(each, len(areas.parts_of(area, each.key))) for each in areas.levels]
    parts = [
        f"{count} {each.singular if count == 1 else each.plural}" for each, count in counts if count
    ]
    if parts:
        yield f"{', '.join(parts)}."
    if fact:
        yield f"{fact.text} Menschen ({fact.when})."
    if former:
        yield f"Früher: {', '.join(former)}."
