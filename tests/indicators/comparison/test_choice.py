"""What readers choose from: areas by level, areas below what they lie in, indicators by dimension."""

from plugins.indicators.comparison.choice import by_dimension, by_level, by_whole
from plugins.indicators.data.areas import Area, Areas, Level

COUNTY, NORTH, SOUTH = "99001", "r1", "r2"
AHAUSEN, FOREST, SPRING, ON_HILL, ON_LAKE = (f"9900100{n}" for n in range(1, 6))
ALL = {COUNTY, NORTH, SOUTH, AHAUSEN, FOREST, SPRING, ON_HILL, ON_LAKE}


def listed(groups):
    return {group.heading: [area.short for area in group.areas] for group in groups}


def test_areas_are_offered_by_level_with_the_whole_first(areas):
    assert listed(by_level(areas, ALL)) == {
        "Landkreis": ["Landkreis"],
        "Regionen": ["Region Nord", "Region Süd"],
        "Gemeinden": [
            "Ahausen",
            "Südwald",
            "Bad Königsbrunn",
            "Neustadt am Berg",
            "Neustadt am See",
        ],
    }


def test_only_areas_with_a_page_are_offered(areas):
    assert listed(by_level(areas, {NORTH, AHAUSEN})) == {
        "Region": ["Region Nord"],
        "Gemeinde": ["Ahausen"],
    }
    assert listed(by_whole(areas, {AHAUSEN})) == {"Region Nord": ["Ahausen"]}


def test_each_area_stands_once_below_the_one_it_is_part_of(areas):
    groups = by_whole(areas, ALL)
    assert listed(groups) == {
        "Landkreis": ["Region Nord", "Region Süd"],
        "Region Nord": ["Ahausen", "Neustadt am Berg"],
        "Region Süd": ["Südwald", "Bad Königsbrunn", "Neustadt am See"],
    }
    assert [group.area.key for group in groups] == [COUNTY, NORTH, SOUTH]


def test_an_area_that_is_part_of_none_is_not_lost():
    level = Level("ort", "Ort", "Orte")
    towns = {key: Area(key, key, key, "ort") for key in ("Ahausen", "Bedorf")}
    assert listed(by_whole(Areas(towns, (level,)), towns)) == {"Orte": ["Ahausen", "Bedorf"]}


def test_indicators_keep_their_order_within_their_dimension(make_indicator):
    first, second, third = (
        make_indicator(key, dimension=dimension)
        for key, dimension in (("eins", "Soziales"), ("zwei", "Geld"), ("drei", "Soziales"))
    )
    groups = by_dimension([first, second, third])
    assert groups == {"Soziales": [first, third], "Geld": [second]}
