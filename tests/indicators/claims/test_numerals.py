from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.claims.numerals import may_have_numerals, numerals
from plugins.indicators.data.number import NBSP, german


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Es waren 321.736.", [("321.736", "321736", "", 6)]),
        ("Es waren 321736 Menschen", [("321736", "321736", "", 6)]),
        (
            f"68,4{NBSP}%, 7,0 Prozent",
            [(f"68,4{NBSP}%", "68.4", "%", 3), ("7,0 Prozent", "7.0", "%", 2)],
        ),
        ("(9,50 €)", [("9,50 €", "9.50", "€", 3)]),
        ("0,25", [("0,25", "0.25", "", 2)]),
        ("2.000 und 12.000", [("2.000", "2000", "", 1), ("12.000", "12000", "", 2)]),
        ("17,3 Prozentpunkte", [("17,3", "17.3", "", 3)]),
        ("2011 und 2022", []),
        ("2.022", [("2.022", "2022", "", 4)]),
        ("am 12.05.2026 um 10:30, 2026-05-12", []),
        ("03731 799-0, 09599 Ahausen, 2011–2022, −640, A640, 640er, 1/640, §640", []),
        ("1.2345 und 12.34.567", []),
    ],
)
def test_numbers_are_told_from_years_dates_and_other_digits(line, found):
    said = [(each.typed, str(each.value), each.sign, each.significant) for each in numerals(line)]
    assert said == found
    for each in numerals(line):
        assert line[each.column - 1 :].startswith(each.typed)


@given(st.decimals(min_value=0, max_value=10**9, places=1))
def test_what_the_site_writes_is_read_again(value):
    (found,) = numerals(f"Das sind {german(value, 1)}.")
    assert (found.value, found.decimals) == (Decimal(value), 1)


@given(st.text(alphabet="0123456789.,% a-"))
def test_the_quick_look_overlooks_nothing(line):
    assert may_have_numerals(line) or all(each.significant < 3 for each in numerals(line))


def test_the_quick_look_passes_over_years():
    assert not may_have_numerals("Von 2011 bis 2022 waren es 52 Orte.")
