"""The picture of a figure for feeds, mails and social cards: SVG with fixed places → PNG.

resvg draws it with the shipped fonts only, so the bytes do not depend on the machine. It drops
silently what it cannot draw (letters without a font, `var()`): the tests look for every text.
"""

import hashlib
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import PIL
import resvg_py

from plugins.indicators.picture.canvas import WIDTH
from plugins.indicators.picture.metrics import FILES, FONTS
from plugins.indicators.picture.palette import reduced

# Pixels: 1.25 for each of the SVG. Sharp enough on a phone, and a picture stays below 25 KB.
PIXELS = WIDTH * 5 // 4
# Below this number a process of its own takes longer to start than it saves.
_MANY = 8


def pixel_size(height: int) -> tuple[int, int]:
    """Return width and height of the PNG of an SVG that is `WIDTH` × `height`."""
    return PIXELS, -(-height * PIXELS // WIDTH)


def draw_png(svg: str) -> bytes:
    """Return an SVG as PNG with few colours."""
    return reduced(rasterize(svg), svg)


def rasterize(svg: str) -> bytes:
    """Return an SVG as PNG, drawn with the shipped fonts."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=PIXELS,
        skip_system_fonts=True,
        font_files=[str(FONTS / name) for name in FILES],
        font_family="Inter",
        sans_serif_family="Inter",
        serif_family="Faustina",
    )


def write_pictures(pictures: Mapping[Path, str], cache: Path) -> None:
    """Write SVGs as PNGs into their files; only what was not drawn before is drawn, in parallel."""
    kept = {file: cache / _name(svg) for file, svg in pictures.items()}
    new = {kept[file]: svg for file, svg in pictures.items() if not kept[file].is_file()}
    if new:
        cache.mkdir(parents=True, exist_ok=True)
    if len(new) < _MANY:
        for file, svg in new.items():
            _keep(file, svg)
    else:
        # Processes, because resvg gains nothing from threads (measured).
        with ProcessPoolExecutor() as pool:
            list(pool.map(_keep, new.keys(), new.values(), chunksize=4))
    for file, drawn in kept.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(drawn.read_bytes())


def _name(svg: str) -> str:
    """Return a name that changes with what is drawn, and with who draws it."""
    versions = f"{resvg_py.__version__} {PIL.__version__} {PIXELS}"
    return f"{hashlib.sha256(f'{versions} {svg}'.encode()).hexdigest()[:20]}.png"


def _keep(file: Path, svg: str) -> None:
    """Draw a picture, whole or not at all: an interrupted build must leave no half one behind."""
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(draw_png(svg))
    part.replace(file)
