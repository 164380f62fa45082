"""A German word → the form under which it is found: `Häuser`, `Haeuser` and `Haus` become `haus`.

First umlauts and accents go, then the endings of inflection: Savoy's light stemmer for German, as Lucene has it
(GermanLightStemmer), and the s of foreign plurals. It takes only endings, never beginnings, so the
form of a word stays the beginning of the forms of its compounds: `pfleg`, `pflegeheim`.
`theme/static/js/search.js` does the same; a test holds both against each other.
"""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")  # letters and digits

_ACCENTS = re.compile("[\u0300-\u036f]")
_UE = re.compile(r"(^|[^aeq])ue")  # not in Frauen, Steuer, Quelle
_STEPS = (
    re.compile(r"(...)(?:ern|e[mnrs]?)$|(..[bdfghklmnt]|...[aiy]|..[^l]o)s$"),
    re.compile(r"(...)(?:est|e[nr])$|(..[bdfghklmnt])st$"),
)
_FEMALE = re.compile(r"inn$")  # Ärztinnen


def fold(word: str) -> str:
    """Return a word in small letters without umlauts, however they were typed: ä, ae or a."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", word).lower()).replace("ß", "ss")
    return _UE.sub(r"\1u", plain.replace("ae", "a").replace("oe", "o"))


def stem(folded: str) -> str:
    """Return a folded word without its ending; at least three letters stay."""
    for ending in _STEPS:
        folded = ending.sub(r"\1\2", folded)
    return _FEMALE.sub("in", folded)
