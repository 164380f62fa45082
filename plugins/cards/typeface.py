"""A typeface of the cards: how wide it runs, and which letters it has."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

# Advances are whole pixels: measured this large, they are true to a thousandth.
_LARGE = 500
_HIDDEN = str.maketrans({"\N{SOFT HYPHEN}": "", "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}"})


@dataclass(frozen=True)
class Typeface:
    """A font file in any size."""

    file: Path

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font in a size."""
        return _font(self.file, size)

    def measure(self, text: str) -> float:
        """Return the width of a text at size 1."""
        return _width(self.file, text)

    def spelled(self, text: str) -> str:
        """Return a text without what the font cannot draw."""
        text = "".join(letter for letter in text.translate(_HIDDEN) if _has(self.file, letter))
        return text.strip()


@cache
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    # The simple layout needs no library of the machine, so the bytes are the same everywhere.
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


# The same words come again and again: in sizes tried, in headline after headline.
@lru_cache(maxsize=8192)
def _width(file: Path, text: str) -> float:
    return _font(file, _LARGE).getlength(text) / _LARGE


@cache
def _has(file: Path, letter: str) -> bool:
    font = _font(file, 40)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))
