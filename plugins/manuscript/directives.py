"""What editors can write beside Markdown: fenced blocks and `[[name: a, b]]` in a line.

This room only knows their form. What a name does is said by the plugin that registers a handler
for it in the build (`Build.blocks`, `Build.inlines`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from plugins.manuscript.faults import Faults

# Inside double square brackets: a name, a colon, arguments. No bracket and no line break inside.
INLINE = re.compile(r"\[\[(?P<name>[^\[\]:\n]+):(?P<rest>[^\[\]\n]*)\]\]")


@dataclass(frozen=True)
class Block:
    """A fenced block. `line` is the file's line of the opening fence; `lines[0]` is the next."""

    name: str
    path: str
    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Inline:
    """A directive in a line. `columns` are the places of the arguments in `excerpt`, from 1."""

    name: str
    arguments: tuple[str, ...]
    columns: tuple[int, ...]
    path: str
    line: int
    column: int
    excerpt: str


BlockHandler = Callable[[Block, Faults], str]
InlineHandler = Callable[[Inline, Faults], Element | str]


def parse_inline(match: re.Match[str], path: str, line: int, column: int, excerpt: str) -> Inline:
    """Return the directive of an INLINE match that stands at `line` and `column` of the file."""
    arguments: list[str] = []
    columns: list[int] = []
    offset = column + match.start("rest") - match.start()
    for part in match["rest"].split(","):
        arguments.append(part.strip())
        columns.append(offset + len(part) - len(part.lstrip()))
        offset += len(part) + 1
    return Inline(
        name=match["name"].strip().casefold(),
        arguments=tuple(arguments),
        columns=tuple(columns),
        path=path,
        line=line,
        column=column,
        excerpt=excerpt,
    )
