"""The list goes from the whole to the parts, and names those that are no more."""

from dataclasses import replace

import pytest

from plugins.indicators.atlas.entry import area_entries
from plugins.indicators.atlas.overview import overview
from plugins.indicators.data.areas import Areas
from plugins.indicators.data.package import Package
from plugins.indicators.profile.address import area_addresses


def listed(areas):
    package = Package(areas=areas)
    return overview(area_entries(package, area_addresses(areas, "g"), {}), areas)


def test_regions_stand_in_their_order_and_their_parts_in_that_of_the_alphabet(areas):
    shown = listed(areas)
    assert shown.whole.title == "Landkreis Musterland"
    assert [(each.head.title, [part.title for part in each.parts]) for each in shown.groups] == [
        ("Region Nord", ["Ahausen", "Neustadt am Berg"]),
        ("Region Süd", ["Bad Königsbrunn", "Neustadt am See", "Südwald"]),
    ]


def test_its_words_are_those_of_the_county(areas):
    shown = listed(areas)
    assert shown.title == "Gemeinden und Regionen"
    assert shown.list_title == "Gemeinden nach Regionen"
    assert shown.counts == "Fünf Gemeinden, zwei Regionen und der Landkreis"


def test_a_county_without_regions_has_one_group_without_a_head(areas):
    without = {
        key: replace(area, parent="99001" if area.level == "gemeinde" else area.parent)
        for key, area in areas.by_key.items()
        if area.level != "region"
    }
    shown = listed(Areas(without, (areas.levels[0], areas.levels[2])))
    assert [(each.head, len(each.parts)) for each in shown.groups] == [(None, 5)]
    assert (shown.title, shown.list_title) == ("Gemeinden", "Gemeinden")


@pytest.mark.parametrize(
    ("last_day", "said"),
    [("2019-12-31", "seit 2020"), ("2019-06-30", "seit 2019"), ("", "heute")],
)
def test_former_names_lead_to_the_area_of_today(areas, last_day, said):
    former = replace(areas.by_key["99001099"], valid_to=last_day)
    shown = listed(Areas({**areas.by_key, former.key: former}, areas.levels))
    assert [(each.names, each.when, each.today.title) for each in shown.former] == [
        ("Altdorf", said, "Südwald")
    ]
