"""The body of a post as plain text: what stands in the HTML, in the same order.

Headings are underlined, paragraphs wrapped at 72 characters, links numbered as footnotes with their
addresses at the end, each once.
"""

import re
from textwrap import wrap

from bs4 import Tag
from bs4.element import PageElement

from plugins.newsletter.mail.album import Wording
from plugins.newsletter.mail.tables import table_lines

WIDTH = 72
_UNDERLINES = {"h1": "=", "h2": "-"}
_GROUPS = frozenset(("div", "figure", "section", "article", "[document]"))
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "hr",
     "table", "figcaption", "li")
) | _GROUPS  # fmt: skip
_LISTS = ("ul", "ol")
_BLANKS = re.compile(r"[ \t\n]+")
Lines = list[str]


def underlined(title: str, sign: str = "=") -> str:
    """Return a heading: wrapped, with a line of `sign` as long as its longest line."""
    lines = wrap_text(title, WIDTH)
    return "\n".join([*lines, sign * max(map(len, lines), default=0)])


def wrap_text(text: str, width: int) -> Lines:
    """Wrap each line of the text; a word longer than the width (an address) stays whole."""
    return [
        part
        for line in text.split("\n")
        for part in wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    ]


def plain_text(tree: Tag, wording: Wording) -> str:
    """Return the tree as text, its links listed at the end; no blank at the end of a line."""
    notes = _Footnotes(wording)
    blocks = notes.blocks(tree, WIDTH)
    if notes.numbers:
        listed = [f"[{number}] {address}" for address, number in notes.numbers.items()]
        blocks += [[f"{wording.links}:"], listed]
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks)


class _Footnotes:
    """Walks the tree; remembers each address with its number."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.numbers: dict[str, int] = {}

    def blocks(self, tag: Tag, width: int) -> list[Lines]:
        """Return the blocks inside a tag; text between them is a paragraph of its own."""
        found: list[Lines] = []
        run = ""
        for child in tag.children:
            if isinstance(child, Tag) and child.name in _BLOCKS:
                found += [*_paragraph(run, width), *self.block(child, width)]
                run = ""
            else:
                run += self.inline(child)
        return [block for block in [*found, *_paragraph(run, width)] if block]

    def block(self, tag: Tag, width: int) -> list[Lines]:
        """Return the blocks that one tag becomes."""
        match tag.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return [self.heading(tag, width)]
            case "ul" | "ol" | "dl":
                return [self.listing(tag, width)]
            case "blockquote":
                inner = _spaced(self.blocks(tag, width - 2))
                return [[f"> {line}".rstrip() for line in inner]]
            case "pre":
                return [tag.get_text().replace("\u00ad", "").strip("\n").split("\n")]
            case "table":
                return [table_lines(tag, width, self.cell)]
            case _:
                return [["* * *"]] if tag.name == "hr" else self.blocks(tag, width)

    def heading(self, tag: Tag, width: int) -> Lines:
        lines = [line for block in _paragraph(self.inside(tag), width) for line in block]
        return [*lines, _UNDERLINES.get(tag.name, "~") * max(map(len, lines), default=0)]

    def cell(self, tag: Tag) -> str:
        return _BLANKS.sub(" ", self.inside(tag)).strip()

    def listing(self, tag: Tag, width: int) -> Lines:
        """Return a list; an item of several paragraphs gets air, a list inside an item does not."""
        items = [child for child in tag.children if isinstance(child, Tag) or str(child).strip()]
        start = str(tag.get("start", ""))
        first = int(start) if start.isdecimal() and start.isascii() else 1
        lines: Lines = []
        for number, item in enumerate(items, first):
            sign = _sign(tag.name, item, number)
            blocks = self.item(item, width - len(sign))
            inner_lists = item.find_all(_LISTS, recursive=False) if isinstance(item, Tag) else ()
            tight = len(blocks) <= 1 + len(inner_lists)
            inner = [line for block in blocks for line in block] if tight else _spaced(blocks)
            lines += [sign + line for line in inner[:1]]
            lines += [(" " * len(sign) + line).rstrip() for line in inner[1:]]
        return lines

    def item(self, node: PageElement, width: int) -> list[Lines]:
        if not isinstance(node, Tag) or node.name not in _BLOCKS:
            return _paragraph(self.inline(node), width)
        return self.block(node, width)

    def inline(self, node: PageElement) -> str:
        """Return text that stands in a line; LF only where the author broke it."""
        if not isinstance(node, Tag):
            return _BLANKS.sub(" ", str(node).replace("\u00ad", ""))
        match node.name:
            case "br":
                return "\n"
            case "img":
                alt = str(node.get("alt", "")).strip()
                return f"[{self.wording.picture}: {alt}]" if alt else ""
            case "a":
                return self.link(node)
            case _:  # between two paragraphs in a cell of a table stands a blank
                gap = " " if node.name in _BLOCKS else ""
                return f"{gap}{self.inside(node)}{gap}"

    def inside(self, tag: Tag) -> str:
        return "".join(self.inline(child) for child in tag.children)

    def link(self, tag: Tag) -> str:
        text, address = self.inside(tag), str(tag.get("href", ""))
        if not address or text.strip() == address.removeprefix("mailto:").removeprefix("tel:"):
            return text
        return f"{text} [{self.numbers.setdefault(address, len(self.numbers) + 1)}]"


def _paragraph(text: str, width: int) -> list[Lines]:
    text = re.sub(r" *\n *", "\n", re.sub(" +", " ", text)).strip()
    return [wrap_text(text, width)] if text else []


def _spaced(blocks: list[Lines]) -> Lines:
    """Return the lines of all blocks, an empty line between each two."""
    return [line for block in blocks for line in ("", *block)][1:]


def _sign(listing: str, item: PageElement, number: int) -> str:
    if listing == "dl":
        return "" if isinstance(item, Tag) and item.name == "dt" else "  "
    return f"{number}. " if listing == "ol" else "- "
