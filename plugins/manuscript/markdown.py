"""Markdown as the house speaks it: directives resolved, pictures and links checked, with places.

The directives are found by Python-Markdown's own machinery, so that nothing inside code is touched;
their places in the file are looked up in the source lines.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from plugins.manuscript.blocks import Blocks
from plugins.manuscript.build import Build
from plugins.manuscript.conversion import Conversion
from plugins.manuscript.directives import INLINE
from plugins.manuscript.elements import Elements, check_typed_html, headings
from plugins.manuscript.inlines import Inlines, resolve_inline
from plugins.manuscript.manuscript import Manuscript


class HouseMarkdown:
    """Converts manuscripts of one build, one after the other.

    `extensions` and `configs` are Python-Markdown's; the house's own come on top.
    """

    def __init__(self, build: Build, extensions: Sequence[str], configs: Mapping[str, Any]) -> None:
        self._conversion = Conversion(build)
        self._md = Markdown(
            extensions=[*extensions, _House(self._conversion)],
            extension_configs=dict(configs),
            output_format="html",
        )

    def convert(self, manuscript: Manuscript) -> str:
        """Return the body as HTML; its faults go into the build's list."""
        self._conversion.begin(manuscript)
        html = self._md.reset().convert(manuscript.body)
        check_typed_html(self._md, self._conversion)
        return html

    def headings(self) -> list[tuple[str, str]]:
        """Return the h2 headings of the last body as (id, text), for a list of contents."""
        return headings(self._md)

    def summary(self, manuscript: Manuscript) -> str:
        """Return the summary as plain text, its directives resolved."""
        self._conversion.begin(manuscript)
        text = manuscript.metadata.summary
        for match in INLINE.finditer(text):
            self._conversion.expect(match[0], _head_places(match[0], manuscript))

        def plain(match: re.Match[str]) -> str:
            result = resolve_inline(match, self._conversion)
            return result if isinstance(result, str) else "".join(result.itertext())

        return INLINE.sub(plain, text)


class _House(Extension):
    """The house's processors for Python-Markdown."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__()
        self._conversion = conversion

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors.

        Blocks come before fenced_code (25), inline directives after code spans (190), elements
        when all inline work is done (20).
        """
        conversion = self._conversion
        md.preprocessors.register(Blocks(md, conversion), "house_blocks", 26)
        md.inlinePatterns.register(Inlines(INLINE.pattern, md, conversion), "house_inlines", 185)
        md.treeprocessors.register(Elements(md, conversion), "house_elements", 5)


def _head_places(text: str, manuscript: Manuscript) -> list[tuple[int, int]]:
    """Return where `text` stands in the head."""
    return [
        (number, line.find(text) + 1)
        for number, line in enumerate(manuscript.source.lines[: manuscript.body_line - 1], 1)
        if text in line
    ]
