"""From the full numbers of a family to the cells that stay secret, all times together."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import WITHHELD, Observations
from plugins.indicators.data.times import season
from plugins.indicators.secrecy.family import Family
from plugins.indicators.secrecy.suppression import suppress
from plugins.indicators.secrecy.table import Cell, Sum, find_sums

Place = tuple[str, str]  # area, time


@dataclass(frozen=True)
class Publication:
    """Per series the places that stay secret; `small` of all are so by the rule.

    `weak` are (indicator, area, time) that cannot be protected, `unequal` are sums of the delivery
    that do not add up: (whole, time, given, found).
    """

    secret: Mapping[str, frozenset[Place]] = field(default_factory=dict)
    small: int = 0
    weak: tuple[tuple[str, str, str], ...] = ()
    unequal: tuple[tuple[Cell, str, Decimal, Decimal], ...] = ()


def decide(
    family: Family,
    full: Mapping[str, Observations],
    published: Mapping[str, Observations],
    areas: Areas,
) -> Publication:
    """Return what of a family stays secret.

    `full` are the numbers of all its series, `published` what everybody can read by now.
    """
    rules = {each.key: each.secrecy for each in family.counts if each.secrecy}
    secret: dict[str, set[Place]] = {each.key: set() for each in family.own}
    weak: list[tuple[str, str, str]] = []
    unequal: list[tuple[Cell, str, Decimal, Decimal]] = []
    small = 0
    counts = [each for each in family.counts if each.key in full]
    for time in sorted({time for each in counts for time in full[each.key].times()}):
        seen = {
            (each.key, area): found
            for each in counts
            for area in full[each.key].areas
            if (found := full[each.key].at(area, time))
        }
        rows = {each.key: {area for key, area in seen if key == each.key} for each in counts}
        sums = list(find_sums(counts, rows, areas))
        known = {cell: each.value for cell, each in seen.items() if each.value is not None}
        unequal += ((one.whole, time, *wrong) for one in sums for wrong in _difference(one, known))
        public, hidden = _before(known, published, time)
        values = {cell: int(value) for cell, value in known.items()}
        outcome = suppress(values, sums, rules, public, hidden)
        small += len(outcome.small)
        weak += ((*cell, time) for cell in outcome.weak)
        for key, area in outcome.secret:
            secret[key].add((area, time))
    for each in family.derived:
        places = set(_derived(each, full, secret))
        secret[each.key] |= places
        there = published.get(each.key, Observations())
        read = (
            place
            for place in sorted(places)
            if (found := there.at(*place)) and found.value is not None
        )
        weak += ((each.key, *place) for place in read)
    return Publication(
        {key: frozenset(places) for key, places in secret.items()},
        small,
        tuple(weak),
        tuple(unequal),
    )


def _difference(one: Sum, known: Mapping[Cell, Decimal]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield a total and the sum of its parts where all are known and differ."""
    if one.whole in known and all(part in known for part in one.parts):
        found = sum((known[part] for part in one.parts), Decimal(0))
        if found != known[one.whole]:
            yield known[one.whole], found


def _before(
    known: Collection[Cell], published: Mapping[str, Observations], time: str
) -> tuple[Collection[Cell], Collection[Cell]]:
    """Return the cells that everybody can read by now, and those that were secret before."""
    public, hidden = set(), set()
    for key, area in known:
        found = published[key].at(area, time) if key in published else None
        if found and found.value is not None:
            public.add((key, area))
        elif found and found.status == WITHHELD:
            hidden.add((key, area))
    return public, hidden


def _derived(
    indicator: Indicator, full: Mapping[str, Observations], secret: Mapping[str, Collection[Place]]
) -> Iterator[Place]:
    """Yield where a rate or a change would tell a secret: then it is one as well.

    What is published is computed from published values alone, and tells nothing that they do not.
    """
    rate, changed = indicator.rate, indicator.change_of
    for (area, time), found in full[indicator.key].by_key.items():
        if found.value is None:
            continue
        told = {(key, time) for key in (rate.numerator, rate.denominator)} if rate else set()
        if changed in full and area in full[changed].areas:
            told |= {(changed, when) for when in _ends(found.value, full[changed], area, time)}
        for key, when in told:
            if key not in secret:
                continue
            part = full[key].at(area, when)
            if (area, when) in secret[key] or not part or part.value is None:
                yield area, time


def _ends(change: Decimal, counts: Observations, area: str, time: str) -> Iterator[str]:
    """Yield the times that a change may be between: nobody says since when it is one.

    Those that readers think of first, and every one that makes this change; all, if none does.
    """
    course = {when: seen.value for when, seen in counts.course(area).items() if when <= time}
    earlier, alike = [*course], [when for when in course if season(when) == season(time)]
    yield from (*earlier[:1], *earlier[-2:], *alike[:1], *alike[-2:])
    exponent, now = change.as_tuple().exponent, course.get(time)
    exact = Decimal((0, (5,), exponent - 1)) if isinstance(exponent, int) else Decimal(0)
    fits = [
        when
        for when, then in course.items()
        if now is not None
        and then is not None
        and when != time
        and (
            abs(now - then - change) <= exact
            or (then and abs((now - then) / then * 100 - change) <= exact)
        )
    ]
    yield from fits or earlier
