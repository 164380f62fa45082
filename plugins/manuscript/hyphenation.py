"""Places where a long word of a heading may break, written into it as soft hyphens.

Large type on a phone has room for twelve letters, and not every browser knows German hyphenation. Patterns: those
of the LibreOffice dictionary, by pyphen. To read them takes longer than to build a small site, so what was found
is kept from build to build.
"""

import json
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pyphen import Pyphen

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Below that a word fits; and a break that leaves fewer letters behind or ahead is worse than none.
_LONG = 13
_LEAST = 4
_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
_RULES = f"pyphen {version('pyphen')}, {_LEAST} letters, 1"
_known: dict[str, str] = {}


def hyphenated(text: str) -> str:
    """Return the text with soft hyphens in its long words; without them it is the same text."""
    return _WORD.sub(lambda word: _broken(word[0]), text)


def recall(file: Path) -> None:
    """Take over the words of an earlier build, unless they were found by other rules or are unreadable."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if isinstance(kept, dict) and kept.get("rules") == _RULES:
        _known.update(kept.get("words", {}))


def keep(file: Path) -> None:
    """Write the words down for the next build, where there are new ones."""
    text = json.dumps({"rules": _RULES, "words": dict(sorted(_known.items()))}, ensure_ascii=False)
    if not _known or (file.is_file() and file.read_text(encoding="utf-8") == text):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)


@cache
def _patterns() -> Pyphen:
    return Pyphen(lang="de_DE", left=_LEAST, right=_LEAST)


def _broken(word: str) -> str:
    """Two places beside each other contradict each other (Kranken|h|aus): neither is used."""
    if word.isupper():
        return word
    if word not in _known:
        places = list(_patterns().positions(word))
        sure = [place for place in places if {place - 1, place + 1}.isdisjoint(places)]
        ends = zip([0, *sure], [*sure, len(word)], strict=True)
        _known[word] = SOFT_HYPHEN.join(word[start:end] for start, end in ends)
    return _known[word]
