"""Where something stands in `datapackage.json`, for faults in the metadata."""

import re
from collections.abc import Collection

from plugins.manuscript.faults import Fault

_NAME = re.compile(r'"name"\s*:\s*"([^"]*)"')


class Descriptor:
    """The text of a data package, searched by indicator and word."""

    def __init__(self, text: str, path: str, keys: Collection[str]) -> None:
        """Take the text of the file `path` with the indicators `keys`."""
        self.path = path
        self._lines = text.splitlines()
        self._starts: dict[str, int] = {}
        for number, line in enumerate(self._lines, 1):
            for name in _NAME.findall(line):
                if name in keys:
                    self._starts.setdefault(name, number)
        self._others = set(self._starts.values())

    def fault(self, key: str, word: str, message: str, advice: str = "") -> Fault:
        """Return a fault at a word of an indicator's metadata, or at its name."""
        start = self._starts.get(key, 0)
        for number in range(start, len(self._lines) + 1) if start else ():
            if number > start and number in self._others:
                break
            line = self._lines[number - 1]
            if column := line.find(f'"{word}"') + 1:
                return Fault(self.path, number, column, message, advice, line, len(word) + 2)
        return Fault(self.path, start, 0, message, advice)
