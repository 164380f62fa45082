"""The table of a picture: the first and the last rows of a long one, the last columns of a wide one."""

from dataclasses import dataclass

from plugins.indicators.kinds.plots import TablePlot
from plugins.indicators.picture.canvas import EDGE, INNER, WIDTH, Canvas
from plugins.indicators.picture.metrics import BOLD, width, wrap
from plugins.indicators.picture.rows import draw_rows, say_left_out, shown_rows

_GAP = 16


@dataclass(frozen=True)
class _Row:
    cells: tuple[str, ...]
    is_highlighted: bool


def draw_table(canvas: Canvas, plot: TablePlot) -> None:
    """Draw as many columns as fit; the first of them are left out."""
    colors, table = canvas.colors, plot.table
    keys = table.row_keys or ("",) * len(table.rows)
    every = [_Row(row, key in plot.highlighted) for key, row in zip(keys, table.rows, strict=True)]
    rows = shown_rows(every)
    names = max(width(name, 13, BOLD) for name in (table.head[0], *(row.cells[0] for row in every)))
    widths = _widths(table.head, [row.cells for row in every], INNER - names)
    count = len(widths)
    heads = [
        wrap(head, room, 13, BOLD) for head, room in zip(table.head[-count:], widths, strict=True)
    ]
    canvas.y += 18 * max(map(len, heads))
    base = canvas.y - 6
    canvas.text(EDGE, base, table.head[0], bold=True)
    rights = [
        WIDTH - EDGE - sum(_GAP + each for each in widths[number + 1 :]) for number in range(count)
    ]
    for lines, right in zip(heads, rights, strict=True):
        for number, line in enumerate(reversed(lines)):
            canvas.text(right, base - 18 * number, line, bold=True, anchor="end")
    canvas.line((EDGE, canvas.y), (WIDTH - EDGE, canvas.y), colors.ink, 1.5)
    for row, base in draw_rows(canvas, rows):
        canvas.text(EDGE, base, row.cells[0], bold=row.is_highlighted)
        for text, right in zip(row.cells[-count:], rights, strict=True):
            canvas.text(right, base, text, bold=row.is_highlighted, anchor="end")
        canvas.line((EDGE, canvas.y), (WIDTH - EDGE, canvas.y), colors.line, 1)
    say_left_out(canvas, rows, len(every))
    hidden = len(table.head) - 1 - count
    if hidden:
        words = f"{count} von {count + hidden} Spalten; alle Werte stehen im Beitrag."
        canvas.paragraph(words, 11.5, 16, color=colors.quiet)


def _widths(head: tuple[str, ...], rows: list[tuple[str, ...]], room: float) -> list[float]:
    """Return the widths of the last columns that fit into a room, at least one."""
    widths: list[float] = []
    for column in range(len(head) - 1, 0, -1):
        words = [*head[column].split(" "), *(row[column] for row in rows)]
        widest = max(width(word, 13, BOLD) for word in words)
        room -= _GAP + widest
        if room < 0 and widths:
            break
        widths.insert(0, widest)
    return widths
