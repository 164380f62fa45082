"""The key figures of a page: a list of descriptions, each value in large type."""

from plugins.indicators.kinds.plots import Tile, TilePlot
from plugins.indicators.markup import escape
from plugins.indicators.page.valuetable import keyed


def tile_list(plot: TilePlot, label: str = "") -> str:
    """Return the HTML of key figures; `label` is not needed, for a list needs no name."""
    del label
    return f'<dl class="chart-tiles">{"".join(map(_tile, plot.tiles))}</dl>'


def _tile(tile: Tile) -> str:
    marked = ' class="highlight"' if tile.is_highlighted else ""
    missing = " missing" if tile.is_missing else ""
    unit = f" <small>{escape(tile.unit)}</small>" if tile.unit else ""
    change = f"<dd>{escape(tile.change)}</dd>" if tile.change else ""
    return (
        f"<div{marked}{keyed(tile.key)}><dt>{escape(tile.label)}</dt>"
        f'<dd class="number{missing}">{escape(tile.value)}{unit}</dd>'
        f"<dd>{escape(tile.time)}</dd>{change}</div>"
    )
