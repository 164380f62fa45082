"""The inverted index: every word, and every part of a compound, with the pages that have it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.search.compounds import Seams
from plugins.search.document import Document, Weight
from plugins.search.stem import WORD, fold, stem
from plugins.search.stopwords import STOPWORDS

_NUMBER = re.compile("[0-9]+")
_TELLING = re.compile("(?:19|20)[0-9]{2}|[0-9]{5}")  # years, postcodes
_KNOWN = 3  # letters of a word that may be part of a compound

_LESS = {Weight.TEXT: Weight.TEXT, Weight.STRONG: Weight.TEXT, Weight.TITLE: Weight.STRONG}

Postings = dict[int, Weight]  # number of the page → where the word stands on it


def forms(typed: str) -> tuple[str, ...]:
    """Return the forms under which what was typed is found, one a word."""
    words = WORD.findall(unicodedata.normalize("NFC", typed))
    return tuple(form for word in words if (form := form_of(word)))


def form_of(word: str) -> str:
    """Return the form of one word, or nothing: stop words, single letters, most numbers say too little."""
    folded = fold(word)
    if len(folded) < 2 or folded in STOPWORDS:  # noqa: PLR2004 - a letter
        return ""
    if _NUMBER.fullmatch(folded):
        return folded if _TELLING.fullmatch(folded) else ""
    return stem(folded)


@dataclass(frozen=True)
class Index:
    """Pages by form. A part of a compound weighs less than the word by itself."""

    postings: dict[str, Postings] = field(default_factory=dict)

    def _enter(self, form: str, pages: Postings) -> None:
        known = self.postings.setdefault(form, {})
        for page, weight in pages.items():
            if weight >= known.get(page, weight):
                known[page] = weight

    def add(self, page: int, words: Mapping[str, Weight]) -> None:
        """Enter a page under its words."""
        for form, weight in words.items():
            self.postings.setdefault(form, {})[page] = weight

    def add_parts(self) -> None:
        """Enter every page under the parts of its compounds, too."""
        seams = Seams({form for form in self.postings if len(form) >= _KNOWN})
        found = [(form, set(seams.parts(form))) for form in self.postings]
        less = {form: _less(self.postings[form]) for form, parts in found if parts}
        for form, parts in found:
            for part in parts:
                self._enter(part, less[form])

    def add_synonyms(self, groups: Iterable[Sequence[str]]) -> None:
        """Enter the pages of each word of a group under all its other words."""
        for group in groups:
            words = {form for word in group for form in forms(word)}
            pages = {page for form in words for page in self.postings.get(form, ())}
            for form in words:
                self._enter(form, dict.fromkeys(pages, Weight.TEXT))


def build_index(documents: Sequence[Document], synonyms: Iterable[Sequence[str]] = ()) -> Index:
    """Return the index of the pages; their numbers are their places in `documents`."""
    index = Index()
    known: dict[str, tuple[str, ...]] = {}  # as typed → forms: most words come again
    for number, document in enumerate(documents):
        words: dict[str, Weight] = {}
        for typed, weight in document.words().items():
            if typed not in known:
                known[typed] = forms(typed)
            for form in known[typed]:
                if weight >= words.get(form, weight):
                    words[form] = weight
        index.add(number, words)
    index.add_parts()
    index.add_synonyms(synonyms)
    return index


def _less(pages: Postings) -> Postings:
    """Return pages on which a word stands as a part of another one."""
    return {page: _LESS[weight] for page, weight in pages.items()}
