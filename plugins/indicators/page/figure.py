"""The figure of a page: heading, plot, description, table, notes, source.

The feed reads `chart-title`, `chart-description`, `chart-source` and `data-picture` from it.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from plugins.indicators.kinds.plots import BarPlot, LinePlot
from plugins.indicators.kinds.scene import Plot, Reference, Scene, ValueTable
from plugins.indicators.page.bartable import bar_table
from plugins.indicators.page.fluid import fluid_lines
from plugins.indicators.page.place import Place
from plugins.indicators.page.valuetable import value_table

# Each plot: the class of its figure, and how it is written; the id of the title names tables.
_PLOTS: Mapping[type[Plot], tuple[str, Callable[[Any, str], str]]] = {
    LinePlot: ("chart-line", fluid_lines),
    BarPlot: ("chart-bar", bar_table),
}


def figure(scene: Scene, place: Place) -> str:
    """Return the HTML of a figure."""
    key, drawn = place.key, scene.drawn
    kind, write = _PLOTS[type(drawn.plot)]
    details = _details(drawn.table, scene.title) if drawn.table else ""
    paragraphs = "".join(f" <span>{escape(words)}</span>" for words in scene.description)
    return (
        f'<figure class="chart {kind}" id="{key}"'
        f' data-picture="{escape(place.picture)}" data-width="{place.size[0]}"'
        f' data-height="{place.size[1]}" aria-labelledby="{key}-t">'
        f'<figcaption><strong class="chart-title" id="{key}-t">{escape(scene.title)}</strong> '
        f'<span class="chart-subtitle">{escape(scene.subtitle)}</span></figcaption>'
        f"{write(drawn.plot, f'{key}-t')}"
        f'<p class="chart-description" id="{key}-b">'
        f'<span class="chart-announcement">{escape(drawn.announcement)}</span>{paragraphs}</p>'
        f"{details}{_notes(scene.notes)}"
        f'<p class="chart-source">{"".join(map(_reference, scene.source))}</p>'
        "</figure>"
    )


def _notes(notes: tuple[str, ...]) -> str:
    paragraphs = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<div class="chart-notes">{paragraphs}</div>' if notes else ""


def _details(table: ValueTable, title: str) -> str:
    """Return the table behind a summary; it scrolls sideways in a section named after the figure."""
    return (
        '<details class="chart-table"><summary>Werte als Tabelle'
        f'<span class="chart-announcement">: {escape(title)}</span></summary>'
        f'<section tabindex="0" aria-label="Tabelle: {escape(title)}">'
        f"{value_table(table)}</section></details>"
    )


def _reference(piece: Reference) -> str:
    if not piece.address:
        return escape(piece.text)
    return f'<a href="{escape(piece.address)}">{escape(piece.text)}</a>'
