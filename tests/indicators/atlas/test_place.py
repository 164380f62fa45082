"""Directions are computed from the shapes: what a map of Musterland's boxes shows, the words say."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.atlas.place import centre, direction, frame, mapped
from plugins.indicators.data.boundaries import Boundaries, read_boundaries
from plugins.indicators.data.package import Package

AHAUSEN, FOREST, SPRING, ON_HILL, ON_LAKE = (f"9900100{n}" for n in range(1, 6))
ALL = (AHAUSEN, FOREST, SPRING, ON_HILL, ON_LAKE)


@pytest.fixture
def boundaries(topology, areas):
    return read_boundaries(json.dumps(topology), "grenzen", {}, areas)[0]


def square(*corners):
    """Return the shape of one ring; places as on a plane, y down."""
    return Boundaries(((*corners, corners[0]),), {"a": ((0,),)})


def test_the_centre_of_a_box_is_its_middle_whichever_way_its_line_runs():
    corners = ((0, 0), (4, 0), (4, 2), (0, 2))
    assert centre(square(*corners), ["a"]) == (2, 1)
    assert centre(square(*reversed(corners)), ["a"]) == (2, 1)


def test_a_hole_is_taken_off():
    outer = ((0, 0), (6, 0), (6, 6), (0, 6), (0, 0))
    hole = ((3, 2), (3, 4), (5, 4), (5, 2), (3, 2))  # the other way round
    x, y = centre(Boundaries((outer, hole), {"a": ((0,), (1,))}), ["a"])
    assert x == pytest.approx((36 * 3 - 4 * 4) / 32)
    assert y == pytest.approx(3)


def test_of_several_areas_the_larger_weighs_more(boundaries):
    (left, _), (both, _), (right, _) = (
        centre(boundaries, keys) for keys in ([AHAUSEN], [AHAUSEN, ON_HILL], [ON_HILL])
    )
    assert left < both < right
    assert both - left > right - both


def test_directions_are_those_of_the_map(boundaries):
    around = frame(boundaries, ALL)
    said = {key: direction(boundaries, [key], around) for key in ALL}
    assert said[AHAUSEN] in {"im Nordwesten", "im Westen"}
    assert said[FOREST] in {"im Südwesten", "im Westen"}
    assert said[ON_LAKE] in {"im Südosten", "im Osten"}
    assert direction(boundaries, ALL, around) == "in der Mitte"


@given(st.integers(0, 359))
def test_every_way_has_the_word_of_its_eighth(angle):
    across, down = 40 * math.cos(math.radians(angle)), -40 * math.sin(math.radians(angle))
    box = ((-50, -50), (50, -50), (50, 50), (-50, 50))
    small = [(across + x, down + y) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    both = Boundaries(((*box, box[0]), (*small, small[0])), {"whole": ((0,),), "part": ((1,),)})
    said = direction(both, ["part"], frame(both, ("whole",)))
    words = {0: "Osten", 90: "Norden", 180: "Westen", 270: "Süden", 360: "Osten"}
    corners = {45: "Nordosten", 135: "Nordwesten", 225: "Südwesten", 315: "Südosten"}
    nearest = min(words | corners, key=lambda each: abs(each - angle))
    other = [each for each in words | corners if abs(abs(each - angle) - 22.5) < 1]
    assert said.removeprefix("im ") in {(words | corners)[each] for each in (nearest, *other)}


def test_without_shapes_nothing_is_mapped(areas):
    assert mapped(Package(areas=areas)) == ()
