"""The line chart of a picture."""

from plugins.indicators.kinds.plots import LinePlot, Mark
from plugins.indicators.picture.canvas import EDGE, WIDTH, Canvas, way
from plugins.indicators.picture.metrics import BOLD, width

_PLOT = 260
DASHES = ("", "9 4", "2 4", "10 4 2 4")


def draw_lines(canvas: Canvas, plot: LinePlot) -> None:
    """Draw lines with the labels of both axes and of the ends."""
    colors = canvas.colors
    left = EDGE + 10 + max(width(tick.label, 12) for tick in plot.values)
    labels = [plot.end_label(trace) for trace in plot.traces]
    right = WIDTH - EDGE - 12 - max(width(label, 13, BOLD) for label in labels)
    top = canvas.y + 8

    def at(mark: Mark) -> tuple[float, float]:
        return left + mark.x * (right - left), top + mark.y * _PLOT

    for tick in plot.values:
        y = top + tick.place * _PLOT
        canvas.line((left, y), (right, y), colors.ink if tick.is_zero else colors.line, 1)
        canvas.text(left - 8, y + 4, tick.label, size=12, color=colors.quiet, anchor="end")
    for tick in plot.times:
        x = left + tick.place * (right - left)
        anchor = "start" if tick.place == 0 else "end" if tick.place == 1 else "middle"
        canvas.text(x, top + _PLOT + 20, tick.label, size=12, color=colors.quiet, anchor=anchor)
    for place in plot.breaks:
        x = left + place * (right - left)
        canvas.line((x, top), (x, top + _PLOT), colors.quiet, 1, "3 3")
    for trace in sorted(plot.traces, key=lambda trace: -trace.style):
        color = colors.series[trace.style - 1]
        for run in trace.runs:
            size = 3.5 if trace.style == 1 else 2.25
            canvas.path(way(map(at, run)), color, size, DASHES[trace.style - 1])
        for dot in trace.dots:
            canvas.dot(*at(dot), color)
    for trace, label in zip(plot.traces, labels, strict=True):
        x, _ = at(trace.end)
        y = top + trace.label_y * _PLOT
        canvas.text(x + 10, y + 4.5, label, color=colors.series[trace.style - 1], bold=True)
    canvas.y = top + _PLOT + 28
