"""Shares on a page: a table of their values, the bar of each row in its head.

The legend above names the parts in their order; to those who listen the heads of the columns do.
On a phone the bar stands under the row's name and above its values (chart.css), which takes the
table apart for the eye; the roles keep it together.
"""

from plugins.indicators.kinds.plots import Stack, StackedPlot
from plugins.indicators.markup import escape
from plugins.indicators.page.fluid import percent
from plugins.indicators.page.valuetable import keyed


def share_table(plot: StackedPlot, label: str) -> str:
    """Return the HTML of stacked shares. `label` is the id of the title, which names the table."""
    signs = [
        f'<svg aria-hidden="true"><rect class="p{number}" width="100%"/></svg>'
        for number in range(1, len(plot.parts) + 1)
    ]
    parts = list(zip(signs, map(escape, plot.parts), strict=True))
    key = "".join(f"<li>{sign}{part}</li>" for sign, part in parts)
    heads = "".join(
        f'<th scope="col" role="columnheader">{sign}<span class="unseen">{part}</span></th>'
        for sign, part in parts
    )
    rows = "".join(map(_row, plot.stacks))
    return (
        f'<ul class="chart-key" aria-hidden="true">{key}</ul>'
        f'<table class="chart-bars chart-stacks" role="table" aria-labelledby="{label}">'
        f'<thead role="rowgroup"><tr role="row">'
        f'<th scope="col" role="columnheader">{escape(plot.row_head)}</th>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(stack: Stack) -> str:
    classes = " ".join(
        name
        for name, given in (("highlight", stack.is_highlighted), ("break", stack.after_break))
        if given
    )
    marked = f' class="{classes}"' if classes else ""
    cells = "".join(f'<td role="cell">{escape(text)}</td>' for text in stack.texts)
    return (
        f'<tr role="row"{marked}{keyed(stack.key)}>'
        f'<th scope="row" role="rowheader">{escape(stack.name)}{_bar(stack)}</th>{cells}</tr>'
    )


def _bar(stack: Stack) -> str:
    if not stack.lengths:
        return ""
    starts = [sum(stack.lengths[:number]) for number in range(len(stack.lengths))]
    parts = "".join(
        f'<rect class="p{number}" x="{percent(start)}" width="{percent(length)}"/>'
        for number, (start, length) in enumerate(zip(starts, stack.lengths, strict=True), 1)
        if length
    )
    return f'<svg aria-hidden="true">{parts}</svg>'
