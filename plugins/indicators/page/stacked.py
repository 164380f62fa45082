"""Shares on a page: a table of their values, the bar of each row in its head.

The legend above names the parts in their order; to those who listen the heads of the columns do.
"""

from plugins.indicators.kinds.plots import Stack, StackedPlot
from plugins.indicators.markup import escape
from plugins.indicators.page.fluid import percent
from plugins.indicators.page.picturetable import picture_row, picture_table


def share_table(plot: StackedPlot, label: str) -> str:
    """Return the HTML of stacked shares. `label` is the id of the title, which names the table."""
    signs = [
        f'<svg aria-hidden="true"><rect class="p{number}" width="100%"/></svg>'
        for number in range(1, len(plot.parts) + 1)
    ]
    parts = list(zip(signs, map(escape, plot.parts), strict=True))
    key = "".join(f"<li>{sign}{part}</li>" for sign, part in parts)
    heads = (f'{sign}<span class="unseen">{part}</span>' for sign, part in parts)
    rows = map(_row, plot.stacks)
    table = picture_table("chart-stacks", label, plot.row_head, heads, rows)
    return f'<ul class="chart-key" aria-hidden="true">{key}</ul>{table}'


def _row(stack: Stack) -> str:
    classes = [
        name
        for name, given in (("highlight", stack.is_highlighted), ("break", stack.after_break))
        if given
    ]
    return picture_row(stack.name, _bar(stack), stack.texts, classes, stack.key)


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
