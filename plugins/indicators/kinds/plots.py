"""What each kind of chart draws, resolved: places, labels, styles. No output knows the data.

Places are parts of the plot from 0 to 1, x to the right and y down, so that each output can
choose its own size. `key` is the key of an area: a page finds «meine Gemeinde» by it; it is empty
for a row that is no area.
"""

from dataclasses import dataclass
from typing import NamedTuple

from plugins.indicators.kinds.scene import Plot, ValueTable


class Tick(NamedTuple):
    """A labelled place on an axis."""

    label: str
    place: float
    is_zero: bool = False


class Mark(NamedTuple):
    """A value in the plot."""

    x: float
    y: float


@dataclass(frozen=True)
class Trace:
    """The line of one area. `style` is 1 to 4: colour and dash; 1 is the thick one.

    `runs` are the strokes, `dots` the marks that get a dot; `end` is the last mark and
    `label_y` the place of its label, moved away from the others.
    """

    name: str
    style: int
    runs: tuple[tuple[Mark, ...], ...]
    dots: tuple[Mark, ...]
    end: Mark
    end_text: str
    label_y: float
    key: str = ""


@dataclass(frozen=True)
class LinePlot(Plot):
    """A line chart. `breaks` are the places where the data stop being comparable."""

    values: tuple[Tick, ...]
    times: tuple[Tick, ...]
    traces: tuple[Trace, ...]
    breaks: tuple[float, ...] = ()

    def end_label(self, trace: Trace) -> str:
        """Return name and value; a single line needs no name, the title says what it is."""
        return trace.end_text if len(self.traces) == 1 else f"{trace.name} {trace.end_text}"


class Bar(NamedTuple):
    """One row: `start` and `length` are parts of the width; a missing value has no length."""

    name: str
    text: str
    start: float = 0
    length: float = 0
    is_missing: bool = False
    is_highlighted: bool = False
    key: str = ""


@dataclass(frozen=True)
class BarPlot(Plot):
    """A bar chart, which is also the table of its values. `zero` is set if values are negative."""

    row_head: str
    value_head: str
    bars: tuple[Bar, ...]
    zero: float | None = None


@dataclass(frozen=True)
class Tile:
    """A figure in large type: what, how much, when, and how it changed (a sentence or nothing).

    `unit` is empty where a symbol belongs to the value; `change` of a missing value says why.
    """

    label: str
    value: str
    unit: str
    time: str
    change: str = ""
    is_missing: bool = False
    is_highlighted: bool = False
    key: str = ""


@dataclass(frozen=True)
class TilePlot(Plot):
    """One to four key figures."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class TablePlot(Plot):
    """A table that is shown as it is. `highlighted` are keys of its rows."""

    table: ValueTable
    highlighted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A row of a dumbbell chart: two values and the way between them; None where one is missing."""

    name: str
    first: float | None
    last: float | None
    texts: tuple[str, str, str]  # first value, last value, difference
    is_highlighted: bool = False
    key: str = ""


@dataclass(frozen=True)
class DumbbellPlot(Plot):
    """Two dates of several areas, or two areas at several times. It is also the table of its values.

    `heads` name the columns first value, last value, difference; soft hyphens may break them.
    """

    row_head: str
    heads: tuple[str, str, str]
    pairs: tuple[Pair, ...]
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Panel:
    """One small line chart among others of the same scale."""

    name: str
    runs: tuple[tuple[Mark, ...], ...]
    dots: tuple[Mark, ...]
    end_text: str
    is_highlighted: bool = False
    key: str = ""


@dataclass(frozen=True)
class MultiplesPlot(Plot):
    """Small multiples: the same axes in every panel, so that shapes and levels can be compared."""

    values: tuple[Tick, ...]
    times: tuple[Tick, ...]
    panels: tuple[Panel, ...]
    breaks: tuple[float, ...] = ()


@dataclass(frozen=True)
class Stack:
    """A row of shares that make up a whole: the length and the text of each part.

    Without all its parts a row has no lengths. Between a row `after_break` and the one before, the
    data stop being comparable.
    """

    name: str
    lengths: tuple[float, ...]
    texts: tuple[str, ...]
    is_highlighted: bool = False
    after_break: bool = False
    key: str = ""


@dataclass(frozen=True)
class StackedPlot(Plot):
    """Parts of a whole: the same two to five parts in every row. Also the table of its values."""

    row_head: str
    parts: tuple[str, ...]
    stacks: tuple[Stack, ...]
