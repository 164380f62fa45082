"""The cleaned HTML of a post → the part of it that a mail shows, with nothing remote.

The source has cleaned the HTML for safety already; here it becomes fit for a mail: only the tags
and attributes below, headings below the mail's own, pictures from its parts, cut where too long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PageElement

from plugins.newsletter.mail.album import Album, Wording, replace_pictures
from plugins.newsletter.mail.article import Article
from plugins.newsletter.mail.characters import printable

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KEPT = {
    "p", "br", "hr", "a", "strong", "b", "em", "i", "u", "s", "sub", "sup", "small", "mark",
    "abbr", "cite", "q", "code", "pre", "kbd", "samp", "var", "time", "span", "del", "ins",
    "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "figure", "figcaption", "img", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_DROPPED = {
    "script", "style", "iframe", "object", "embed", "svg", "math", "video", "audio", "canvas",
    "form", "input", "button", "select", "textarea", "template", "source", "track", "link",
    "meta", "base", "title", "map", "noscript",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_EVERYWHERE = {"lang", "dir"}
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_CUT_INSIDE = frozenset(("ul", "ol", "dl", "blockquote", "table", "tbody"))
_DEEPEST = 24  # nesting; what lies deeper is flattened, so that no reader of the mail chokes
_ABSURD = 200  # nesting that no author wrote: such a body is left out
_LONGEST = 120_000  # characters, three times what a mail shows
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = {"br", "hr", "img", "col", "wbr"}
_WIDEST = 3  # columns of a table that fit beside each other on a phone


@dataclass(frozen=True)
class Body:
    """The body of a post in a mail; `cut`: the rest stands on the site alone."""

    tree: BeautifulSoup
    cut: bool


def mail_body(article: Article, *, album: Album, wording: Wording, room: int) -> Body:
    """Return the body cut to `room` bytes of HTML. Pictures that it shows are taken into the album."""
    html, too_long = _bounded(article.html)
    tree = BeautifulSoup(html, "html.parser")
    _keep_the_known(tree)
    _flatten(tree)
    was_cut = _cut(tree, room) or too_long
    _level_headings(tree)
    replace_pictures(tree, article.pictures, link=article.link, album=album, wording=wording)
    _dress_tables(tree)
    return Body(tree, was_cut)


def _bounded(html: str) -> tuple[str, bool]:
    """Return HTML that can be worked through quickly, and whether something is missing."""
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else tag[2] not in _VOID
        if depth > _ABSURD:
            return "", True
    if len(html) <= _LONGEST:
        return html, False
    return html[: html.rfind("<", 0, _LONGEST)], True


def _keep_the_known(tree: BeautifulSoup) -> None:
    for node in list(tree.descendants):
        if isinstance(node, Tag):
            if node.name in _DROPPED:
                node.extract()
            elif node.name not in _KEPT or (node.name == "a" and not _leads_somewhere(node)):
                node.unwrap()
            else:
                allowed = _ATTRIBUTES.get(node.name, set()) | _EVERYWHERE
                node.attrs = {
                    name: printable(str(value)).strip()
                    for name, value in node.attrs.items()
                    if name in allowed
                }
        elif type(node) is NavigableString:
            if printable(node) != node:
                node.replace_with(printable(node))
        else:  # a comment, a declaration
            node.extract()
    for node in tree.find_all(HEADINGS):
        if not node.get_text(strip=True):
            node.unwrap()


def _leads_somewhere(anchor: Tag) -> bool:
    href = str(anchor.get("href", "")).strip().lower()
    has_content = bool(anchor.get_text(strip=True)) or anchor.find("img") is not None
    return href.startswith(_SCHEMES) and has_content


def _flatten(tree: BeautifulSoup) -> None:
    waiting: list[tuple[Tag, int]] = [(tree, 0)]
    while waiting:
        tag, depth = waiting.pop()
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]
        if depth > _DEEPEST:
            tag.unwrap()


def _cut(tree: Tag, room: int) -> bool:
    for child in list(tree.children):
        size = len(str(child).encode())
        if size <= room:
            room -= size
            continue
        for later in list(child.next_siblings):
            later.extract()
        inside = isinstance(child, Tag) and child.name in _CUT_INSIDE and _cut(child, room)
        if not inside or not child.get_text(strip=True):
            child.extract()
        _drop_a_heading_at_the_end(tree)
        return True
    return False


def _drop_a_heading_at_the_end(tree: Tag) -> None:
    left = list(tree.children)
    while left and (not left[-1].get_text(strip=True) or _name(left[-1]) in HEADINGS):
        if isinstance(left[-1], Tag) and left[-1].find("img"):
            return
        left.pop().extract()


def _name(node: PageElement) -> str:
    return node.name if isinstance(node, Tag) else ""


def _level_headings(tree: BeautifulSoup) -> None:
    """Put headings below the h1 of the mail, no level left out."""
    headings = tree.find_all(HEADINGS)
    ranks = {name: rank for rank, name in enumerate(sorted({each.name for each in headings}), 2)}
    level = 1
    for heading in headings:
        level = min(ranks[heading.name], level + 1, 6)
        heading.name = f"h{level}"


def _dress_tables(tree: BeautifulSoup) -> None:
    for table in tree.find_all("table"):
        widest = 0
        for row in table.find_all("tr"):
            cells = list(_cells(row))
            widest = max(widest, len(cells))
            heads = all(cell.name == "th" for cell in cells)
            for number, cell in enumerate(cells):
                if cell.name == "th" and not cell.get("scope"):
                    cell["scope"] = "col" if heads or number else "row"
                if _is_number(cell.get_text()):
                    cell["class"] = "zahl"
        if widest > _WIDEST:
            # A reader without a pointer must reach what a phone scrolls (WCAG 2.1.1).
            table.wrap(tree.new_tag("div", attrs={"class": "breit", "tabindex": "0"}))


def _cells(row: Tag) -> Iterator[Tag]:
    return (cell for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th"))


def _is_number(text: str) -> bool:
    bare = text.strip().lstrip("+−–-± ")
    return bare[:1].isdigit() and len(bare) <= 16  # noqa: PLR2004  # „1.234.567 Euro“ still is
