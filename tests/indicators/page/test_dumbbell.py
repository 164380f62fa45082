import re
from collections.abc import Callable

import pytest
from bs4 import Tag

from plugins.indicators.data.number import MISSING
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene

Draw = Callable[..., Scene]
Parse = Callable[[Scene], Tag]


@pytest.fixture
def html(parse: Parse, simple: Package, draw: Draw) -> Tag:
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
    assert (rows["Bad Königsbrunn"][0], rows["Bad Königsbrunn"][2]) == ("entfällt", MISSING)


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
    parse: Parse, make_package: Callable[..., Package], draw: Draw
):
    package = make_package({"99001": {"2019": "-5", "2023": "5"}})
    (zero,) = parse(draw(package, "art: vergleich")).select("line.zero")
    assert zero["x1"] == zero["x2"] == "50%"
    above = make_package({"99001": {"2019": "0", "2023": "5"}})
    assert not parse(draw(above, "art: vergleich")).select("line.zero")


def test_a_phone_may_take_the_table_apart_and_it_stays_one(html: Tag):
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for name, role in roles.items():
        assert {tag.get("role") for tag in html(name)} == {role}
    heads = [tag["role"] for tag in html("th")]
    assert heads == ["columnheader"] * 4 + ["rowheader"] * (len(heads) - 4)


def test_the_heads_show_which_value_is_the_ring_and_which_the_dot(html: Tag):
    signs = [
        head.circle.get("class") if head.circle else "none" for head in html.select("thead th")
    ]
    assert signs == ["none", ["ring"], None, "none"]


def test_nothing_needs_a_style(html: Tag):
    assert not re.search(r"style=|<style", str(html))


def test_a_ring_shows_around_a_dot_of_the_same_place(parse: Parse, simple: Package, draw: Draw):
    row = parse(draw(simple, "art: vergleich", "gebiete: Südwald", "jahre: 2020, 2023"))
    ring, dot = row.select("tbody circle")
    assert ring["cx"] == dot["cx"]
    assert "ring" in (ring.get("class") or [])
    # Strokes are 2 px wide: the hole of the ring is wider than the dot.
    assert float(str(ring["r"])) - 1 > float(str(dot["r"])) + 1


def test_regions_are_named_without_what_all_have_in_common(
    parse: Parse, make_package: Callable[..., Package], draw: Draw
):
    regions = make_package({key: {"2020": "1", "2021": "2"} for key in ("r1", "r2")})
    table = parse(draw(regions, "art: vergleich", "gebiete: alle Regionen")).table
    assert table
    assert [th.get_text() for th in table.select("tbody th")] == ["Nord", "Süd"]
