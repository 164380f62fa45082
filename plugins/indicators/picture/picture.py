"""The picture of a figure for feeds, mails and social cards: SVG with fixed places → PNG.

resvg draws it with the shipped fonts only, so the bytes do not depend on the machine. It drops
silently what it cannot draw (letters without a font, `var()`): the tests look for every text.
"""

import hashlib
import os
from pathlib import Path

import resvg_py

from plugins.indicators.picture.metrics import FILES, FONTS

SCALE = 2


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


def write_picture(svg: str, file: Path, cache: Path) -> None:
    """Write an SVG as PNG into `file`, from the cache if it was drawn before."""
    digest = hashlib.sha256(f"{resvg_py.__version__} {SCALE} {svg}".encode()).hexdigest()
    kept = cache / f"{digest[:20]}.png"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: an interrupted build must not leave half a picture in the cache.
        part = kept.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(draw_png(svg))
        part.replace(kept)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(kept.read_bytes())
