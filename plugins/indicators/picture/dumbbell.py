"""The dumbbell chart of a picture: axis, ways, values; of a long list the first and last rows."""

from plugins.indicators.kinds.plots import DumbbellPlot, Pair
from plugins.indicators.picture.canvas import EDGE, WIDTH, Canvas
from plugins.indicators.picture.metrics import BOLD, width
from plugins.indicators.picture.rows import ROW, draw_rows, say_left_out, shown_rows

_GAP = 16
_SHY = "\N{SOFT HYPHEN}"


def draw_dumbbells(canvas: Canvas, plot: DumbbellPlot) -> None:
    """Draw a row per pair."""
    colors = canvas.colors
    rows = shown_rows(plot.pairs)
    names = (plot.row_head, *(pair.name for pair in plot.pairs))
    left = EDGE + _GAP + max(width(name, 13, BOLD) for name in names)
    difference = plot.heads[2].replace(_SHY, "")
    room = max(
        width(text, 13, BOLD) for text in (difference, *(pair.texts[2] for pair in plot.pairs))
    )
    right = WIDTH - EDGE - _GAP - room
    _heads(canvas, plot, left, right, difference)
    top = canvas.y
    for tick in plot.ticks:
        x = left + tick.place * (right - left)
        color, size = (colors.ink, 1.0) if tick.is_zero else (colors.line, 1.0)
        canvas.line((x, top), (x, top + ROW * len(rows)), color, size)
    for pair, _ in draw_rows(canvas, rows):
        _row(canvas, pair, left, right)
    say_left_out(canvas, rows, len(plot.pairs))


def _heads(canvas: Canvas, plot: DumbbellPlot, left: float, right: float, difference: str) -> None:
    """Draw what the marks mean, the heads of the columns, and the labels of the axis."""
    colors = canvas.colors
    first, last = plot.heads[:2]
    canvas.y += 18
    base = canvas.y - 5
    canvas.ring(left + 5, base - 4.5, colors.bar)
    canvas.text(left + 14, base, first, bold=True)
    x = left + 30 + width(first, 13, BOLD)
    if x + 14 + width(last, 13, BOLD) > right:
        canvas.y += 18
        x, base = left, base + 18
    canvas.dot(x + 5, base - 4.5, colors.bar)
    canvas.text(x + 14, base, last, bold=True)
    canvas.text(EDGE, base, plot.row_head, bold=True)
    canvas.text(WIDTH - EDGE, base, difference, bold=True, anchor="end")
    canvas.y += 20
    for tick in plot.ticks:
        x = left + tick.place * (right - left)
        canvas.text(x, canvas.y - 6, tick.label, size=12, color=colors.quiet, anchor="middle")


def _row(canvas: Canvas, pair: Pair, left: float, right: float) -> None:
    colors = canvas.colors
    color = colors.series[0] if pair.is_highlighted else colors.bar
    base, middle = canvas.y - 8, canvas.y - ROW / 2
    canvas.text(EDGE, base, pair.name, bold=pair.is_highlighted)
    ends = [
        None if part is None else left + part * (right - left) for part in (pair.first, pair.last)
    ]
    start, end = ends
    if start is not None and end is not None:
        canvas.line((start, middle), (end, middle), color, 3)
    if start is not None:
        canvas.ring(start, middle, color)
    if end is not None:
        canvas.dot(end, middle, color)
    quiet = colors.quiet if None in ends else colors.ink
    canvas.text(
        WIDTH - EDGE, base, pair.texts[2], color=quiet, bold=pair.is_highlighted, anchor="end"
    )
