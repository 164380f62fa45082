"""The table of an area's page: each indicator with the area's value, those above it, change and place."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from plugins.indicators.data.areas import Area
from plugins.indicators.data.package import Package
from plugins.indicators.profile.change import Change, change_of
from plugins.indicators.profile.facts import Fact, all_facts, fact_at, latest_fact
from plugins.indicators.profile.standing import standing


@dataclass(frozen=True)
class Row:
    """An indicator of an area. `facts` are the area's and, of the same time, those of the areas above it."""

    facts: tuple[Fact, ...]
    change: Change | None = None
    standing: str = ""

    @property
    def fact(self) -> Fact:
        """Return the area's own fact."""
        return self.facts[0]


@dataclass(frozen=True)
class ProfileTable:
    """`areas` head the columns of values; `groups` are rows by dimension, in the order of the package."""

    areas: tuple[Area, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of all groups."""
        return tuple(row for _, rows in self.groups for row in rows)

    @cached_property
    def has_changes(self) -> bool:
        """Tell whether any row has a change."""
        return any(row.change for row in self.rows)

    @cached_property
    def has_standings(self) -> bool:
        """Tell whether any row has a place among its equals."""
        return any(row.standing for row in self.rows)


def profile_table(area: Area, package: Package) -> ProfileTable:
    """Return the table of all that is known of an area."""
    over = package.areas.above(area)
    rows = [
        Row(
            (fact, *(fact_at(fact.indicator, each, fact.time, package) for each in over)),
            change_of(fact, package),
            standing(fact, package),
        )
        for fact in all_facts(area, package)
    ]
    return ProfileTable((area, *over), _grouped(rows))


def former_table(area: Area, package: Package) -> ProfileTable | None:
    """Return what is known of an area's predecessors and not of itself; None if there is no such thing.

    A rate of a merged area is not made of those of its parts: both stand side by side.
    """
    parts = [package.areas.by_key[key] for key in area.predecessors if key in package.areas.by_key]
    rows = []
    for indicator in package.indicators.values() if parts else ():
        if not indicator.has_page or latest_fact(indicator, area, package):
            continue
        known = [fact for part in parts if (fact := latest_fact(indicator, part, package))]
        if known:
            time = max(fact.time for fact in known)
            rows.append(Row(tuple(fact_at(indicator, part, time, package) for part in parts)))
    return ProfileTable(tuple(parts), _grouped(rows)) if rows else None


def _grouped(rows: Iterable[Row]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the rows by dimension; the order of dimensions is that of the first row of each."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.fact.indicator.dimension, []).append(row)
    return tuple((dimension, tuple(group)) for dimension, group in groups.items())
