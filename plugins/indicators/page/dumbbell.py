"""The dumbbell chart of a page: the table of its values, each way a tiny SVG beside its row.

The SVG stands in the head of its row, so that no screen reader comes upon an empty cell; chart.css
puts it beside the name or, on a phone, below it. That takes the table apart for the eye; the roles
keep it together.
"""

from itertools import zip_longest

from plugins.indicators.kinds.plots import DumbbellPlot, Pair
from plugins.indicators.markup import escape
from plugins.indicators.page.fluid import percent
from plugins.indicators.page.valuetable import keyed

# px; a ring shows around a dot of the same place.
_RING, _DOT = 6, 3


def dumbbell_table(plot: DumbbellPlot, label: str) -> str:
    """Return the HTML of a dumbbell chart. `label` is the id of the title, which names the table."""
    signs = (
        f'<svg aria-hidden="true">{sign}</svg>'
        for sign in (_ring("50%", "50%"), _dot("50%", "50%"))
    )
    heads = "".join(
        f'<th scope="col" role="columnheader">{sign}{escape(head)}</th>'
        for sign, head in zip_longest(signs, plot.heads, fillvalue="")
    )
    zero = "".join(
        f'<line class="zero" x1="{percent(tick.place)}" x2="{percent(tick.place)}" y1="-9" y2="9"/>'
        for tick in plot.ticks
        if tick.is_zero and 0 < tick.place < 1
    )
    rows = "".join(_row(pair, zero) for pair in plot.pairs)
    return (
        f'<table class="chart-bars chart-pairs" role="table" aria-labelledby="{label}">'
        '<thead role="rowgroup"><tr role="row">'
        f'<th scope="col" role="columnheader">{escape(plot.row_head)}</th>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(pair: Pair, zero: str) -> str:
    marked = ' class="highlight"' if pair.is_highlighted else ""
    way = zero
    if pair.first is not None and pair.last is not None:
        way += f'<line x1="{percent(pair.first)}" x2="{percent(pair.last)}"/>'
    if pair.first is not None:
        way += _ring(percent(pair.first))
    if pair.last is not None:
        way += _dot(percent(pair.last))
    cells = "".join(f'<td role="cell">{escape(text)}</td>' for text in pair.texts)
    picture = f'<svg aria-hidden="true">{way}</svg>'
    return (
        f'<tr role="row"{marked}{keyed(pair.key)}>'
        f'<th scope="row" role="rowheader">{escape(pair.name)}{picture}</th>{cells}</tr>'
    )


def _ring(x: str, y: str = "0") -> str:
    return f'<circle class="ring" cx="{x}" cy="{y}" r="{_RING}"/>'


def _dot(x: str, y: str = "0") -> str:
    return f'<circle cx="{x}" cy="{y}" r="{_DOT}"/>'
