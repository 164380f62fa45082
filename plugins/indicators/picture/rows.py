"""The rows of a picture's list: of a long one the first, the last and the highlighted."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from plugins.indicators.picture.canvas import EDGE, Canvas

ROW = 24
_MOST_ROWS = 12
_FIRST_ROWS, _LAST_ROWS = 6, 4


class _Row(Protocol):
    @property
    def is_highlighted(self) -> bool: ...


Row = TypeVar("Row", bound=_Row)


def draw_rows(canvas: Canvas, rows: Sequence[Row | None]) -> Iterator[tuple[Row, float]]:
    """Yield each row with the base of its text, moving down; rows left out become «…»."""
    for row in rows:
        canvas.y += ROW
        if row is None:
            canvas.text(EDGE, canvas.y - 8, "…", color=canvas.colors.quiet)
        else:
            yield row, canvas.y - 8


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
