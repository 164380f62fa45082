"""How many people, and which course of that number can be told."""

from dataclasses import replace
from decimal import Decimal

import pytest

from plugins.indicators.data.indicator import Break
from plugins.indicators.profile.course import course, gap, stock, trend

AHAUSEN, COUNTY = "99001001", "99001"
KEYS = ("fehlt", "quote")


@pytest.fixture
def people(make_package):
    """Return a maker of packages with the people of Ahausen."""

    def make(values, **facts):
        course = dict(each.split(":") for each in values.split())
        return make_package(
            {AHAUSEN: course}, unit="Personen", decimals=0, measure="Menschen", **facts
        )

    return make


def ends(package):
    found = course(package.areas.by_key[AHAUSEN], package, KEYS)
    return found and (found.first.time, found.last.time)


def test_the_stock_is_the_latest_value_there_is(people):
    package = people("2021:100 2022:110 2023:x")
    fact = stock(package.areas.by_key[AHAUSEN], package, KEYS)
    assert fact
    assert (fact.time, fact.value) == ("2022", 110)
    assert stock(package.areas.by_key[COUNTY], package, KEYS) is None


def test_a_course_goes_back_ten_years_at_most(people):
    assert ends(people("2010:1 2013:2 2020:3 2023:4")) == ("2013", "2023")
    assert ends(people("2023:4")) is None


def test_behind_a_break_the_course_before_is_told_until_the_new_one_has_five_years(people):
    broken = {"breaks": (Break("2020", "Neu."),)}
    assert ends(people("2012:1 2019:1 2020:2 2024:2", **broken)) == ("2012", "2019")
    assert ends(people("2012:1 2019:1 2020:2 2025:2", **broken)) == ("2020", "2025")
    assert ends(people("2019:1 2020:2 2022:2", **broken)) == ("2020", "2022")


def test_a_second_series_helps_where_the_first_has_no_course(people):
    first, second = people("2023:120"), people("2012:100 2022:110", key="lauf")
    package = replace(
        first,
        indicators={**first.indicators, **second.indicators},
        observations={**first.observations, **second.observations},
    )
    area = package.areas.by_key[AHAUSEN]
    found, latest = (
        course(area, package, ("quote", "lauf")),
        stock(area, package, ("quote", "lauf")),
    )
    assert found
    assert latest
    assert (latest.time, found.last.time, found.difference) == ("2023", "2022", 10)


@pytest.mark.parametrize(
    ("values", "turn"),
    [
        ("2013:1000 2018:950 2023:980", "2018"),
        ("2013:1000 2018:1050 2023:1010", "2018"),
        ("2013:1000 2018:980 2023:1000", "2018"),
        ("2013:1000 2018:981 2023:1050", None),
        ("2013:1000 2018:950 2023:969", None),
        ("2013:1000 2018:x 2023:980", None),
        ("2013:99 2018:50 2023:90", None),
        ("2013:1000 2023:980", None),
    ],
)
def test_a_course_turned_if_both_ways_are_two_per_cent(people, values, turn):
    package = people(values)
    told = course(package.areas.by_key[AHAUSEN], package, KEYS)
    assert told
    found = told.turn(package)
    assert (found.time if found else None) == turn


def test_small_counts_have_no_share(people):
    for values, share in (("2013:99 2023:80", None), ("2013:100 2023:80", -20)):
        package = people(values)
        told = course(package.areas.by_key[AHAUSEN], package, KEYS)
        assert told
        assert told.share == share


def test_less_than_one_is_no_change_and_no_difference():
    one = Decimal(1)
    assert [trend(each) for each in (-one, Decimal("-0.9"), Decimal("0.9"), one)] == [-1, 0, 0, 1]
    assert gap(Decimal(-6), Decimal(-5)) == 1
    assert gap(Decimal("-5.9"), Decimal(-5)) == 0
    assert gap(Decimal(4), Decimal(5)) == -1
