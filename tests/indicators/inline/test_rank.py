import pytest

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.observations import Observation, Observations
from plugins.indicators.data.package import Package
from plugins.indicators.inline.rank import rank
from plugins.indicators.inline.subject import look_up, one_time

AHAUSEN, FOREST, SPRING, ON_HILL = (f"9900100{n}" for n in range(1, 5))


def say(package, key):
    area, indicator = package.areas.by_key[key], package.indicators["quote"]
    return rank(look_up(one_time, "2023", area, indicator, package))


@pytest.fixture
def villages(make_indicator):
    """Return a maker of packages: one village after the other with the values given."""

    def make(*values):
        areas = {f"v{n}": Area(f"v{n}", f"Dorf {n}", "", "dorf") for n in range(1, len(values) + 1)}
        rows = {(key, "2023"): Observation(value) for key, value in zip(areas, values, strict=True)}
        indicator = make_indicator()
        return Package(
            {"quote": indicator},
            {"quote": Observations(rows)},
            Areas(areas, (Level("dorf", "Dorf", "Dörfer"),)),
        )

    return make


def test_ranks_are_words_from_the_nearer_end_and_numbers_far_from_both(villages):
    package = villages(*range(40, 0, -1))
    said = [say(package, f"v{n}").text for n in range(1, 41)]
    assert said[:3] == ["am höchsten", "am zweithöchsten", "am dritthöchsten"]
    assert said[11:13] == ["am zwölfthöchsten", "an 13. Stelle von 40"]
    assert said[36:] == [
        "an 37. Stelle von 40",
        "am drittniedrigsten",
        "am zweitniedrigsten",
        "am niedrigsten",
    ]


def test_machines_read_the_rank_from_above(villages):
    package = villages(3, 2, 1)
    assert [say(package, f"v{n}").value for n in (1, 2, 3)] == [1, 2, 3]


def test_who_shares_a_rank_is_named_or_counted(villages):
    package = villages(9, 9, 5, 4, 4, 4, 4)
    assert say(package, "v1").text == "gemeinsam mit Dorf 2 am höchsten"
    assert say(package, "v3").text == "am dritthöchsten"
    assert say(package, "v4").text == "gemeinsam mit 3 anderen am niedrigsten"


def test_where_all_are_equal_nobody_is_highest(villages):
    with pytest.raises(WordError, match="Alle Gebiete dieser Ebene haben denselben Wert"):
        say(villages(5, 5, 5), "v1")


def test_compared_are_areas_of_today_of_the_same_level_that_have_a_value(make_package):
    package = make_package(
        {
            "99001": {"2023": "99"},
            "r1": {"2023": "50"},
            "99001099": {"2023": "80"},
            AHAUSEN: {"2023": "3"},
            FOREST: {"2023": "2"},
            SPRING: {"2023": "x"},
            ON_HILL: {"2022": "7"},
        }
    )
    assert say(package, AHAUSEN).text == "am höchsten"
    assert say(package, FOREST).text == "am niedrigsten"
    with pytest.raises(WordError, match="„Region Nord“ gibt es keinen Rang"):
        say(package, "r1")
