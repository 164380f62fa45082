from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.number import MINUS, NBSP, Unit, german

PERCENT = Unit("%", "%", 1)
PERSONS = Unit("Personen", "Person", 0)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("301176", 0, "301.176"),
        ("-6.4", 1, f"{MINUS}6,4"),
        ("10.5", 1, "10,5"),
        ("0.25", 1, "0,3"),  # half away from zero, as official statistics round
        ("-0.25", 1, f"{MINUS}0,3"),
        ("1234567890", 0, "1.234.567.890"),
        ("0.000002", 6, "0,000002"),
        ("5", 2, "5,00"),
    ],
)
def test_numbers_are_german(value: str, decimals: int, text: str):
    assert german(Decimal(value), decimals) == text


@pytest.mark.parametrize("value", ["-0.01", "-0.0", "0", "0.04"])
def test_there_is_no_negative_zero(value: str):
    assert german(Decimal(value), 1) == "0,0"
    assert german(Decimal(value), 1, sign=True) == "0,0"


def test_a_gain_has_a_plus_if_asked():
    assert german(Decimal("1.1"), 1, sign=True) == "+1,1"


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 6))
def test_a_german_number_reads_back_as_the_rounded_value(value: Decimal, decimals: int):
    text = german(value, decimals)
    back = Decimal(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))
    assert abs(back - value) <= Decimal(1).scaleb(-decimals) / 2


def test_a_symbol_stands_behind_every_number_and_never_breaks_off():
    assert PERCENT.short(Decimal("10.5")) == f"10,5{NBSP}%"
    assert PERCENT.long(Decimal("10.5")) == f"10,5{NBSP}%"


def test_a_word_stands_only_in_sentences_and_knows_one():
    assert PERSONS.short(Decimal(1234)) == "1.234"
    assert PERSONS.long(Decimal(1234)) == "1.234 Personen"
    assert PERSONS.long(Decimal(1)) == "1 Person"


def test_percentage_points_are_for_percentages_only():
    assert PERCENT.difference(Decimal("-2.5")) == "2,5 Prozentpunkte"
    assert PERSONS.difference(Decimal(-25)) == "25 Personen"
    assert Unit("je 1.000", "je 1.000", 1).difference(Decimal(2)) == "2,0 je 1.000"


@pytest.mark.parametrize(
    ("unit", "first", "told"),
    [
        (Unit("Personen", "Person", 0), "100", True),
        (Unit("Personen", "Person", 0), "99", False),
        (Unit("Personen", "Person", 0), "0", False),
        (Unit("€", "€", 2), "512.25", False),
        (Unit("%", "%", 0), "100", False),
    ],
)
def test_only_changes_of_large_counts_are_told_in_per_cent(unit: Unit, first: str, told: bool):  # noqa: FBT001 - a parameter of the test
    assert unit.gives_percent(Decimal(first)) is told
