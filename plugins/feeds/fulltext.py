"""An article's HTML → HTML that is at home anywhere: in a feed reader, in a mail.

An allowlist of elements and attributes, all addresses absolute, charts as pictures. lxml, which
feedgen brings along, reads and writes an article in a twentieth of beautifulsoup4's time (0.2 ms
instead of 3.8 ms for 800 words); each build does it for up to thirty entries of every feed.
"""

import re
import sys
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from lxml import html as lxml_html

from plugins.feeds.addresses import absolute
from plugins.feeds.characters import printable
from plugins.feeds.elements import DROPPED, KEPT, RENAMED

_PARSER = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
# A stray end of the page would cut the text off.
_SHELL = re.compile(r"</?(?:html|head|body)\b[^>]*>", re.IGNORECASE)
_REFERENCE = re.compile(
    r"&#(?:x0*([0-9a-f]{1,6})(?![0-9a-f])|0*([0-9]{1,7})(?![0-9]));?", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")  # not \s: a no-break space between number and unit stays


@dataclass(frozen=True)
class ChartPicture:
    """The PNG of a chart: address as the page names it, description as alternative text."""

    src: str
    alt: str


@dataclass(frozen=True)
class FullText:
    """The text of an entry, and the first chart in it, if any."""

    html: str
    chart: ChartPicture | None


def full_text(html: str, url: str) -> FullText:
    """Return the full text of the article at the absolute address `url`."""
    body = _REFERENCE.sub(_decode_control, _SHELL.sub("", printable(html)))
    root = lxml_html.document_fromstring(f"<html><body>{body}</body></html>", parser=_PARSER)
    charts = [
        _replace_chart(figure, url)
        for figure in list(root.iter("figure"))
        if "chart" in figure.get("class", "").split()
    ]
    for element in list(root.iterdescendants()):
        _clean(element, url)
    text = escape(root.text or "", quote=False) + "".join(
        lxml_html.tostring(child, encoding="unicode") for child in root
    )
    return FullText(printable(text).strip(), next((chart for chart in charts if chart), None))


def _decode_control(reference: re.Match[str]) -> str:
    """Decode `&#150;` and the like as browsers do (–); lxml would make control characters of them."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    if number > sys.maxunicode or printable(chr(number)):
        return reference[0]
    return printable(unescape(f"&#{number};")) or " "


def _clean(element: Any, url: str) -> None:  # noqa: ANN401 - lxml has no types
    if element.tag in RENAMED:
        element.tag = RENAMED[element.tag]
    tag = element.tag
    if tag in DROPPED or "hidden" in element.attrib:
        element.drop_tree()
        return
    if tag not in KEPT:
        element.drop_tag()
        return
    for name, value in list(element.attrib.items()):
        if name not in KEPT[tag]:
            del element.attrib[name]
        elif name in ("href", "src"):
            element.set(name, absolute(url, value))
    if tag == "a" and not element.get("href"):
        element.drop_tag()
    elif tag == "img":
        _clean_picture(element)


def _clean_picture(image: Any) -> None:  # noqa: ANN401 - lxml has no types
    alt = image.get("alt", "")
    if image.get("src", "").startswith("http"):
        image.set("alt", alt)
    else:
        image.tag = "span"
        image.text = alt
        image.drop_tag()


def _replace_chart(figure: Any, url: str) -> ChartPicture | None:  # noqa: ANN401 - lxml has no types
    """Replace a chart by title, picture, source and a link to the figure in the post."""
    parts = {
        name: figure.find_class(f"chart-{name}")
        for name in ("title", "subtitle", "description", "source")
    }
    title, subtitle, description = (
        _plain(parts[name]) for name in ("title", "subtitle", "description")
    )
    address, anchor = figure.get("data-picture", ""), figure.get("id", "")
    width, height = figure.get("data-width", ""), figure.get("data-height", "")
    figure.clear(keep_tail=True)
    caption = _append(figure, "figcaption")
    _append(caption, "strong", title)
    if subtitle:
        _append(caption, "br").tail = subtitle
    picture = ChartPicture(address, description or title) if address else None
    if picture:
        image = _append(_append(figure, "p"), "img")
        image.set("src", address)
        image.set("alt", picture.alt)
        if width.isdecimal() and height.isdecimal():
            image.set("width", width)
            image.set("height", height)
    elif description:
        _append(figure, "p", description)
    figure.extend(parts["source"][:1])
    link = _append(_append(figure, "p"), "a", "Diagramm und Werte im Beitrag ansehen")
    link.set("href", f"#{anchor}" if anchor else url)
    return picture


def _plain(found: list[Any]) -> str:
    return _SPACES.sub(" ", found[0].text_content()).strip() if found else ""


def _append(parent: Any, tag: str, text: str | None = None) -> Any:  # noqa: ANN401 - lxml has no types
    child = parent.makeelement(tag)
    child.text = text
    parent.append(child)
    return child
