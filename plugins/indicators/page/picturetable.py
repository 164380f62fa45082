"""A table of values with a tiny SVG in the head of each row.

The SVG stands in a head, so that no screen reader comes upon an empty cell; chart.css puts it
beside the name or, on a phone, below it. That takes the table apart for the eye; the roles keep it
together.
"""

from collections.abc import Iterable, Sequence

from plugins.indicators.markup import escape
from plugins.indicators.page.valuetable import keyed


def picture_table(
    kind: str, label: str, row_head: str, heads: Iterable[str], rows: Iterable[str]
) -> str:
    """Return the table; `label` is the id of the title that names it, `heads` and `rows` are HTML."""
    columns = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in heads)
    return (
        f'<table class="chart-bars {kind}" role="table" aria-labelledby="{label}">'
        '<thead role="rowgroup"><tr role="row">'
        f'<th scope="col" role="columnheader">{escape(row_head)}</th>{columns}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )


def picture_row(
    name: str, picture: str, texts: Sequence[str], classes: Iterable[str], key: str
) -> str:
    """Return a row: its name with the picture (HTML), then its values."""
    words = " ".join(classes)
    marked = f' class="{words}"' if words else ""
    cells = "".join([f'<td role="cell">{escape(text)}</td>' for text in texts])
    return (
        f'<tr role="row"{marked}{keyed(key)}>'
        f'<th scope="row" role="rowheader">{escape(name)}{picture}</th>{cells}</tr>'
    )
