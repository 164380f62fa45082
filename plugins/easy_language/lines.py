"""Each sentence on a line of its own: a new line in the file is a new line on the page.

«Jeder Satz beginnt mit einer neuen Zeile» (BITV 2.0, Anlage 2, Teil 2, Nr. 10). Markdown would join the
lines of a paragraph; two spaces at the end keep them apart, and no place in the file moves.
"""

import re
from dataclasses import replace

from plugins.manuscript.manuscript import Manuscript

_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_NO_TEXT = re.compile(r"\s*(?:$|#|\||<)")
_BREAK = "  "


def with_own_lines(manuscript: Manuscript) -> Manuscript:
    """Return the manuscript with a break behind each line of text; blocks and tables stay."""
    first = manuscript.body_line - 1
    lines = list(manuscript.source.lines)
    fenced = False
    for number in range(first, len(lines)):
        line = lines[number]
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and not _NO_TEXT.match(line):
            lines[number] = line.rstrip() + _BREAK
    return replace(manuscript, source=replace(manuscript.source, lines=tuple(lines)))
