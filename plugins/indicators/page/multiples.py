"""Small multiples of a page: a list of panels, each with name, last value, axes and a fluid line."""

from plugins.indicators.kinds.plots import MultiplesPlot, Panel
from plugins.indicators.markup import escape
from plugins.indicators.page.fluid import STRETCHED, grid, path, percent, ticks
from plugins.indicators.page.room import room
from plugins.indicators.page.valuetable import keyed

_LABEL = 13 / 16  # the size of labels in rem
_GAP = 0.5
_FEW = 4
_THREE = (3, 5, 6, 9)


def panel_list(plot: MultiplesPlot, label: str) -> str:
    """Return the HTML of small multiples. `label` is the id of the title, which names the list."""
    space = room((tick.label for tick in plot.values), _LABEL, _GAP)
    axes, labels = grid(plot.values, plot.breaks), ticks(plot.values, plot.times)
    panels = "".join(_panel(panel, axes, labels) for panel in plot.panels)
    return (
        f'<ul class="chart-panels {space} by-{_columns(len(plot.panels))}"'
        f' aria-labelledby="{label}">{panels}</ul>'
    )


def _columns(panels: int) -> int:
    """Return how many panels stand in a row of a wide page: as many as fit, with full rows."""
    if panels in _THREE:
        return 3
    return 2 if panels <= _FEW else 4


def _panel(panel: Panel, axes: str, labels: str) -> str:
    style = 1 if panel.is_highlighted else 2
    stroke = "".join(map(path, panel.runs))
    thick = ' class="s1"' if panel.is_highlighted else ""
    line = f'<path{thick} vector-effect="non-scaling-stroke" d="{stroke}"/>' if stroke else ""
    dots = "".join(
        f'<circle class="d{style}" cx="{percent(dot.x)}" cy="{percent(dot.y)}" r=".25em"/>'
        for dot in panel.dots
    )
    marked = ' class="highlight"' if panel.is_highlighted else ""
    return (
        f"<li{marked}{keyed(panel.key)}>{escape(panel.name)} <b>{escape(panel.end_text)}</b>"
        f'<svg aria-hidden="true">{axes}{STRETCHED}{line}</svg>{dots}{labels}</svg></li>'
    )
