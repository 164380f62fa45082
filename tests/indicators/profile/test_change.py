"""How a value changed: short enough for a cell, and true to the numbers as they are shown."""

import pytest

from plugins.indicators.data.indicator import Break
from plugins.indicators.profile.change import change_of
from plugins.indicators.profile.facts import latest_fact
from tests.indicators.conftest import AHAUSEN

NBSP = "\N{NO-BREAK SPACE}"


def change(make_package, areas, course, **facts):
    package = make_package({AHAUSEN: course}, **facts)
    fact = latest_fact(package.indicators["quote"], areas.by_key[AHAUSEN], package)
    found = change_of(fact, package)
    return found and (found.text, found.since, found.direction)


COUNT = {"unit": "Personen", "decimals": 0}


@pytest.mark.parametrize(
    ("course", "facts", "said"),
    [
        ({"2012": "200", "2022": "190"}, COUNT, (f"−5,0{NBSP}%", "2012", -1)),
        ({"2012": "200", "2022": "210"}, COUNT, (f"+5,0{NBSP}%", "2012", 1)),
        # Of counts below a hundred a percentage says more than is known.
        ({"2012": "12", "2022": "9"}, COUNT, ("−3", "2012", -1)),
        ({"2012": "200", "2022": "200"}, COUNT, ("unverändert", "2012", 0)),
        # One of many thousand is no «0,0 %», and not nothing.
        ({"2012": "90000", "2022": "90001"}, COUNT, ("+1", "2012", 1)),
        ({"2012": "10.04", "2022": "11.26"}, {}, ("+1,3 Prozentpunkte", "2012", 1)),
        # The difference is that of the numbers as they are shown.
        ({"2012": "10.04", "2022": "9.96"}, {}, ("unverändert", "2012", 0)),
        ({"2012": "1.5", "2022": "2.25"}, {"unit": "€", "decimals": 2}, (f"+0,75{NBSP}€", "2012", 1)),
    ],
)  # fmt: skip
def test_a_change_is_told_in_the_measure_that_fits(make_package, areas, course, facts, said):
    assert change(make_package, areas, course, **facts) == said


def test_it_looks_back_ten_years_and_not_beyond_a_break(make_package, areas):
    course = {"1995": "5", "2013": "10", "2018": "20", "2022": "40"}
    assert change(make_package, areas, course)[1] == "2013"
    broken = (Break("2018", "Neue Zählung."),)
    assert change(make_package, areas, course, breaks=broken)[1] == "2018"
    assert change(make_package, areas, course, breaks=(Break("2020", "Neue Zählung."),)) is None


def test_months_are_compared_with_the_same_month(make_package, areas):
    course = {"2023-01": "5", "2023-08": "4", "2024-01": "6"}
    assert change(make_package, areas, course) == ("+1,0 Prozentpunkte", "Januar 2023", 1)
    assert change(make_package, areas, {"2023-08": "4", "2024-01": "6"}) is None


def test_a_missing_value_has_no_change_nor_has_a_measure_of_change(make_package, areas):
    assert change(make_package, areas, {"2012": "5", "2022": "x"}) is None
    assert change(make_package, areas, {"2012": "x", "2022": "5"}) is None
    said = "Veränderung der Quote"
    assert change(make_package, areas, {"2012": "5", "2022": "6"}, title=said) is None
