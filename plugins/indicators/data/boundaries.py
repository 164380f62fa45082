"""Boundaries: the shapes of areas, read from a TopoJSON file with every fault of the file.

Neighbours share their arcs (TopoJSON 1.0, Bostock and Metcalf, 2013), so a border is known without
another file: an arc used once lies outside, an arc between areas of two regions parts these.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.notation import read_json
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import suggest

Place = tuple[float, float]
Ring = tuple[int, ...]
_EXACT = 4  # decimals of a degree: some ten metres, as the shapes are simplified more


@dataclass(frozen=True, eq=False)
class Boundaries:
    """The shapes of areas by key; each set is one object of its own, by which paths are kept.

    A shape is a number of rings (polygons and holes alike), a ring a number of arcs; `~n` is arc
    `n` backwards. Places are in degrees of latitude, x to the right and y down, projected
    equirectangularly at the middle of all arcs. `attribution` is what the source wants to be named
    as.
    """

    arcs: tuple[tuple[Place, ...], ...] = ()
    shapes: Mapping[str, tuple[Ring, ...]] = field(default_factory=dict)
    attribution: str = ""

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of all shapes, in degrees (WGS 84); None without any."""
        lines = [
            self.arc(number) for rings in self.shapes.values() for ring in rings for number in ring
        ]
        if not lines:
            return None
        across = [x for line in lines for x, _ in line]
        heights = [-y for line in lines for _, y in line]
        # Back from the plane of `_project`, whose middle is that of all arcs.
        length = _length([-y for arc in self.arcs for _, y in arc])
        corners = (min(across) / length, min(heights), max(across) / length, max(heights))
        west, south, east, north = (round(each, _EXACT) for each in corners)
        return west, south, east, north

    def arc(self, number: int) -> tuple[Place, ...]:
        """Return an arc in the direction of its use."""
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]


def read_boundaries(
    text: str, path: str, resource: Mapping[str, Any], areas: Areas
) -> tuple[Boundaries, list[Fault]]:
    """Return the boundaries of a file and its faults; a faulty shape is left out.

    `path` names the file in faults, `resource` is its entry in the data package.
    """
    raw, wrong = read_json(text, path, _ADVICE)
    if wrong:
        return Boundaries(), wrong
    try:
        attribution = str(resource.get("quellenvermerk", ""))
        boundaries = Boundaries(_project(list(_arcs(raw))), _shapes(raw), attribution)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return Boundaries(), [Fault(path, 0, 0, "Die Datei ist kein TopoJSON.", _ADVICE)]
    faults: list[Fault] = []
    sound = set()
    for key in boundaries.shapes:
        try:
            _check(key, boundaries, areas)
            sound.add(key)
        except WordError as error:
            faults.append(Fault(path, *_find(text, key), error.message, error.advice))
    levels = {areas.by_key[key].level for key in sound}
    missing = [
        area.short
        for level in levels
        for area in areas.of_level(level)
        if area.key not in boundaries.shapes
    ]
    if missing:
        message = f"Diese Gebiete haben keine Grenzen: {', '.join(missing)}."
        faults.append(Fault(path, 0, 0, message, "Ihr Schlüssel steht als „id“ bei der Fläche."))
    shapes = {key: rings for key, rings in boundaries.shapes.items() if key in sound}
    return replace(boundaries, shapes=shapes), faults


_ADVICE = (
    "Gebraucht wird TopoJSON mit einer Fläche je Gebiet; so schreibt es zum Beispiel mapshaper."
)


def _arcs(raw: Mapping[str, Any]) -> Iterator[tuple[Place, ...]]:
    """Yield the arcs in degrees; a file with a transform has differences of whole numbers."""
    transform = raw.get("transform", {})
    (across, down), (left, top) = transform.get("scale", (1, 1)), transform.get("translate", (0, 0))
    for arc in raw["arcs"]:
        places, x, y = [], 0, 0
        for point in arc:
            x, y = (x + point[0], y + point[1]) if transform else (point[0], point[1])
            places.append((float(x * across + left), float(y * down + top)))
        if not places or not all(math.isfinite(x + y) for x, y in places):
            raise ValueError(arc)
        yield tuple(places)


def _shapes(raw: Mapping[str, Any]) -> dict[str, tuple[Ring, ...]]:
    """Return the rings of each area, which may have several geometries; a file has one layer."""
    (layer,) = raw["objects"].values()
    shapes: dict[str, tuple[Ring, ...]] = {}
    for each in layer["geometries"]:
        polygons = {"Polygon": [each["arcs"]], "MultiPolygon": each["arcs"]}[each["type"]]
        rings = tuple(tuple(map(int, ring)) for part in polygons for ring in part)
        if not rings or not all(rings):
            raise ValueError(each)
        shapes[str(each["id"])] = shapes.get(str(each["id"]), ()) + rings
    return shapes


def _check(key: str, boundaries: Boundaries, areas: Areas) -> None:
    """Raise WordError if a shape is not that of an area of today, or not closed."""
    today = [area.key for area in areas.by_key.values() if not area.is_former]
    if key not in today:
        raise WordError(f"Das Gebiet „{key}“ steht nicht in der Gebietsliste.", suggest(key, today))
    count = len(boundaries.arcs)
    for ring in boundaries.shapes[key]:
        if not all(-count <= number < count for number in ring):
            raise WordError(f"Eine Linie in der Grenze von „{key}“ gibt es nicht.", _ADVICE)
        lines = [boundaries.arc(number) for number in ring]
        if any(here[-1] != there[0] for here, there in pairwise([*lines, *lines[:1]])):
            raise WordError(f"Die Grenze von „{key}“ ist nicht geschlossen.", _ADVICE)


def _project(arcs: Sequence[Sequence[Place]]) -> tuple[tuple[Place, ...], ...]:
    """Return arcs as on a plane: a degree of longitude is as long as in the middle of all."""
    length = _length([y for arc in arcs for _, y in arc])
    return tuple(tuple((x * length, -y) for x, y in arc) for arc in arcs)


def _length(heights: Sequence[float]) -> float:
    """Return how long a degree of longitude is in the middle of these latitudes, in degrees of latitude."""
    middle = (min(heights) + max(heights)) / 2 if heights else 0
    return math.cos(math.radians(middle))


def _find(text: str, key: str) -> tuple[int, int]:
    """Return line and column of a key in the file."""
    before = text.partition(f'"{key}"')[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
