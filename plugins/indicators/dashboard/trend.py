"""How a figure moved, as a reader says it: «3,4 Prozentpunkte mehr als 2012». More is no success, less no failure."""

from plugins.indicators.data.number import MINUS
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import at_time
from plugins.indicators.profile.change import change_of
from plugins.indicators.profile.facts import Fact
from plugins.manuscript.dates import exact_as_known


def trend(fact: Fact, package: Package) -> str:
    """Return the change of a fact in words; if a break forbids to compare, that; empty without any past."""
    change = change_of(fact, package)
    if change is None:
        return _broken(fact, package)
    since = at_time(change.first.time)
    if not change.direction:
        return f"unverändert seit {change.since}"
    more = "mehr" if change.direction > 0 else "weniger"
    return f"{change.text.lstrip(f'+{MINUS}')} {more} als {since}"


def _broken(fact: Fact, package: Package) -> str:
    """Say that a comparison is missing, and since when, where earlier values are counted in another way."""
    indicator = fact.indicator
    if indicator.is_change:
        return ""
    times = package.observations[indicator.key].times({fact.area.key})
    breaks = indicator.breaks_between(times[0], fact.time)
    if not breaks:
        return ""
    return f"Vergleichswert fehlt: neue Zählweise seit {exact_as_known(breaks[-1].start)}"
