"""The county's outline as a mask to paint through."""

import io
from functools import cache

import resvg_py
from PIL import Image

# It may be drawn in any box up to this size; to find its place, a quarter is exact enough.
_BOX, _QUARTER = 1000, 250


@cache
def outline_mask(path: str, width: int) -> Image.Image:
    """Return the outline with the path data `path`, `width` wide and without margins."""
    found = _drawn(path, (0, 0, _BOX, _BOX), _QUARTER).getbbox() or (0, 0, _QUARTER, _QUARTER)
    left, top, right, bottom = (edge * _BOX // _QUARTER for edge in found)
    return _drawn(path, (left, top, right - left, bottom - top), width)


def _drawn(path: str, box: tuple[int, ...], width: int) -> Image.Image:
    view = " ".join(map(str, box))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"><path d="{path}"/></svg>'
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    return Image.open(io.BytesIO(drawn)).getchannel("A")
