"""«Meinten Sie …?»: the nearest known word, whatever its case, umlauts or dashes."""

import difflib
from collections.abc import Iterable
from functools import lru_cache

_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "–": "-", "—": "-", "_": "-"})
_MOST = 12


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return the key under which spellings of one word meet: `Südwald` and `Suedwald` are one."""
    return " ".join(word.casefold().translate(_FOLDED).split())


def suggest(word: str, choices: Iterable[str]) -> str:
    """Return «Meinten Sie „…“?» for the nearest choice, or name the choices if none is near."""
    known = {fold(choice): choice for choice in choices}
    near = difflib.get_close_matches(fold(word), known, n=1, cutoff=0.6)
    if near:
        return f"Meinten Sie „{known[near[0]]}“?"
    if not known:
        return ""
    named = list(known.values())[:_MOST]
    more = " …" if len(known) > _MOST else "."
    return f"Möglich sind: {', '.join(named)}{more}"
