"""The bar chart of a picture."""

from plugins.indicators.kinds.plots import BarPlot
from plugins.indicators.picture.canvas import EDGE, WIDTH, Canvas
from plugins.indicators.picture.metrics import BOLD, width
from plugins.indicators.picture.rows import ROW, draw_rows, say_left_out, shown_rows


def draw_bars(canvas: Canvas, plot: BarPlot) -> None:
    """Draw a row per bar."""
    colors = canvas.colors
    rows = shown_rows(plot.bars)
    left = EDGE + 12 + max(width(bar.name, 13, BOLD) for bar in plot.bars)
    right = WIDTH - EDGE - 12 - max(width(bar.text, 13, BOLD) for bar in plot.bars)
    if not plot.bars[0].key:
        # Rows of times: without the head nobody would know of which area.
        canvas.y += ROW
        canvas.text(EDGE, canvas.y - 8, plot.row_head, bold=True)
        canvas.text(WIDTH - EDGE, canvas.y - 8, plot.value_head, bold=True, anchor="end")
        canvas.line((EDGE, canvas.y), (WIDTH - EDGE, canvas.y), colors.ink, 1.5)
    for bar, base in draw_rows(canvas, rows):
        color = colors.series[0] if bar.is_highlighted else colors.bar
        canvas.text(EDGE, base, bar.name, bold=bar.is_highlighted)
        if bar.length:
            start = left + bar.start * (right - left)
            canvas.box(start, base - 11, (bar.length * (right - left), 14), color)
        quiet = colors.quiet if bar.is_missing else colors.ink
        canvas.text(
            WIDTH - EDGE, base, bar.text, color=quiet, bold=bar.is_highlighted, anchor="end"
        )
    if plot.zero is not None:
        x = left + plot.zero * (right - left)
        canvas.line((x, canvas.y - ROW * len(rows)), (x, canvas.y), colors.ink, 1)
    say_left_out(canvas, rows, len(plot.bars))
