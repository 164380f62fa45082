"""The line chart of a page: it follows the width of the page, and its text never shrinks.

Places are percentages of the plot and text has the page's own size; only the strokes stand in a
nested SVG that is stretched, with strokes that are not (`vector-effect`). Sizes: chart.css.
"""

import re
from collections.abc import Sequence

from plugins.indicators.kinds.plots import LinePlot, Mark, Tick
from plugins.indicators.markup import escape
from plugins.indicators.page.room import room, room_behind
from plugins.indicators.page.valuetable import keyed

_LABEL = 13 / 16  # the size of labels in rem
_AXIS_GAP, _END_GAP = 0.5, 0.7
_ZEROS = re.compile(r"\.?0+(?=[ L]|\Z)")  # at the end of numbers that have decimals
STRETCHED = (
    '<svg x="0" y="0" width="100%" height="100%" viewBox="0 0 100 100"'
    ' preserveAspectRatio="none" overflow="visible">'
)


def fluid_lines(plot: LinePlot, label: str = "") -> str:
    """Return the HTML of a line chart: a picture for the eye; the figure's texts are for everyone."""
    del label
    axis = room((tick.label for tick in plot.values), _LABEL, _AXIS_GAP)
    ends = room_behind((plot.end_label(trace) for trace in plot.traces), _LABEL, _END_GAP)
    return (
        f"{_key(plot)}"
        f'<div class="chart-plot {axis} {ends}">'
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
    data = "L".join([f"{mark.x * 100:.2f} {mark.y * 100:.2f}" for mark in run])
    return f"M{_ZEROS.sub('', data)}"


def _ends(plot: LinePlot) -> str:
    return "".join(
        f'<text class="end t{trace.style}"{keyed(trace.key)} x="{percent(trace.end.x)}" y="{percent(trace.label_y)}">'
        f"{escape(plot.end_label(trace))}</text>"
        for trace in plot.traces
    )


def percent(part: float) -> str:
    """Return a part of 1 as a percentage with at most two decimals: `43.2%`."""
    return f"{part * 100:.2f}".rstrip("0").rstrip(".") + "%"
