"""The index as files: small enough that a browser fetches only those its query needs.

A file holds the forms between two places of the alphabet, in two strings. `forms`: each begins with a
capital letter that says how many letters it shares with the one before (A none, B one …). `pages`: for
each form its pages by weight (Weight, `!` between, a space behind), each page as the distance from the one
before, minus one, in digits of 32; letters and signs of the second half say that more follows.
Both strings are made of few signs that repeat, which brotli and gzip turn into a third.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from plugins.search.document import Weight
from plugins.search.index import Index, Postings

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BASE = 32
_MOST_SHARED = 25  # Z


@dataclass(frozen=True)
class Shard:
    """The forms from `first` on, until the next shard begins."""

    first: str
    forms: str
    pages: str

    @property
    def content(self) -> bytes:
        """The file."""
        return json.dumps(
            {"forms": self.forms, "pages": self.pages}, ensure_ascii=False, separators=(",", ":")
        ).encode()


def cut(index: Index, size: int) -> Iterator[Shard]:
    """Yield the shards of an index in the order of the alphabet, of about `size` characters each."""
    forms: list[str] = []
    pages: list[str] = []
    length = 0
    for form in sorted(index.postings):
        if length >= size:
            yield Shard(forms[0], front_coded(forms), "".join(pages))
            forms, pages, length = [], [], 0
        forms.append(form)
        pages.append(coded(index.postings[form]))
        length += len(form) // 2 + len(pages[-1])
    if forms:
        yield Shard(forms[0], front_coded(forms), "".join(pages))


def front_coded(forms: Iterable[str]) -> str:
    """Return sorted forms, each without what it shares with the one before."""
    written, before = [], ""
    for form in forms:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(before, form, strict=False))
        shared = min(sum(1 for _ in same), _MOST_SHARED)
        written.append(f"{DIGITS[shared]}{form[shared:]}")
        before = form
    return "".join(written)


def coded(postings: Postings) -> str:
    """Return the pages of a form by their weights."""
    groups = []
    for weight in Weight:
        before, distances = -1, []
        for page in sorted(page for page, at in postings.items() if at is weight):
            distances.append(_number(page - before - 1))
            before = page
        groups.append("".join(distances))
    return "!".join(groups).rstrip("!") + " "


def _number(value: int) -> str:
    digits = ""
    while value >= _BASE:
        digits += DIGITS[_BASE + value % _BASE]
        value //= _BASE
    return digits + DIGITS[value]
