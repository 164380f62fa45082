"""Fenced blocks with a name that a plugin knows, such as ```diagramm."""

import re

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from plugins.manuscript.conversion import Conversion
from plugins.manuscript.directives import Block
from plugins.manuscript.faultbox import fault_box
from plugins.manuscript.suggestions import fold, suggest

_FENCE = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}|~{3,})\s*(?P<info>[^`]*?)\s*$")


class Blocks(Preprocessor):
    """Fenced blocks with a known name become the HTML of their handler."""

    def __init__(self, md: Markdown, conversion: Conversion) -> None:
        super().__init__(md)
        self.conversion = conversion

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with every known block replaced by its HTML."""
        out: list[str] = []
        number = 0
        while number < len(lines):
            fence = _FENCE.match(lines[number])
            if fence is None:
                out.append(lines[number])
                number += 1
                continue
            end = _closing(lines, number, fence["fence"])
            if end is None:
                self._unclosed(lines[number], number)
                out.extend(lines[number:])
                break
            out.extend(self._block(lines[number : end + 1], fence, number))
            number = end + 1
        return out

    def _block(self, lines: list[str], fence: re.Match[str], number: int) -> list[str]:
        conversion = self.conversion
        build = conversion.build
        known = {fold(name): name for name in build.blocks}
        words = fence["info"].split()
        name = known.get(fold(words[0])) if words else None
        line = conversion.manuscript.body_line + number
        if name is None:
            if words and suggest(words[0], known).startswith("Meinten"):
                conversion.fault_at(
                    line,
                    fence.start("info") + 1,
                    len(words[0]),
                    f"Einen Block „{words[0]}“ gibt es nicht.",
                    suggest(words[0], known),
                )
            return lines
        before = build.faults.snapshot()
        if fence["indent"]:
            conversion.fault_at(
                line,
                1,
                len(fence["indent"]),
                f"Der Block „{name}“ ist eingerückt.",
                "Er muss am Anfang der Zeile beginnen, auch nach einer Liste.",
            )
        for place, text in enumerate(lines[1:-1], line + 1):
            if "[[" in text:
                conversion.fault_at(
                    place,
                    text.index("[[") + 1,
                    len(text) - text.index("[["),
                    f"In einem Block „{name}“ werden Angaben [[…]] nicht eingesetzt.",
                    "Sagen Sie es ohne Zahl; die Zahlen stehen im Diagramm.",
                )
        block = Block(name, conversion.manuscript.path, line, tuple(lines[1:-1]))
        html = build.blocks[name](block, build.faults)
        new = build.faults.since(before)
        html = fault_box(new) if new else html
        conversion.own_html.add(html.strip())
        # A block may say something to the page alone (a time line); it leaves no empty paragraph.
        return ["", self.md.htmlStash.store(html), ""] if html else [""]

    def _unclosed(self, line: str, number: int) -> None:
        self.conversion.fault_at(
            self.conversion.manuscript.body_line + number,
            1,
            len(line),
            "Dieser Block wird nicht geschlossen.",
            "Setzen Sie unter seine letzte Zeile noch einmal ```.",
        )


def _closing(lines: list[str], start: int, fence: str) -> int | None:
    for number in range(start + 1, len(lines)):
        line = lines[number].strip()
        if len(line) >= len(fence) and set(line) == {fence[0]}:
            return number
    return None
