"""By which words a title can speak of an indicator, taken from the indicator's own names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from plugins.indicators.claims.lexicon import (
    NARROWING,
    OF_ANY,
    OF_COUNTS,
    OF_SHARES,
    PEOPLE,
    stem,
)
from plugins.indicators.data.indicator import Indicator
from plugins.manuscript.suggestions import fold

_WORD = re.compile(r"\w[\w:-]*")
_TIME = re.compile(r"\s(?:am|im|bei|seit)\s")
_LEAST = 4  # letters of a word that may be the second half of a longer one


@dataclass(frozen=True)
class Vocabulary:
    """The stems of an indicator's names, and how much of a name a title must say.

    `heads` are the thing itself («Anteil»), `others` the rest of the names («Menschen ab 65»).
    """

    heads: frozenset[str]
    others: frozenset[str]
    is_narrow: bool
    pronouns: frozenset[str]

    def is_head(self, word: str) -> bool:
        """Tell whether a word names the thing: «Beteiligung» does for «Wahlbeteiligung»."""
        root = stem(word)
        if fold(word).endswith("igkeit"):
            return any(head.startswith(root) for head in self.heads)
        counted = root.removesuffix("zahl") if self.pronouns >= OF_COUNTS else root
        return stem(counted) in self.heads or (
            len(root) >= _LEAST and any(head.endswith(root) for head in self.heads)
        )

    def is_other(self, word: str) -> bool:
        """Tell whether a word is a part of the names that does not name the thing alone."""
        return stem(word) in self.others


@lru_cache(maxsize=512)
def vocabulary(indicator: Indicator) -> Vocabulary:
    """Return the words for an indicator.

    Head is what its title begins with, a short title of one word, and of counts what is counted.
    """
    title, short = _WORD.findall(indicator.title), _WORD.findall(indicator.short_title)
    heads = {stem(title[0])} if title and title[0] != title[0].lower() else set()
    words = {stem(word) for word in (*title, *short)}
    is_narrow = bool(NARROWING & set(map(fold, title[1:])))
    if len(short) == 1:
        heads.add(stem(short[0]))
        is_narrow = is_narrow and stem(short[0]) == stem(title[0])
    if indicator.additive and not is_narrow:
        counted = {stem(word) for word in _WORD.findall(_TIME.split(indicator.measure)[0])}
        heads |= counted - {"und"}
    if stem("Einwohner") in heads:
        heads |= {stem(word) for word in PEOPLE}
    pronouns = OF_ANY | (OF_SHARES if indicator.unit.is_percent else frozenset())
    pronouns |= OF_COUNTS if indicator.additive else frozenset()
    return Vocabulary(frozenset(heads), frozenset(words - heads), is_narrow, pronouns)
