"""The PNG of a map: resvg drops silently what it cannot draw, so every part is proved."""

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image

from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.picture.drawing import draw_scene
from plugins.indicators.picture.metrics import BOLD, width
from plugins.indicators.picture.picture import draw_png
from plugins.indicators.settings import PictureColors

Draw = Callable[..., Scene]
COLORS = PictureColors()


@pytest.fixture
def package(make_package: Callable[..., Package], mapped: Callable[[Package], Package]) -> Package:
    values = ("4", "x", "8", "9", "20")
    return mapped(
        make_package({f"9900100{n}": {"2023": value} for n, value in enumerate(values, 1)})
    )


@pytest.fixture
def svg(package: Package, draw: Draw) -> str:
    return draw_scene(draw(package, "art: karte", "hervorheben: Ahausen"), COLORS)[0]


def pixels(svg: str) -> dict[tuple[int, int, int], int]:
    picture = Image.open(io.BytesIO(draw_png(svg))).convert("RGB")
    return {color: count for count, color in picture.getcolors(1 << 24) or []}  # type: ignore[misc]


def test_every_text_and_every_shape_is_in_the_picture(svg: str, unseen: Callable[[str], list[str]]):
    assert len(re.findall(r"<text|<path|<rect", svg)) >= 20
    assert unseen(svg) == []


def test_every_class_has_its_colour(svg: str):
    seen = pixels(svg)
    for color in COLORS.classes:
        red, green, blue = bytes.fromhex(color[1:])
        assert seen.get((red, green, blue), 0) > 500


def test_an_area_without_a_value_is_really_hatched(svg: str):
    """Stripes that are 1.5 wide in every 7: neither empty nor full."""
    hatched, plain, full = (
        sum(sum(color) * count for color, count in pixels(drawn).items())
        for drawn in (svg, *(svg.replace("url(#hatch)", c) for c in (COLORS.paper, COLORS.stroke)))
    )
    assert (plain - hatched) / (plain - full) == pytest.approx(1.5 / 7, abs=0.05)


def test_a_picture_knows_no_variable_and_no_style_sheet(svg: str):
    assert "var(" not in svg
    assert "<style" not in svg
    assert "vector-effect" not in svg


def test_all_texts_stand_inside_the_picture(package: Package, draw: Draw):
    svg, _ = draw_scene(
        draw(package, "art: karte", "hervorheben: Neustadt am Berg, Bad Königsbrunn"), COLORS
    )
    for text in re.finditer(r"<text ([^>]*)>([^<]*)<", svg):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', text[1]))
        end = float(facts["x"]) + width(text[2], float(facts["font-size"]), BOLD)
        assert end <= 600, text[0]


def test_the_picture_is_as_tall_as_map_and_key(package: Package, draw: Draw):
    svg, height = draw_scene(draw(package, "art: karte"), COLORS)
    lowest = max(float(y) for y in re.findall(r'<text x="[^"]+" y="([\d.]+)"', svg))
    assert lowest < height


def test_gains_among_losses_are_dotted(
    make_package: Callable[..., Package], mapped: Callable[[Package], Package], draw: Draw
):
    values = {
        f"9900100{n}": {"2023": value} for n, value in enumerate(("-9", "-6", "-3", "1", "4"), 1)
    }
    drawn = draw_scene(draw(mapped(make_package(values)), "art: karte"), COLORS)[0]
    found = pixels(drawn)
    for color in COLORS.gains:
        assert f'fill="{color}"' in drawn
        red, green, blue = bytes.fromhex(color[1:])
        assert found.get((red, green, blue), 0) > 500


def test_secret_areas_have_a_look_of_their_own(
    make_package: Callable[..., Package],
    mapped: Callable[[Package], Package],
    draw: Draw,
    unseen: Callable[[str], list[str]],
):
    values = {f"9900100{n}": {"2023": value} for n, value in enumerate(("4", "x", "g", "9"), 1)}
    drawn = draw_scene(draw(mapped(make_package(values)), "art: karte"), COLORS)[0]
    assert drawn.count("url(#grid)") == 2  # the area and its class
    assert drawn.count("url(#hatch)") == 3  # two areas and their class
    assert not unseen(drawn)
