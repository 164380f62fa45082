"""What Markdown made of a text, looked over: headings, links, pictures, leftovers, typed HTML."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from plugins.manuscript.conversion import Conversion
from plugins.manuscript.hyphenation import hyphenated
from plugins.manuscript.links import LinkCheck
from plugins.manuscript.pictures import check_picture
from plugins.manuscript.rawhtml import forbidden
from plugins.manuscript.typography import typeset

_HEADING = re.compile(r"h([1-6])")
_CODE = {"code", "pre"}
# A directive that was not understood: `[[` and a word, whatever follows.
_LEFT_OVER = re.compile(r"\[\[\s*\w+[^\[\]]*\]?\]?")


class Elements(Treeprocessor):
    """Everything in a text is checked; a picture in its own paragraph becomes a figure."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, root: Element) -> None:
        """Check every element below `root`, and mend addresses in place."""
        typeset(root)
        self._headings(root)
        for note in root.iterfind(".//div"):
            self._margin_note(note)
        self._walk(root, LinkCheck(self.conversion))
        _hyphenate(root)  # last: faults are looked up by the words as they were typed

    def _margin_note(self, element: Element) -> None:
        if element.get("class", "").startswith("admonition ") and len(element) == 1:
            self.conversion.fault(
                "".join(element.itertext()).strip(),
                "Dieser Randnotiz fehlt der Text.",
                "Rücken Sie ihn um vier Leerzeichen ein, jede Zeile.",
            )

    def _walk(self, element: Element, links: LinkCheck) -> None:
        if element.tag in _CODE:
            return
        if "align" in element.attrib:  # a table's column; a class where style may not stand
            element.set("class", f"align-{element.attrib.pop('align')}")
        if "style" in element.attrib:
            self.conversion.fault(
                "style",
                "Eigene Gestaltung (style) ist nicht möglich.",
                "Lassen Sie sie weg; das Aussehen bestimmt die Website.",
            )
        made_here = element.get("class", "").startswith("footnote")
        if element.tag == "a" and element.get("href") and not made_here:
            href = element.get("href", "")
            element.set("href", links.link(href))
            if not "".join(element.itertext()).strip() and element.find(".//img") is None:
                self.conversion.fault(
                    href, "Dem Link fehlt sein Text.", "Schreiben Sie ihn in die eckige Klammer."
                )
        if "fault" not in element.get("class", ""):
            self._left_over(element.text)
        for child in element:
            self._walk(child, links)
            self._left_over(child.tail)
            if child.tag == "img":
                check_picture(child, self.conversion)
                if element.tag == "p" and len(element) == 1 and not (element.text or "").strip():
                    _make_figure(element, child)

    def _left_over(self, text: str | None) -> None:
        if "[" not in (text or ""):
            return
        names = "|".join(map(re.escape, self.conversion.build.inlines)) or "wert"
        single = re.compile(rf"(?<!\[)\[\s*(?:{names})\s*:[^\[\]]*\]?", re.IGNORECASE)
        for pattern in (_LEFT_OVER, single):
            for match in pattern.finditer(text or ""):
                self.conversion.fault(
                    match[0].split("\n")[0],
                    "Diese Angabe in eckigen Klammern ist unvollständig.",
                    "Sie steht in einer Zeile, zwischen zwei Paar Klammern: "
                    "[[wert: …]], [[jahr: …]] oder [[angabe: …]].",
                )

    def _headings(self, root: Element) -> None:
        level = 1
        for element in root.iter():
            found = _HEADING.fullmatch(str(element.tag))
            if found is None:
                continue
            own, text = int(found[1]), "".join(element.itertext())
            if own == 1:
                self.conversion.fault(
                    text,
                    "Eine Überschrift der ersten Stufe hat die Seite schon: ihren Titel.",
                    "Schreiben Sie ## davor.",
                )
            elif own > level + 1:
                self.conversion.fault(
                    text,
                    "Diese Überschrift überspringt eine Stufe.",
                    f"Schreiben Sie {'#' * (level + 1)} davor.",
                )
            level = own


def _hyphenate(root: Element) -> None:
    """Let long words of headings break; their ids are made of the bare text, before."""
    for element in root.iter():
        if element.text and _HEADING.fullmatch(str(element.tag)):
            element.text = hyphenated(element.text)


def check_typed_html(md: Markdown, conversion: Conversion) -> None:
    """Hold the HTML that the editor typed against the rules of the site."""
    for html in md.htmlStash.rawHtmlBlocks:
        typed = str(html).strip()
        if typed in conversion.own_html or typed.startswith("<pre"):
            continue
        for text, message, advice in forbidden(typed):
            conversion.fault(text, message, advice)


def _make_figure(paragraph: Element, image: Element) -> None:
    caption = image.attrib.pop("title", "")
    paragraph.tag = "figure"
    paragraph.set("class", "picture")
    image.tail = None
    if caption:
        figcaption = Element("figcaption")
        figcaption.text = caption
        paragraph.append(figcaption)


def headings(md: Markdown) -> list[tuple[str, str]]:
    """Return the h2 headings of the last conversion as (id, text), for a list of contents."""
    tokens = list(getattr(md, "toc_tokens", []))
    found: list[tuple[str, str]] = []
    while tokens:
        token = tokens.pop(0)
        if token["level"] == 2:  # noqa: PLR2004 - h2
            found.append((token["id"], token["name"]))
        tokens = token["children"] + tokens
    return found
