"""The CSV for programs: exact, one observation per row."""

import csv
import io
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.files.tidy import exact, tidy_csv

AHAUSEN, SPRING = "99001001", "99001003"


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_each_observation_of_the_figure_is_a_row_in_its_order(simple, draw):
    scene = draw(simple, "gebiete: Bad Königsbrunn, Ahausen", "jahre: 2020–2021")
    text = tidy_csv(scene.series)
    assert text.splitlines()[0] == "indikator,gebiet,name,zeit,wert,status"
    assert [(row["gebiet"], row["zeit"], row["wert"], row["status"]) for row in rows(text)] == [
        (SPRING, "2020", "", "x"),
        (SPRING, "2021", "18.0", ""),
        (AHAUSEN, "2020", "7.5", ""),
        (AHAUSEN, "2021", "8.0", ""),
    ]


def test_a_name_with_a_comma_stays_one_cell(simple, draw):
    text = tidy_csv(draw(simple, "gebiete: Ahausen").series)
    assert {row["name"] for row in rows(text)} == {"Ahausen, Stadt"}


def test_lines_end_as_in_the_data_package(simple, draw):
    text = tidy_csv(draw(simple).series)
    assert "\r" not in text
    assert text.endswith("\n")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_value_keeps_every_digit_and_has_no_exponent(value):
    text = exact(value)
    assert Decimal(text) == value
    assert "e" not in text.casefold()


def test_what_is_missing_is_empty_and_not_zero():
    assert exact(None) == ""
    assert exact(Decimal("1E+9")) == "1000000000"
