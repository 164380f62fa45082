"""Where areas lie: the frame of all shapes, the centre of some, and the direction between them in words."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from plugins.indicators.data.boundaries import Boundaries, Place
from plugins.indicators.data.package import Package

# Nearer to the centre than this share of the way to the edge there is no direction.
_MIDDLE = 0.25
_DIRECTIONS = (
    "im Osten",
    "im Nordosten",
    "im Norden",
    "im Nordwesten",
    "im Westen",
    "im Südwesten",
    "im Süden",
    "im Südosten",
)


@dataclass(frozen=True)
class Frame:
    """The box around shapes, in the plane of the boundaries, and the centre of what is in it."""

    left: float
    top: float
    width: float
    height: float
    centre: Place


def mapped(package: Package) -> tuple[tuple[str, str], ...]:
    """Return the smallest areas that have shapes, each with the key of the area it is part of."""
    shapes, areas = package.boundaries.shapes, package.areas
    known = (
        tuple((area.key, area.parent) for area in areas.of_level(level.key) if area.key in shapes)
        for level in reversed(areas.levels)
    )
    return next(filter(None, known), ())


@lru_cache(maxsize=8)
def frame(boundaries: Boundaries, keys: tuple[str, ...]) -> Frame:
    """Return the box around some areas; all have a shape."""
    places = [
        place
        for key in keys
        for ring in boundaries.shapes[key]
        for number in ring
        for place in boundaries.arc(number)
    ]
    left, top = min(x for x, _ in places), min(y for _, y in places)
    right, bottom = max(x for x, _ in places), max(y for _, y in places)
    return Frame(left, top, right - left, bottom - top, centre(boundaries, keys))


def centre(boundaries: Boundaries, keys: Iterable[str]) -> Place:
    """Return the centre of gravity of some areas taken together; all have a shape.

    Of polygons by the shoelace formula (Bourke, 1988): a hole runs the other way round and is taken
    off by itself.
    """
    size = across = down = 0.0
    for key in keys:
        area, x, y = _moments(boundaries, key)
        size, across, down = size + area, across + x, down + y
    return across / (3 * size), down / (3 * size)


def direction(boundaries: Boundaries, keys: Collection[str], around: Frame) -> str:
    """Return where some areas lie in all of them: «im Nordosten», «in der Mitte»."""
    x, y = centre(boundaries, keys)
    across, down = x - around.centre[0], y - around.centre[1]
    if math.hypot(2 * across / around.width, 2 * down / around.height) < _MIDDLE:
        return "in der Mitte"
    eighth = round(math.atan2(-down, across) / (math.pi / 4))
    return _DIRECTIONS[eighth % len(_DIRECTIONS)]


def _moments(boundaries: Boundaries, key: str) -> tuple[float, float, float]:
    """Return twice the size of an area, and six times its moments; each positive, however its rings run."""
    size = across = down = 0.0
    for ring in boundaries.shapes[key]:
        line = [place for number in ring for place in boundaries.arc(number)]
        for (x, y), (to_x, to_y) in pairwise([*line, line[0]]):
            cross = x * to_y - to_x * y
            size, across, down = (
                size + cross,
                across + cross * (x + to_x),
                down + cross * (y + to_y),
            )
    return (size, across, down) if size > 0 else (-size, -across, -down)
