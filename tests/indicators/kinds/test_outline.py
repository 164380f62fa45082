import json
import math
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.boundaries import Boundaries, read_boundaries
from plugins.indicators.kinds.outline import SIDE, outline, path_data

NORTH = (("99001001", "r1"), ("99001004", "r1"))
SOUTH = (("99001002", "r2"), ("99001003", "r2"), ("99001005", "r2"))


@pytest.fixture
def boundaries(topology: dict[str, Any], areas: Areas) -> Boundaries:
    return read_boundaries(json.dumps(topology), "grenzen", {}, areas)[0]


def rings(data: str) -> list[list[tuple[int, int]]]:
    """Read path data as SVG does: `M` begins a ring, `l` goes on by differences."""
    read = []
    for part in re.findall(r"M[^M]+", data):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x = y = 0
        ring = []
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            ring.append((x, y))
        read.append(ring)
    return read


def edges(data: str) -> set[frozenset[tuple[int, int]]]:
    return {frozenset(edge) for ring in rings(data) for edge in pairwise(ring)}


def test_the_longer_side_has_a_fixed_length_and_the_other_its_share(boundaries: Boundaries):
    drawn = outline(boundaries, NORTH + SOUTH)
    assert drawn.width == SIDE
    assert drawn.height == round(SIDE / 2.5 / math.cos(math.radians(50.01)))


def test_each_area_is_a_closed_path(boundaries: Boundaries):
    drawn = outline(boundaries, NORTH + SOUTH)
    box, island = SIDE // 5, drawn.height // 2
    assert rings(drawn.paths["99001001"]) == [[(box, 0), (0, 0), (0, island), (box, island)]]
    assert drawn.paths["99001001"].endswith("z")
    assert drawn.paths["99001005"].count("z") == 2


def test_neighbours_share_every_point_of_their_border(boundaries: Boundaries):
    drawn = outline(boundaries, NORTH + SOUTH)
    points = {key: {p for ring in rings(path) for p in ring} for key, path in drawn.paths.items()}
    assert len(points["99001001"] & points["99001002"]) == 2
    assert len(points["99001003"] & points["99001005"]) == 2


def test_borders_are_the_outer_line_and_the_lines_between_regions(boundaries: Boundaries):
    drawn = outline(boundaries, NORTH + SOUTH)
    x, y = SIDE // 5, drawn.height // 2
    found = edges(drawn.borders)
    assert frozenset({(x, y), (2 * x, y)}) in found  # north | south
    assert frozenset({(0, 0), (0, y)}) in found  # outside
    assert frozenset({(x, 0), (x, y)}) not in found  # two areas of the north
    assert frozenset({(x, y), (x, drawn.height)}) not in found  # two areas of the south


def test_areas_of_one_region_have_an_outer_line_only(boundaries: Boundaries):
    drawn = outline(boundaries, NORTH)
    assert drawn.borders.count("M") == 1
    assert (drawn.width, drawn.height) == (
        SIDE,
        round(SIDE / 3 / math.cos(math.radians(50.01))),
    )


def test_the_same_areas_are_drawn_once_and_others_on_their_own(boundaries: Boundaries):
    assert outline(boundaries, NORTH) is outline(boundaries, NORTH)
    assert outline(boundaries, NORTH) != outline(boundaries, SOUTH)


def test_another_geometry_of_the_same_size_has_its_own_paths(
    boundaries: Boundaries, topology: dict[str, Any], areas: Areas
):
    topology["arcs"][1] = [(0, 1), (0.5, 0.5), (0.5, -0.5)]
    other = read_boundaries(json.dumps(topology), "grenzen", {}, areas)[0]
    assert outline(other, NORTH).paths != outline(boundaries, NORTH).paths
    assert outline(other, NORTH).width == outline(boundaries, NORTH).width


def test_a_place_without_extent_still_has_a_path():
    dot = Boundaries(arcs=(((1, 1), (1, 1)),), shapes={"a": ((0,),)})
    assert outline(dot, (("a", ""),)).paths == {"a": "M0 0z"}


STEPS = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=12)


@given(STEPS)
def test_path_data_says_each_point(steps: list[tuple[int, int]]):
    (read,) = rings(path_data(steps))
    said = [step for step, before in zip(steps, [None, *steps], strict=False) if step != before]
    assert read == said
    assert not re.search(r"[^M\dlz -]", path_data(steps))
