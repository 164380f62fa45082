"""A table of values as HTML; rows and columns that are areas carry their key for «meine Gemeinde»."""

from html import escape

from plugins.indicators.kinds.scene import ValueTable


def value_table(table: ValueTable) -> str:
    """Return a `<table>` with a caption, heads of columns and heads of rows."""
    columns = ("", *(table.column_keys or ("",) * (len(table.head) - 1)))
    row_keys = table.row_keys or ("",) * len(table.rows)
    head = "".join(
        f'<th scope="col"{keyed(key)}>{escape(cell)}</th>'
        for key, cell in zip(columns, table.head, strict=True)
    )
    rows = "".join(
        f'<tr{keyed(key)}><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for key, row in zip(row_keys, table.rows, strict=True)
    )
    return (
        f"<table><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def keyed(key: str) -> str:
    """Return the attribute by which a page finds everything about an area."""
    return f' data-g="{escape(key)}"' if key else ""
