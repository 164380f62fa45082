"""A field of social policy: a text of content/felder and the posts that belong to it."""

import re
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape


@dataclass(eq=False)
class Field:
    """One field. `content` is HTML; `articles` are Pelican's, newest first."""

    key: str
    title: str
    short: str
    rank: int
    summary: str
    content: str
    articles: list[Any] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of its page, from the site's root, without the first slash."""
        return f"felder/{self.key}/"

    @property
    def feed(self) -> str:
        """The address of its Atom feed."""
        return f"feeds/feld/{self.key}.atom.xml"


# Words in capitals, also two joined by & («ARMUT & NOTLAGEN»).
_CAPITALS = re.compile(r"[A-ZÄÖÜ]{3,}(?: &amp; [A-ZÄÖÜ]{3,})*")


def emphasise(title: str) -> Markup:
    """Return a field's title with its word in capitals marked: `<b>SENIOREN</b> schätzen`."""
    marked = _CAPITALS.sub(lambda word: f"<b>{word[0]}</b>", str(escape(title)))
    return Markup(marked)  # noqa: S704 - escaped in the line above
