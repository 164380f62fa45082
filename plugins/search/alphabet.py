"""A register from A to Z, as at the end of a book: the nouns of all titles, and the pages they lead to.

German shows its nouns: they have a capital letter. At the beginning of a title every word has one; there it
counts as a noun where it is one elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.search.document import Document, plain
from plugins.search.stem import fold, stem
from plugins.search.stopwords import STOPWORDS

_NOUN = re.compile(r"[^\W\d_a-zäöüß][^\W_]{2,}(?:-[^\W_]+)*")
_BEGINS = re.compile(r"(?:^|[.:?!–«»„“\"(] ?)$")  # what stands before the first word of a sentence
# Nouns that only measure: nobody looks them up.
_MEASURES = """
Anteil Zahl Jahr Monat Tag Kopf Person Hälfte Drittel Viertel Zehntel Prozent Vergleich Überblick Blick Teil Januar
Februar März April Mai Juni Juli August September Oktober November Dezember
"""
_NO_KEYWORD = STOPWORDS | {stem(fold(word)) for word in _MEASURES.split()}
# A word of more than this share of all titles names the site and leads nowhere.
_SHARE, _FEW = 0.2, 12


@dataclass(frozen=True)
class Keyword:
    """A word and the pages whose titles have it. `is_former`: it is a name of before, with that of today."""

    word: str
    pages: tuple[Document, ...]
    is_former: bool = False

    @property
    def is_title(self) -> bool:
        """Tell whether the word is all there is to say."""
        return len(self.pages) == 1 and (self.is_former or plain(self.pages[0].title) == self.word)


@dataclass(frozen=True)
class Letter:
    """A letter and what begins with it."""

    name: str
    keywords: tuple[Keyword, ...]


def register(documents: Sequence[Document]) -> tuple[Letter, ...]:
    """Return the register; every page is in it, under its title where no noun leads to it."""
    inside = {
        fold(word)
        for document in documents
        for text in (plain(document.title), plain(document.summary))
        for word, first in _nouns(text)
        if not first
    }
    found: dict[str, dict[str, Document]] = {}  # stem → address → page
    names: dict[str, Counter[str]] = {}
    for document in documents:
        title = plain(document.title)
        for word, first in _nouns(title):
            if first and fold(word) not in inside and word != title:
                continue
            found.setdefault(stem(fold(word)), {})[document.url] = document
            names.setdefault(stem(fold(word)), Counter())[_readable(word)] += 1
    most = max(_FEW, len(documents) * _SHARE)
    keywords = [
        Keyword(_name(names[form]), tuple(pages.values()))
        for form, pages in found.items()
        if len(pages) <= most
    ]
    led_to = {page.url for keyword in keywords for page in keyword.pages}
    keywords += [
        Keyword(plain(each.title), (each,)) for each in documents if each.url not in led_to
    ]
    keywords += [
        Keyword(f"{name} (heute {plain(each.title)})", (each,), is_former=True)
        for each in documents
        for name in each.former
    ]
    return tuple(_letters(keywords))


def _letters(keywords: Iterable[Keyword]) -> Iterator[Letter]:
    def key(keyword: Keyword) -> str:
        return fold(keyword.word.lstrip("„“«»\"'(… "))

    for name, group in groupby(sorted(keywords, key=key), key=lambda each: key(each)[:1].upper()):
        yield Letter(name, tuple(group))


def _nouns(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the words with a capital letter, and whether each begins a sentence."""
    for found in _NOUN.finditer(text):
        if not {fold(found[0]), stem(fold(found[0]))} & _NO_KEYWORD:
            yield found[0], bool(_BEGINS.search(text, 0, found.start()))


def _readable(word: str) -> str:
    """Return `SENIOREN` as `Senioren`; short ones stay, they are abbreviations."""
    return word.capitalize() if word.isupper() and len(word) > 4 else word  # noqa: PLR2004 - letters


def _name(counted: Counter[str]) -> str:
    """Return the form that is used most, of equal ones the shortest."""
    return min(counted, key=lambda word: (-counted[word], len(word), word))
