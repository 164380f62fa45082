"""The dumbbell chart of a page: the table of its values, each way a tiny SVG beside its row."""

from itertools import zip_longest

from plugins.indicators.kinds.plots import DumbbellPlot, Pair
from plugins.indicators.markup import escape
from plugins.indicators.page.fluid import percent
from plugins.indicators.page.picturetable import picture_row, picture_table

# px; a ring shows around a dot of the same place.
_RING, _DOT = 6, 3


def dumbbell_table(plot: DumbbellPlot, label: str) -> str:
    """Return the HTML of a dumbbell chart. `label` is the id of the title, which names the table."""
    signs = (
        f'<svg aria-hidden="true">{sign}</svg>'
        for sign in (_ring("50%", "50%"), _dot("50%", "50%"))
    )
    heads = (f"{sign}{escape(head)}" for sign, head in zip_longest(signs, plot.heads, fillvalue=""))
    zero = "".join(
        f'<line class="zero" x1="{percent(tick.place)}" x2="{percent(tick.place)}" y1="-9" y2="9"/>'
        for tick in plot.ticks
        if tick.is_zero and 0 < tick.place < 1
    )
    rows = (_row(pair, zero) for pair in plot.pairs)
    return picture_table("chart-pairs", label, plot.row_head, heads, rows)


def _row(pair: Pair, zero: str) -> str:
    way = zero
    if pair.first is not None and pair.last is not None:
        way += f'<line x1="{percent(pair.first)}" x2="{percent(pair.last)}"/>'
    if pair.first is not None:
        way += _ring(percent(pair.first))
    if pair.last is not None:
        way += _dot(percent(pair.last))
    picture = f'<svg aria-hidden="true">{way}</svg>'
    classes = ["highlight"] if pair.is_highlighted else []
    return picture_row(pair.name, picture, pair.texts, classes, pair.key)


def _ring(x: str, y: str = "0") -> str:
    return f'<circle class="ring" cx="{x}" cy="{y}" r="{_RING}"/>'


def _dot(x: str, y: str = "0") -> str:
    return f'<circle cx="{x}" cy="{y}" r="{_DOT}"/>'
