"""The small line beside a number: a shape between two values that are said as text."""

from plugins.indicators.dashboard.sparkline import HEIGHT, WIDTH, sparkline
from plugins.indicators.data.indicator import Break
from plugins.indicators.profile.facts import latest_fact

COUNTY = "99001"
NBSP = "\N{NO-BREAK SPACE}"


def line(package):
    (indicator,) = package.indicators.values()
    return sparkline(latest_fact(indicator, package.areas.whole, package), package)


def test_it_runs_from_the_earliest_value_of_ten_years_to_the_last(make_package):
    course = {"2012": "99", "2013": "1p", "2018": "3", "2023": "2"}
    found = line(make_package({COUNTY: course}))
    assert found.strokes == f"M0,{HEIGHT}L{WIDTH // 2},0 {WIDTH},{HEIGHT // 2}"
    assert found.end == f"M{WIDTH},{HEIGHT // 2}h.1"
    assert found.first == ("2013", f"1,0{NBSP}%{NBSP}p")
    assert found.breaks == ()


def test_it_is_never_joined_across_a_break_or_a_gap(make_package):
    course = {"2013": "1", "2014": "2", "2018": "3", "2022": "x", "2023": "3"}
    found = line(make_package({COUNTY: course}, breaks=(Break("2018", "Neu gezählt."),)))
    assert found.strokes.split("M")[1:] == [
        f"0,{HEIGHT}L30,{HEIGHT // 2}",
        "150,0h.1",
        f"{WIDTH},0h.1",
    ]
    assert found.breaks == (150,)


def test_months_of_other_seasons_are_not_drawn(make_package):
    course = {"2024-01": "3", "2024-07": "1", "2025-01": "4", "2025-07": "1", "2026-01": "5"}
    assert line(make_package({COUNTY: course})).strokes.count(" ") == 1


def test_equal_values_lie_in_the_middle(make_package):
    middle = HEIGHT // 2
    found = line(make_package({COUNTY: {"2022": "5", "2023": "5"}}))
    assert found.strokes == f"M0,{middle}L{WIDTH},{middle}"


def test_one_value_is_no_course(make_package):
    assert line(make_package({COUNTY: {"2012": "1", "2022": "x", "2023": "5"}})) is None
