"""The addresses that redirects begin at, as plugins.redirects writes them, in other notations.

`/x/` the path with and without its last slash; `/?p=276` the start page with a number; `/tag/*` a path and
all below it; `*/feed/` the end of any path.
"""

import re
from typing import NamedTuple

Redirect = tuple[str, str, int]
_NUMBER = "/?p="


class Source(NamedTuple):
    """A source taken apart: its number, or its path without slashes around it and what may be there."""

    number: str
    path: str
    below: bool
    anywhere: bool

    @property
    def pattern(self) -> str:
        """The path as a regular expression, anchored, without the first slash."""
        word = re.escape(self.path).replace(r"\-", "-")  # PCRE and Python agree on the plain one
        if self.anywhere:
            return f"^(.*/)?{word}/?$"
        return f"^{word}(/.*)?$" if self.below else f"^{word}/?$"


def source(text: str) -> Source:
    """Take a source apart."""
    if text.startswith(_NUMBER):
        return Source(text.removeprefix(_NUMBER), "", below=False, anywhere=False)
    path = text.strip("*").strip("/")
    return Source("", path, below=text.endswith("*"), anywhere=text.startswith("*"))
