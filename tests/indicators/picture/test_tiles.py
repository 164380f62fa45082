"""Key figures, tables and comparisons as pictures."""

import re
from collections.abc import Callable

import pytest

from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.picture.drawing import draw_scene
from plugins.indicators.picture.metrics import BOLD, REGULAR, TITLE, width
from plugins.indicators.settings import PictureColors

Draw = Callable[..., Scene]
FOUR = "gebiete: Landkreis, Ahausen, Südwald, Bad Königsbrunn"


def texts(scene: Scene) -> list[str]:
    svg, _ = draw_scene(scene, PictureColors())
    found = re.findall(r"<text[^>]*>([^<]*)<", svg)
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found]


def boxes(scene: Scene) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of all texts, as narrow as their small letters."""
    svg, height = draw_scene(scene, PictureColors())
    found = []
    for text in re.finditer(r"<text ([^>]*)>([^<]*)<", svg):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', text[1]))
        face = BOLD if "font-weight" in facts else REGULAR
        face = TITLE if facts["font-family"] == "Faustina" else face
        size, x, y = (float(facts[name]) for name in ("font-size", "x", "y"))
        length = width(text[2], size, face)
        x -= {"start": 0, "middle": 0.5, "end": 1}[facts["text-anchor"]] * length
        assert 0 <= x < x + length <= 600, text[0]
        assert 0 < y < height, text[0]
        found.append((x, y - size * 0.5, x + length, y))
    return found


@pytest.mark.parametrize(
    "lines",
    [
        ("art: kennzahl",),
        ("art: kennzahl", FOUR, "jahre: 2020"),
        ("art: kennzahl", "gebiete: Ahausen, Südwald, Bad Königsbrunn"),
        ("art: tabelle", FOUR),
        ("art: tabelle", "gebiete: alle Gemeinden", "hervorheben: Südwald"),
        ("art: vergleich", FOUR, "hervorheben: Südwald"),
        ("art: vergleich", "gebiete: Landkreis, Bad Königsbrunn", "jahre: alle"),
    ],
)
@pytest.mark.parametrize("factor", ["1", "1000000", "-1000000"])
def test_texts_stand_inside_the_picture_and_not_on_each_other(
    simple: Package,
    make_package: Callable[..., Package],
    draw: Draw,
    lines: tuple[str, ...],
    factor: str,
):
    courses: dict[str, dict[str, str]] = {}
    for (area, time), seen in simple.observations["quote"].by_key.items():
        value = "x" if seen.value is None else f"{seen.value * int(factor):f}"
        courses.setdefault(area, {})[time] = value
    found = boxes(draw(make_package(courses, unit="Personen", decimals=0), *lines))
    for number, (left, top, right, bottom) in enumerate(found):
        for other in found[number + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (left, top, right, bottom, other)


def test_tiles_show_all_they_have(simple: Package, draw: Draw):
    shown = texts(draw(simple, "art: kennzahl", "gebiete: Ahausen, Südwald"))
    for words in ("Ahausen", "9,0 %", "2,0 Prozentpunkte mehr als 2019", "Südwald", "2023"):
        assert words in " ".join(shown)


def test_a_long_table_shows_its_ends_and_says_so(make_package: Callable[..., Package], draw: Draw):
    course = {str(year): "1" for year in range(1990, 2024)}
    shown = texts(draw(make_package({"99001": course}), "art: tabelle"))
    assert any(
        re.fullmatch(r"\d+ von 34 Zeilen; alle Werte stehen im Beitrag\.", text) for text in shown
    )
    assert {"1990", "2023"} <= set(shown)
    assert "2005" not in shown


def test_a_wide_table_shows_its_last_columns_and_says_so(
    make_package: Callable[..., Package], draw: Draw
):
    course = {str(year): "1000000000" for year in range(2012, 2024)}
    values = {f"9900100{number}": course for number in range(1, 6)}
    package = make_package(values, unit="Personen", decimals=0)
    shown = texts(draw(package, "art: tabelle", "gebiete: alle Gemeinden", "jahre: alle"))
    assert any("von 12 Spalten; alle Werte stehen im Beitrag." in text for text in shown)
    assert "2023" in shown
    assert "2012" not in shown


def test_a_comparison_draws_a_ring_and_a_dot_per_row_and_two_in_its_key(
    simple: Package, draw: Draw
):
    scene = draw(simple, "art: vergleich", "gebiete: Ahausen, Südwald, Bad Königsbrunn")
    svg, _ = draw_scene(scene, PictureColors())
    rings = [mark for mark in re.findall(r"<circle[^>]*>", svg) if "stroke" in mark]
    assert (len(rings), svg.count("<circle")) == (4, 8)
    shown = texts(scene)
    assert shown.count("2019") == shown.count("2023") == 1
    assert "Prozentpunkte" in shown
