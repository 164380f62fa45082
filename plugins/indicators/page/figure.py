"""The figure of a page: heading, plot, description, table, notes, source.

The feed reads `chart-title`, `chart-description`, `chart-source` and `data-picture` from it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from plugins.indicators.kinds.mapplot import MapPlot
from plugins.indicators.kinds.plots import (
    BarPlot,
    DumbbellPlot,
    LinePlot,
    MultiplesPlot,
    StackedPlot,
    TablePlot,
    TilePlot,
)
from plugins.indicators.kinds.scene import Plot, Reference, Scene, ValueTable
from plugins.indicators.markup import escape
from plugins.indicators.page.bartable import bar_table
from plugins.indicators.page.downloads import downloads
from plugins.indicators.page.dumbbell import dumbbell_table
from plugins.indicators.page.fluid import fluid_lines
from plugins.indicators.page.map import area_map
from plugins.indicators.page.multiples import panel_list
from plugins.indicators.page.place import Place
from plugins.indicators.page.stacked import share_table
from plugins.indicators.page.tiles import tile_list
from plugins.indicators.page.valuetable import shown_table, value_table

# Each plot: the class of its figure, and how it is written; the id of the title names tables.
_PLOTS: Mapping[type[Plot], tuple[str, Callable[[Any, str], str]]] = {
    LinePlot: ("chart-line", fluid_lines),
    BarPlot: ("chart-bar", bar_table),
    MapPlot: ("chart-map", area_map),
    TilePlot: ("chart-tile", tile_list),
    TablePlot: ("chart-list", shown_table),
    DumbbellPlot: ("chart-dumbbell", dumbbell_table),
    MultiplesPlot: ("chart-multiples", panel_list),
    StackedPlot: ("chart-stacked", share_table),
}


def figure(
    scene: Scene,
    place: Place,
    *,
    heading: str = "strong",
    files: bool = True,
    notes: bool = True,
) -> str:
    """Return the HTML of a figure.

    `heading` is the element of its title: on a page of its own that is the page's heading. There,
    the line with the `files` is left out. Without `notes` the page itself says them.
    """
    key, drawn = place.key, scene.drawn
    kind, write = _PLOTS[type(drawn.plot)]
    details = _details(drawn.table, scene.title) if drawn.table else ""
    # Key figures are their own description; feeds and pictures still read it.
    unseen = isinstance(drawn.plot, TilePlot) and scene.description == drawn.description
    paragraphs = "".join(f" <span>{escape(words)}</span>" for words in scene.description)
    return (
        f'<figure class="chart {kind}" id="{key}"{_picture(place)} aria-labelledby="{key}-t">'
        f'<figcaption><{heading} class="chart-title" id="{key}-t">{escape(scene.title)}</{heading}> '
        f'<span class="chart-subtitle">{escape(scene.subtitle)}</span></figcaption>'
        f"{write(drawn.plot, f'{key}-t')}"
        f'<p class="chart-description" id="{key}-b"{" hidden" if unseen else ""}>'
        f'<span class="unseen">{escape(drawn.announcement)}</span>{paragraphs}</p>'
        f"{details}{_notes(scene.notes) if notes else ''}"
        f'<p class="chart-source">{"".join(map(_reference, scene.source))}</p>'
        f"{downloads(place) if files else ''}</figure>"
    )


def _picture(place: Place) -> str:
    """Return the attributes by which feeds find the picture of a figure that has one."""
    if not place.address:
        return ""
    width, height = place.size
    return f' data-picture="{escape(place.picture)}" data-width="{width}" data-height="{height}"'


def _notes(notes: tuple[str, ...]) -> str:
    paragraphs = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<div class="chart-notes">{paragraphs}</div>' if notes else ""


def _details(table: ValueTable, title: str) -> str:
    """Return the table behind a summary; it scrolls sideways in a section named after the figure."""
    return (
        '<details class="chart-table"><summary>Werte als Tabelle'
        f'<span class="unseen">: {escape(title)}</span></summary>'
        f'<section tabindex="0" aria-label="Tabelle: {escape(title)}">'
        f"{value_table(table)}</section></details>"
    )


def _reference(piece: Reference) -> str:
    if not piece.address:
        return escape(piece.text)
    return f'<a href="{escape(piece.address)}">{escape(piece.text)}</a>'
