from collections.abc import Callable

import pytest
from bs4 import Tag

from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene

Draw = Callable[..., Scene]
Parse = Callable[[Scene], Tag]


@pytest.fixture
def html(parse: Parse, simple: Package, draw: Draw) -> Tag:
    lines = ("gebiete: Ahausen, Südwald, Bad Königsbrunn", "hervorheben: Südwald")
    return parse(draw(simple, "art: kennzahl", *lines, "jahre: 2020"))


def test_each_tile_is_a_name_with_its_descriptions(html: Tag):
    tiles = html.select("dl.chart-tiles > div")
    assert [tile.dt.text for tile in tiles if tile.dt] == ["Ahausen", "Südwald", "Bad Königsbrunn"]
    assert [dd.text.replace("\N{NO-BREAK SPACE}", " ") for dd in tiles[0].select("dd")] == [
        "7,5 %",
        "2020",
        "0,5 Prozentpunkte mehr als 2019",
    ]


def test_a_tile_knows_its_area_and_whether_it_stands_out(html: Tag):
    tiles = html.select("dl.chart-tiles > div")
    assert [tile.get("data-g") for tile in tiles] == ["99001001", "99001002", "99001003"]
    assert [tile.get("class") for tile in tiles] == [None, ["highlight"], None]


def test_a_missing_value_is_marked(html: Tag):
    assert [dd.text for dd in html.select("dd.missing")] == ["entfällt"]


def test_no_term_and_no_description_is_empty(html: Tag):
    assert all(part.text.strip() for part in html.select("dt, dd"))


def test_units_that_are_words_stand_behind_the_number(
    parse: Parse, make_package: Callable[..., Package], draw: Draw
):
    scene = draw(make_package({"99001": {"2023": "5"}}, unit="Personen", decimals=0))
    number = parse(scene).select_one("dd.number")
    assert number
    assert number.text == "5 Personen"
    assert [small.text for small in number.select("small")] == ["Personen"]


def test_key_figures_do_not_repeat_themselves_below(parse: Parse, simple: Package, draw: Draw):
    """Feeds and pictures read the description; on the page the tiles say the same."""
    description = parse(draw(simple, "art: kennzahl")).select_one(".chart-description")
    assert description
    assert description.has_attr("hidden")
    assert "2023" in description.text


def test_what_the_editor_wrote_is_shown(parse: Parse, simple: Package, draw: Draw):
    html = parse(draw(simple, "art: kennzahl", "beschreibung: Eigener Satz."))
    description = html.select_one(".chart-description")
    assert description
    assert not description.has_attr("hidden")
    assert "Eigener Satz." in description.text
