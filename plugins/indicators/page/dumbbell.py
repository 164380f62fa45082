"""The dumbbell chart of a page: the table of its values, each way a tiny SVG beside its row.

The SVG stands in the head of its row, so that no screen reader comes upon an empty cell; chart.css
puts it beside the name or, on a phone, below the row.
"""

from html import escape

from plugins.indicators.kinds.plots import DumbbellPlot, Pair
from plugins.indicators.page.bartable import short
from plugins.indicators.page.fluid import percent
from plugins.indicators.page.valuetable import keyed

_RADIUS = 5  # px, as wide as the marks of the heads in chart.css


def dumbbell_table(plot: DumbbellPlot, label: str) -> str:
    """Return the HTML of a dumbbell chart. `label` is the id of the title, which names the table."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in plot.heads)
    zero = "".join(
        f'<line class="zero" x1="{percent(tick.place)}" x2="{percent(tick.place)}" y1="-9" y2="9"/>'
        for tick in plot.ticks
        if tick.is_zero and 0 < tick.place < 1
    )
    rows = "".join(_row(pair, zero) for pair in plot.pairs)
    names = short(pair.name for pair in plot.pairs)
    return (
        f'<table class="chart-bars chart-pairs{names}" aria-labelledby="{label}">'
        f'<thead><tr><th scope="col">{escape(plot.row_head)}</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(pair: Pair, zero: str) -> str:
    marked = ' class="highlight"' if pair.is_highlighted else ""
    way = zero
    if pair.first is not None and pair.last is not None:
        way += f'<line x1="{percent(pair.first)}" x2="{percent(pair.last)}"/>'
    if pair.first is not None:
        way += f'<circle class="ring" cx="{percent(pair.first)}" r="{_RADIUS}"/>'
    if pair.last is not None:
        way += f'<circle cx="{percent(pair.last)}" r="{_RADIUS}"/>'
    cells = "".join(f"<td>{escape(text)}</td>" for text in pair.texts)
    picture = f'<svg aria-hidden="true">{way}</svg>'
    return f'<tr{marked}{keyed(pair.key)}><th scope="row">{escape(pair.name)}{picture}</th>{cells}</tr>'
