"""What is known of an area: the latest row, and the same time for the areas above it."""

from decimal import Decimal

from plugins.indicators.profile.facts import all_facts, fact_at, latest_fact
from tests.indicators.conftest import AHAUSEN, COUNTY, FOREST


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


def test_a_change_bears_its_sign(make_package, areas):
    package = make_package(
        {AHAUSEN: {"2022": "1.1p"}, COUNTY: {"2022": "-6.4"}, FOREST: {"2022": "0"}},
        title="Veränderung der Quote seit 2011",
    )
    facts = [
        fact_at(package.indicators["quote"], areas.by_key[key], "2022", package).text
        for key in (AHAUSEN, COUNTY, FOREST)
    ]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in facts] == [
        *("+1,1 % p", "−6,4 %", "0,0 %"),
    ]


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
