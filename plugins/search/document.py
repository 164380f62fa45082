"""A page as search sees it: what a hit shows, what it is filtered by, and its words by weight."""

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

# What is no text: drawings, tables of numbers, scripts.
_SKIPPED = re.compile(r"<(svg|table|script|style|template)\b.*?</\1>", re.DOTALL)
_HEADING = re.compile(r"<(h[1-6]|figcaption)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Weight(IntEnum):
    """Where a word stands; also its place in the files."""

    TEXT = 0
    STRONG = 1  # in the summary, in a heading, or often
    TITLE = 2


OFTEN = 4  # times in one text


@dataclass(frozen=True, kw_only=True)
class Document:
    """A page. `kind` and `fields` are keys, `date` is ISO 8601 or empty, `url` begins with `/`.

    `title`, `summary` and `text` are plain or HTML: tags are no words. `names` are others by which readers
    know what the page is about, and weigh as its title does; `former` are those of them that are no longer
    in use.
    """

    url: str
    title: str
    summary: str
    kind: str
    fields: tuple[str, ...] = ()
    date: str = ""
    text: str = ""
    names: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    def words(self) -> Mapping[str, Weight]:
        """Return the words as they are typed, marks of punctuation included, with their weights."""
        text = _SKIPPED.sub(" ", self.text)
        found = {
            word: Weight.STRONG if times >= OFTEN else Weight.TEXT
            for word, times in Counter(plain(text).split()).items()
        }
        headings = " ".join(heading[0] for heading in _HEADING.finditer(text))
        found |= dict.fromkeys(plain(f"{self.summary} {headings}").split(), Weight.STRONG)
        titles = " ".join((plain(self.title), *self.names, *self.former))
        return found | dict.fromkeys(titles.split(), Weight.TITLE)


def plain(text: str) -> str:
    """Return text without tags, entities and marks of where a word may be broken."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return text.replace("\xad", "")
