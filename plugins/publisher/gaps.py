"""What is not accessible yet: the block `luecken` on the page of the declaration.

```luecken
luecke: Videos in Gebärdensprache fehlen noch.
grund: unvereinbar
alternative: Bitte schreiben Sie uns, was Sie brauchen.
bis: 2027-06

luecke: …
```

An empty line ends a gap. Without a gap the block is empty; it must be there all the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.suggestions import fold, suggest

BLOCK = "luecken"
# The three reasons that the EU's model of a declaration knows (decision 2018/1523).
OPEN, BURDEN, OUTSIDE = "unvereinbar", "belastung", "ausgenommen"
REASONS = (OPEN, BURDEN, OUTSIDE)
_KEYS = ("luecke", "grund", "alternative", "bis")
_UNTIL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_FENCE = re.compile(rf"(?P<fence>`{{3,}}|~{{3,}})\s*{BLOCK}\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Gap:
    """One gap. `until` is a year or a month, or empty where nobody promises one."""

    text: str
    reason: str
    alternative: str = ""
    until: str = ""


def find_gaps(
    lines: Sequence[str], path: str, first: int, faults: Faults
) -> tuple[Gap, ...] | None:
    """Return the gaps of the block in a text whose line 0 is the file's line `first`; None without it."""
    for number, line in enumerate(lines):
        if fence := _FENCE.fullmatch(line):
            rest = lines[number + 1 :]
            size = next(
                (n for n, one in enumerate(rest) if one.startswith(fence["fence"])), len(rest)
            )
            return read_gaps(rest[:size], path, first + number + 1, faults)
    return None


def read_gaps(lines: Sequence[str], path: str, first: int, faults: Faults) -> tuple[Gap, ...]:
    """Return the gaps in the lines of the block, whose first is the file's line `first`."""
    return tuple(
        gap
        for group in _groups(lines, first)
        if (gap := _Reading(path, faults).gap(group)) is not None
    )


def _groups(lines: Sequence[str], first: int) -> Iterator[list[tuple[int, str]]]:
    group: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], first):
        if line.strip():
            group.append((number, line))
        elif group:
            yield group
            group = []


class _Reading:
    """Reads one gap and notes every fault in it."""

    def __init__(self, path: str, faults: Faults) -> None:
        self._path = path
        self._faults = faults

    def gap(self, group: list[tuple[int, str]]) -> Gap | None:
        """Return the gap, or None where too little of it is known."""
        found: dict[str, str] = {}
        start = group[0]
        for number, line in group:
            key, colon, value = line.partition(":")
            known = fold(key)
            if not colon or known not in _KEYS:
                self._fault(number, line, f"Eine Angabe „{key.strip()}“ gibt es hier nicht.", key)
            elif known in found:
                advice = "Zwischen zwei Lücken gehört eine leere Zeile."
                self._fault(number, line, f"„{known}“ steht hier zweimal.", advice=advice)
            else:
                found[known] = value.strip()
                self._value(number, line, known, value.strip())
        for key in ("luecke", "grund"):
            if not found.get(key):
                self._fault(*start, f"Zu dieser Lücke fehlt die Angabe „{key}“.", advice=_WAY_OUT)
        if not found.get("luecke") or fold(found.get("grund", "")) not in REASONS:
            return None
        reason = fold(found["grund"])
        return Gap(found["luecke"], reason, found.get("alternative", ""), found.get("bis", ""))

    def _value(self, number: int, line: str, key: str, value: str) -> None:
        if key == "grund" and value and fold(value) not in REASONS:
            message = f"Einen Grund „{value}“ gibt es nicht."
            self._fault(number, line, message, advice=suggest(value, REASONS))
        elif key == "bis" and value and not _UNTIL.fullmatch(value):
            message = f"„{value}“ ist kein Monat und kein Jahr."
            self._fault(
                number, line, message, advice="Schreiben Sie zum Beispiel 2027-06 oder 2027."
            )

    def _fault(
        self, number: int, line: str, message: str, word: str = "", advice: str = ""
    ) -> None:
        advice = advice or suggest(word.strip(), _KEYS)
        fault = Fault(self._path, number, 1, message, advice, line, len(line))
        self._faults.add(fault)


_WAY_OUT = f"Eine Lücke braucht „luecke:“ und „grund:“ ({', '.join(REASONS)})."
