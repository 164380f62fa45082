"""The SVG to take home."""

import re
import xml.etree.ElementTree as ET

import pytest

from plugins.indicators.files.svgfile import svg_file
from plugins.indicators.picture.drawing import draw_scene
from plugins.indicators.settings import PictureColors

SVG = "{http://www.w3.org/2000/svg}"


def file_of(scene):
    return svg_file(draw_scene(scene, PictureColors())[0], scene)


def test_it_says_what_it_shows(simple, draw):
    scene = draw(simple, "titel: Mehr < weniger & mehr")
    root = ET.fromstring(file_of(scene))  # noqa: S314 - this house wrote it
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Mehr < weniger & mehr"
    assert scene.description[0] in (root[1].text or "")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"


def test_it_needs_nothing_from_elsewhere(simple, draw):
    text = file_of(draw(simple))
    assert not re.search(r"var\(|url\(|<style|<script|class=|href=", text)
    addresses = set(
        re.findall(r"https?://[^\"'\s<]+", re.sub(r"<(text|desc|title)\b.*?</\1>", "", text))
    )
    assert addresses == {"http://www.w3.org/2000/svg"}


def test_a_reader_without_the_fonts_has_others_to_fall_back_on(simple, draw):
    families = re.findall(r'font-family="([^"]+)"', file_of(draw(simple)))
    assert families
    assert all(family.endswith(("sans-serif", "serif")) for family in families)


def test_only_a_picture_can_be_one(simple, draw):
    with pytest.raises(ValueError, match="<svg>"):
        svg_file("<p>", draw(simple))
