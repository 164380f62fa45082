"""Directives in a line: `[[name: a, b]]` becomes what its plugin makes of it."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from plugins.manuscript.conversion import Conversion
from plugins.manuscript.directives import parse_inline
from plugins.manuscript.suggestions import suggest


class Inlines(InlineProcessor):
    """`[[name: a, b]]` becomes what its handler makes of it."""

    def __init__(self, pattern: str, md: Markdown, conversion: Conversion) -> None:
        super().__init__(pattern, md)
        self.conversion = conversion

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, match: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        """Return an element or text for the directive."""
        del data
        return resolve_inline(match, self.conversion), match.start(0), match.end(0)


def resolve_inline(match: re.Match[str], conversion: Conversion) -> Element | str:
    """Return what a directive stands for; an unknown or faulty one stays as it was typed."""
    manuscript, build = conversion.manuscript, conversion.build
    line, column = conversion.place(match[0])
    directive = parse_inline(match, manuscript.path, line, column, manuscript.source.line(line))
    handler = build.inlines.get(directive.name)
    if handler is None:
        conversion.fault_at(
            line,
            column,
            len(match[0]),
            f"Eine Angabe [[{directive.name}: …]] gibt es nicht.",
            suggest(directive.name, build.inlines),
        )
        return _marked(match[0])
    before = build.faults.snapshot()
    result = handler(directive, build.faults)
    return _marked(match[0]) if build.faults.since(before) else result


def _marked(text: str) -> Element:
    mark = Element("mark", {"class": "fault"})
    mark.text = text
    return mark
