"""The year in order and in figures: the blocks ```zeitleiste and ```jahreszahlen of a review.

```
! 11. Dezember: Der dritte Bericht liegt vor
Zwei Jahre Arbeit stecken darin.
```

An entry begins with when, a colon, and what; the lines below tell more; an empty line ends it. `!` marks what
mattered most. A figure is one line: the number, a colon, what it counts, and where it is from in brackets.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from plugins.manuscript.dates import MONTHS
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault, Faults

_ENTRY = re.compile(r"(?P<major>!\s*)?(?P<when>[^:]{1,40}):\s+(?P<what>\S.*)")
_FIGURE = re.compile(r"(?P<value>[^:]{1,12}):\s+(?P<words>[^()]*\S)\s*(?:\((?P<origin>[^()]+)\))?")
_DAY = re.compile(rf"(?:(?P<day>\d{{1,2}})\.\s+)?(?P<month>{'|'.join(MONTHS)})")
MOST_FIGURES = 4  # side by side on a wide page


@dataclass(frozen=True)
class Happening:
    """One entry of the year: `text` may be empty."""

    when: str
    what: str
    text: str = ""
    major: bool = False


@dataclass(frozen=True)
class YearFigure:
    """One figure of the year: `origin` may be empty."""

    value: str
    words: str
    origin: str = ""


def may_stand(
    block: Block, reviews: Collection[str], former: tuple[object, ...], faults: Faults
) -> bool:
    """Tell whether the head of a page shows the block: in one of the `reviews`, and no second one."""
    advice = "Löschen Sie den Block, oder schreiben Sie seinen Inhalt als Text."
    if block.path not in reviews:
        message = f"Der Block „{block.name}“ steht nur in Jahresrückblicken."
    elif former:
        message = f"Einen Block „{block.name}“ hat dieser Rückblick schon."
        advice = "Führen Sie beide zusammen."
    else:
        return True
    faults.add(Fault(block.path, block.line, 1, message, advice))
    return False


def read_timeline(block: Block, faults: Faults) -> tuple[Happening, ...]:
    """Return the entries of the block; what is no entry, or out of order, is a fault."""
    found: list[Happening] = []
    latest = (0, 0)
    for line, first, more in _paragraphs(block):
        entry = _ENTRY.fullmatch(first.strip())
        if entry is None:
            advice = (
                "Schreiben Sie zum Beispiel „6. März: Der Bericht erscheint“, darunter den Text."
            )
            faults.add(_fault(block, line, first, "Hier fehlt, wann etwas geschah.", advice))
            continue
        day = _DAY.search(entry["when"])
        if day:
            when = (MONTHS.index(day["month"]), int(day["day"] or 0))
            if when[0] < latest[0] or (when[0] == latest[0] and 0 < when[1] < latest[1]):
                message = f"„{entry['when'].strip()}“ steht nach einem späteren Tag."
                advice = "Ordnen Sie die Einträge nach der Zeit."
                faults.add(_fault(block, line, first, message, advice))
            latest = max(latest, when)
        for number, other in enumerate(more, line + 1):
            glued = _ENTRY.fullmatch(other.strip())
            if glued and (glued["major"] or _DAY.fullmatch(glued["when"])):
                message = "Über diesem Eintrag fehlt eine leere Zeile."
                advice = "Fügen Sie eine ein; sonst gehört er zum Text des Eintrags davor."
                faults.add(_fault(block, number, other, message, advice))
        text = " ".join(map(str.strip, more))
        found.append(Happening(entry["when"].strip(), entry["what"], text, bool(entry["major"])))
    return tuple(found)


def read_figures(block: Block, faults: Faults) -> tuple[YearFigure, ...]:
    """Return the figures of the block, at most four."""
    found: list[YearFigure] = []
    for line, text in enumerate(block.lines, block.line + 1):
        if not text.strip():
            continue
        figure = _FIGURE.fullmatch(text.strip())
        if figure is None:
            advice = "Schreiben Sie zum Beispiel „15: Sitzungen der Arbeitsgruppe (Bericht 2023)“."
            message = "Hier fehlt die Zahl, der Doppelpunkt oder was gezählt ist."
            faults.add(_fault(block, line, text, message, advice))
        elif len(found) == MOST_FIGURES:
            message = f"Nebeneinander passen nur {MOST_FIGURES} Zahlen."
            faults.add(_fault(block, line, text, message, "Nehmen Sie die wichtigsten."))
        else:
            found.append(YearFigure(figure["value"], figure["words"], figure["origin"] or ""))
    return tuple(found)


def _paragraphs(block: Block) -> Iterator[tuple[int, str, list[str]]]:
    """Yield (line in the file, first line, further lines) of what empty lines part."""
    start, lines = 0, list[str]()
    for number, text in enumerate((*block.lines, ""), block.line + 1):
        if text.strip():
            start = start or number
            lines.append(text)
        elif lines:
            yield start, lines[0], lines[1:]
            start, lines = 0, []


def _fault(block: Block, line: int, text: str, message: str, advice: str) -> Fault:
    column = len(text) - len(text.lstrip()) + 1
    return Fault(block.path, line, column, message, advice, text, len(text.strip()))
