"""The values of an area for programs: what pages show, exact numbers, terms, and why a number is missing."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.comparison.valuesfile import Places, values_file
from plugins.indicators.data.indicator import Licence
from plugins.indicators.profile.table import profile_table

AHAUSEN = "99001001"
PLACES = Places(
    "https://muster.example/gebiete/ahausen/",
    "https://muster.example/indikatoren/{indikator}/",
)


@pytest.fixture(scope="session")
def read(make_package):
    """Return a reader of the file of Ahausen, whose rows are `{time: value}`; numbers stay exact."""

    def make(course, **facts):
        package = make_package({AHAUSEN: course}, **facts)
        area = package.areas.by_key[AHAUSEN]
        text = values_file(area, package.areas, profile_table(area, package).rows, PLACES)
        return json.loads(text, parse_float=Decimal, parse_int=Decimal)

    return make


def test_it_says_whose_values_they_are_where_they_stand_and_on_which_terms(read):
    told = read({"2023": "9.0"})
    (row,) = told.pop("werte")
    assert told.pop("hinweis")
    assert told == {
        "gebiet": {
            "schluessel": AHAUSEN,
            "name": "Ahausen",
            "amtlicher_name": "Ahausen, Stadt",
            "ebene": "Gemeinde",
            "adresse": "https://muster.example/gebiete/ahausen/",
        },
        "stand": "2024-03-06",
        "indikatoren": "https://muster.example/indikatoren/{indikator}/",
        "lizenzen": ["Freie Lizenz"],
    }
    assert told["lizenzen"][int(row["lizenz"])] == "Freie Lizenz"


def test_a_row_has_the_text_of_pages_the_exact_value_and_the_change(read):
    (row,) = read({"2019": "7.04", "2023": "9.0600"})["werte"]
    assert row == {
        "indikator": "quote",
        "zeit": "2023",
        "text": "9,1\N{NO-BREAK SPACE}%",
        "wert": Decimal("9.0600"),
        "veraenderung": "+2,1 Prozentpunkte",
        "seit": "2019",
        "lizenz": 0,
        "lizenz_geprueft": True,
    }


def test_without_a_value_it_says_why(read):
    (row,) = read({"2019": "7.0", "2023": "."})["werte"]
    assert row["wert"] is None
    assert (row["zeichen"], row["grund"]) == (".", "unbekannt oder geheim")
    assert "veraenderung" not in row


def test_a_provisional_value_is_marked(read):
    (row,) = read({"2023": "9.0p"})["werte"]
    assert row["text"].endswith("p")
    assert (row["zeichen"], row["grund"]) == ("p", "vorläufig")


def test_an_unchecked_licence_is_told_in_each_row(read):
    told = read({"2023": "9.0"}, licence_checked=False, licences=(Licence("A"), Licence("B")))
    assert told["lizenzen"] == ["A; B"]
    assert [row["lizenz_geprueft"] for row in told["werte"]] == [False]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-1e9, max_value=1e9))
def test_every_digit_of_a_value_arrives(read, value):
    (row,) = read({"2023": f"{value:f}"})["werte"]
    assert str(row["wert"]) == f"{value:f}"
