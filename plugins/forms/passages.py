"""Passages of a text that hold only with, or only without, something that a setting decides.

```
[[wenn: newsletter]]
Sie können sich hier anmelden.
[[sonst: newsletter]]
Anmelden können Sie sich noch nicht.
[[ende: newsletter]]
```

So one text is true in both cases. Each mark stands alone in its line. What does not hold is blanked
before the text is converted, so that no line moves and the list of contents knows only what is there.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.suggestions import fold, suggest

IF, ELSE, END = "wenn", "sonst", "ende"
_MARK = re.compile(rf"\s*\[\[\s*({IF}|{ELSE}|{END})\s*:\s*([^\[\]]*?)\s*\]\]\s*", re.IGNORECASE)


def settled(manuscript: Manuscript, holds: Mapping[str, bool], faults: Faults) -> Manuscript:
    """Return the manuscript with the passages that hold; `holds` says which do, by their names."""
    passages = _Passages(manuscript, holds, faults)
    first = manuscript.body_line
    lines = list(manuscript.source.lines)
    for number, line in enumerate(lines[first - 1 :], first):
        mark = _MARK.fullmatch(line)
        if mark:
            passages.turn(mark, number)
        if mark or not passages.here:
            lines[number - 1] = ""
    passages.finish()
    if tuple(lines) == manuscript.source.lines:
        return manuscript
    return replace(manuscript, source=replace(manuscript.source, lines=tuple(lines)))


def stray(directive: Inline, faults: Faults) -> str:
    """Refuse a mark that does not stand alone in its line (a handler of inline directives)."""
    faults.add(
        Fault(
            directive.path,
            directive.line,
            directive.column,
            f"Die Angabe [[{directive.name}: …]] gehört in eine eigene Zeile.",
            "Sie gilt für ganze Absätze: Setzen Sie sie allein in eine Zeile davor und danach.",
            directive.excerpt,
        )
    )
    return ""


class _Passages:
    """Walks through the marks of one text. `here` tells whether the next line holds."""

    def __init__(self, manuscript: Manuscript, holds: Mapping[str, bool], faults: Faults) -> None:
        self.here = True
        self._source = manuscript.source
        self._holds = holds
        self._faults = faults
        self._open = ("", 0, "")  # name, line, the last mark

    def turn(self, mark: re.Match[str], line: int) -> None:
        """Follow the mark in `line`."""
        word, name = fold(mark[1]), fold(mark[2])
        opened, _, last = self._open
        if name not in self._holds:
            advice = suggest(mark[2], self._holds)
            self._fault(line, f"Eine Bedingung „{mark[2]}“ gibt es nicht.", advice)
        elif word == IF and opened:
            advice = f"Setzen Sie davor [[{END}: {opened}]]."
            self._fault(line, "Hier beginnt ein Abschnitt in einem anderen.", advice)
        elif word != IF and (name != opened or word == last):
            advice = f"Davor fehlt [[{IF}: {name}]]."
            self._fault(line, f"Zu [[{word}: {name}]] fehlt der Anfang.", advice)
        elif word == END:
            self.here, self._open = True, ("", 0, "")
        else:
            self.here = self._holds[name] == (word == IF)
            self._open = (name, line, word)

    def finish(self) -> None:
        """Note a passage that does not end."""
        name, line, _ = self._open
        if name:
            advice = f"Setzen Sie hinter den Abschnitt eine Zeile mit [[{END}: {name}]]."
            self._fault(line, "Dieser Abschnitt wird nicht geschlossen.", advice)

    def _fault(self, line: int, message: str, advice: str) -> None:
        excerpt = self._source.line(line)
        column = len(excerpt) - len(excerpt.lstrip()) + 1
        length = len(excerpt.strip())
        self._faults.add(Fault(self._source.path, line, column, message, advice, excerpt, length))
