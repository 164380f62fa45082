"""The sentences of a manuscript, each with its line.

What counts is what is read as sentences: paragraphs, quotations, and points of a list, each of which
ends a sentence. Headings, tables, figures, pictures and code are looked at, not read on, and do not
count. A directive stands for one number or name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.vocabulary import EASY

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_NOT_READ = re.compile(r"\s*(#|!!!|\||!\[|<|\[\[\s*\w+\s*:[^\]]*\]\]\s*$|\[\^?[^\]]+\]:|-{3,}\s*$)")
_POINT = re.compile(r"^\s*(?:(?:[-*+]|\d+[.)])\s+|>\s?)")
_DIRECTIVE = re.compile(r"\[\[[^\[\]]*\]\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\))?[^()]*\)")
_MARKS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|<[^<>]+>|\[\^[^\]]+\]")
# An end is no end behind an ordinal number or a usual abbreviation, nor where a small letter follows.
_END = re.compile(r"(?<=[.!?…])[“”\"»’)*]*\s+(?=[„\"»‚(]?[A-ZÄÖÜ0-9])")
_LAST = re.compile(r"[.!?…][“”\"»’)*]*$")
_GOES_ON = re.compile(
    r"(?:\b\d{1,2}|\b[A-Za-z]|\b(?:Abs|Art|Buchst|Nr|Prof|Dr|bzw|ca|vgl|Str|St|Mio|Mrd))\.$"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence without its markup, and the file's line on which it begins."""

    line: int
    text: str


def sentences(manuscript: Manuscript) -> list[Sentence]:
    """Return the sentences of the body; in Leichte Sprache a new line is a new sentence."""
    easy = manuscript.metadata.language == EASY
    found: list[Sentence] = []
    for block in _blocks(manuscript, by_line=easy):
        found += _split(block)
    return found


def _blocks(manuscript: Manuscript, *, by_line: bool) -> Iterator[list[Sentence]]:
    """Yield the lines of each paragraph and of each point of a list."""
    block: list[Sentence] = []
    fence = ""
    first = manuscript.body_line
    for number, line in enumerate(manuscript.source.lines[first - 1 :], first):
        mark = _FENCE.match(line)
        if fence or mark:
            fence = _after(fence, mark)
            text = ""
        else:
            text = "" if _NOT_READ.match(line) else line.strip()
        if not text or _POINT.match(line) or by_line:
            if block:
                yield block
            block = []
        if text:
            block.append(Sentence(number, _plain(_POINT.sub("", text, count=1))))
    if block:
        yield block


def _after(fence: str, mark: re.Match[str] | None) -> str:
    """Return the fence that is still open behind a line."""
    if not fence and mark:
        return mark[1]
    return "" if mark and mark[1].startswith(fence) else fence


def _plain(text: str) -> str:
    text = _DIRECTIVE.sub("1000", text)
    text = _LINK.sub(r"\1", text)
    return _MARKS.sub("", text).strip()


def _split(block: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences of a block, each with the line on which it begins."""
    line, begun = 0, ""
    for part in block:
        start = 0
        for end in [*_END.finditer(part.text), None]:
            piece = part.text[start : end.end() if end else None].strip()
            line = line or part.line
            begun = f"{begun} {piece}".strip()
            if end is None:
                continue
            start = end.end()
            if not _GOES_ON.search(begun):
                yield Sentence(line, begun)
                line, begun = 0, ""
        if _LAST.search(begun) and not _GOES_ON.search(begun):
            yield Sentence(line, begun)
            line, begun = 0, ""
    if begun:
        yield Sentence(line, begun)
