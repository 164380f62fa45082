"""The table of an area: its values beside those above it, its place in words, what a merger left behind."""

from dataclasses import replace

from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.profile.address import area_addresses
from plugins.indicators.profile.facts import latest_fact
from plugins.indicators.profile.standing import standing
from plugins.indicators.profile.strips import WIDTH, area_strip
from plugins.indicators.profile.structure import area_structure
from plugins.indicators.profile.table import former_table, profile_table
from tests.indicators.conftest import (
    AHAUSEN,
    COUNTY,
    FOREST,
    FORMER,
    NORTH,
    ON_HILL,
    ON_LAKE,
    SOUTH,
    SPRING,
)

FIVE = {
    AHAUSEN: {"2022": "10"},
    FOREST: {"2022": "20"},
    SPRING: {"2022": "20"},
    ON_HILL: {"2022": "40"},
    ON_LAKE: {"2022": "60"},
}


def test_values_above_are_of_the_same_time(make_package, areas):
    package = make_package(
        {AHAUSEN: {"2021": "10"}, NORTH: {"2021": "11", "2022": "99"}, COUNTY: {"2022": "98"}},
        dimension="Leben",
    )
    table = profile_table(areas.by_key[AHAUSEN], package)
    assert [area.key for area in table.areas] == [AHAUSEN, NORTH, COUNTY]
    ((dimension, (row,)),) = table.groups
    assert dimension == "Leben"
    assert [fact.text for fact in row.facts] == ["10,0\xa0%", "11,0\xa0%", "k.\xa0A."]
    assert not table.has_changes
    assert not table.has_standings


def test_a_place_is_said_in_words_among_at_least_five(make_package, areas):
    package = make_package(FIVE)

    def place(key):
        fact = latest_fact(package.indicators["quote"], areas.by_key[key], package)
        return standing(fact, package)

    assert place(ON_LAKE) == "am höchsten von 5"
    assert place(ON_HILL) == "am zweithöchsten von 5"
    assert place(FOREST) == place(SPRING) == "am zweitniedrigsten von 5"
    assert place(AHAUSEN) == "am niedrigsten von 5"
    few = make_package({key: FIVE[key] for key in (AHAUSEN, FOREST, SPRING, ON_HILL)})
    fact = latest_fact(few.indicators["quote"], areas.by_key[AHAUSEN], few)
    assert not standing(fact, few)


def test_who_shares_an_end_with_others_does_not_stand_there_alone(make_package, areas):
    package = make_package(FIVE | {ON_HILL: {"2022": "60p"}, AHAUSEN: {"2022": "0"}})

    def place(key):
        fact = latest_fact(package.indicators["quote"], areas.by_key[key], package)
        return standing(fact, package)

    assert place(ON_LAKE) == place(ON_HILL) == "gemeinsam am höchsten von 5"
    assert place(AHAUSEN) == "am niedrigsten von 5"


def test_where_all_are_equal_nobody_has_a_place_nor_a_strip(make_package, areas):
    package = make_package({key: {"2022": "7"} for key in FIVE})
    fact = latest_fact(package.indicators["quote"], areas.by_key[AHAUSEN], package)
    assert not standing(fact, package)
    assert area_strip("quote", areas.by_key[AHAUSEN], package) is None


def test_a_strip_has_a_stroke_for_each_place_and_says_the_middle(make_package, areas):
    strip = area_strip("quote", areas.by_key[ON_HILL], make_package(FIVE))
    assert strip
    assert strip.strokes == (0, WIDTH // 5, 3 * WIDTH // 5, WIDTH)
    assert (strip.own, strip.middle) == (3 * WIDTH // 5, WIDTH // 5)
    assert (strip.lowest, strip.middle_value, strip.highest) == (
        *("10,0\xa0%", "20,0\xa0%"),
        "60,0\xa0%",
    )


def test_gains_and_losses_bear_their_sign_but_what_is_shown_as_zero_bears_none(make_package, areas):
    values = zip(FIVE, ("-3", "-0.04", "0.04", "2p", "5"), strict=True)
    package = make_package({key: {"2022": value} for key, value in values})
    strips = [area_strip("quote", areas.by_key[key], package) for key in FIVE]
    assert [strip.own_value for strip in strips] == [
        *("−3,0\xa0%", "0,0\xa0%", "0,0\xa0%"),
        *("+2,0\xa0%\xa0p", "+5,0\xa0%"),
    ]
    assert [strip.own for strip in strips] == [0, 185, 190, 312, WIDTH]
    assert {(strip.lowest, strip.highest) for strip in strips} == {("−3,0\xa0%", "+5,0\xa0%")}


def test_a_strip_needs_a_value_and_an_indicator(make_package, areas):
    assert area_strip("unbekannt", areas.by_key[AHAUSEN], make_package(FIVE)) is None
    missing = make_package(FIVE | {AHAUSEN: {"2022": "."}})
    assert area_strip("quote", areas.by_key[AHAUSEN], missing) is None


def test_what_only_predecessors_have_stands_beside_each_other(make_package, areas):
    merged = replace(areas.by_key[FOREST], predecessors=(FORMER,))
    grown = Areas({**areas.by_key, FOREST: merged}, areas.levels)
    package = replace(make_package({FORMER: {"2018": "4"}}), areas=grown)
    table = former_table(merged, package)
    assert table
    assert [area.key for area in table.areas] == [FORMER]
    assert [fact.text for row in table.rows for fact in row.facts] == ["4,0\xa0%"]
    known = replace(make_package({FORMER: {"2018": "4"}, FOREST: {"2022": "5"}}), areas=grown)
    assert former_table(merged, known) is None


def test_a_structure_is_shown_only_whole(make_package, areas):
    package = make_package({COUNTY: {"2017": "25"}})
    whole = areas.by_key[COUNTY]
    structure = area_structure("Alter", ["quote"], whole, package)
    assert structure
    assert [(part.fact.text, part.length) for part in structure.parts] == [("25,0\xa0%", "100.0")]
    assert area_structure("Alter", ["quote", "andere"], whole, package) is None
    assert area_structure("Alter", ["quote"], areas.by_key[SOUTH], package) is None
    assert area_structure("Alter", [], whole, package) is None
    negative = make_package({COUNTY: {"2017": "-25"}})
    assert area_structure("Alter", ["quote"], whole, negative) is None


def test_addresses_are_of_today_and_unlike(areas):
    addresses = area_addresses(areas, "gebiete")
    assert addresses[AHAUSEN] == "/gebiete/ahausen/"
    assert addresses[SPRING] == "/gebiete/bad-koenigsbrunn/"
    assert FORMER not in addresses
    twins = {key: Area(key, "Neustadt", "Neustadt", "gemeinde", NORTH) for key in ("1", "2")}
    assert area_addresses(Areas(twins, areas.levels), "gebiete") == {
        "1": "/gebiete/neustadt-1/",
        "2": "/gebiete/neustadt-2/",
    }
