"""What Markdown made of a text, looked over: pictures, links, HTML typed by hand."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from plugins.manuscript.conversion import Conversion
from plugins.manuscript.links import LinkCheck
from plugins.manuscript.rawhtml import forbidden
from plugins.manuscript.typography import typeset


class Elements(Treeprocessor):
    """Pictures and links are checked; a picture in its own paragraph becomes a figure."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, root: Element) -> None:
        """Check every element below `root`, and mend addresses in place."""
        typeset(root)
        check = LinkCheck(self.conversion)
        for parent in list(root.iter()):
            if "align" in parent.attrib:  # a table's column; a class where style may not stand
                parent.set("class", f"align-{parent.attrib.pop('align')}")
            if "style" in parent.attrib:
                self.conversion.fault(
                    "style",
                    "Eigene Gestaltung (style) ist nicht möglich.",
                    "Lassen Sie sie weg; das Aussehen bestimmt die Website.",
                )
            if parent.tag == "a" and parent.get("href"):
                parent.set("href", check.link(parent.get("href", "")))
            for child in parent:
                if child.tag == "img":
                    check.picture(child)
                    if parent.tag == "p" and len(parent) == 1 and not (parent.text or "").strip():
                        _make_figure(parent, child)


def check_typed_html(md: Markdown, conversion: Conversion) -> None:
    """Hold the HTML that the editor typed against the rules of the site."""
    for html in md.htmlStash.rawHtmlBlocks:
        typed = str(html).strip()
        if typed not in conversion.own_html:
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
