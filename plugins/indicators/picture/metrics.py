"""How wide a text is: the advance widths of the shipped fonts (`fonts/widths.json`)."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

FONTS = Path(__file__).parent / "fonts"
FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Faustina-SemiBold.ttf")
REGULAR, BOLD, TITLE = "regular", "semibold", "title"
# A reader's own sans serif may be wider than Inter (measured: DejaVu Sans Bold by 15 %).
ROOM = 1.16
_UNKNOWN = 620


@cache
def _widths() -> Mapping[str, Mapping[str, int]]:
    text = (FONTS / "widths.json").read_text(encoding="utf-8")
    return cast("Mapping[str, Mapping[str, int]]", json.loads(text))


def width(text: str, size: float = 1.0, face: str = REGULAR) -> float:
    """Return the width of a text, in the unit of `size`."""
    return size * _thousandths(text, face) / 1000


# The same names and words come again and again: on page and picture, in figure after figure.
@lru_cache(maxsize=8192)
def _thousandths(text: str, face: str) -> int:
    known = _widths()[face]
    return sum([known.get(letter, _UNKNOWN) for letter in text])


def covered(text: str, face: str = REGULAR) -> bool:
    """Tell whether the font has every letter of a text; a picture drops others silently."""
    return all(letter in _widths()[face] for letter in text)


# Figures of one indicator have their notes and their source in common.
@lru_cache(maxsize=1024)
def wrap(text: str, room: float, size: float, face: str = REGULAR) -> tuple[str, ...]:
    """Break a text into lines no wider than `room`; a longer word stands alone."""
    lines: list[str] = []
    space, used = width(" ", size, face), 0.0
    for word in text.split(" "):
        length = width(word, size, face)
        if lines and used + space + length <= room:
            lines[-1] += f" {word}"
            used += space + length
        else:
            lines.append(word)
            used = length
    return tuple(lines)
