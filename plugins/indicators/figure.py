"""The figure of a page: heading, chart, description, table, notes, source.

The feed reads `chart-title`, `chart-description`, `chart-source` and `data-picture` from it.
"""

import hashlib
from html import escape

from plugins.indicators.bartable import bar_table
from plugins.indicators.fluid import fluid_lines
from plugins.indicators.scene import LinePlot, Reference, Scene, ValueTable


def scene_hash(scene: Scene) -> str:
    """Return a hash of all that a scene shows: equal figures have equal ids, in any build."""
    return hashlib.sha256(repr(scene).encode()).hexdigest()[:10]


def figure(scene: Scene, key: str, picture: str, size: tuple[int, int]) -> str:
    """Return the HTML of a figure.

    `key` becomes its id, `picture` is the address of its PNG and `size` width and height of that.
    """
    is_line = isinstance(scene.plot, LinePlot)
    plot = (
        fluid_lines(scene.plot) if isinstance(scene.plot, LinePlot) else bar_table(scene.plot, key)
    )
    kind = "chart-line" if is_line else "chart-bar"
    details = _details(scene.table, scene.title) if is_line else ""
    paragraphs = "".join(f" <span>{escape(words)}</span>" for words in scene.description)
    return (
        f'<figure class="chart {kind}" id="{key}"'
        f' data-picture="{escape(picture)}" data-width="{size[0]}" data-height="{size[1]}"'
        f' aria-labelledby="{key}-t">'
        f'<figcaption><strong class="chart-title" id="{key}-t">{escape(scene.title)}</strong> '
        f'<span class="chart-subtitle">{escape(scene.subtitle)}</span></figcaption>'
        f"{plot}"
        f'<p class="chart-description" id="{key}-b">'
        f'<span class="chart-announcement">{escape(scene.announcement)}</span>{paragraphs}</p>'
        f"{details}{_notes(scene.notes)}"
        f'<p class="chart-source">{"".join(map(_reference, scene.source))}</p>'
        "</figure>"
    )


def _notes(notes: tuple[str, ...]) -> str:
    paragraphs = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<div class="chart-notes">{paragraphs}</div>' if notes else ""


def _details(table: ValueTable, title: str) -> str:
    """Return the table behind a summary; it scrolls sideways in a section named after the figure."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in table.rows
    )
    return (
        '<details class="chart-table"><summary>Werte als Tabelle'
        f'<span class="chart-announcement">: {escape(title)}</span></summary>'
        f'<section tabindex="0" aria-label="Tabelle: {escape(title)}"><table>'
        f"<caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section></details>"
    )


def _reference(piece: Reference) -> str:
    if not piece.address:
        return escape(piece.text)
    return f'<a href="{escape(piece.address)}">{escape(piece.text)}</a>'
