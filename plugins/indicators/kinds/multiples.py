"""Small multiples: one small line chart per area, all with the same axes.

Cleveland and Tufte: many courses are compared better side by side than on top of each other.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from plugins.indicators.block.request import Problem, Request
from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import NBSP
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Point, Series
from plugins.indicators.kinds.describe import announce, measured
from plugins.indicators.kinds.line import axis_note, break_places, dotted, places, value_ticks
from plugins.indicators.kinds.plots import Mark, MultiplesPlot, Panel, Tick
from plugins.indicators.kinds.scale import Scale, line_scale
from plugins.indicators.kinds.scene import Drawn, ValueTable
from plugins.indicators.kinds.signs import gap_text
from plugins.indicators.kinds.table import area_table, row_names, value_table
from plugins.indicators.kinds.trend import describe_trend

LEAST_PANELS, MOST_PANELS = 2, 16
# A table on a phone has room for six columns of numbers at most.
_MOST_COLUMNS = 6
# The lines of the grid in a panel that is 96 px high.
_MOST_TICKS = 4


def multiples(request: Request, series: Sequence[Series], package: Package) -> Drawn:
    """Draw a panel per area."""
    indicator = request.indicator
    word, plural = (package.areas.word(request.areas, one=one) for one in (True, False))
    names = row_names(request.areas, word)
    plot = multiples_plot(indicator, series, request.highlighted, names)
    group = f"{len(series)} {plural}"
    # What the panels' names leave out, the subtitle says.
    said = [] if names[request.areas[0].key] == request.areas[0].short else [group]
    return Drawn(
        plot,
        announce(indicator, "Kleine Liniendiagramme mit gleichen Achsen", request.times, group),
        describe_trend(indicator, series, request.highlighted, plural),
        _table(request, series, word),
        aside="; ".join(filter(None, (*said, axis_note(plot.values)))),
    )


def unfit_multiples(request: Request, asked: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a request from being small multiples."""
    number = len(request.areas)
    if number < LEAST_PANELS:
        yield (
            "gebiete",
            "Vielfache vergleichen Gebiete; hier ist es nur eines.",
            "Nennen Sie mehrere Gebiete, oder schreiben Sie „art: linie“.",
        )
    if number > MOST_PANELS:
        yield (
            "gebiete",
            f"{number} kleine Diagramme sind zu viele, höchstens {MOST_PANELS} bleiben lesbar.",
            "Nennen Sie weniger Gebiete, oder schreiben Sie „art: balken“ mit einem Jahr.",
        )
    if len(request.times) == 1:
        yield (
            "jahre",
            "Vielfache zeigen einen Verlauf; hier ist es nur ein Zeitpunkt.",
            "Nennen Sie mehrere Jahre, oder schreiben Sie „art: balken“.",
        )
    if "sortierung" in asked:
        yield (
            "sortierung",
            "Vielfache stehen in der Reihenfolge der Gebiete.",
            "Lassen Sie die Zeile weg, und ordnen Sie die Gebiete.",
        )


def multiples_plot(
    indicator: Indicator,
    series: Sequence[Series],
    highlighted: Sequence[Area],
    names: Mapping[str, str],
) -> MultiplesPlot:
    """Return the panels of series with the same times and at least one value, `names` by area."""
    times = [point.time for point in series[0].points]
    scale = line_scale(value for each in series for value in each.values)
    across = places(times)
    marked = {area.key for area in highlighted}

    def mark(point: Point) -> Mark:
        return Mark(across[point.time], 1 - scale.place(point.value or Decimal(0)))

    def panel(each: Series) -> Panel:
        return Panel(
            name=names[each.area.key],
            runs=tuple(tuple(map(mark, run)) for run in each.runs() if len(run) > 1),
            dots=tuple(map(mark, dotted(each, times))) if each.known else (),
            end_text=_end_text(indicator, each, times[-1]),
            is_highlighted=each.area.key in marked,
            key=each.area.key,
        )

    return MultiplesPlot(
        values=_few(scale),
        times=(Tick(_short(times[0]), 0), Tick(_short(times[-1]), 1)),
        panels=tuple(map(panel, series)),
        breaks=break_places(indicator, across),
    )


def _few(scale: Scale) -> tuple[Tick, ...]:
    """Return the ends and, between them, zero or else ticks in equal steps."""
    ticks = value_ticks(scale)
    steps = len(ticks) - 1
    if any(tick.is_zero for tick in ticks[1:-1]):
        return tuple(tick for tick in ticks if tick.is_zero or tick in (ticks[0], ticks[-1]))
    every = next(n for n in range(1, steps + 1) if steps % n == 0 and steps // n < _MOST_TICKS)
    return ticks[::every]


def _short(time: str) -> str:
    """Return a time as short as a panel of 100 px needs it: `2024`, `9/2024`."""
    year, _, month = time.partition("-")
    return f"{int(month)}/{year}" if month else year


def _end_text(indicator: Indicator, series: Series, end: str) -> str:
    """Return the last value, with its time if later ones are missing."""
    if not series.known:
        return gap_text(point.status for point in series.points)
    last = series.known[-1]
    text = indicator.unit.short(last.value or Decimal(0))
    return text if last.time == end else f"{text} ({_short(last.time)})".replace(" ", NBSP)


def _table(request: Request, series: Sequence[Series], row_head: str) -> ValueTable:
    """Return the values: a column per area if they are few, else a row."""
    indicator = request.indicator
    caption = measured(indicator, request.times)
    if len(series) <= _MOST_COLUMNS:
        return value_table(indicator, series, caption)
    return area_table(series, row_head, caption)
