"""One conversion of one manuscript: which text it is, where things stand in it, what is wrong."""

import re
from dataclasses import dataclass, field

from plugins.manuscript.build import Build
from plugins.manuscript.faults import Fault
from plugins.manuscript.manuscript import Manuscript


@dataclass
class Conversion:
    """The state that the Markdown processors share; `begin` starts the next manuscript."""

    build: Build
    own_html: set[str] = field(default_factory=set)
    _manuscript: Manuscript | None = None
    _places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def begin(self, manuscript: Manuscript) -> None:
        """Turn to `manuscript`."""
        self._manuscript = manuscript
        self._places = {}
        self.own_html.clear()

    @property
    def manuscript(self) -> Manuscript:
        """The manuscript being converted."""
        assert self._manuscript is not None  # noqa: S101 - the reader begins before it converts
        return self._manuscript

    def place(self, text: str) -> tuple[int, int]:
        """Return line and column where `text` stands next in the body, in the order of reading."""
        if text not in self._places:
            self._places[text] = _places(text, self.manuscript)
        found = self._places[text]
        if len(found) > 1:
            return found.pop(0)
        return found[0] if found else (self.manuscript.body_line, 0)

    def place_of_target(self, target: str) -> tuple[int, int]:
        """Return where a link's or picture's address stands next, not as a part of a longer one."""
        if target not in self._places:
            whole = re.compile(rf"(?<=[(<:\s]){re.escape(target)}(?=[)>\s]|$)")
            self._places[target] = [
                (number, match.start() + 1)
                for number, line in self._body_lines()
                for match in whole.finditer(line)
            ] or _places(target, self.manuscript)
        return self.place(target)

    def _body_lines(self) -> list[tuple[int, str]]:
        first = self.manuscript.body_line
        return list(enumerate(self.manuscript.source.lines[first - 1 :], first))

    def expect(self, text: str, places: list[tuple[int, int]]) -> None:
        """Say where `text` stands, for text outside the body."""
        self._places[text] = places

    def fault(self, text: str, message: str, advice: str) -> None:
        """Note a fault about `text` where it stands."""
        line, column = self.place(text)
        self.fault_at(line, column, len(text), message, advice)

    def fault_at(self, line: int, column: int, length: int, message: str, advice: str) -> None:
        """Note a fault at a known place."""
        manuscript = self.manuscript
        excerpt = manuscript.source.line(line)
        self.build.faults.add(
            Fault(manuscript.path, line, column, message, advice, excerpt, length)
        )


def _places(text: str, manuscript: Manuscript) -> list[tuple[int, int]]:
    found = []
    for number, line in enumerate(manuscript.source.lines, 1):
        if number >= manuscript.body_line:
            start = line.find(text)
            while start >= 0:
                found.append((number, start + 1))
                start = line.find(text, start + 1)
    return found
