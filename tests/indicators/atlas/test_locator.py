"""The small map shows an area in the whole, and says so in words."""

import pytest
from bs4 import BeautifulSoup

from plugins.indicators.atlas.locator import locate
from plugins.indicators.data.areas import Area

COUNTY, NORTH, AHAUSEN, ON_HILL, FORMER = "99001", "r1", "99001001", "99001004", "99001099"


@pytest.fixture
def drawn(simple, mapped):
    package = mapped(simple)

    def draw(key):
        return BeautifulSoup(locate(package.areas.by_key[key], package), "html.parser").svg

    return draw


def test_a_part_is_filled_and_its_direction_said(drawn):
    svg = drawn(AHAUSEN)
    assert svg["role"] == "img"
    assert svg["aria-label"].startswith("Karte: Landkreis Musterland, darin Ahausen im ")
    assert svg.select_one(".here")["d"].count("M") == 1


def test_a_region_is_all_its_parts_and_its_name_may_be_a_direction_already(drawn):
    svg = drawn(NORTH)
    assert svg["aria-label"] == "Karte: Landkreis Musterland, darin die Region Nord"
    assert svg.select_one(".here")["d"] == "".join(
        drawn(key).select_one(".here")["d"] for key in (AHAUSEN, ON_HILL)
    )


def test_the_whole_is_its_contour(drawn):
    svg = drawn(COUNTY)
    assert svg["aria-label"] == "Karte: Landkreis Musterland"
    assert svg.select_one(".here")["d"] == svg.select_one(".land")["d"]


def test_an_area_without_a_shape_has_no_map(drawn, simple, mapped):
    assert drawn(FORMER) is None
    package = mapped(simple)
    assert locate(Area("x", "Anderswo", "Anderswo", "gemeinde"), package) == ""
    assert locate(package.areas.by_key[AHAUSEN], simple) == ""
