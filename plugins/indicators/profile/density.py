"""How densely people live in an area, in a sentence, beside the whole."""

from decimal import ROUND_HALF_UP, Decimal

from plugins.indicators.data.areas import Area
from plugins.indicators.data.package import Package
from plugins.indicators.profile.facts import Fact, fact_at, latest_fact
from plugins.indicators.profile.grammar import counted, moment, named, sentence

# A tenth more or less is alike. So near to a whole multiple is «fast» or «rund»; above, it is only named up
# to twelve.
_ALIKE, _NEAR, _CLOSE = Decimal("0.1"), Decimal("0.2"), Decimal("0.1")
_HALF = (Decimal("0.45"), Decimal("0.55"))
_MOST = 12


def densely(area: Area, people: Fact | None, package: Package, key: str) -> str:
    """Return a sentence on the people per square kilometre; empty if unknown or in another unit.

    `people` is what was said before: of another year than that the sentence names its own.
    """
    indicator = package.indicators.get(key)
    fact = latest_fact(indicator, area, package) if indicator else None
    if indicator is None or fact is None or fact.value is None:
        return ""
    value = indicator.unit.rounded(fact.value)
    if value <= 0 or not indicator.unit.name.endswith("km²"):
        return ""
    place, time = "auf einem Quadratkilometer", moment(indicator, fact.time)[0]
    verb, number = (
        ("wohnte", "ein Mensch")
        if value == 1
        else ("wohnten", f"{indicator.unit.short(value)} Menschen")
    )
    is_of_then = people is not None and people.time[:4] == fact.time[:4]
    start = f"{place} {verb}" if is_of_then else f"{time} {verb} {place}"
    return sentence(f"{start} im Durchschnitt {number}{_beside(fact, package)}")


def _beside(fact: Fact, package: Package) -> str:
    """Go on with how dense the whole is."""
    over = package.areas.above(fact.area)
    whole = fact_at(fact.indicator, over[-1], fact.time, package) if over else None
    unit = fact.indicator.unit
    if not whole or not whole.value or not fact.value or unit.rounded(whole.value) <= 0:
        return ""
    there, shown = named(over[-1], package.areas).within, unit.short(whole.value)
    if shown == unit.short(fact.value):
        return f", ebenso viele wie {there}"
    if times := _times(fact.value / whole.value):
        return f", {times} viele wie {there} ({shown})"
    return f", {there} {'war es' if shown == '1' else 'waren es'} {shown}"


def _times(ratio: Decimal) -> str:
    """Return «rund halb so», «fast dreimal so», «mehr als dreimal so», «ähnlich»; empty where two numbers say it better."""
    if abs(ratio - 1) <= _ALIKE:
        return "ähnlich"
    least, most = _HALF
    if ratio <= most:
        return "weniger als halb so" if ratio < least else "rund halb so"
    nearest = int(ratio.to_integral_value(ROUND_HALF_UP))
    is_near = abs(ratio - nearest) <= _NEAR and nearest <= _MOST
    times = nearest if is_near else min(int(ratio), _MOST)
    if times < 2:  # noqa: PLR2004 - «rund einmal so viele» says nothing
        return ""
    word = "doppelt" if times == 2 else f"{counted(times)}mal"  # noqa: PLR2004 - German says «doppelt»
    about = "fast" if ratio <= nearest - _CLOSE else "rund"
    return f"{about if is_near else 'mehr als'} {word} so"
