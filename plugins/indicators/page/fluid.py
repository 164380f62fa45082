"""The line chart of a page: it follows the width of the page, and its text never shrinks.

Places are percentages of the plot and text has the page's own size; only the strokes stand in a
nested SVG that is stretched, with strokes that are not (`vector-effect`). Sizes: chart.css.
"""

from collections.abc import Sequence
from html import escape

from plugins.indicators.kinds.plots import LinePlot, Mark, Tick, Trace
from plugins.indicators.page.valuetable import keyed
from plugins.indicators.picture.metrics import BOLD, ROOM, width

# Label text is 13/16 of a rem; classes of chart.css reserve whole rems beside the plot.
_LABEL = 13 / 16
_WIDEST = 14
STRETCHED = (
    '<svg x="0" y="0" width="100%" height="100%" viewBox="0 0 100 100"'
    ' preserveAspectRatio="none" overflow="visible">'
)


def fluid_lines(plot: LinePlot, label: str = "") -> str:
    """Return the HTML of a line chart: a picture for the eye; the figure's texts are for everyone."""
    del label
    return (
        f"{_key(plot)}"
        f'<div class="chart-plot {_gutter(plot)} {_margin(plot)}">'
        # Title, description and table say everything once; the numbers of the axes say nothing.
        '<svg aria-hidden="true">'
        f"{grid(plot.values, plot.breaks)}{_strokes(plot)}{ticks(plot.values, plot.times)}{_ends(plot)}"
        "</svg></div>"
    )


def _key(plot: LinePlot) -> str:
    """Return the key above the plot, for several lines: on a narrow page the only names."""
    if len(plot.traces) == 1:
        return ""
    items = "".join(
        f'<li{keyed(trace.key)}><svg aria-hidden="true"><line class="s{trace.style}" x2="100%" y1="50%" y2="50%"/>'
        f"</svg>{escape(trace.name)}</li>"
        for trace in plot.traces
    )
    return f'<ul class="chart-key">{items}</ul>'


def _gutter(plot: LinePlot) -> str:
    widest = max(width(tick.label, _LABEL) for tick in plot.values) * ROOM
    return f"axis-{min(max(int(widest + 0.5) + 1, 2), 8)}"


def _margin(plot: LinePlot) -> str:
    widest = max(width(_end_label(plot, trace), _LABEL, BOLD) for trace in plot.traces) * ROOM
    return f"ends-{min(max(int(widest + 0.7) + 1, 4), _WIDEST)}"


def _end_label(plot: LinePlot, trace: Trace) -> str:
    """Return name and value; a single line needs no name, the title says what it is."""
    return trace.end_text if len(plot.traces) == 1 else f"{trace.name} {trace.end_text}"


def grid(values: Sequence[Tick], breaks: Sequence[float]) -> str:
    """Return the lines under the strokes: one per tick, and one where the data break."""
    lines = "".join(
        f'<line class="{"zero" if tick.is_zero else "grid"}" x2="100%"'
        f' y1="{percent(tick.place)}" y2="{percent(tick.place)}"/>'
        for tick in values
    )
    return lines + "".join(
        f'<line class="break" x1="{percent(place)}" x2="{percent(place)}" y2="100%"/>'
        for place in breaks
    )


def ticks(values: Sequence[Tick], times: Sequence[Tick]) -> str:
    """Return the labels of both axes, above the strokes: on a phone they stand in the plot."""
    labels = "".join(
        f'<text class="value-tick" y="{percent(tick.place)}">{escape(tick.label)}</text>'
        for tick in values
    )
    return labels + "".join(
        f'<text class="time-tick{_anchor(tick)}" x="{percent(tick.place)}" y="100%">'
        f"{escape(tick.label)}</text>"
        for tick in times
    )


def _anchor(tick: Tick) -> str:
    if tick.place == 0:
        return " first"
    return " last" if tick.place == 1 else " middle"


def _strokes(plot: LinePlot) -> str:
    """Return the lines, the first style last, so that it lies on top of the others."""
    ordered = sorted(plot.traces, key=lambda trace: -trace.style)
    paths = "".join(
        f'<path class="s{trace.style}"{keyed(trace.key)} vector-effect="non-scaling-stroke"'
        f' d="{"".join(map(path, trace.runs))}"/>'
        for trace in ordered
        if trace.runs
    )
    dots = "".join(
        f'<circle class="d{trace.style}" cx="{percent(dot.x)}" cy="{percent(dot.y)}" r=".25em"/>'
        for trace in ordered
        for dot in trace.dots
    )
    return f"{STRETCHED}{paths}</svg>{dots}"


def path(run: Sequence[Mark]) -> str:
    """Return the data of a stroke within `STRETCHED`."""
    return "M" + "L".join(f"{_place(mark.x)} {_place(mark.y)}" for mark in run)


def _ends(plot: LinePlot) -> str:
    return "".join(
        f'<text class="end t{trace.style}"{keyed(trace.key)} x="{percent(trace.end.x)}" y="{percent(trace.label_y)}">'
        f"{escape(_end_label(plot, trace))}</text>"
        for trace in plot.traces
    )


def _place(part: float) -> str:
    """Return a part of 1 as a percentage without its sign, at most two decimals."""
    return f"{part * 100:.2f}".rstrip("0").rstrip(".")


def percent(part: float) -> str:
    """Return a part of 1 as a percentage: `43.2%`."""
    return f"{_place(part)}%"
