from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.number import Unit
from plugins.indicators.kinds.grades import (
    GAINS,
    MOST,
    class_bounds,
    class_labels,
    class_looks,
    grade_of,
)

PERCENT = Unit("%", "%", 1)
VALUES = st.one_of(
    st.lists(st.decimals(-(10**6), 10**6, places=1), min_size=1, max_size=60),
    st.lists(st.decimals(10**8, 10**9, places=0), min_size=1, max_size=60),
    st.lists(st.decimals(0, Decimal("0.001"), places=6), min_size=1, max_size=60),
    st.lists(st.sampled_from([Decimal(number) for number in range(-2, 4)]), min_size=1),
)


def classes(values: Sequence[Decimal]) -> dict[int, int]:
    bounds = class_bounds(values)
    return dict(sorted(Counter(grade_of(value, bounds) for value in values).items()))


@given(VALUES)
def test_every_value_is_in_exactly_one_class_and_no_class_is_empty(values: list[Decimal]):
    bounds = class_bounds(values)
    inside = [
        [value for value in values if low <= value < high]
        for low, high in zip(
            (Decimal("-Infinity"), *bounds), (*bounds, Decimal("Infinity")), strict=True
        )
    ]
    assert sum(map(len, inside)) == len(values)
    assert all(inside)
    assert len(inside) <= MOST
    for number, members in enumerate(inside, 1):
        assert {grade_of(value, bounds) for value in members} == {number}


@given(VALUES)
def test_bounds_rise_and_labels_are_unique(values: list[Decimal]):
    bounds = class_bounds(values)
    assert list(bounds) == sorted(set(bounds))
    labels = class_labels(bounds, Unit("Personen", "Person", 6), values[0])
    assert len(set(labels)) == len(labels) == len(bounds) + 1


@given(VALUES)
def test_different_values_make_at_least_two_classes(values: list[Decimal]):
    assert bool(class_bounds(values)) is (len(set(values)) > 1)


@given(VALUES)
def test_where_values_lie_on_both_sides_zero_parts_them(values: list[Decimal]):
    if min(values) < 0 <= max(values):
        assert 0 in class_bounds(values)


def test_bounds_are_round_and_near_the_quarters():
    values = [Decimal(number) for number in range(1, 101)]
    assert class_bounds(values) == (20, 50, 80)
    assert classes(values) == {1: 19, 2: 30, 3: 30, 4: 21}


def test_few_large_areas_do_not_push_all_others_into_one_class():
    people = [Decimal(number) for number in (*range(1000, 6000, 100), 41045, 23000)]
    assert class_bounds(people) == (2000, 4000, 5000)


@pytest.mark.parametrize("value", [0, -7, 10**9, Decimal("0.000001")])
def test_equal_values_are_one_class(value: Decimal):
    assert class_bounds([Decimal(value)] * 52) == ()
    assert class_labels((), Unit("%", "%", 6), Decimal(value)) == (
        Unit("%", "%", 6).short(Decimal(value)),
    )


def test_many_equal_values_do_not_make_equal_bounds():
    values = [Decimal(1)] * 50 + [Decimal(2), Decimal(3)]
    assert class_bounds(values) == (2,)
    assert classes(values) == {1: 50, 2: 2}


def test_a_class_holds_at_least_a_tenth_of_the_areas():
    values = [Decimal(number) for number in (*range(50), 49.2, 49.4)]
    assert min(classes(values).values()) >= 5


def test_losses_and_gains_never_share_a_class():
    values = [Decimal(number) / 10 for number in range(-161, 12)]
    bounds = class_bounds(values)
    assert bounds == (-10, -5, 0)


@pytest.mark.parametrize(
    ("bounds", "unit", "labels"),
    [
        (
            ("1000", "2500"),
            Unit("Personen", "Person", 0),
            ("unter 1.000", "1.000 bis unter 2.500", "2.500 und mehr"),
        ),
        (
            ("-5", "0"),
            PERCENT,
            ("unter −5 %", "−5 bis unter 0 %", "0 % und mehr"),
        ),
        (
            ("4.5", "5"),
            Unit("€", "€", 2),
            ("unter 4,5 €", "4,5 bis unter 5,0 €", "5,0 € und mehr"),
        ),
    ],
)
def test_classes_are_named_in_words(bounds: Sequence[str], unit: Unit, labels: Sequence[str]):
    said = class_labels([Decimal(bound) for bound in bounds], unit, Decimal(0))
    assert [label.replace("\N{NO-BREAK SPACE}", " ") for label in said] == list(labels)


def looks(values: Sequence[Decimal]) -> dict[Decimal, int]:
    bounds = class_bounds(values)
    found = class_looks(bounds, min(values), max(values))
    assert len(found) == len(set(found)) == len(bounds) + 1
    return {value: found[grade_of(value, bounds) - 1] for value in values}


@given(VALUES)
def test_of_two_values_of_one_sign_the_greater_is_never_paler(values: list[Decimal]):
    found = looks(values)
    for low, high in pairwise(sorted(set(values), key=abs)):
        if low * high > 0:
            assert found[low] <= found[high]


@given(VALUES)
def test_gains_have_looks_of_their_own_where_others_lose(values: list[Decimal]):
    has_both = min(values) < 0 < max(values)
    for value, look in looks(values).items():
        assert (look in GAINS) is (has_both and value >= 0)
        assert 1 <= look <= MOST or look in GAINS


def test_the_greatest_losses_are_darkest_and_the_only_gain_is_none_of_them():
    losses = [Decimal(-number) for number in range(1, 12)]
    found = looks([*losses, Decimal(2)])
    assert found[Decimal(2)] == GAINS[-1]
    assert found[Decimal(-11)] == max(found[value] for value in losses) == 3
    assert found[Decimal(-1)] == 1


def test_all_losses_are_the_darker_the_greater():
    found = looks([Decimal(-number) for number in range(1, 13)])
    assert (found[Decimal(-1)], found[Decimal(-12)]) == (1, 4)
