from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.kinds.scale import Scale, bar_range, dot_scale, line_scale

VALUES = st.lists(st.decimals(-(10**10), 10**10, places=6), min_size=1, max_size=8)


def scale(*values: str) -> Scale:
    return line_scale(Decimal(value) for value in values)


def number(label: str) -> Decimal:
    factor = {"Mio.": 10**6, "Mrd.": 10**9}
    text, _, word = label.partition(" ")
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-")) * factor.get(word, 1)


def test_decimals_follow_the_step():
    assert Scale(tuple(Decimal("2.5") * n for n in range(5))).labels() == (
        "0,0",
        "2,5",
        "5,0",
        "7,5",
        "10,0",
    )


def test_values_close_together_leave_zero_out():
    known = scale("300206", "321736")
    assert known.labels()[0] == "300.000"
    assert not known.low <= 0 <= known.high


def test_values_far_apart_begin_at_zero():
    assert scale("17.7", "29.1").labels() == ("0", "10", "20", "30")


def test_negative_values_stay_in_the_plot():
    known = scale("-3.2", "4.1")
    assert known.low <= Decimal("-3.2")
    assert known.low <= 0 <= known.high
    assert scale("-300", "-310").high <= 0


@pytest.mark.parametrize("value", ["0", "5", "-5", "0.000001", "1000000000"])
def test_equal_values_have_a_scale(value: str):
    known = scale(value, value)
    assert known.low < known.high
    assert known.low <= Decimal(value) <= known.high


def test_very_large_and_very_small_values_have_readable_labels():
    assert scale("1200000000", "3000000000").labels()[-1].endswith("Mrd.")
    assert scale("2000000", "7000000").labels()[1].endswith("Mio.")
    assert scale("0.000001", "0.000004").labels()[1] == "0,000001"


@given(VALUES)
def test_every_value_has_its_place_between_the_ends(values: list[Decimal]):
    known = line_scale(values)
    assert all(0 <= known.place(value) <= 1 for value in values)


@given(VALUES)
def test_labels_say_what_the_ticks_are(values: list[Decimal]):
    known = line_scale(values)
    assert [number(label) for label in known.labels()] == list(known.ticks)


@given(VALUES)
def test_ticks_are_few_and_evenly_apart(values: list[Decimal]):
    ticks = line_scale(values).ticks
    assert 2 <= len(ticks) <= 8
    assert len({b - a for a, b in pairwise(ticks)}) == 1
    assert len(set(ticks)) == len(ticks)


@given(VALUES)
def test_bars_always_begin_at_zero(values: list[Decimal]):
    low, high = bar_range(values)
    assert low <= 0 <= high
    assert low < high


def test_dots_stand_close_around_their_values():
    assert dot_scale([Decimal(62), Decimal(79)]).ticks[0] == 60
    assert dot_scale([Decimal(5), Decimal(5)]).low == 0
