"""Families: the series that must be judged together, because one can be computed from others."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from plugins.indicators.data.indicator import Indicator
from plugins.manuscript.suggestions import suggest


@dataclass(frozen=True)
class Family:
    """`counts` are tied by sums, some of them with a rule; `derived` are computed from those."""

    counts: tuple[Indicator, ...]
    derived: tuple[Indicator, ...]

    @property
    def own(self) -> tuple[Indicator, ...]:
        """The series whose cells may become secret: they are delivered together."""
        return (*(each for each in self.counts if each.secrecy), *self.derived)


def sources(indicator: Indicator) -> tuple[str, ...]:
    """Return the keys of the series that a rate or a change is computed from."""
    rate = indicator.rate
    parts = (rate.numerator, rate.denominator) if rate else ()
    return (*parts, *filter(None, [indicator.change_of]))


def find_strangers(indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """Yield a sentence for each link to a series that is not there: it would protect nothing."""
    for each in indicators.values():
        for key in (*sources(each), *(part for group in each.sums for part in group)):
            if key not in indicators:
                yield f"Die Reihe „{each.key}“ nennt „{key}“, das es nicht gibt. {suggest(key, indicators)}"


def find_families(indicators: Mapping[str, Indicator]) -> tuple[Family, ...]:
    """Return the families with a rule in the order of their first series; others have none."""
    left = dict(indicators)
    families = []
    for each in indicators.values():
        if each.secrecy and each.key in left:
            keys = _tied(each.key, indicators)
            derived = _derived(keys, indicators)
            counts = tuple(one for key, one in indicators.items() if key in keys)
            families.append(Family(counts, tuple(indicators[key] for key in derived)))
            left = {key: one for key, one in left.items() if key not in keys}
    return tuple(families)


def _tied(start: str, indicators: Mapping[str, Indicator]) -> Collection[str]:
    """Return the keys that sums tie to `start`, at any distance; also through rates of own counts."""
    groups = [
        {each.key, *(key for group in each.sums for key in group)} for each in indicators.values()
    ]
    for each in indicators.values():
        ruled = {key for key in sources(each) if key in indicators and indicators[key].secrecy}
        groups.append(ruled)
    keys = {start}
    while True:
        more = {key for group in groups if group & keys for key in group} & indicators.keys()
        if more <= keys:
            return keys
        keys |= more


def _derived(keys: Collection[str], indicators: Mapping[str, Indicator]) -> list[str]:
    """Return the series computed from counts with a rule, and those computed from them in turn."""
    open_keys = {key for key in keys if indicators[key].secrecy}
    found: list[str] = []
    while True:
        more = [
            each.key
            for each in indicators.values()
            if each.key not in found and not open_keys.isdisjoint(sources(each))
        ]
        if not more:
            return found
        found += more
        open_keys |= set(more)
