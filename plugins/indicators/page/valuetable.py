"""A table of values as HTML; rows and columns that are areas carry their key for «meine Gemeinde»."""

from collections.abc import Collection, Mapping
from functools import cache

from plugins.indicators.kinds.plots import TablePlot
from plugins.indicators.kinds.scene import ValueTable
from plugins.indicators.markup import escape


def shown_table(plot: TablePlot, label: str) -> str:
    """Return a table that is a figure; it scrolls sideways in a section named by the id `label`."""
    return (
        f'<div class="chart-table"><section tabindex="0" aria-labelledby="{label}">'
        f"{value_table(plot.table, plot.highlighted)}</section></div>"
    )


def value_table(
    table: ValueTable, highlighted: Collection[str] = (), addresses: Mapping[str, str] | None = None
) -> str:
    """Return a `<table>` with heads of columns and of rows, and a caption if it has one.

    `addresses` are those of areas' pages by their keys: the heads of their rows lead there.
    """
    columns = ("", *(table.column_keys or ("",) * (len(table.head) - 1)))
    row_keys = table.row_keys or ("",) * len(table.rows)
    head = "".join(
        f'<th scope="col"{keyed(key)}>{escape(cell)}</th>'
        for key, cell in zip(columns, table.head, strict=True)
    )
    rows = "".join(
        f'<tr{keyed(key)}{_marked(key, highlighted)}><th scope="row">{_linked(row[0], (addresses or {}).get(key))}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for key, row in zip(row_keys, table.rows, strict=True)
    )
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


@cache
def keyed(key: str) -> str:
    """Return the attribute by which a page finds everything about an area."""
    return f' data-g="{escape(key)}"' if key else ""


def _linked(name: str, address: str | None) -> str:
    return f'<a href="{escape(address)}">{escape(name)}</a>' if address else escape(name)


def _marked(key: str, highlighted: Collection[str]) -> str:
    return ' class="highlight"' if key in highlighted else ""
