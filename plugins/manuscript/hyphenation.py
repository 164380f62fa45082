"""Places where a long word of a heading may break, written into it as soft hyphens.

Large type on a phone has room for twelve letters, and not every browser knows German hyphenation. Patterns: those
of the LibreOffice dictionary, by pyphen.
"""

import re
from functools import lru_cache

from pyphen import Pyphen

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Below that a word fits; and a break that leaves fewer letters behind or ahead is worse than none.
_LONG = 13
_LEAST = 4
_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
_PATTERNS = Pyphen(lang="de_DE", left=_LEAST, right=_LEAST)


def hyphenated(text: str) -> str:
    """Return the text with soft hyphens in its long words; without them it is the same text."""
    return _WORD.sub(lambda word: _broken(word[0]), text)


@lru_cache(maxsize=4096)
def _broken(word: str) -> str:
    """Two places beside each other contradict each other (Kranken|h|aus): neither is used."""
    if word.isupper():
        return word
    places = list(_PATTERNS.positions(word))
    sure = [place for place in places if {place - 1, place + 1}.isdisjoint(places)]
    ends = zip([0, *sure], [*sure, len(word)], strict=True)
    return SOFT_HYPHEN.join(word[start:end] for start, end in ends)
