"""Small multiples as HTML, read back by an independent parser."""

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.indicators.data.package import Package
from plugins.indicators.kinds.plots import Mark, MultiplesPlot, Panel, Tick
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.page.multiples import panel_list

Draw = Callable[..., Scene]
FOUR = "gebiete: Landkreis, Ahausen, Südwald, Bad Königsbrunn"


def parse(plot: MultiplesPlot) -> Tag:
    found = BeautifulSoup(panel_list(plot, "d-1-t"), "html.parser").ul
    assert found
    return found


@pytest.fixture
def html(simple: Package, draw: Draw) -> Tag:
    plot = draw(simple, FOUR, "art: vielfache", "hervorheben: Südwald").drawn.plot
    assert isinstance(plot, MultiplesPlot)
    return parse(plot)


def test_panels_are_a_named_list_of_areas_with_their_last_value(html: Tag):
    assert html["aria-labelledby"] == "d-1-t"
    texts = [" ".join(item.find_all(string=True, recursive=False)).strip() for item in html("li")]
    assert texts == ["Landkreis", "Ahausen", "Südwald", "Bad Königsbrunn"]
    assert [item.b.text for item in html("li") if item.b] == [
        f"{value}\N{NO-BREAK SPACE}%" for value in ("10,5", "9,0", "5,0", "16,0")
    ]


def test_each_panel_carries_the_key_of_its_area(html: Tag):
    assert [item["data-g"] for item in html("li")] == ["99001", "99001001", "99001002", "99001003"]


def test_the_drawing_is_for_the_eye_only(html: Tag):
    assert len(html.select("li > svg[aria-hidden=true]")) == 4


def test_every_panel_has_the_same_axes(html: Tag):
    axes = [[str(tag) for tag in item.select("line, text")] for item in html("li")]
    assert axes[0]
    assert all(each == axes[0] for each in axes)
    assert [text.text for text in html("li")[0].select(".time-tick")] == ["2019", "2023"]


def test_a_missing_value_is_a_gap(html: Tag):
    (path,) = html("li")[3].select("path")
    assert str(path["d"]).count("M") == 1
    assert len(re.findall("[ML]", str(path["d"]))) == 3  # 2019 stands alone, as a dot
    assert len(html("li")[3].select("circle")) == 4


def test_a_highlighted_panel_differs_by_more_than_colour(html: Tag):
    marked = html.select("li.highlight")
    assert [item["data-g"] for item in marked] == ["99001002"]
    assert [path["class"] for path in html.select("path[class]")] == [["s1"]]  # the thick one


def test_a_panel_without_values_has_no_line():
    ticks = (Tick("0", 1, is_zero=True), Tick("1", 0))
    run = (Mark(0, 0), Mark(1, 1))
    panels = (Panel("A & B", (run,), (), "1"), Panel("C", (), (), "k. A."))
    html = parse(MultiplesPlot(ticks, (Tick("2020", 0), Tick("2021", 1)), panels))
    assert [len(item.select("path")) for item in html("li")] == [1, 0]
    assert "A & B" in html.text


@pytest.mark.parametrize(
    ("panels", "columns"), [(2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (7, 4), (9, 3), (16, 4)]
)
def test_rows_of_a_wide_page_are_as_full_as_they_can_be(panels: int, columns: int):
    ticks = (Tick("0", 1), Tick("1", 0))
    each = Panel("A", (), (), "")
    html = parse(MultiplesPlot(ticks, ticks, (each,) * panels))
    assert f"by-{columns}" in html["class"]
