"""`inv data.check` attacks what is published, by itself and by other means than the suppression."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.check.attack import narrow
from plugins.indicators.check.inspection import Inspection
from tests.indicators.check.conftest import Daten

RULE = {"mindestens": 3, "null_zeigen": True, "grund": "Es sind zu wenige."}
AHAUSEN, HILL, YEAR = "99001001", "99001004", 2012
TOLD = "lässt sich aus anderen berechnen oder eng eingrenzen"
Told = Callable[[Inspection], list[tuple[bool, str]]]


def errors(daten: Daten) -> list[str]:
    return [str(fault) for fault in daten.inspect().errors]


@pytest.fixture
def ruled(daten: Daten) -> Daten:
    """Return the clean package with a rule for the cases; in one year two towns of two are secret."""
    del daten.resources["quote"], daten.cells["quote"]
    daten.resources["faelle"]["geheimhaltung"] = RULE
    daten.cells["faelle"] |= {(AHAUSEN, YEAR): ",g", (HILL, YEAR): ",g"}
    return daten


def test_well_kept_secrets_are_no_fault(ruled: Daten):
    assert not errors(ruled)


def test_a_single_secret_is_what_the_others_leave(ruled: Daten):
    ruled.cells["faelle"][HILL, YEAR] = "1485,"
    (error,) = errors(ruled)
    assert error.startswith("content/daten/faelle.csv:4:15: Ahausen, 2012: Der geheime Wert")
    assert TOLD in error
    assert "inv data.uebernehmen" in error
    assert "496" not in error  # what was found out is not told


def test_a_number_below_the_threshold_is_an_error(ruled: Daten):
    ruled.cells["faelle"] = dict.fromkeys(ruled.cells["faelle"], "30,") | {(AHAUSEN, YEAR): "2,"}
    ruled.resources["faelle"]["additiv"] = True
    assert any("Die Zahl ist kleiner als 3" in error for error in errors_of_rule(ruled))


def errors_of_rule(daten: Daten) -> list[str]:
    """Return the errors once nothing but one area has rows: no sum is wrong then."""
    daten.cells["faelle"] = {
        place: cell for place, cell in daten.cells["faelle"].items() if place[0] == AHAUSEN
    }
    return errors(daten)


def test_a_small_rest_bounds_its_parts(ruled: Daten):
    cells = ruled.cells["faelle"]
    rest = int(cells["r1", YEAR][:-1]) - 2
    cells["r1", YEAR] = "2,"  # two parts of at least one: each is one
    cells["99001", YEAR] = f"{int(cells['99001', YEAR][:-1]) - rest},"
    ruled.resources["faelle"]["geheimhaltung"] = RULE | {"mindestens": 3}
    said = errors(ruled)
    assert any(TOLD in each for each in said)


def test_a_rate_tells_its_secret_numerator(daten: Daten):
    daten.resources["faelle"]["geheimhaltung"] = RULE
    daten.cells["faelle"] |= {(AHAUSEN, YEAR): ",g", (HILL, YEAR): ",g"}
    (error,) = errors(daten)
    assert error.startswith("content/daten/quote.csv:")
    assert "Daraus lässt sich „faelle“ berechnen" in error


def test_a_change_tells_its_secret_even_that_of_a_rate(daten: Daten):
    daten.resources["faelle"]["geheimhaltung"] = RULE
    daten.cells["faelle"] |= {(AHAUSEN, YEAR): ",g", (HILL, YEAR): ",g"}
    daten.cells["quote"] |= {(AHAUSEN, YEAR): ",g", (HILL, YEAR): ",g"}
    change = {(AHAUSEN, 2013): "1.5,", (AHAUSEN, 2014): "0.2,"}
    daten.add("wandel", change, veraenderung_von="quote", additiv=False, nachkommastellen=1)
    (error,) = [each for each in errors(daten) if "berechnen" in each]
    assert "wandel.csv:2:" in error
    assert "Daraus lässt sich „quote“ berechnen" in error


def test_parts_and_total_of_one_place_tell_each_other(ruled: Daten):
    cells = ruled.cells["faelle"]
    zero = dict.fromkeys(cells, "0,")
    ruled.add("faelle_m", zero | {(AHAUSEN, YEAR): ",g", (HILL, YEAR): ",g"}, geheimhaltung=RULE)
    ruled.add("faelle_w", dict(cells), geheimhaltung=RULE)
    ruled.cells["faelle_m"] |= {("r1", YEAR): "9,", ("99001", YEAR): "9,"}
    ruled.resources["faelle"]["summe_aus"] = [["faelle_m", "faelle_w"]]
    # Men, women and all are secret in the same two towns, but nothing ties a town to a number.
    assert not [each for each in errors(ruled) if TOLD in each]
    ruled.cells["faelle_w"][AHAUSEN, YEAR] = "490,"
    ruled.cells["faelle"][AHAUSEN, YEAR] = "494,"
    assert any("faelle_m.csv" in each and TOLD in each for each in errors(ruled))


@given(
    st.lists(st.integers(0, 6), min_size=2, max_size=5),
    st.lists(st.lists(st.integers(-1, 1), min_size=5, max_size=5), max_size=4),
)
def test_the_truth_is_always_within_the_bounds(numbers: list[int], weights: list[list[int]]):
    rows = [
        (
            {n: Fraction(w) for n, w in enumerate(row[: len(numbers)]) if w},
            Fraction(sum(w * x for w, x in zip(row, numbers, strict=False))),
        )
        for row in weights
    ]
    bounds = narrow(rows, dict.fromkeys(range(len(numbers)), 0))
    assert all(low <= numbers[n] <= high for n, (low, high) in bounds.items())


def test_sums_are_solved_together():
    # a + b = 5, b + c = 7, a + c = 6: no single one tells anything, together all.
    rows = [
        ({one: Fraction(1), other: Fraction(1)}, Fraction(total))
        for one, other, total in (("a", "b", 5), ("b", "c", 7), ("a", "c", 6))
    ]
    found = narrow(rows, dict.fromkeys("abc", 0))
    assert found == {"a": (2, 2), "b": (3, 3), "c": (4, 4)}
