"""The HTML of figures, read back by an independent parser."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.indicators.data.number import MISSING
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place, figure_key

Draw = Callable[..., Scene]
FOUR = "gebiete: Landkreis, Ahausen, Südwald, Bad Königsbrunn"


def parse(scene: Scene) -> Tag:
    html = figure(scene, Place("d-1a2b", "/diagramme/x", (1200, 800)))
    found = BeautifulSoup(html, "html.parser").figure
    assert found
    return found


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,−-]", "", text).replace(",", ".").replace("−", "-"))


@pytest.fixture(params=["linie", "balken", "vielfache"])
def html(request: pytest.FixtureRequest, simple: Package, draw: Draw) -> Tag:
    year = "jahre: 2023" if request.param == "balken" else "jahre: alle"
    return parse(
        draw(simple, FOUR, year, f"art: {request.param}", "titel: <b>Ein</b> „Befund“ & mehr")
    )


def test_a_figure_has_all_its_parts(html: Tag):
    assert html["data-picture"] == "/diagramme/x.png"
    assert (html["data-width"], html["data-height"]) == ("1200", "800")
    assert html.select_one("figcaption > strong.chart-title")
    assert html.select_one("figcaption > span.chart-subtitle")
    assert html.select_one("p.chart-description")
    source = html.select_one("p.chart-source")
    assert source
    assert source.text.startswith("Quelle: Amt für Muster, Tabelle 7. Stand: 6. März 2024. Lizenz:")


def test_words_of_the_editor_are_text(html: Tag):
    title = html.select_one(".chart-title")
    assert title
    assert title.text == "<b>Ein</b> „Befund“ & mehr"
    assert not title.select("b")


def test_nothing_needs_a_looser_security_policy(html: Tag):
    for tag in [html, *html.select("*")]:
        assert tag.name not in {"script", "style"}
        assert not [name for name in tag.attrs if name == "style" or name.startswith("on")]


def test_no_attribute_looks_like_a_link_of_pelican(html: Tag):
    for tag in [html, *html.select("*")]:
        assert not [value for value in tag.attrs.values() if str(value).startswith(("{", "|"))]


def test_every_reference_has_its_target(html: Tag):
    ids = {tag["id"] for tag in [html, *html.find_all(id=True)]}
    for name in ("aria-labelledby", "aria-describedby"):
        for tag in [html, *html.find_all(attrs={name: True})]:
            assert set(str(tag.get(name, html["id"])).split()) <= ids


def test_a_screen_reader_hears_title_description_and_table_once(simple: Package, draw: Draw):
    """The drawing repeats them for the eye; its loose numbers would only be noise."""
    html = parse(draw(simple, FOUR))
    assert html.select_one(".chart-plot > svg")["aria-hidden"] == "true"
    assert html["aria-labelledby"] == html.select_one(".chart-title")["id"]
    assert html.select_one(".chart-description").get_text(strip=True)
    assert html.select_one(".chart-title").text in html.summary.text


def test_each_line_has_its_own_style_name_and_label(simple: Package, draw: Draw):
    html = parse(draw(simple, FOUR))
    strokes = [path["class"] for path in html.select("path")]
    assert sorted(str(name) for names in strokes for name in names) == ["s1", "s2", "s3", "s4"]
    key = [item.text for item in html.select(".chart-key li")]
    assert key == ["Landkreis", "Ahausen", "Südwald", "Bad Königsbrunn"]
    ends = [text.text.replace("\N{NO-BREAK SPACE}", " ") for text in html.select("text.end")]
    assert ends == ["Landkreis 10,5 %", "Ahausen 9,0 %", "Südwald 5,0 %", "Bad Königsbrunn 16,0 %"]


def test_one_line_needs_no_key(simple: Package, draw: Draw):
    html = parse(draw(simple))
    assert not html.select(".chart-key")
    assert [text.text for text in html.select("text.end")] == ["10,5\N{NO-BREAK SPACE}%"]


def test_bars_are_the_table(simple: Package, draw: Draw):
    html = parse(draw(simple, "gebiete: alle Gemeinden", "hervorheben: Südwald"))
    assert len(html.select("table")) == 1
    assert not html.select("details")
    rows = html.select("table.chart-bars tbody tr")
    assert [row.select("td")[-1].text for row in rows][-1] == MISSING
    assert [row.th.text for row in rows if row.th and row.get("class") == ["highlight"]] == [
        "Südwald"
    ]
    assert all(row.th and row.th["scope"] == "row" for row in rows)


def test_a_bar_stands_beside_its_number_so_that_no_cell_is_empty(simple: Package, draw: Draw):
    html = parse(draw(simple, "gebiete: alle Gemeinden"))
    assert all(cell.text.strip() for cell in html.select("th, td"))
    assert len(html.select("td > svg[aria-hidden=true]")) == 3


def test_the_table_of_lines_scrolls_by_itself_and_by_keyboard(simple: Package, draw: Draw):
    section = parse(draw(simple, FOUR)).select_one("details.chart-table > section")
    assert section
    assert section["tabindex"] == "0"
    assert section["aria-label"]


COURSES = st.lists(
    st.one_of(st.none(), st.decimals(-1000, 1000, places=1)), min_size=2, max_size=12
).filter(lambda course: any(value is not None for value in course))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COURSES)
def test_table_description_and_drawn_points_say_the_same(
    make_package: Callable[..., Package], draw: Draw, course: list[Decimal | None]
):
    times = [str(2000 + number) for number in range(len(course))]
    values = {
        time: "." if value is None else str(value)
        for time, value in zip(times, course, strict=True)
    }
    scene = draw(make_package({"99001": values}, unit="Personen"), "art: linie", "jahre: alle")
    html = parse(scene)
    table = {
        str(row.th.text): row.td.text
        for row in html.select("details tbody tr")
        if row.th and row.td
    }
    assert list(table) == times
    for time, value in zip(times, course, strict=True):
        assert table[time] == MISSING if value is None else number(table[time]) == value
    ticks = {
        number(tick.text): float(str(tick["y"]).rstrip("%")) for tick in html.select(".value-tick")
    }
    (low, bottom), (high, top) = min(ticks.items()), max(ticks.items())
    known = [(index, value) for index, value in enumerate(course) if value is not None]
    drawn = {
        tuple(map(float, pair.split()))
        for path in html.select("path")
        for pair in re.split("[ML]", str(path["d"]))
        if pair
    } | {
        (float(str(dot["cx"]).rstrip("%")), float(str(dot["cy"]).rstrip("%")))
        for dot in html.select("circle")
    }
    expected = {
        (
            index / (len(course) - 1) * 100,
            bottom + float((value - low) / (high - low)) * (top - bottom),
        )
        for index, value in known
    }
    for x, y in expected:
        assert any(abs(x - a) < 0.02 and abs(y - b) < 0.02 for a, b in drawn)
    assert len({round(x, 1) for x, _ in drawn}) == len(known)
    described = " ".join(scene.description)
    assert f"{times[known[0][0]]} war" in described
    if len(known) > 1:
        last = str(table[times[known[-1][0]]])
        assert f"{times[known[-1][0]]} waren es {last}" in described


def test_a_figure_keeps_its_name_when_its_title_or_its_data_change():
    key = figure_key("content/beitraege/2026/quote.md", "quote|linie||ab 2020")
    assert key == figure_key("content/beitraege/2026/quote.md", "quote|linie||ab 2020")
    assert key != figure_key("content/beitraege/2026/quote.md", "quote|linie||ab 2021")
    assert key != figure_key("content/beitraege/2026/andere.md", "quote|linie||ab 2020")
    assert figure_key("content/beitraege/2026/quote.md", "quote|linie||ab 2020", 1) == f"{key}-2"
