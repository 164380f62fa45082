"""The one list of all faults of a build.

A fault is a mistake that an editor can mend. It is never raised: it is added to the list, the work
goes on, and the whole list is reported once, so that nobody has to build ten times to find ten
mistakes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# How many characters of a long line are shown before, in and behind the faulty part.
_BEFORE, _MARKED, _BEHIND = 40, 80, 40


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake: where it is, what is wrong, what to do about it.

    `path` is relative to the project's root; `line` and `column` count from 1, and 0 means the
    whole file or the whole line. `message` and `advice` are German sentences. `length` is the
    number of characters of `excerpt` (the line as it stands in the file) that are meant.
    """

    path: str
    line: int
    column: int
    message: str
    advice: str = ""
    excerpt: str = ""
    length: int = 1

    @property
    def place(self) -> str:
        """Where: `file`, `file:line` or `file:line:column`."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])

    @property
    def parts(self) -> tuple[str, str, str]:
        """The excerpt before, in and behind the faulty part, cut to what fits a line."""
        start = max(self.column - 1, 0)
        end = start + max(self.length, 1)
        before, marked, after = self.excerpt[:start], self.excerpt[start:end], self.excerpt[end:]
        if len(before) > _BEFORE + 1:
            before = f"…{before[-_BEFORE:]}"
        if len(after) > _BEHIND + 1:
            after = f"{after[:_BEHIND]}…"
        if len(marked) > _MARKED + 1:
            marked, after = f"{marked[:_MARKED]}…", ""
        return before, marked, after

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.message}"]
        if self.excerpt and self.line:
            before, marked, after = self.parts
            lines.append(f"{self.line:>7} | {before}{marked}{after}")
            if self.column:
                # Tabs stay tabs, so that the mark stands under its word in every terminal.
                indent = "".join("\t" if sign == "\t" else " " for sign in before)
                lines.append(f"        | {indent}{'^' * max(len(marked), 1)}")
        if self.advice:
            lines.append(f"        = {self.advice}")
        return "\n".join(lines)


class Faults:
    """All faults of a build, kept without doubles and read in the order of the files."""

    def __init__(self) -> None:
        self._faults: set[Fault] = set()

    def add(self, fault: Fault) -> None:
        """Note one fault; the same fault twice counts once."""
        self._faults.add(fault)

    def extend(self, faults: Iterable[Fault]) -> None:
        """Note several faults."""
        self._faults.update(faults)

    def __len__(self) -> int:
        return len(self._faults)

    def __iter__(self) -> Iterator[Fault]:
        return iter(sorted(self._faults))

    def since(self, earlier: frozenset[Fault]) -> list[Fault]:
        """Return the faults that were not in an earlier `snapshot()`."""
        return sorted(self._faults - earlier)

    def snapshot(self) -> frozenset[Fault]:
        """Return the faults known by now."""
        return frozenset(self._faults)

    def report(self) -> str:
        """Return the report for the terminal: every fault, then one sentence that counts them."""
        faults = list(self)
        files = len({fault.path for fault in faults})
        count = "1 Fehler" if len(faults) == 1 else f"{len(faults)} Fehler"
        where = "1 Datei" if files == 1 else f"{files} Dateien"
        return "\n".join([*(f"{fault}\n" for fault in faults), f"{count} in {where}."])

    def advise(self) -> str:
        """Return the same for hints, which keep nothing from being published."""
        count = "1 Hinweis." if len(self) == 1 else f"{len(self)} Hinweise."
        tail = f"{count} Veröffentlicht wird trotzdem."
        return "\n".join(["Hinweise\n", *(f"{hint}\n" for hint in self), tail])
