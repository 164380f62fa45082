"""The stacked shares of a picture: name, bar, values; of a long list the first and last rows."""

from plugins.indicators.kinds.plots import Stack, StackedPlot
from plugins.indicators.picture.canvas import EDGE, INNER, WIDTH, Canvas
from plugins.indicators.picture.metrics import BOLD, width
from plugins.indicators.picture.rows import draw_rows, say_left_out, shown_rows

_BOX = 14
_SPACE = 14


def draw_stacked(canvas: Canvas, plot: StackedPlot) -> None:
    """Draw a legend and a row per stack."""
    _draw_legend(canvas, plot)
    colors = canvas.colors
    rows = shown_rows(plot.stacks)
    left = EDGE + 12 + max(width(stack.name, 13, BOLD) for stack in plot.stacks)
    columns = [
        max(width(stack.texts[part], 13, BOLD) for stack in plot.stacks)
        for part in range(len(plot.parts))
    ]
    right = WIDTH - EDGE - sum(columns) - _SPACE * len(columns)
    for stack, base in draw_rows(canvas, rows):
        if stack.after_break:
            canvas.line((EDGE, base - 16), (WIDTH - EDGE, base - 16), colors.quiet, 1, "3 3")
        canvas.text(EDGE, base, stack.name, bold=stack.is_highlighted)
        _draw_bar(canvas, stack, (left, right, base))
        x = right
        for text, room in zip(stack.texts, columns, strict=True):
            x += room + _SPACE
            canvas.text(x, base, text, bold=stack.is_highlighted, anchor="end")
    say_left_out(canvas, rows, len(plot.stacks))


def _colors(canvas: Canvas) -> tuple[str, ...]:
    """Return the colours of the parts: dark and light in turn."""
    colors = canvas.colors
    return (colors.series[0], colors.bar, colors.series[1], colors.gain, colors.series[2])


def _draw_legend(canvas: Canvas, plot: StackedPlot) -> None:
    x: float = EDGE
    canvas.y += 16
    for part, color in zip(plot.parts, _colors(canvas), strict=False):
        room = _BOX + 6 + width(part, 13)
        if x > EDGE and x + room > EDGE + INNER:
            x = EDGE
            canvas.y += 20
        canvas.box(x, canvas.y - 11, (_BOX, 12), color)
        canvas.text(x + _BOX + 6, canvas.y, part)
        x += room + 18
    canvas.y += 10


def _draw_bar(canvas: Canvas, stack: Stack, place: tuple[float, float, float]) -> None:
    left, right, base = place
    start = left
    for length, color in zip(stack.lengths, _colors(canvas), strict=False):
        if not length:
            continue
        room = length * (right - left)
        # A gap of paper divides the parts; the narrowest one stays a hair.
        canvas.box(start, base - 11, (max(room - 1.5, 0.5), 14), color)
        start += room
