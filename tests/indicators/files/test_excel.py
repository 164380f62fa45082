"""The CSV that a German Excel opens by a double click."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.areas import Area
from plugins.indicators.data.series import Series
from plugins.indicators.files.excel import _harmless, excel_csv


def rows(content: bytes):
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def test_excel_knows_it_at_sight(simple, draw):
    content = excel_csv(draw(simple).series)
    assert content.startswith(b"\xef\xbb\xbfIndikator;Einheit;")
    assert content.count(b"\r\n") == content.count(b"\n")


def test_numbers_have_a_comma_and_every_digit(make_package, draw):
    package = make_package({"99001": {"2022": "1234567.891", "2023": "-0.5"}}, decimals=1)
    assert [row["Wert"] for row in rows(excel_csv(draw(package).series))] == ["1234567,891", "-0,5"]


def test_signs_of_the_statistics_are_words(make_package, draw):
    package = make_package({"99001": {"2021": "1", "2022": ".", "2023": "2p"}})
    assert [(row["Wert"], row["Hinweis"]) for row in rows(excel_csv(draw(package).series))] == [
        ("1", ""),
        ("", "unbekannt oder geheim"),
        ("2", "vorläufig"),
    ]


def test_a_time_without_a_row_says_so(simple, draw):
    """Ahausen and the county share a figure; one of them may lack a year."""
    scene = draw(simple, "gebiete: Bad Königsbrunn")
    point = scene.series[0].points[1]
    assert point.value is None
    assert rows(excel_csv(scene.series))[1]["Hinweis"] == "Aussage nicht sinnvoll"


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_name_becomes_a_formula(simple, draw, name):
    old = draw(simple).series[0]
    area = Area(old.area.key, name, name, old.area.level)
    content = excel_csv([Series(area, old.points, old.indicator)])
    assert {row["Gebiet"] for row in rows(content)} == {f"'{name}"}


@given(st.text())
def test_only_what_a_spreadsheet_would_calculate_is_changed(words):
    safe = _harmless(words)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe in {words, f"'{words}"}
