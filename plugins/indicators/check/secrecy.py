"""Small numbers: none is published, and none can be computed from all that is published together.

Series without a rule (`geheimhaltung`) are never judged.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction

from plugins.indicators.check.attack import Row, narrow
from plugins.indicators.check.finding import Finding
from plugins.indicators.check.subject import Subject
from plugins.indicators.data.areas import Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import WITHHELD, Observation
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import season

Cell = tuple[str, str]  # indicator, area
Known = Mapping[Cell, Observation]
_RESCUE = "Schützen Sie die ganze Lieferung neu: inv data.uebernehmen."


def judge_secrecy(package: Package, subject: Callable[[str], Subject]) -> Iterator[Finding]:
    """Yield one error for each indicator and way in which it tells what should be secret.

    `subject` opens an indicator by its key.
    """
    counts = _tied(package)
    derived = _derived(package, counts)
    keys = [key for key in package.indicators if key in counts or key in derived]
    subjects = {key: subject(key) for key in keys}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for time in sorted({time for each in subjects.values() for time in each.observations.times()}):
        known = {
            (key, area): seen
            for key, each in subjects.items()
            for area in each.observations.areas
            if (seen := each.observations.at(area, time))
        }
        for (key, area), what in _told(package, known):
            found.setdefault((key, what), []).append((area, time))
    for key in sorted(derived):
        for place, what in _computed(package.indicators[key], subjects):
            found.setdefault((key, what), []).append(place)
    for (key, what), places in found.items():
        area, time = places[0]
        more = f" Ebenso an {len(places) - 1} weiteren Stellen." if len(places) > 1 else ""
        message = f"{subjects[key].short(area)}, {time}: {what}{more}"
        yield subjects[key].error(area, time, message, _RESCUE)


def _tied(package: Package) -> set[str]:
    """Return the indicators with a rule, and all that sums tie to them."""
    tied = {key for key, each in package.indicators.items() if each.secrecy}
    groups = [
        {key, *(part for group in each.sums for part in group)} & package.indicators.keys()
        for key, each in package.indicators.items()
        if each.sums
    ]
    while more := {key for group in groups if group & tied for key in group} - tied:
        tied |= more
    return tied


def _derived(package: Package, counts: Collection[str]) -> set[str]:
    """Return the rates and changes of these, and those computed from them in turn."""
    derived: set[str] = set()
    while more := {
        key
        for key, each in package.indicators.items()
        if key not in derived and not {*counts, *derived}.isdisjoint(_parts(each))
    }:
        derived |= more
    return derived


def _parts(indicator: Indicator) -> Collection[str]:
    """Return what a rate or a change is computed from."""
    rate = indicator.rate
    return {
        *((rate.numerator, rate.denominator) if rate else ()),
        *filter(None, [indicator.change_of]),
    }


def _told(package: Package, known: Known) -> Iterator[tuple[Cell, str]]:
    """Yield the cells of one time that tell too much, and what."""
    rules = {key: each.secrecy for key, each in package.indicators.items() if each.secrecy}
    for cell, seen in known.items():
        rule = rules.get(cell[0])
        if rule and seen.value is not None and rule.hides(seen.value):
            yield cell, f"Die Zahl ist kleiner als {rule.least} und müsste geheim sein."
    secret = {
        cell: rules[cell[0]]
        for cell, seen in known.items()
        if seen.status == WITHHELD and cell[0] in rules
    }
    if secret:
        floors = {cell: rule.floor for cell, rule in secret.items()}
        bounds = narrow(list(_rows(package, known)), floors)
        for cell, rule in secret.items():
            low, high = bounds[cell]
            if high - low + 1 < rule.width:
                yield cell, "Der geheime Wert lässt sich aus anderen berechnen oder eng eingrenzen."


def _rows(package: Package, known: Known) -> Iterator[Row[Cell]]:
    """Yield every sum that somebody could make out of what has a row."""
    for key, area in known:
        indicator = package.indicators[key]
        groups = [[(part, area) for part in group] for group in indicator.sums]
        if indicator.additive:
            there = {one for other, one in known if other == key}
            inside = _inside(area, there, package.areas)
            groups += [[(key, part) for part in parts] for parts in inside]
        for parts in groups:
            if parts and all(part in known for part in parts):
                yield _row({(key, area): 1} | dict.fromkeys(parts, -1), known)


def _inside(area: str, there: Collection[str], areas: Areas) -> Iterator[list[str]]:
    """Yield the parts of an area that add up to it, level by level, and what it was made of."""
    every = areas.by_key.values()
    below = [each for each in every if each.parent == area]
    while below:
        # What an area was made of stands for it where it has no row of its own.
        parts = [each.key for each in below if each.key in there and each.successor not in there]
        stand_in = {areas.by_key[part].successor for part in parts}
        if all(each.is_former or each.key in there or each.key in stand_in for each in below):
            yield parts
        below = [each for each in every if each.parent in {one.key for one in below}]
    made = areas.by_key[area]
    # What only came to an area that was there before does not add up to it.
    if made.predecessors or made.valid_from:
        yield [each.key for each in every if each.successor == area]


def _row(weights: Mapping[Cell, int], known: Known) -> Row[Cell]:
    """Return a sum with the unknown cells on one side and what is known on the other."""
    unknown = {cell: Fraction(each) for cell, each in weights.items() if known[cell].value is None}
    right = sum(
        (
            -each * Fraction(value)
            for cell, each in weights.items()
            if (value := known[cell].value) is not None
        ),
        Fraction(0),
    )
    return unknown, right


def _computed(
    indicator: Indicator, subjects: Mapping[str, Subject]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the values of a rate or a change from which a secret can be computed."""
    rate = indicator.rate
    for area, course in subjects[indicator.key].values.items():
        for time in course:
            told = {(part, time) for part in (rate.numerator, rate.denominator)} if rate else set()
            if indicator.change_of in subjects:
                changed = subjects[indicator.change_of].courses.get(area, {})
                # Nobody says since when: the time before, a year ago, the first.
                earlier = [each for each in changed if each <= time]
                alike = [each for each in earlier if season(each) == season(time)]
                ends = (*earlier[:1], *earlier[-2:], *alike[:1], *alike[-2:])
                told |= {(indicator.change_of, each) for each in ends}
            for part, when in sorted(told):
                seen = subjects[part].observations.at(area, when) if part in subjects else None
                if seen and seen.status == WITHHELD:
                    yield (
                        (area, time),
                        f"Daraus lässt sich „{part}“ berechnen; der Wert ist geheim.",
                    )
