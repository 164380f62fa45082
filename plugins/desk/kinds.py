"""The kinds of pages of a built site, found in the site itself, and one page that stands for each.

A kind is the shape of its addresses (`/felder/*/`), for one-level addresses also what the page is (an article
is one of the texts, anything else a kind of its own), and what sets a page apart from its neighbours: figures,
an event, a form. So a new page template is a kind as soon as a page of it is built; nobody keeps a list.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{2}")
_TEXT = re.compile(r"<main[^>]*>\s*<article[ >]")
# The heading of a review is not that of a post: the first element of an article tells templates apart.
_REVIEW = re.compile(r'<main[^>]*>\s*<article[^>]*>\s*<header class="(?!heading)')
_OF_POSTS = (
    ("Rückblick", _REVIEW),
    ("Diagramm", re.compile(r'<figure class="chart')),
    ("Termin", re.compile(r'<dl class="event|"@type": ?"Event"')),
    ("Leichte Sprache", re.compile(r'href="/[^"]+/leicht/"')),
)
_OF_OTHERS = (("Formular", re.compile(r"<form[^>]*method", re.IGNORECASE)),)


@dataclass(frozen=True)
class Kind:
    """A kind of page and the addresses of its pages, the largest first: it stands for the others."""

    name: str
    pages: tuple[str, ...]

    @property
    def example(self) -> str:
        """Return the page with the most in it."""
        return self.pages[0]

    @property
    def slug(self) -> str:
        """Return the name as part of a file's name."""
        words = self.name.lower().replace("*", "x").replace("ü", "ue")
        return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "start"


def addresses(output: Path) -> dict[str, Path]:
    """Return the address and the file of every page."""
    files = sorted(output.rglob("*.html"))
    return {_address(file.relative_to(output)): file for file in files}


def kinds(output: Path) -> tuple[Kind, ...]:
    """Return the kinds of pages of a built site, sorted by name."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for address, file in addresses(output).items():
        html = file.read_text(encoding="utf-8")
        found[kind_of(address, html)].append((-len(html), address))
    return tuple(
        Kind(name, tuple(address for _, address in sorted(pages)))
        for name, pages in sorted(found.items())
    )


def kind_of(address: str, html: str) -> str:
    """Return the name of the kind that a page is of: `/JJJJ/MM/*/ (Diagramm)`."""
    parts = [part for part in address.split("/") if part]
    if not parts or address.endswith(".html"):
        return address
    if len(parts) == 1 and not _YEAR.fullmatch(parts[0]) and not _TEXT.search(html):
        return address
    dated = _YEAR.fullmatch(parts[0]) is not None
    place = 2 if dated else min(1, len(parts) - 1)  # where the page's own name stands
    shape = [_shape(part, own=n == place) for n, part in enumerate(parts)]
    traits = [
        word for word, pattern in (_OF_POSTS if dated else _OF_OTHERS) if pattern.search(html)
    ]
    return f"/{'/'.join(shape)}/" + (f" ({', '.join(traits)})" if traits else "")


def _shape(part: str, *, own: bool) -> str:
    if own:
        return "*"
    if _YEAR.fullmatch(part):
        return "JJJJ"
    return "MM" if _MONTH.fullmatch(part) else part


def _address(file: Path) -> str:
    return f"/{file.as_posix()}".removesuffix("index.html")
