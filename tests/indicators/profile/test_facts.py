"""What is known of an area: the latest row, and the same time for the areas above it."""

from decimal import Decimal

from plugins.indicators.profile.facts import above, all_facts, fact_at, latest_fact
from tests.indicators.conftest import AHAUSEN, COUNTY, FOREST, FORMER, NORTH


def test_the_latest_row_counts(make_package, areas):
    package = make_package({AHAUSEN: {"2020": "5.04", "2022": "7.25"}})
    fact = latest_fact(package.indicators["quote"], areas.by_key[AHAUSEN], package)
    assert fact
    assert (fact.time, fact.value, fact.text, fact.when) == (
        *("2022", Decimal("7.25"), "7,3\N{NO-BREAK SPACE}%"),
        "2022",
    )


def test_a_latest_row_without_a_value_is_not_replaced_by_an_older_one(make_package, areas):
    package = make_package({AHAUSEN: {"2020": "5", "2022": "x"}, COUNTY: {"2022": "6"}})
    fact = latest_fact(package.indicators["quote"], areas.by_key[AHAUSEN], package)
    assert fact
    assert (fact.time, fact.value, fact.status) == ("2022", None, "x")


def test_of_an_area_that_the_data_do_not_know_there_is_no_fact(make_package, areas):
    package = make_package({AHAUSEN: {"2020": "5"}})
    assert latest_fact(package.indicators["quote"], areas.by_key[FOREST], package) is None
    assert not list(all_facts(areas.by_key[FOREST], package))


def test_at_a_time_without_a_row_nothing_is_known(make_package, areas):
    package = make_package({AHAUSEN: {"2020": "5"}})
    fact = fact_at(package.indicators["quote"], areas.by_key[COUNTY], "2020", package)
    assert (fact.value, fact.status, fact.text) == (None, "", "k.\N{NO-BREAK SPACE}A.")


def test_an_indicator_without_a_page_is_not_told(make_package, areas):
    package = make_package({AHAUSEN: {"2020": "5"}}, has_page=False)
    assert not list(all_facts(areas.by_key[AHAUSEN], package))


def test_an_area_lies_in_its_region_and_in_its_county(areas):
    assert [each.key for each in above(areas.by_key[AHAUSEN], areas)] == [NORTH, COUNTY]
    assert above(areas.by_key[COUNTY], areas) == ()
    assert above(areas.by_key[FORMER], areas)[-1].key == COUNTY
