"""The sentence on how densely people live."""

import pytest

from plugins.indicators.profile.density import densely

AHAUSEN, COUNTY = "99001001", "99001"


@pytest.fixture
def sentence(make_package):
    def make(own, whole="100", unit="Menschen je km²"):
        values = {AHAUSEN: {"2023": own}, **({COUNTY: {"2023": whole}} if whole else {})}
        package = make_package(values, unit=unit, decimals=0)
        return densely(package.areas.by_key[AHAUSEN], None, package, "quote")

    return make


@pytest.mark.parametrize(
    ("own", "end"),
    [
        ("44", "44 Menschen, weniger als halb so viele wie im Landkreis (100)."),
        ("45", "45 Menschen, rund halb so viele wie im Landkreis (100)."),
        ("56", "56 Menschen, im Landkreis waren es 100."),
        ("90", "90 Menschen, ähnlich viele wie im Landkreis (100)."),
        ("100.4", "100 Menschen, ebenso viele wie im Landkreis."),
        ("179", "179 Menschen, im Landkreis waren es 100."),
        ("180", "180 Menschen, fast doppelt so viele wie im Landkreis (100)."),
        ("191", "191 Menschen, rund doppelt so viele wie im Landkreis (100)."),
        ("250", "250 Menschen, mehr als doppelt so viele wie im Landkreis (100)."),
        ("310", "310 Menschen, rund dreimal so viele wie im Landkreis (100)."),
        ("1250", "1.250 Menschen, mehr als zwölfmal so viele wie im Landkreis (100)."),
        ("2000", "2.000 Menschen, mehr als zwölfmal so viele wie im Landkreis (100)."),
    ],
)
def test_it_is_compared_with_the_whole(sentence, own, end):
    start = "Im Jahr 2023 wohnten auf einem Quadratkilometer im Durchschnitt "
    assert sentence(own) == start + end


def test_where_next_to_nobody_lives(sentence):
    one = "Im Jahr 2023 wohnte auf einem Quadratkilometer im Durchschnitt ein Mensch"
    assert sentence("1", whole="") == f"{one}."
    assert sentence("2", whole="1.4").endswith("2 Menschen, im Landkreis war es 1.")
    assert sentence("0.4") == ""


def test_without_a_value_or_in_another_unit_there_is_none(sentence):
    assert sentence("x") == ""
    assert sentence("12", unit="Menschen je Hektar") == ""
