"""A palette of the picture's own colours: nothing thin is lost, and the bytes are few."""

import io

from PIL import Image

from plugins.indicators.picture.palette import colors, reduced
from plugins.indicators.picture.picture import rasterize

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300" viewBox="0 0 600 300">'
    '<rect width="600" height="300" fill="#ffffff"/><rect width="300" height="90" fill="#221e1b"/>'
    '<path d="M0 200L600 200" stroke="#d8cec0" stroke-width="1"/>'
    '<text x="10" y="260" font-size="13" fill="#0f5c69">Wörter und Zahlen 1.234,5 %</text></svg>'
)


def shown(png: bytes) -> set[tuple[int, int, int]]:
    found = Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 20)
    return {color for _, color in found or [] if isinstance(color, tuple)}


def test_the_paper_comes_first_and_every_color_has_a_step_towards_it():
    known = colors(SVG)
    assert known[0] == (255, 255, 255)
    assert known[1] == (0x22, 0x1E, 0x1B)
    assert len(known) == 1 + 3 * 2


def test_no_other_color_is_in_the_picture_and_the_thin_line_is():
    png = reduced(rasterize(SVG), SVG)
    assert shown(png) <= set(colors(SVG))
    assert any(color in shown(png) for color in colors(SVG)[3:5])


def test_few_colors_are_few_bytes():
    assert len(reduced(rasterize(SVG), SVG)) < 0.7 * len(rasterize(SVG))
