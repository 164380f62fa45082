import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.indicators.data.number import MISSING
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place

Draw = Callable[..., Scene]


def parse(scene: Scene) -> Tag:
    html = figure(scene, Place("d-1a2b", "/diagramme/x", (1200, 800)))
    found = BeautifulSoup(html, "html.parser").figure
    assert found
    return found


@pytest.fixture
def html(simple: Package, draw: Draw) -> Tag:
    lines = ("gebiete: alle Gemeinden", "jahre: 2020, 2023", "hervorheben: Südwald")
    return parse(draw(simple, "art: vergleich", *lines))


def test_the_chart_is_the_table_of_its_values(html: Tag):
    (table,) = html.select("table")
    assert table["aria-labelledby"] == "d-1a2b-t"
    heads = [head.text.replace("\N{SOFT HYPHEN}", "") for head in table.select("thead th")]
    assert heads == ["Gemeinde", "2020", "2023", "Prozentpunkte"]
    rows = {
        row.th.text: [cell.text for cell in row.select("td")]
        for row in table.select("tbody tr")
        if row.th
    }
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in rows["Ahausen"]] == [
        "7,5 %",
        "9,0 %",
        "+1,5",
    ]
    assert rows["Bad Königsbrunn"][0] == rows["Bad Königsbrunn"][2] == MISSING


def test_no_screen_reader_meets_an_empty_cell_or_a_drawing(html: Tag):
    assert all(cell.text.strip() for cell in html.select("th, td"))
    assert all(svg["aria-hidden"] == "true" for svg in html.select("svg"))


def test_a_way_has_a_ring_at_its_start_and_a_dot_at_its_end(html: Tag):
    row = html.select("tbody tr")[0]
    (line,), (ring, dot) = row.select("line"), row.select("circle")
    assert (ring.get("class"), dot.get("class")) == (["ring"], None)
    assert (line["x1"], line["x2"]) == (ring["cx"], dot["cx"])


def test_one_known_end_has_its_mark_and_no_way(html: Tag):
    (row,) = (row for row in html.select("tbody tr") if row.th and row.th.text == "Bad Königsbrunn")
    assert not row.select("line")
    assert [circle.get("class") for circle in row.select("circle")] == [None]


def test_rows_know_their_area_and_whether_they_stand_out(html: Tag):
    keys = {row["data-g"]: row.get("class") for row in html.select("tbody tr")}
    assert keys["99001002"] == ["highlight"]
    assert keys["99001001"] is None


def test_zero_is_drawn_where_values_lie_on_both_sides(
    make_package: Callable[..., Package], draw: Draw
):
    package = make_package({"99001": {"2019": "-5", "2023": "5"}})
    (zero,) = parse(draw(package, "art: vergleich")).select("line.zero")
    assert zero["x1"] == zero["x2"] == "50%"
    above = make_package({"99001": {"2019": "0", "2023": "5"}})
    assert not parse(draw(above, "art: vergleich")).select("line.zero")


def test_a_table_of_years_leaves_its_room_to_the_ways(simple: Package, draw: Draw):
    lines = ("gebiete: Ahausen, Südwald", "jahre: alle")
    (table,) = parse(draw(simple, "art: vergleich", *lines)).select("table")
    assert "short" in table["class"]


def test_nothing_needs_a_style(html: Tag):
    assert not re.search(r"style=|<style", str(html))
