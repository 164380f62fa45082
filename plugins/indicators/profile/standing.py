"""Where an area stands among those of its level, in words: a place is no verdict."""

from plugins.indicators.data.package import Package
from plugins.indicators.inline.rank import rank_words
from plugins.indicators.profile.facts import Fact

# Among fewer areas a place says nothing that the numbers do not.
_FEWEST = 5


def standing(fact: Fact, package: Package) -> str:
    """Return «am zweithöchsten von 52», «an 14. Stelle von 52»; empty where there is none.

    Compared are the exact values of today's areas of the level at this time.
    """
    if fact.value is None:
        return ""
    observations = package.observations[fact.indicator.key]
    seen = (
        observations.at(area.key, fact.time) for area in package.areas.of_level(fact.area.level)
    )
    values = [one.value for one in seen if one and one.value is not None]
    if len(values) < _FEWEST or len(set(values)) == 1:
        return ""
    above = sum(value > fact.value for value in values)
    below = sum(value < fact.value for value in values)
    words = rank_words(above + 1, below + 1, len(values))
    return words if words.endswith(str(len(values))) else f"{words} von {len(values)}"
