from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place

LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"forced_colors": "active", "color_scheme": "light"},
    {"forced_colors": "active", "color_scheme": "dark"},
)
FILLS = """tags => Object.fromEntries(tags.map(tag => [tag.classList[0], getComputedStyle(tag).fill]))"""

Draw = Callable[..., Scene]


@pytest.fixture
def package(make_package: Callable[..., Package], mapped: Callable[[Package], Package]) -> Package:
    values = ("4", "x", "8", "9", "20")
    return mapped(
        make_package({f"9900100{n}": {"2023": value} for n, value in enumerate(values, 1)})
    )


@pytest.fixture
def html(package: Package, draw: Draw) -> Tag:
    scene = draw(package, "art: karte", "hervorheben: Südwald, Ahausen", "titel: <b>Viel</b>")
    found = BeautifulSoup(figure(scene, Place("d-1a2b", "/d/x", (1, 1))), "html.parser").figure
    assert found
    return found


def test_a_map_is_drawn_without_text_and_hidden_from_screen_readers(html: Tag):
    drawing = html.select_one(".chart-places > svg")
    assert drawing
    assert drawing["aria-hidden"] == "true"
    assert not drawing.get_text(strip=True)
    assert html["class"] == ["chart", "chart-map"]


def test_every_shape_knows_its_area_and_its_class(html: Tag):
    shapes = {str(path["data-g"])[-1]: path["class"][0] for path in html.select("path[data-g]")}
    assert shapes == {"1": "g1", "2": "g0", "3": "g2", "4": "g3", "5": "g4"}


def test_shapes_and_rows_are_the_same_areas(html: Tag):
    shapes = {path["data-g"] for path in html.select("path[data-g]")}
    rows = {row["data-g"] for row in html.select("tbody tr")}
    assert shapes == rows
    assert len(html.select("path[data-g]")) == 5


def test_a_shape_without_a_value_is_hatched_on_the_map_and_in_the_key(html: Tag):
    pattern = html.select_one("pattern")
    assert pattern
    assert pattern["id"].startswith("d-1a2b")
    hatched = html.find_all(fill=f"url(#{pattern['id']})")
    assert [(tag.name, tag["class"][0]) for tag in hatched] == [("path", "g0"), ("rect", "g0")]


def test_without_gaps_nothing_is_hatched(package: Package, draw: Draw):
    scene = draw(package, "art: karte", "gebiete: Ahausen, Bad Königsbrunn")
    assert "url(" not in figure(scene, Place("d-1a2b", "/d/x", (1, 1)))


def test_highlighted_shapes_are_above_the_borders(html: Tag):
    drawn = [path["class"][-1] for path in html.select(".chart-places > svg > path")]
    assert drawn == ["g2", "g3", "g4", "borders", "highlight", "highlight"]


def test_the_key_says_range_and_number_in_words(html: Tag):
    said = [item.text.replace("\N{NO-BREAK SPACE}", " ") for item in html.select(".chart-key li")]
    assert said == [
        "unter 5 %: 1 Gemeinde",
        "5 bis unter 9 %: 1 Gemeinde",
        "9 bis unter 20 %: 1 Gemeinde",
        "20 % und mehr: 1 Gemeinde",
        "keine Angabe: 1 Gemeinde",
        "hervorgehoben: Südwald und Ahausen",
    ]


def test_nothing_needs_a_looser_security_policy(html: Tag):
    for tag in [html, *html.select("*")]:
        assert tag.name not in {"script", "style"}
        assert not [name for name in tag.attrs if name == "style" or name.startswith("on")]
    assert not html.select("b")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(look.values()))
def test_classes_differ_in_every_look_and_the_key_shows_the_same(
    browser: Browser, html: Tag, look: dict[str, Any], real_site
):
    context = browser.new_context(**look)
    page = context.new_page()
    page.set_content(f"<!doctype html><body>{html}</body>")
    (sheet,) = (real_site.output / "theme/css").glob("site.*.css")
    page.add_style_tag(content=sheet.read_text(encoding="utf-8"))
    shapes = page.eval_on_selector_all(".chart-places path[data-g]", FILLS)
    key = page.eval_on_selector_all(".chart-key rect[class^=g]", FILLS)
    context.close()
    assert shapes == key
    assert sorted(shapes) == ["g0", "g1", "g2", "g3", "g4"]
    assert len(set(shapes.values())) == 5
    assert shapes["g0"].startswith("url(")


def test_gains_are_told_from_losses_without_colour_too(
    make_package: Callable[..., Package], mapped: Callable[[Package], Package], draw: Draw
):
    values = {
        f"9900100{n}": {"2023": value} for n, value in enumerate(("-9", "-6", "-3", "1", "4"), 1)
    }
    scene = draw(mapped(make_package(values)), "art: karte")
    found = BeautifulSoup(figure(scene, Place("d-1a2b", "/d/x", (1, 1))), "html.parser")
    gains = found.select("path[data-g]:is(.g5, .g6)")
    assert {str(path["data-g"])[-1] for path in gains} == {"4", "5"}
    for path in [*gains, *found.select("rect:is(.g5, .g6)")]:
        name = str(path["fill"]).removeprefix("url(#").removesuffix(")")
        (pattern,) = found.select(f'pattern[id="{name}"]')
        assert len(pattern.select("circle")) == 2
    assert not found.select("path:is(.g1, .g2, .g3, .g4)[fill]")
