"""An indicator in a list."""

from plugins.indicators.catalogue.entry import by_dimension, by_field, list_entry

COUNTY, AHAUSEN = "99001", "99001001"
NBSP = "\N{NO-BREAK SPACE}"


def entry(package):
    return list_entry(package.indicators["quote"], package, "indikatoren")


def test_it_says_the_latest_value_of_the_whole(make_package):
    found = entry(make_package({COUNTY: {"2021": "7", "2022": "8.5", "2023": "."}}))
    assert (found.latest, found.of) == (f"8,5{NBSP}%", "Landkreis, 2022")
    assert found.period == "2021 bis 2023"
    assert found.address == "/indikatoren/quote/"


def test_a_provisional_value_is_marked(make_package):
    assert entry(make_package({COUNTY: {"2022": "8.5p"}})).latest == f"8,5{NBSP}%{NBSP}p"


def test_without_a_value_of_the_whole_it_says_how_many_areas_there_are(make_package):
    found = entry(make_package({AHAUSEN: {"2022": "1"}}))
    assert (found.latest, found.of, found.areas) == ("", "", 1)


def test_lists_keep_the_order_of_the_package(make_package):
    first = entry(make_package({COUNTY: {"2022": "1"}}, dimension="B", fields=("alter", "wohnen")))
    second = entry(make_package({COUNTY: {"2022": "2"}}, dimension="A", fields=("wohnen",)))
    third = entry(make_package({COUNTY: {"2022": "3"}}, dimension="B"))
    assert by_dimension([first, second, third]) == {"B": [first, third], "A": [second]}
    assert by_field([first, second, third]) == {"alter": [first], "wohnen": [first, second]}
