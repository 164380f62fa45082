"""Where an area stands among those of its level, in words: a place is no verdict."""

from bisect import bisect_left, bisect_right

from plugins.indicators.data.package import Package
from plugins.indicators.inline.rank import rank_words
from plugins.indicators.profile.facts import Fact, values_beside

# Among fewer areas a place says nothing that the numbers do not.
_FEWEST = 5


def standing(fact: Fact, package: Package) -> str:
    """Return «am zweithöchsten von 52», «an 14. Stelle von 52»; empty where there is none.

    Compared are the exact values of today's areas of the level at this time. Whoever shares an end with
    others does so «gemeinsam»: alone it would seem to stand out.
    """
    if fact.value is None:
        return ""
    values = values_beside(fact, package)
    if len(values) < _FEWEST or values[0] == values[-1]:
        return ""
    below = bisect_left(values, fact.value)
    above = len(values) - bisect_right(values, fact.value)
    words = rank_words(above + 1, below + 1, len(values))
    if not min(above, below) and len(values) - above - below > 1:
        words = f"gemeinsam {words}"
    return words if words.endswith(str(len(values))) else f"{words} von {len(values)}"
