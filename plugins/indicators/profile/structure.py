"""What an area is made of: the parts of a whole at one time, as bars. Age groups, households."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.data.areas import Area
from plugins.indicators.data.package import Package
from plugins.indicators.profile.facts import Fact, latest_fact


@dataclass(frozen=True)
class Part:
    """A part and the length of its bar, in per cent of the longest."""

    fact: Fact
    length: str


@dataclass(frozen=True)
class Structure:
    """Parts of one time in the order of the settings."""

    title: str
    when: str
    parts: tuple[Part, ...]


def area_structure(
    title: str, keys: Sequence[str], area: Area, package: Package
) -> Structure | None:
    """Return the structure of an area; None unless all parts are known at one and the same time.

    Some parts of a whole would look like the whole; and what is less than nothing is no part of one.
    """
    indicators = [package.indicators[key] for key in keys if key in package.indicators]
    facts = [fact for each in indicators if (fact := latest_fact(each, area, package))]
    values = [fact.value for fact in facts if fact.value is not None]
    if len(values) < max(len(keys), 1) or len({fact.time for fact in facts}) > 1 or min(values) < 0:
        return None
    longest = max(values) or Decimal(1)
    parts = zip(facts, values, strict=True)
    return Structure(
        title,
        facts[0].when,
        tuple(Part(fact, f"{value / longest * 100:.1f}") for fact, value in parts),
    )
