"""The site's mark as browsers and phones want it: the county's outline in its colours.

Without an outline it is the strip in which every stroke is a municipality. resvg draws it without any
font, so the bytes do not depend on the machine.
"""

import io
from functools import cache

import resvg_py
from PIL import Image

from plugins.assets.settings import Colours

_SIZE = 32
_STRIP = "M5 9h2v14H5zM10 9h2v14h-2zM15 9h2v14h-2zM21 5h6v22h-6z"
# Browsers take the first two beside an address and in tabs; people put a Windows link on their desktop.
_ICO = (16, 32, 48)
_TOUCH = 180
_MARGIN = 3  # as little as still parts the outline from the edge: at 16 pixels each one counts
_TOUCH_MARGIN = 6  # telephones round the corners off
# An outline may be drawn in any box up to this size; to find its place, a small picture of it is enough.
_BOX, _SMALL = 1000, 200


def site_icons(outline: str, colours: Colours) -> dict[str, bytes]:
    """Return the files that programs look for at a site's root, by their names."""
    frames = [_picture(outline, colours, size, _MARGIN) for size in _ICO]
    ico, touch = io.BytesIO(), io.BytesIO()
    frames[-1].save(ico, "ICO", sizes=[(size, size) for size in _ICO], append_images=frames[:-1])
    _picture(outline, colours, _TOUCH, _TOUCH_MARGIN).save(touch, "PNG", optimize=True)
    return {
        "favicon.svg": _svg(outline, colours, _MARGIN, with_dark=True).encode(),
        "favicon.ico": ico.getvalue(),
        "apple-touch-icon.png": touch.getvalue(),
    }


def _svg(outline: str, colours: Colours, margin: float, *, with_dark: bool = False) -> str:
    """Return the mark; a reader who opens the file itself sees it by day, since styles are forbidden there."""
    area, mark = colours.brand_area, colours.on_brand
    dark = f".a{{fill:{area.dark}}}.m{{fill:{mark.dark}}}"
    style = f"<style>@media(prefers-color-scheme:dark){{{dark}}}</style>" if with_dark else ""
    place = _place(outline, margin) if outline else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}">{style}'
        f'<path class="a" fill="{area.light}" d="M0 0h{_SIZE}v{_SIZE}H0z"/>'
        f'<path class="m" fill="{mark.light}" d="{outline or _STRIP}"{place}/></svg>'
    )


def _place(outline: str, margin: float) -> str:
    """Return what moves the outline into the middle of the mark."""
    left, top, right, bottom = _bounds(outline)
    scale = (_SIZE - 2 * margin) / max(right - left, bottom - top)
    x, y = (_SIZE / 2 - scale * (start + end) / 2 for start, end in ((left, right), (top, bottom)))
    return f' transform="translate({x:.2f} {y:.2f}) scale({scale:.4f})"'


@cache
def _bounds(outline: str) -> tuple[float, ...]:
    """Return left, top, right and bottom of an outline."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BOX} {_BOX}"><path d="{outline}"/></svg>'
    drawn = _open(svg, _SMALL).getchannel("A").getbbox() or (0, 0, _SMALL, _SMALL)
    return tuple(edge * _BOX / _SMALL for edge in drawn)


def _picture(outline: str, colours: Colours, size: int, margin: float) -> Image.Image:
    return _open(_svg(outline, colours, margin), size).convert("RGB")


def _open(svg: str, size: int) -> Image.Image:
    drawn = resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size, skip_system_fonts=True)
    return Image.open(io.BytesIO(drawn))
