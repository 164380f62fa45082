"""What a map draws, resolved: shapes, classes, borders."""

from dataclasses import dataclass

from plugins.indicators.kinds.scene import Plot


@dataclass(frozen=True)
class Grade:
    """A class of a map: its range in words and how many areas are in it."""

    label: str
    count: int


@dataclass(frozen=True)
class Shape:
    """An area of a map: `path` is SVG path data, `grade` counts from 1, 0 is «keine Angabe»."""

    key: str
    name: str
    text: str
    grade: int
    path: str
    is_highlighted: bool = False


@dataclass(frozen=True)
class MapPlot(Plot):
    """A map of classes, `width` × `height` units, lowest class first.

    `borders` is one path: the outline and the borders of the next higher level of areas.
    """

    width: int
    height: int
    shapes: tuple[Shape, ...]
    grades: tuple[Grade, ...]
    missing: int
    borders: str
    attribution: str
