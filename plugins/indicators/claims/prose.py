"""The prose of a manuscript, line by line: what an editor typed, without code, blocks, addresses.

What is left out becomes blanks, so that every word keeps its place in the file.
"""

import re
from collections.abc import Callable, Iterator

from plugins.manuscript.manuscript import Manuscript

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_BEFORE_FENCE = ("`", "~", " ", "\t")
_SILENT = re.compile(
    r"""
    (?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)   # code
    | \[\[[^\[\]]*\]\]                          # a directive
    | (?<=\])\([^()\s]*(?:\s+"[^"]*")?\)          # the address of a link or a picture
    | ^\s*\[[^\]]+\]:\s*\S+                       # an address by itself
    | <[^<>]*>                                   # HTML, an address in angle brackets
    | \b(?:https?://|www\.|mailto:)\S+
    """,
    re.VERBOSE,
)


def prose(manuscript: Manuscript, wanted: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Yield (line of the file, its prose) of the lines that are wanted.

    The summary in the head is prose too.
    """
    summary = manuscript.header_line("zusammenfassung")
    if summary:
        key, _, text = manuscript.source.line(summary).partition(":")
        if wanted(text):
            yield summary, _without_silent(" " * (len(key) + 1) + text)
    fence = ""
    for number, line in enumerate(
        manuscript.source.lines[manuscript.body_line - 1 :], manuscript.body_line
    ):
        mark = _FENCE.match(line) if line.startswith(_BEFORE_FENCE) else None
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" \t`~"):
                fence = ""
        elif mark:
            fence = mark[1]
        elif wanted(line):
            yield number, _without_silent(line)


def _without_silent(line: str) -> str:
    return _SILENT.sub(lambda match: " " * len(match[0]), line)
