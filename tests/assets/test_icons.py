"""The icons at a site's root: the county's outline in its colours, in every form that is asked for."""

import io
import re

import pytest
from PIL import Image

from pelicanconf import COLOURS, SITE_OUTLINE
from plugins.assets.icons import site_icons

AREA, MARK = (tuple(bytes.fromhex(c.light[1:])) for c in (COLOURS.brand_area, COLOURS.on_brand))
BOX = "M0,0h300v150h-300z"


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("outline", [SITE_OUTLINE, BOX, ""])
def test_there_is_one_for_tabs_one_for_old_programs_and_one_for_phones(outline):
    icons = site_icons(outline, COLOURS)
    assert sorted(icons) == ["apple-touch-icon.png", "favicon.ico", "favicon.svg"]
    ico = Image.open(io.BytesIO(icons["favicon.ico"]))
    assert ico.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    touch = opened(icons["apple-touch-icon.png"])
    assert touch.size == (180, 180)
    colours = {colour for _, colour in touch.getcolors(10_000)}
    assert {AREA, MARK} <= colours
    assert sum(map(len, icons.values())) < 8000
    assert icons == site_icons(outline, COLOURS)


def test_the_outline_stands_in_the_middle_whatever_box_it_was_drawn_in():
    picture = opened(site_icons(BOX, COLOURS)["apple-touch-icon.png"])
    marked = picture.point(lambda level: 255 if level > 160 else 0).convert("L")
    left, top, right, bottom = marked.getbbox()
    assert abs(left - (180 - right)) <= 1
    assert abs(top - (180 - bottom)) <= 1
    assert (right - left) == pytest.approx(2 * (bottom - top), abs=3)


def test_the_drawing_knows_the_dark_and_stands_without_its_style():
    svg = site_icons(SITE_OUTLINE, COLOURS)["favicon.svg"].decode()
    assert "prefers-color-scheme:dark" in svg
    assert COLOURS.brand_area.dark in svg
    bare = re.sub(r"<style>.*</style>", "", svg)
    assert re.findall(r'fill="(#\w+)"', bare) == [COLOURS.brand_area.light, COLOURS.on_brand.light]
