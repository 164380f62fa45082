"""A whole figure as one SVG with fixed places, for the PNG: heading, plot, notes, source.

Each text is drawn where `metrics` says it fits.
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
from plugins.indicators.kinds.scene import Plot, Scene
from plugins.indicators.picture.bars import draw_bars
from plugins.indicators.picture.canvas import EDGE, INNER, Canvas
from plugins.indicators.picture.dumbbell import draw_dumbbells
from plugins.indicators.picture.lines import draw_lines
from plugins.indicators.picture.map import draw_map
from plugins.indicators.picture.metrics import TITLE
from plugins.indicators.picture.multiples import draw_multiples
from plugins.indicators.picture.stacked import draw_stacked
from plugins.indicators.picture.tiles import draw_tiles
from plugins.indicators.picture.valuetable import draw_table
from plugins.indicators.settings import PictureColors

_PLOTS: Mapping[type[Plot], Callable[[Canvas, Any], None]] = {
    LinePlot: draw_lines,
    BarPlot: draw_bars,
    MapPlot: draw_map,
    TilePlot: draw_tiles,
    TablePlot: draw_table,
    DumbbellPlot: draw_dumbbells,
    MultiplesPlot: draw_multiples,
    StackedPlot: draw_stacked,
}


def draw_scene(scene: Scene, colors: PictureColors) -> tuple[str, int]:
    """Return a figure as SVG, `WIDTH` wide, and its height."""
    canvas = Canvas(colors)
    canvas.box(EDGE, canvas.y, (INNER, 3), colors.ink)
    canvas.y += 10
    canvas.paragraph(scene.title, 22, 27, face=TITLE)
    canvas.paragraph(scene.subtitle, 13, 19, color=colors.quiet)
    canvas.y += 14
    plot = scene.drawn.plot
    _PLOTS[type(plot)](canvas, plot)
    canvas.y += 10
    for note in scene.notes:
        if note in scene.general:
            continue
        canvas.paragraph(note, 11.5, 16, color=colors.quiet)
    canvas.y += 4
    source = "".join(piece.text for piece in scene.source)
    canvas.paragraph(source, 11.5, 16, color=colors.quiet)
    return canvas.svg()
