"""Stacked shares as HTML, read back by an independent parser."""

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.indicators.kinds.plots import Stack, StackedPlot
from plugins.indicators.page.stacked import share_table

PLOT = StackedPlot(
    "Gemeinde",
    ("Alt & Jung", "Mittel", "Rest"),
    (
        Stack("Ahausen", (0.5, 0.3, 0.2), ("50 %", "30 %", "20 %"), key="99001001"),
        Stack("Südwald", (0.6, 0.4, 0), ("60 %", "40 %", "0 %"), is_highlighted=True),
        Stack("Seebad", (), ("k. A.", "3 %", "4 %"), after_break=True),
    ),
)


@pytest.fixture
def html() -> BeautifulSoup:
    return BeautifulSoup(share_table(PLOT, "d-1-t"), "html.parser")


def rows(html: BeautifulSoup) -> list[Tag]:
    return html.select("tbody tr")


def test_the_figure_is_a_table_of_its_shares(html: BeautifulSoup):
    assert [[cell.text for cell in row.select("th, td")] for row in rows(html)] == [
        ["Ahausen", "50 %", "30 %", "20 %"],
        ["Südwald", "60 %", "40 %", "0 %"],
        ["Seebad", "k. A.", "3 %", "4 %"],
    ]
    heads = [cell.text for cell in html.select("thead th")]
    assert heads == ["Gemeinde", "Alt & Jung", "Mittel", "Rest"]


def test_no_cell_is_empty(html: BeautifulSoup):
    assert all(cell.text.strip() for cell in html.select("th, td"))


def test_a_phone_may_take_the_table_apart_and_it_stays_one(html: BeautifulSoup):
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for name, role in roles.items():
        assert {tag.get("role") for tag in html(name)} == {role}
    assert [tag["role"] for tag in html.select("th")] == ["columnheader"] * 4 + ["rowheader"] * 3


def test_parts_follow_each_other_without_a_gap(html: BeautifulSoup):
    bar = [(part["x"], part["width"]) for part in rows(html)[0].select("rect")]
    assert bar == [("0%", "50%"), ("50%", "30%"), ("80%", "20%")]
    assert len(rows(html)[1].select("rect")) == 2  # nothing has no length
    assert not rows(html)[2].select("svg")


def test_the_key_and_the_bars_have_the_same_patterns_in_the_same_order(html: BeautifulSoup):
    key = html.select(".chart-key li")
    assert [item.text for item in key] == ["Alt & Jung", "Mittel", "Rest"]
    patterns = [part["class"] for part in rows(html)[0].select("rect")]
    assert [rect["class"] for item in key for rect in item("rect")] == patterns
    assert len({str(pattern) for pattern in patterns}) == 3


def test_rows_say_what_they_are(html: BeautifulSoup):
    assert rows(html)[0]["data-g"] == "99001001"
    assert [row.get("class") for row in rows(html)] == [None, ["highlight"], ["break"]]
