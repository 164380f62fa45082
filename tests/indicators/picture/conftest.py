"""What of an SVG is seen in its PNG, found with two renderings whatever the number of parts."""

import io
import re
from collections.abc import Callable, Sequence

import pytest
from PIL import Image

from plugins.indicators.picture.palette import colors
from plugins.indicators.picture.picture import draw_png, rasterize

Rgb = tuple[int, int, int]
# A pattern is no part: it shows in the shapes that are filled with it.
PART = re.compile(r"<pattern.*?</pattern>|<text.*?</text>|<(?:path|circle|rect)[^>]*>")
_COLOR = re.compile(r"#[0-9a-f]{6}|url\(#\w+\)")
# Hard edges, so that a part has its one colour wherever it is.
_HARD = '<svg shape-rendering="crispEdges" text-rendering="optimizeSpeed" '
_MOST = 255


@pytest.fixture
def unseen() -> Callable[[str], list[str]]:
    """Return the search for the parts of an SVG that its PNG does not show in their own colours.

    Each part is painted in a colour that no other has; where it comes out on top, the true PNG is
    looked at.
    """

    def find(svg: str) -> list[str]:
        parts: list[str] = []

        def paint(part: re.Match[str]) -> str:
            if part[0].startswith("<pattern"):
                return part[0]
            parts.append(part[0])
            return _COLOR.sub("#{:02x}{:02x}{:02x}".format(*_paint(len(parts))), part[0])

        painted = PART.sub(paint, svg.replace("<svg ", _HARD, 1))
        assert len(parts) < _MOST
        seen = set(zip(_pixels(rasterize(painted)), _pixels(draw_png(svg)), strict=True))
        return [
            part
            for number, part in enumerate(parts, 1)
            if not any((_paint(number), color) in seen for color in _own(part, svg))
        ]

    return find


def _paint(number: int) -> Rgb:
    return number, 0, _MOST - number


def _own(part: str, svg: str) -> set[Rgb]:
    """Return the colours that a part and its edges have in the palette of the PNG."""
    paper, *others = palette = colors(svg)
    code = "#{:02x}{:02x}{:02x}".format(*paper)
    looks = "".join(_COLOR.findall(part))
    for name in re.findall(r"url\(#(\w+)\)", looks):
        looks += "".join(re.findall(f'<pattern id="{name}".*?</pattern>', svg))
    own = {
        _nearest([a + (b - a) * step / 10 for a, b in zip(paper, color, strict=True)], palette)
        for color in colors(code + looks)
        for step in range(3, 11)
    }
    return own if code in part else own & {*others}


def _nearest(color: Sequence[float], palette: Sequence[Rgb]) -> Rgb:
    def distance(other: Rgb) -> float:
        return sum((a - b) ** 2 for a, b in zip(color, other, strict=True))

    return min(palette, key=distance)


def _pixels(png: bytes) -> list[Rgb]:
    raw = Image.open(io.BytesIO(png)).convert("RGB").tobytes()
    return list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))
