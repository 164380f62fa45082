from collections.abc import Callable

from plugins.indicators.data.indicator import Break, Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series, build_series

TIMES = ("2019", "2020", "2021", "2022", "2023")


def series(package: Package, area: str) -> Series:
    (indicator,) = package.indicators.values()
    (built,) = build_series(
        indicator, package.observations[indicator.key], [package.areas.find(area)], TIMES
    )
    return built


def runs(built: Series) -> list[list[str]]:
    return [[point.time for point in run] for run in built.runs()]


def test_a_missing_value_ends_a_stroke(simple: Package):
    assert runs(series(simple, "Bad Königsbrunn")) == [["2019"], ["2021", "2022", "2023"]]


def test_a_time_without_a_row_is_missing_too(make_package: Callable[..., Package]):
    package = make_package({"99001": {"2019": "1", "2020": "2", "2022": "3"}})
    assert runs(series(package, "Landkreis")) == [["2019", "2020"], ["2022"]]


def test_missing_first_and_last_values_leave_the_rest(make_package: Callable[..., Package]):
    package = make_package({"99001": {"2020": "1", "2021": "2", "2019": ".", "2023": "."}})
    assert runs(series(package, "Landkreis")) == [["2020", "2021"]]


def test_a_break_in_the_data_ends_a_stroke(make_package: Callable[..., Package]):
    package = make_package(
        {"99001": dict.fromkeys(TIMES, "1")}, breaks=(Break("2021", "Neue Zählung."),)
    )
    assert runs(series(package, "Landkreis")) == [["2019", "2020"], ["2021", "2022", "2023"]]


def test_two_breaks_make_three_segments(make_indicator: Callable[..., Indicator]):
    indicator = make_indicator(breaks=(Break("2011", "a"), Break("2022", "b")))
    assert [indicator.segment(time) for time in ("2010", "2011", "2021", "2022")] == [0, 1, 1, 2]


MONTHS = ("2024-09", "2024-10", "2024-11", "2025-01", "2025-02", "2025-09")


def of(package: Package, *times: str) -> list[list[str]]:
    (indicator,) = package.indicators.values()
    (built,) = build_series(
        indicator, package.observations[indicator.key], [package.areas.find("99001")], times
    )
    return runs(built)


def test_months_that_are_missing_in_the_data_are_a_gap(make_package: Callable[..., Package]):
    package = make_package({"99001": dict.fromkeys(MONTHS, "1")})
    assert of(package, *MONTHS) == [[*MONTHS[:3]], [*MONTHS[3:5]], [MONTHS[5]]]


def test_quarters_are_joined_where_none_is_missing(make_package: Callable[..., Package]):
    quarters = ("2024-03", "2024-06", "2024-09", "2025-03")
    package = make_package({"99001": dict.fromkeys(quarters, "1")})
    assert of(package, *quarters) == [[*quarters[:3]], [quarters[3]]]


def test_one_month_of_several_years_is_joined_like_years(make_package: Callable[..., Package]):
    package = make_package({"99001": dict.fromkeys(MONTHS, "1")})
    assert of(package, "2024-09", "2025-09") == [["2024-09", "2025-09"]]


def test_years_far_apart_are_joined(make_package: Callable[..., Package]):
    elections = ("2004", "2014", "2019", "2024")
    package = make_package({"99001": dict.fromkeys(elections, "1")})
    assert of(package, *elections) == [[*elections]]
