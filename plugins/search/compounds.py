"""Where a German word has its seams: `Pflegeheimplatz` is found by `Heim`, `Heimplatz` and `Platz`.

At a seam both sides can be spoken, and at least one of them is a word of this site. A seam too many costs
a few bytes and finds a page too many at worst. (pyphen knows syllables, but takes half a second to load: as
long as all of this takes for hundreds of pages.)
"""

import re
from collections.abc import Collection, Iterator

_LINKS = ("", "e", "en", "er", "es", "n", "s")  # between a head and its tail: Arbeit-s-amt
_SHORT = 3  # letters of a side at least
_LONG = 4  # letters of a side where the other is no word: short ones are too often chance
_SURE = 6  # letters of a known word that is none by chance
_LONGEST = 40  # letters; what is longer is an address or a typing error
# With these a German syllable begins: `…s|losigkeit`, not `…|slosigkeit`. Before a vowel there is a seam only
# between two words: the others are endings (`Familie|nausweis`, `Famili|enausweis`).
_ONSET = re.compile(
    "(?:[bfgp][lr]|[ck][lr]|[dt]r|[gk]n|pf[lr]?|sch[lmnrw]?|s[pt]r?|spl|zw|qu|[prt]h|[b-df-hj-np-tv-z])[aeiouy]"
)
_VOWEL = re.compile("[aeiouy]")
_DERIVED = re.compile("(?:lich|heit|[ik]g?keit|samkeit|schaft|haft)")  # endings, no words


class Seams:
    """Finds the parts of words. `known` are stems of words that stand alone on the site."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._heads = frozenset(form + link for form in known for link in _LINKS)

    def parts(self, form: str) -> Iterator[str]:
        """Yield all that begins at a seam of a word; the word is a stem, and so are they."""
        if len(form) > _LONGEST:
            return
        for place in range(_SHORT, len(form) - _SHORT + 1):
            head, tail = form[:place], form[place:]
            joined, known = head in self._heads, tail in self._known
            if not (joined or known):
                continue
            # Of `…s|tand` and `…|stand` the second.
            free = _could_be_word(tail) and not (head[-1] == "s" and tail[0] in "pt")
            if joined:
                seam = known or free
            else:
                seam = (free or len(tail) >= _SURE) and bool(_VOWEL.search(head))
            if seam:
                yield tail


def _could_be_word(tail: str) -> bool:
    return bool(len(tail) >= _LONG and _ONSET.match(tail) and not _DERIVED.match(tail))
