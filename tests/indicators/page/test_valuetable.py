from collections.abc import Callable

from bs4 import Tag

from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene, ValueTable
from plugins.indicators.page.valuetable import value_table

Draw = Callable[..., Scene]
Parse = Callable[[Scene], Tag]


def test_a_table_that_is_a_figure_is_open_and_scrolls_by_keyboard(
    parse: Parse, simple: Package, draw: Draw
):
    html = parse(draw(simple, "art: tabelle", "gebiete: Ahausen, Südwald"))
    assert not html.select("details")
    (section,) = html.select("section")
    assert (section["tabindex"], section["aria-labelledby"]) == ("0", "d-1a2b-t")
    assert [head.text for head in html.select("thead th")][:2] == ["Gemeinde", "2019"]
    assert [row.get("data-g") for row in html.select("tbody tr")] == ["99001001", "99001002"]


def test_highlighted_rows_stand_out(parse: Parse, simple: Package, draw: Draw):
    lines = ("gebiete: alle Gemeinden", "hervorheben: Südwald")
    html = parse(draw(simple, "art: tabelle", *lines))
    assert [row.th.text for row in html.select("tr.highlight") if row.th] == ["Südwald"]


def test_a_table_without_a_caption_has_none():
    assert "<caption>" not in value_table(ValueTable("", ("Jahr", "A"), (("2020", "1"),)))
    assert "<caption>Was</caption>" in value_table(
        ValueTable("Was", ("Jahr", "A"), (("2020", "1"),))
    )


def test_the_head_of_a_row_leads_to_the_page_of_its_area():
    table = ValueTable("", ("Gemeinde", "2020"), (("A & B", "1"), ("C", "2")), row_keys=("a", "c"))
    html = value_table(table, addresses={"a": "/gebiete/a/"})
    assert '<th scope="row"><a href="/gebiete/a/">A &amp; B</a></th>' in html
    assert '<th scope="row">C</th>' in html
