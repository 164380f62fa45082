"""The outline of a map: boundaries → path data, cropped to the areas shown, once for each set.

Coordinates are whole numbers and, behind the first, differences: a third of the bytes. Each point
is rounded where it lies, not each step, so neighbours keep exactly the same border.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plugins.indicators.data.boundaries import Boundaries

# The longer side of a map. A unit is at most a pixel and a quarter of a page (chart.css).
SIDE = 440

Step = tuple[int, int]


@dataclass(frozen=True)
class Outline:
    """A map of `width` × `height` units: the closed path of each area, one of all, and one of borders."""

    width: int
    height: int
    paths: Mapping[str, str]
    contour: str
    borders: str


@lru_cache(maxsize=64)
def outline(
    boundaries: Boundaries, regions: tuple[tuple[str, str], ...], side: int = SIDE
) -> Outline:
    """Return the map of some areas, each with the key of its region; all have a shape.

    Borders are the outer line, which is the contour, and the lines between regions. `side` is the longer
    side of the map.
    """
    used: dict[int, list[str]] = {}
    for key, region in regions:
        for number in _arcs(boundaries, key):
            used.setdefault(max(number, ~number), []).append(region)
    places = [place for number in used for place in boundaries.arcs[number]]
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    top, bottom = min(y for _, y in places), max(y for _, y in places)
    scale = side / (max(right - left, bottom - top) or 1)

    def steps(number: int) -> list[Step]:
        return [
            (round((x - left) * scale), round((y - top) * scale)) for x, y in boundaries.arc(number)
        ]

    outer = [number for number, users in used.items() if len(users) == 1]
    borders = [*outer, *(number for number, users in used.items() if len({*users}) > 1)]
    return Outline(
        width=round((right - left) * scale),
        height=round((bottom - top) * scale),
        paths={
            key: "".join(
                path_data([step for number in ring for step in steps(number)], closed=True)
                for ring in boundaries.shapes[key]
            )
            for key, _ in regions
        },
        contour="".join(path_data(chain, closed=True) for chain in _chained(map(steps, outer))),
        borders="".join(path_data(chain) for chain in _chained(map(steps, borders))),
    )


def path_data(steps: Sequence[Step], *, closed: bool = False) -> str:
    """Return points as path data: `M12 7l3-4 0 9z`; a point twice in a row counts once."""
    points = [step for step, before in zip(steps, [None, *steps], strict=False) if step != before]
    if closed and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    (x, y), *rest = points
    numbers: list[int] = []
    for here, (across, down) in zip(points, rest, strict=False):
        numbers += [across - here[0], down - here[1]]
    # A minus parts two numbers as well as a space does.
    line = "l" + " ".join(map(str, numbers)).replace(" -", "-") if numbers else ""
    return f"M{x} {y}{line}{'z' if closed else ''}"


def _arcs(boundaries: Boundaries, key: str) -> Iterator[int]:
    return (number for ring in boundaries.shapes[key] for number in ring)


def _chained(lines: Iterable[list[Step]]) -> Iterator[list[Step]]:
    """Yield lines joined where one begins or ends at the end of another."""
    left = list(lines)
    while left:
        chain = left.pop()
        for _ in ("forwards", "backwards"):
            while line := next((line for line in left if chain[-1] in (line[0], line[-1])), None):
                left.remove(line)
                chain += (line if line[0] == chain[-1] else line[::-1])[1:]
            chain.reverse()
        yield chain
