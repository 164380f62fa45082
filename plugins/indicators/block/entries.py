"""The lines of a ```diagramm block: `feld: wert`, each with its place in the file.

Not YAML: there `Nein` is false, a colon breaks a title and `2011: 2024` is a table. A line here is
a name, a colon and the rest of the line, as it was typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import fold, suggest

_QUOTES = (('"', '"'), ("„", "“"), ("»", "«"), ("'", "'"))


@cache
def _folded(names: tuple[str, ...]) -> dict[str, str]:
    return {fold(name): name for name in names}


@dataclass(frozen=True)
class Entry:
    """One line of a block. `column` is the place of `value` in `excerpt`, from 1."""

    name: str
    value: str
    path: str
    line: int
    column: int
    excerpt: str

    def fault(self, message: str, advice: str = "", part: str = "", offset: int = 0) -> Fault:
        """Return a fault about the value or, with `part` and `offset`, about a part of it."""
        length = len(part or self.value) or 1
        return Fault(
            self.path, self.line, self.column + offset, message, advice, self.excerpt, length
        )

    def parts(self) -> Iterator[tuple[str, int]]:
        """Yield the parts of a list separated by commas, each with its offset in the value."""
        offset = 0
        for piece in self.value.split(","):
            if piece.strip():
                yield piece.strip(), offset + len(piece) - len(piece.lstrip())
            offset += len(piece) + 1


def read_entries(block: Block, names: tuple[str, ...]) -> tuple[dict[str, Entry], list[Fault]]:
    """Return the entries of a block by name, and a fault for every line that is none."""
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    known = _folded(names)
    for number, line in enumerate(block.lines, block.line + 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        start = len(line) - len(line.lstrip())
        head, colon, rest = line.partition(":")
        word = head.strip()

        def fault(
            message: str,
            advice: str,
            *,
            place: tuple[int, str, int] = (number, line, start + 1),
            length: int = len(word),
        ) -> None:
            at, excerpt, column = place
            faults.append(Fault(block.path, at, column, message, advice, excerpt, length or 1))

        if not colon:
            fault("In dieser Zeile fehlt der Doppelpunkt.", "Schreiben Sie „feld: wert“.")
        elif fold(word) not in known:
            fault(f"Ein Feld „{word}“ gibt es im Diagramm nicht.", suggest(word, names))
        elif known[fold(word)] in entries:
            fault(f"Das Feld „{word}“ steht zweimal im Block.", "Lassen Sie eine Zeile weg.")
        else:
            value = rest.strip()
            column = len(head) + 2 + len(rest) - len(rest.lstrip())
            for first, last in _QUOTES:
                if len(value) > 1 and value.startswith(first) and value.endswith(last):
                    value, column = value[1:-1], column + 1
                    break
            name = known[fold(word)]
            entries[name] = Entry(name, value, block.path, number, column, line)
    return entries, faults
