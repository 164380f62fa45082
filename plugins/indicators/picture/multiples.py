"""The small multiples of a picture: two or three panels in a row, labels at the first of each."""

from collections.abc import Sequence

from plugins.indicators.kinds.plots import Mark, MultiplesPlot, Panel
from plugins.indicators.picture.canvas import EDGE, WIDTH, Canvas, way
from plugins.indicators.picture.metrics import BOLD, REGULAR, width, wrap

_PLOT = 96
_GAP = 26
_LINE = 18
_FEW = 4


def draw_multiples(canvas: Canvas, plot: MultiplesPlot) -> None:
    """Draw a panel per area, row by row."""
    columns = 2 if len(plot.panels) <= _FEW else 3
    left = EDGE + 10 + max(width(tick.label, 12) for tick in plot.values)
    room = (WIDTH - EDGE - left - _GAP * (columns - 1)) / columns
    for start in range(0, len(plot.panels), columns):
        row = plot.panels[start : start + columns]
        heads = [_head(panel, room) for panel in row]
        top = canvas.y + _LINE * max(map(len, heads)) + 10
        for number, (panel, head) in enumerate(zip(row, heads, strict=True)):
            x = left + number * (room + _GAP)
            _write_head(canvas, panel, head, (x, x + room, top - 10))
            _draw_axes(canvas, plot, (x, x + room, top), labelled=number == 0)
            _draw_panel(canvas, panel, (x, x + room, top))
        canvas.y = top + _PLOT + 36
    canvas.y -= 8


def _head(panel: Panel, room: float) -> list[str]:
    """Return the lines of a panel's name; the value stands behind it, or in a line of its own.

    A name with a hyphen may be broken behind it.
    """
    face = BOLD if panel.is_highlighted else REGULAR
    pieces = wrap(panel.name.replace("-", "- "), room, 13, face)
    lines = [piece.replace("- ", "-") for piece in pieces]
    if width(lines[-1], 13, face) + 8 + width(panel.end_text, 13, BOLD) > room:
        lines.append("")
    return lines


def _write_head(
    canvas: Canvas, panel: Panel, lines: Sequence[str], place: tuple[float, float, float]
) -> None:
    left, right, base = place
    for number, words in enumerate(reversed(lines)):
        if words:
            canvas.text(left, base - number * _LINE, words, bold=panel.is_highlighted)
    canvas.text(right, base, panel.end_text, bold=True, anchor="end")


def _draw_axes(
    canvas: Canvas, plot: MultiplesPlot, place: tuple[float, float, float], *, labelled: bool
) -> None:
    colors = canvas.colors
    left, right, top = place
    for tick in plot.values:
        y = top + tick.place * _PLOT
        canvas.line((left, y), (right, y), colors.ink if tick.is_zero else colors.line, 1)
        if labelled:
            canvas.text(left - 8, y + 4, tick.label, size=12, color=colors.quiet, anchor="end")
    for broken in plot.breaks:
        x = left + broken * (right - left)
        canvas.line((x, top), (x, top + _PLOT), colors.quiet, 1, "3 3")
    for tick in plot.times if labelled else ():
        x, anchor = (right, "end") if tick.place else (left, "start")
        canvas.text(x, top + _PLOT + 18, tick.label, size=12, color=colors.quiet, anchor=anchor)


def _draw_panel(canvas: Canvas, panel: Panel, place: tuple[float, float, float]) -> None:
    left, right, top = place

    def at(mark: Mark) -> tuple[float, float]:
        return left + mark.x * (right - left), top + mark.y * _PLOT

    for run in panel.runs:
        size = 3.5 if panel.is_highlighted else 2.25
        canvas.path(way(map(at, run)), _color(canvas, panel), size)
    for dot in panel.dots:
        canvas.dot(*at(dot), _color(canvas, panel))


def _color(canvas: Canvas, panel: Panel) -> str:
    return canvas.colors.series[0 if panel.is_highlighted else 1]
