"""The bar chart of a picture: the first and the last rows of a long list."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from plugins.indicators.kinds.plots import BarPlot
from plugins.indicators.picture.canvas import EDGE, WIDTH, Canvas
from plugins.indicators.picture.metrics import BOLD, width

_ROW = 24
_MOST_ROWS = 12
_FIRST_ROWS, _LAST_ROWS = 6, 4


class _Row(Protocol):
    @property
    def is_highlighted(self) -> bool: ...


Row = TypeVar("Row", bound=_Row)


def draw_bars(canvas: Canvas, plot: BarPlot) -> None:
    """Draw a row per bar."""
    colors = canvas.colors
    rows = shown_rows(plot.bars)
    left = EDGE + 12 + max(width(bar.name, 13, BOLD) for bar in plot.bars)
    right = WIDTH - EDGE - 12 - max(width(bar.text, 13, BOLD) for bar in plot.bars)
    if not plot.bars[0].key:
        # Rows of times: without the head nobody would know of which area.
        canvas.y += _ROW
        canvas.text(EDGE, canvas.y - 8, plot.row_head, bold=True)
        canvas.text(WIDTH - EDGE, canvas.y - 8, plot.value_head, bold=True, anchor="end")
        canvas.line((EDGE, canvas.y), (WIDTH - EDGE, canvas.y), colors.ink, 1.5)
    for bar in rows:
        canvas.y += _ROW
        base = canvas.y - 8
        if bar is None:
            canvas.text(EDGE, base, "…", color=colors.quiet)
            continue
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
        canvas.line((x, canvas.y - _ROW * len(rows)), (x, canvas.y), colors.ink, 1)
    say_left_out(canvas, rows, len(plot.bars))


def say_left_out(canvas: Canvas, rows: Sequence[Row | None], count: int) -> None:
    """Say how many of `count` rows a picture shows, if not all."""
    if None in rows:
        canvas.y += 4
        known = sum(row is not None for row in rows)
        words = f"{known} von {count} Zeilen; alle Werte stehen im Beitrag."
        canvas.paragraph(words, 11.5, 16, color=canvas.colors.quiet)


def shown_rows(every: Sequence[Row]) -> list[Row | None]:
    """Return the rows of a picture; None stands for rows left out.

    A picture of fifty rows is unreadable in a mail: of a long list it shows the first and the last
    rows and every highlighted one.
    """
    if len(every) <= _MOST_ROWS:
        return list(every)
    last = len(every) - _LAST_ROWS
    rows: list[Row | None] = []
    for number, row in enumerate(every):
        if number < _FIRST_ROWS or number >= last or row.is_highlighted:
            rows.append(row)
        elif rows[-1] is not None:
            rows.append(None)
    return rows
