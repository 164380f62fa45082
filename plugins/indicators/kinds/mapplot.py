"""What a map draws, resolved: shapes, classes, borders."""

from dataclasses import dataclass
from typing import NamedTuple

from plugins.indicators.kinds.scene import Plot

NO_VALUE, SECRET_VALUE = 0, -1


@dataclass(frozen=True)
class Grade:
    """A class of a map: its range in words, how many areas are in it, the same in words.

    `number` is its look: 1 to 4 the warm colours, the darker the greater the size; 5 and 6 the cool
    ones, for gains where others lose; 0 is «keine Angabe», −1 «geheim».
    """

    number: int
    label: str
    count: int
    counted: str


class Shape(NamedTuple):
    """An area of a map: `path` is SVG path data, `grade` the look of its class."""

    key: str
    name: str
    grade: int
    path: str
    is_highlighted: bool = False


@dataclass(frozen=True)
class MapPlot(Plot):
    """A map of classes, `width` × `height` units, the lowest class first, those without a value last.

    `borders` is one path: the outline and the borders of the next higher level of areas.
    Highlighted shapes come last and are drawn above the borders, so that no neighbour covers them;
    `highlighted` names them.
    """

    width: int
    height: int
    shapes: tuple[Shape, ...]
    grades: tuple[Grade, ...]
    borders: str
    highlighted: str = ""
