"""What is in a built site, counted from its addresses and feeds."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

_ARTICLE = re.compile(r"\d{4}/\d{2}/[^/]+/index\.html")
_ENTRY = "{http://www.w3.org/2005/Atom}entry"


@dataclass(frozen=True)
class Contents:
    """How much of each; `pages` counts every HTML page, posts and lists included."""

    posts: int
    reviews: int
    pages: int
    charts: int
    feeds: int

    def __str__(self) -> str:
        parts = (
            _counted(self.posts, "Beitrag", "Beiträge"),
            _counted(self.reviews, "Jahresrückblick", "Jahresrückblicke"),
            _counted(self.charts, "Diagramm", "Diagramme"),
            _counted(self.feeds, "Feed", "Feeds"),
        )
        return f"{', '.join(parts)}; {_counted(self.pages, 'Seite', 'Seiten')} insgesamt"


def count(folder: Path) -> Contents:
    """Count a built site. Reviews have addresses like posts; their feed tells them apart."""
    html = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    articles = sum(1 for path in html if _ARTICLE.fullmatch(path))
    feed = folder / "feeds/art/rueckblick.atom.xml"
    reviews = len(ET.parse(feed).getroot().findall(_ENTRY)) if feed.exists() else 0  # noqa: S314  # just built here
    return Contents(
        posts=articles - reviews,
        reviews=reviews,
        pages=len(html),
        charts=sum(1 for _ in folder.glob("diagramme/*.png")),
        feeds=sum(1 for _ in folder.glob("feeds/**/*.xml")),
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
