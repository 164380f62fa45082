"""What an area is and where it lies: the first sentence of its page, made from the list of areas."""

from collections.abc import Sequence
from decimal import Decimal

from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.describe import listed
from plugins.indicators.profile.facts import Fact, fact_at
from plugins.indicators.profile.grammar import (
    a,
    called,
    counted,
    in_full,
    kind,
    named,
    plural,
    sentence,
    the,
)
from plugins.manuscript.dates import exact_as_known

# More names than these are no sentence any more; then they are counted.
_NEIGHBOURS, _PARTS, _TOWNS = 6, 7, 3
# From which share of its region's people on a town is told to be its centre, the largest first.
_SHARES = (
    (Decimal("0.5"), "mehr als die Hälfte"),
    (Decimal("0.45"), "fast die Hälfte"),
    (Decimal("0.35"), "mehr als ein Drittel"),
    (Decimal("0.32"), "rund ein Drittel"),
    (Decimal("0.3"), "fast ein Drittel"),
    (Decimal("0.26"), "mehr als ein Viertel"),
    (Decimal("0.25"), "rund ein Viertel"),
)


def locate(area: Area, package: Package, people: Fact | None) -> str:
    """Return what the area is, what it lies in, what belongs to it, what it was made from; empty if unknown.

    `people` is what is known of its population: a town with a large share of its region's is told to be so.
    """
    areas = package.areas
    if area.level == areas.levels[-1].key:
        words = (_of_part(area, package, people), _origin(area, areas))
    else:
        words = (_of_whole(area, areas), "")
    return " ".join(map(sentence, filter(None, words)))


def _of_part(area: Area, package: Package, people: Fact | None) -> str:
    areas = package.areas
    *regions, whole = areas.above(area) or (None,)
    there = f" {in_full(whole, areas).within}" if whole else ""
    noun = in_full(area, areas)
    start, what = noun.the + _joined(area, areas), a(kind(area, areas))
    is_kind = bool(what) and not noun.gender
    verb = "" if is_kind else "ist "
    tail = _in_region(area, regions[0], package, people, verb) if regions else ""
    if is_kind:
        return f"{start} ist {what}{there}{tail}"
    return f"{start} liegt{there}{tail}" if there else ""


def _origin(area: Area, areas: Areas) -> str:
    """Say from which former areas it was made, and when if that is known."""
    before = [areas.by_key[key].short for key in area.predecessors if key in areas.by_key]
    if not before:
        return ""
    prefix = ("im Jahr", "im", "am")[min(area.valid_from.count("-"), 2)]
    when = f" {prefix} {exact_as_known(area.valid_from)}" if area.valid_from[:4].isdecimal() else ""
    return f"entstanden ist {in_full(area, areas).the}{when} aus {listed(before)}"


def _joined(area: Area, areas: Areas) -> str:
    """Name former areas that came to it; only a name without an article can be gone on from (neuter)."""
    came = [
        each.short
        for each in areas.by_key.values()
        if each.successor == area.key and each.key not in area.predecessors
    ]
    if not came or in_full(area, areas).gender:
        return ""
    return f", zu dem heute auch {listed(came)} {'gehört' if len(came) == 1 else 'gehören'},"


def _in_region(area: Area, region: Area, package: Package, people: Fact | None, verb: str) -> str:
    """Go on from «Ahausen ist eine Stadt»: alone in its region, at its centre, or one of several.

    `verb` is «ist » where another was before.
    """
    areas = package.areas
    noun = named(region, areas)
    others = [each for each in areas.parts_of(region, area.level) if each != area]
    level = areas.level(area.level)
    if not others:
        only = the(level.singular, "einzige ")
        return f" und {verb}{only} {noun.within}" if only else f" und gehört {noun.to}"
    if share := _share(region, package, people):
        return f"; hier lebt {share} der Menschen {noun.within}"
    company = [each.short for each in others]
    if len(others) > _NEIGHBOURS:
        towns = [each.short for each in others if each.designation]
        known = towns if len(towns) <= _TOWNS else []
        company = [*known, f"{counted(len(others) - len(known))} weiteren {level.plural}"]
    return f" und gehört mit {listed(company)} {noun.to}"


def _share(region: Area, package: Package, people: Fact | None) -> str:
    if people is None or not people.value:
        return ""
    everyone = fact_at(people.indicator, region, people.time, package).value
    if not everyone or not 0 < people.value <= everyone:
        return ""
    return next((words for least, words in _SHARES if people.value >= least * everyone), "")


def _of_whole(area: Area, areas: Areas) -> str:
    """Say which of the smallest areas belong to a region or to the whole."""
    over = areas.above(area)
    there = f" {in_full(over[-1], areas).within}" if over else ""
    name = in_full(area, areas)
    smallest = areas.levels[-1]
    parts = areas.parts_of(area, smallest.key)
    if not parts:
        return f"{name.the} liegt{there}" if over else ""
    if len(parts) == 1:
        return f"{name.to}{there} gehört nur {called(parts[0], areas).the}"
    if len(parts) <= _PARTS:
        return f"{name.to}{there} gehören {listed([part.short for part in parts])}"
    many = f"{counted(len(parts))} {smallest.plural}"
    return f"{name.to}{there} gehören {many}{_others(parts)}{_spread(area, areas)}"


def _others(parts: Sequence[Area]) -> str:
    """Say which of many parts, or how many, call themselves otherwise than their level."""
    kinds = dict.fromkeys(part.designation for part in parts if plural(part.designation))
    groups = []
    for word in kinds:
        these = [part.short for part in parts if part.designation == word]
        if len(these) == len(parts):
            return ""
        if len(these) == 1:
            groups.append(f"{the(word)} {these[0]}")
        elif len(these) <= _TOWNS:
            groups.append(f"die {plural(word)} {listed(these)}")
        else:
            groups.append(f"{counted(len(these))} {plural(word)}")
    return f", darunter {listed(groups)}" if groups else ""


def _spread(area: Area, areas: Areas) -> str:
    """Say over how many regions the parts of the whole are spread."""
    if area.level != areas.levels[0].key:
        return ""
    middle = ((level, areas.parts_of(area, level.key)) for level in areas.levels[1:-1])
    return next(
        (
            f", verteilt auf {counted(len(regions))} {level.plural}"
            for level, regions in middle
            if len(regions) > 1
        ),
        "",
    )
