"""One scene, all outputs: everything a chart shows, resolved once, before anything is drawn.

Page, picture and description are written from the scene alone, so no two of them can disagree.
Places are parts of the plot from 0 to 1, x to the right and y down, so that each output can
choose its own size.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tick:
    """A labelled place on an axis."""

    label: str
    place: float
    is_zero: bool = False


@dataclass(frozen=True)
class Mark:
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


@dataclass(frozen=True)
class LinePlot:
    """A line chart. `breaks` are the places where the data stop being comparable."""

    values: tuple[Tick, ...]
    times: tuple[Tick, ...]
    traces: tuple[Trace, ...]
    breaks: tuple[float, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One row: `start` and `length` are parts of the width; a missing value has no length."""

    name: str
    text: str
    start: float = 0
    length: float = 0
    is_missing: bool = False
    is_highlighted: bool = False


@dataclass(frozen=True)
class BarPlot:
    """A bar chart, which is also the table of its values. `zero` is set if values are negative."""

    row_head: str
    value_head: str
    bars: tuple[Bar, ...]
    zero: float | None = None


@dataclass(frozen=True)
class ValueTable:
    """The values of a chart as text, row by row; the first cell of a row is its head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Reference:
    """A piece of the source line, with an address where there is one."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Scene:
    """A whole figure.

    `announcement` says what kind of chart of what it is, for those who do not see it; the
    `description` that follows, in paragraphs, is for all.
    """

    indicator: str
    title: str
    subtitle: str
    plot: LinePlot | BarPlot
    table: ValueTable
    announcement: str
    description: tuple[str, ...]
    notes: tuple[str, ...] = ()
    source: tuple[Reference, ...] = field(default_factory=tuple)
