"""A PNG with just the colours of its SVG: a third of the bytes, and no shape lost.

A palette found by counting pixels drops what is thin (measured: grid lines and a dotted line
vanished). So it is made of the SVG's own colours and one step of each towards the paper, for the
edges of letters.
"""

import io
import re

from PIL import Image

_COLOR = re.compile(r"#[0-9a-f]{6}")
_STEPS = (1, 0.5)

Rgb = tuple[int, int, int]


def reduced(png: bytes, svg: str) -> bytes:
    """Return a PNG drawn from `svg` with a palette of the SVG's colours; the first is the paper."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for color in colors(svg) for part in color])
    file = io.BytesIO()
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def colors(svg: str) -> list[Rgb]:
    """Return the colours of a picture: the paper, then each other colour and its edges."""
    paper, *others = (_rgb(code) for code in dict.fromkeys(_COLOR.findall(svg)))
    mixed = [_mix(paper, color, step) for color in others for step in _STEPS]
    return list(dict.fromkeys([paper, *mixed]))


def _rgb(code: str) -> Rgb:
    red, green, blue = bytes.fromhex(code[1:])
    return red, green, blue


def _mix(paper: Rgb, color: Rgb, part: float) -> Rgb:
    red, green, blue = (
        round(under + (over - under) * part) for under, over in zip(paper, color, strict=True)
    )
    return red, green, blue
