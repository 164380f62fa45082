"""One built page, read once: what stands in it, where it points to, and what is wrong with its form."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from plugins.desk.addresses import addresses_in_srcset

_LOADING = {
    "src": frozenset(
        {"img", "script", "iframe", "audio", "video", "source", "track", "embed", "input"}
    ),
    "srcset": frozenset({"img", "source"}),
    "poster": frozenset({"video"}),
    "data": frozenset({"object"}),
    "href": frozenset({"image", "use", "feimage", "base"}),
    "xlink:href": frozenset({"image", "use", "feimage"}),
    "action": frozenset({"form"}),
    "formaction": frozenset({"button", "input"}),
    "ping": frozenset({"a", "area"}),
}
# `link` loads or prepares to load, except for these, which only name another page.
_NAMING_RELS = frozenset(
    {"canonical", "alternate", "author", "license", "next", "prev", "me", "self"}
)
_LINKED_DATA = "application/ld+json"
_DATA_SCRIPTS = frozenset({_LINKED_DATA, "application/json"})
_HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True)
class Reference:
    """An address in a page. What `loads` must not come from a foreign host; a link may lead there."""

    address: str
    loads: bool
    excerpt: str


@dataclass(frozen=True)
class Page:
    """What the check needs of a page; `faults` are pairs of German message and excerpt.

    `unlisted` is a page that asks search engines not to show it.
    """

    title: str
    canonical: str
    unlisted: bool
    ids: frozenset[str]
    references: tuple[Reference, ...]
    faults: tuple[tuple[str, str], ...]


def read_page(html: str) -> Page:
    """Read a whole HTML page."""
    soup = BeautifulSoup(html, "lxml")
    tags = soup.find_all(name=True)
    titles = [
        tag.get_text(" ", strip=True) for tag in tags if tag.name == "title" and _in_head(tag)
    ]
    ids = [_text(tag, "id") for tag in tags if tag.has_attr("id")]
    named = [_text(tag, "name") for tag in tags if tag.name == "a" and tag.has_attr("name")]
    canonical = soup.find("link", rel="canonical")
    robots = soup.find("meta", attrs={"name": "robots"})
    return Page(
        title=titles[0] if titles else "",
        canonical=_text(canonical, "href") if isinstance(canonical, Tag) else "",
        unlisted=isinstance(robots, Tag) and "noindex" in _text(robots, "content"),
        ids=frozenset((*ids, *named)),
        references=tuple(reference for tag in tags for reference in references(tag)),
        faults=(
            *_head(soup, titles),
            *_headings(tags),
            *(
                (f"Die id „{name}“ kommt {n}-mal vor", "")
                for name, n in Counter(ids).items()
                if n > 1
            ),
            *(fault for tag in tags for fault in _tag(tag)),
        ),
    )


def references(tag: Tag) -> Iterator[Reference]:
    """Yield every address of one element."""
    for name, elements in _LOADING.items():
        if tag.name in elements and tag.has_attr(name):
            value = _text(tag, name)
            for address in addresses_in_srcset(value) if name == "srcset" else [value]:
                yield Reference(address, loads=True, excerpt=_excerpt(tag))
    if tag.name in {"a", "area"} and tag.has_attr("href"):
        yield Reference(_text(tag, "href"), loads=False, excerpt=_excerpt(tag))
    elif tag.name == "link":
        rels = set(_text(tag, "rel").split())
        yield Reference(_text(tag, "href"), not rels & _NAMING_RELS, _excerpt(tag))
    elif tag.name == "meta":
        content = _text(tag, "content")
        if _text(tag, "http-equiv").lower() == "refresh":
            yield Reference(content.partition("=")[2].strip(), loads=True, excerpt=_excerpt(tag))
        elif content.startswith(("http://", "https://", "//")):
            yield Reference(content, loads=True, excerpt=_excerpt(tag))


def _in_head(title: Tag) -> bool:
    return title.parent is not None and title.parent.name == "head"  # not that of an SVG


def _head(soup: BeautifulSoup, titles: list[str]) -> Iterator[tuple[str, str]]:
    if soup.html is None or not _text(soup.html, "lang"):
        yield "Die Sprache der Seite fehlt (lang)", "<html>"
    if len(titles) != 1 or not titles[0]:
        yield f"Eine Seite braucht genau einen Titel, hier sind es {len(titles)}", "<title>"


def _headings(tags: list[Tag]) -> Iterator[tuple[str, str]]:
    levels = [(int(match[1]), tag) for tag in tags if (match := _HEADING.fullmatch(tag.name))]
    first = sum(1 for level, _ in levels if level == 1)
    if first != 1:
        yield f"Eine Seite braucht genau eine Überschrift h1, hier sind es {first}", ""
    before = 0
    for level, tag in levels:
        if level > before + 1 and before:
            yield f"Auf h{before} folgt h{level}: eine Ebene ist übersprungen", _words(tag)
        before = level


def _tag(tag: Tag) -> Iterator[tuple[str, str]]:
    if tag.name == "img" and not tag.has_attr("alt"):
        yield "Dem Bild fehlt der Alternativtext (alt)", _excerpt(tag)
    if tag.name == "style":
        yield "Gestaltung gehört in die CSS-Datei, nicht in die Seite", "<style>"
    if tag.name == "script" and not tag.has_attr("src") and _text(tag, "type") not in _DATA_SCRIPTS:
        yield "Ein Skript steht in der Seite statt in einer Datei", "<script>"
    if tag.name == "script" and _text(tag, "type") == _LINKED_DATA and not _is_json(tag):
        yield "Die Angaben für Suchmaschinen (JSON-LD) sind nicht lesbar", tag.get_text()[:80]
    for name in tag.attrs:
        if name == "style":
            yield "Gestaltung steht als style-Attribut in der Seite", _excerpt(tag)
        elif name.startswith("on"):
            yield f"Ein Skript steht im Attribut {name}", _excerpt(tag)


def _is_json(script: Tag) -> bool:
    try:
        return isinstance(json.loads(script.get_text()), dict | list)
    except json.JSONDecodeError:
        return False


def _text(tag: Tag, name: str) -> str:
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())


def _words(tag: Tag) -> str:
    return tag.get_text(" ", strip=True)[:60]


def _excerpt(tag: Tag) -> str:
    """Return the opening tag, shortened, as people find it in the source."""
    names = ("src", "href", "content", "class", "id")
    shown = "".join(f' {name}="{_text(tag, name)[:80]}"' for name in names if tag.has_attr(name))
    return f"<{tag.name}{shown}>"
