"""The picture of a figure for feeds, mails and social cards: SVG with fixed places → PNG.

resvg draws it with the shipped fonts only, so the bytes do not depend on the machine. It drops
silently what it cannot draw (letters without a font, `var()`): the tests look for every text.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import resvg_py

from plugins.indicators.metrics import FILES, FONTS

SCALE = 2


@dataclass(frozen=True)
class Picture:
    """A picture to be written. `svg` is `width` × `height` pixels, the PNG twice as wide and high."""

    name: str
    svg: str
    width: int
    height: int

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height of the PNG."""
        return self.width * SCALE, self.height * SCALE


def picture_name(indicator: str, svg: str) -> str:
    """Return a file name that changes with every change of what the picture shows."""
    digest = hashlib.sha256(f"{resvg_py.__version__} {SCALE} {svg}".encode()).hexdigest()
    return f"{indicator.replace('_', '-')}-{digest[:10]}.png"


def draw_png(svg: str) -> bytes:
    """Return an SVG as PNG, drawn with the shipped fonts."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=SCALE,
        skip_system_fonts=True,
        font_files=[str(FONTS / name) for name in FILES],
        font_family="Inter",
        sans_serif_family="Inter",
        serif_family="Faustina",
    )


def write_picture(picture: Picture, folder: Path, cache: Path) -> None:
    """Write a picture into `folder`, from the cache if it was drawn before."""
    kept = cache / picture.name
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: an interrupted build must not leave half a picture in the cache.
        part = kept.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(draw_png(picture.svg))
        part.replace(kept)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / picture.name).write_bytes(kept.read_bytes())
