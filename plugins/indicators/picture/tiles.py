"""The key figures of a picture: one to three side by side, four in two rows."""

from collections.abc import Sequence

from plugins.indicators.kinds.plots import Tile, TilePlot
from plugins.indicators.picture.canvas import EDGE, INNER, Canvas
from plugins.indicators.picture.metrics import REGULAR, TITLE, width, wrap

_GAP = 24
_MOST = 3
_LARGEST, _SMALLEST = 44, 18


def draw_tiles(canvas: Canvas, plot: TilePlot) -> None:
    """Draw the tiles, all values of the same size."""
    every = plot.tiles
    columns = len(every) if len(every) <= _MOST else 2
    room = (INNER - _GAP * (columns - 1)) / columns
    size = _size(every, room)
    for start in range(0, len(every), columns):
        top = canvas.y
        ends = []
        for number, tile in enumerate(every[start : start + columns]):
            canvas.y = top
            _tile(canvas, tile, EDGE + number * (room + _GAP), room, size)
            ends.append(canvas.y)
        canvas.y = max(ends) + 14


def _size(every: Sequence[Tile], room: float) -> float:
    widest = max(width(tile.value, 1, TITLE) for tile in every)
    return max(_SMALLEST, min(_LARGEST, int(room / widest)))


def _tile(canvas: Canvas, tile: Tile, x: float, room: float, size: float) -> None:
    colors = canvas.colors
    color = colors.quiet if tile.is_missing else colors.ink
    if tile.is_highlighted:
        color = colors.series[0]
    _lines(canvas, tile.label, x, room, bold=True)
    canvas.y += size
    canvas.text(
        x, canvas.y - size * 0.1, tile.value, size=size, color=color, bold=True, family="Faustina"
    )
    for words in filter(None, (tile.unit, tile.time, tile.change)):
        _lines(canvas, words, x, room, color=colors.quiet)


def _lines(
    canvas: Canvas, words: str, x: float, room: float, *, color: str = "", bold: bool = False
) -> None:
    # Bold runs wider than the face that is measured here, by less than these 8 %.
    for line in wrap(words, room * (0.92 if bold else 1), 13, REGULAR):
        canvas.y += 18
        canvas.text(x, canvas.y - 4, line, color=color, bold=bold)
