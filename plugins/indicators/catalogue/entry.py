"""An indicator in a list: its page, its latest value for the whole, its span of time."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import span
from plugins.indicators.kinds.table import marked
from plugins.manuscript.dates import exact_as_known


@dataclass(frozen=True)
class Entry:
    """`address` is the page's from the root; `latest` and `of` are empty if the whole has no value.

    `of` says what the value is of and when: «Landkreis, 2023».
    """

    indicator: Indicator
    address: str
    latest: str
    of: str
    period: str
    areas: int


def list_entry(indicator: Indicator, package: Package, folder: str) -> Entry:
    """Return the entry of an indicator that has a page below `folder`."""
    observations = package.observations[indicator.key]
    value, when = _latest(indicator, package, observations)
    return Entry(
        indicator,
        f"/{folder}/{indicator.key}/",
        value,
        when,
        span(observations.times()),
        len(observations.areas),
    )


def by_dimension(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the entries by dimension, in the order of the package."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.indicator.dimension, []).append(entry)
    return groups


def by_field(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the entries by the keys of their fields; one may stand in several."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for field in entry.indicator.fields:
            groups.setdefault(field, []).append(entry)
    return groups


def _latest(indicator: Indicator, package: Package, observations: Observations) -> tuple[str, str]:
    whole = package.areas.whole
    for time in reversed(observations.times({whole.key}) if whole else ()):
        seen = observations.at(whole.key, time) if whole else None
        if whole and seen and seen.value is not None:
            value = marked(indicator.unit.long(seen.value), seen.status)
            return value, f"{whole.short}, {exact_as_known(time)}"
    return "", ""
