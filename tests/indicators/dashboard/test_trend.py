"""How a figure moved, in words that judge nothing."""

import pytest

from plugins.indicators.dashboard.trend import trend
from plugins.indicators.data.indicator import Break
from plugins.indicators.data.number import Unit
from plugins.indicators.profile.facts import latest_fact

COUNTY = "99001"
NBSP = "\N{NO-BREAK SPACE}"


def words(package):
    (indicator,) = package.indicators.values()
    return trend(latest_fact(indicator, package.areas.whole, package), package)


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ({"2013": "9", "2023": "10.5"}, "1,5 Prozentpunkte mehr als 2013"),
        ({"2013": "10.5", "2023": "9"}, "1,5 Prozentpunkte weniger als 2013"),
        ({"2013": "9.01", "2023": "9.04"}, "unverändert seit 2013"),
        ({"2022": "9", "2023": "10p"}, "1,0 Prozentpunkte mehr als 2022"),
        ({"2022": "x", "2023": "10"}, ""),
        ({"2023": "10"}, ""),
        # Eleven years are too long ago, and a summer is no winter.
        ({"2012": "9", "2023": "10"}, ""),
        ({"2025-07": "5", "2026-01": "6"}, ""),
        ({"2025-01": "5.9", "2026-01": "6.2"}, "0,3 Prozentpunkte mehr als im Januar 2025"),
    ],
)
def test_the_trend_says_how_much_more_or_less_since_when(make_package, course, expected):
    assert words(make_package({COUNTY: course})) == expected


def test_counts_change_in_per_cent_and_rates_by_their_unit(make_package):
    package = make_package({COUNTY: {"2013": "2000", "2023": "1900"}}, unit="Personen", decimals=0)
    assert words(package) == f"5,0{NBSP}% weniger als 2013"
    unit = Unit("je 10.000 Menschen", "je 10.000 Menschen", 1)
    package = make_package({COUNTY: {"2013": "6.0", "2023": "6.1"}}, unit=unit.name)
    assert words(package) == "0,1 mehr als 2013"


def test_a_break_is_said_where_it_forbids_to_compare(make_package):
    course = {"2019": "1", "2021": "2", "2023": "3"}
    late, early = Break("2023", "Neu gezählt."), Break("2021", "Neu gezählt.")
    package = make_package({COUNTY: course}, breaks=(early, late))
    assert words(package) == "Vergleichswert fehlt: neue Zählweise seit 2023"
    package = make_package({COUNTY: course}, breaks=(early,))
    assert words(package) == "1,0 Prozentpunkte mehr als 2021"


def test_of_a_change_no_change_is_told(make_package):
    package = make_package(
        {COUNTY: {"2022": "1", "2023": "2"}},
        title="Veränderung seit 2011",
        breaks=(Break("2023", "Neu gezählt."),),
    )
    assert words(package) == ""
