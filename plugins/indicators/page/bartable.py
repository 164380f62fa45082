"""The bar chart of a page: it is the table of its values, each bar a tiny SVG beside its number.

The bar stands in the cell of its value, so that no screen reader comes upon an empty cell.
"""

from collections.abc import Iterable

from plugins.indicators.kinds.plots import Bar, BarPlot
from plugins.indicators.markup import escape
from plugins.indicators.page.room import room
from plugins.indicators.page.valuetable import keyed
from plugins.indicators.picture.metrics import BOLD, width

_REM = 14 / 16  # the size of the text in rem
_GAP = 0.6  # between bar and value
_SHORT = 4


def bar_table(plot: BarPlot, label: str) -> str:
    """Return the HTML of a bar chart. `label` is the id of the title, which names the table."""
    zero = ""
    if plot.zero is not None:
        zero = (
            f'<line class="zero" x1="{_percent(plot.zero)}" x2="{_percent(plot.zero)}" y2="100%"/>'
        )
    rows = "".join(_row(bar, zero) for bar in plot.bars)
    space = room((bar.text for bar in plot.bars), _REM, _GAP, BOLD)
    names = short((plot.row_head, *(bar.name for bar in plot.bars)))
    return (
        f'<table class="chart-bars {space}{names}" aria-labelledby="{label}">'
        f'<thead><tr><th scope="col">{escape(plot.row_head)}</th>'
        f'<th scope="col">{escape(plot.value_head)}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def short(names: Iterable[str]) -> str:
    """Mark a table whose names (years, mostly) leave their room to the bars."""
    widest = max(width(name, _REM) for name in names)
    return " short" if widest <= _SHORT else ""


def _row(bar: Bar, zero: str) -> str:
    start = f' x="{_percent(bar.start)}"' if bar.start else ""
    drawn = f'<rect{start} width="{_percent(bar.length)}"/>' if bar.length else ""
    picture = f'<svg aria-hidden="true">{drawn}{zero}</svg>' if drawn or zero else ""
    marked = ' class="highlight"' if bar.is_highlighted else ""
    cell = '<td class="missing">' if bar.is_missing else "<td>"
    return (
        f'<tr{marked}{keyed(bar.key)}><th scope="row">{escape(bar.name)}</th>'
        f"{cell}{picture}{escape(bar.text)}</td></tr>"
    )


def _percent(part: float) -> str:
    """Return a part of 1 as a percentage; a bar is at most 400 px long, so one decimal is enough."""
    return f"{part * 100:.1f}%".replace(".0%", "%")
