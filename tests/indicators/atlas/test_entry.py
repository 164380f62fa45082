"""An area is found by its names of today and before, and by postcode."""

from dataclasses import replace

import pytest

from plugins.indicators.atlas.entry import area_entries, people, predecessors
from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.profile.address import area_addresses

FOREST, AHAUSEN, FORMER = "99001002", "99001001", "99001099"


@pytest.fixture
def entries(simple, areas):
    known = dict(areas.by_key)
    known[FOREST] = replace(known[FOREST], postcodes=("09999",), designation="Stadt")
    known["older"] = Area(
        "older", "Urdorf", "Urdorf", "gemeinde", successor=FORMER, aliases=("Uhr",)
    )
    package = replace(simple, areas=Areas(known, areas.levels))
    addresses = area_addresses(package.areas, "g")
    return {each.key: each for each in area_entries(package, addresses, people(package, "quote"))}


def test_one_line_tells_it_from_others(entries):
    assert entries[FOREST].summary == (
        "Stadt, Region Süd. Postleitzahl 09999. 5,0\N{NO-BREAK SPACE}% Menschen (2023). "
        "Früher: Urdorf, Altdorf."
    )
    assert entries["r1"].summary == "Region, Landkreis Musterland. 2 Gemeinden."
    assert entries["99001"].summary.startswith("Landkreis. 2 Regionen, 5 Gemeinden.")


def test_former_names_are_found_however_often_it_was_merged(entries):
    assert entries[FOREST].former == ("Urdorf", "Altdorf")
    assert "Uhr" in entries[FOREST].names
    assert FORMER not in entries


def test_the_whole_is_headed_by_its_full_name(entries):
    assert entries["99001"].title == "Landkreis Musterland"
    assert "Landkreis" in entries["99001"].names
    assert entries["99001"].level_name == ("Landkreis", "Landkreis")
    assert entries[AHAUSEN].level_name == ("Gemeinde", "Gemeinden")


def test_all_people_are_counted_at_one_time(simple):
    assert {fact.time for fact in people(simple, "quote").values()} == {"2023"}
    assert people(simple, "unbekannt") == {}


def test_an_area_that_is_its_own_successor_ends_the_search():
    ring = Area("a", "A", "A", "g", successor="a")
    assert predecessors(ring, Areas({"a": ring})) == ()
