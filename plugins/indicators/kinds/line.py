"""The line chart: values over time for one to four areas."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from plugins.indicators.block.request import MOST_LINES, Problem, Request
from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import MINUS
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Point, Series
from plugins.indicators.data.times import position
from plugins.indicators.kinds.describe import announce, describe_course, measured
from plugins.indicators.kinds.labels import chosen_times, spread
from plugins.indicators.kinds.plots import LinePlot, Mark, Tick, Trace
from plugins.indicators.kinds.scale import Scale, line_scale
from plugins.indicators.kinds.scene import Drawn
from plugins.indicators.kinds.table import value_table
from plugins.manuscript.dates import exact_as_known

# End labels are 16 px high in a plot of 320 px or more (chart.css), so this part of it apart.
LABEL_GAP = 0.055
# A label of four digits is 33 px wide; beside the axis a narrow phone leaves 200 px.
TIME_GAP, TIME_MARGIN = 0.18, 0.25
# With few times each value gets a dot, so that nobody takes the line between them for data.
_FEW = 7


def lines(request: Request, series: Sequence[Series], package: Package) -> Drawn:
    """Draw a line per area."""
    del package
    indicator = request.indicator
    plot = line_plot(indicator, series, request.highlighted)
    return Drawn(
        plot,
        announce(indicator, "Liniendiagramm", request.times),
        describe_course(indicator, series),
        value_table(indicator, series, measured(indicator, request.times)),
        aside=axis_note(plot.values),
    )


def unfit_lines(request: Request, asked: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a request from being lines; `asked` are the fields of the block."""
    if len(request.areas) > MOST_LINES:
        yield (
            "gebiete",
            f"{len(request.areas)} Linien sind zu viele, höchstens {MOST_LINES} bleiben lesbar.",
            "Nennen Sie weniger Gebiete, oder schreiben Sie „art: balken“ mit einem Jahr.",
        )
    if len(request.highlighted) > 1:
        yield (
            "hervorheben",
            "In einem Liniendiagramm lässt sich nur ein Gebiet hervorheben.",
            f"Nennen Sie eines davon, zum Beispiel „{request.highlighted[0].short}“.",
        )
    if "sortierung" in asked:
        yield "sortierung", "Linien lassen sich nicht sortieren.", "Lassen Sie die Zeile weg."


def line_plot(
    indicator: Indicator, series: Sequence[Series], highlighted: Sequence[Area]
) -> LinePlot:
    """Return the plot of one to four series with the same times and at least one value."""
    times = [point.time for point in series[0].points]
    scale = line_scale(value for each in series for value in each.values)
    across = places(times)
    drawn = [each for each in series if each.known]
    styles = _styles(drawn, highlighted)

    def mark(point: Point) -> Mark:
        return Mark(across[point.time], 1 - scale.place(_value(point)))

    ends = [mark(each.known[-1]) for each in drawn]
    heights = spread([end.y for end in ends], LABEL_GAP, 0, 1)
    traces = tuple(
        Trace(
            name=each.area.short,
            style=styles[each.area.key],
            runs=tuple(tuple(map(mark, run)) for run in each.runs() if len(run) > 1),
            dots=tuple(map(mark, dotted(each, times))),
            end=end,
            end_text=indicator.unit.short(_value(each.known[-1])),
            label_y=place,
            key=each.area.key,
        )
        for each, end, place in zip(drawn, ends, heights, strict=True)
    )
    return LinePlot(
        values=value_ticks(scale),
        times=tuple(
            Tick(exact_as_known(time), across[time])
            for time in chosen_times(tuple(times), TIME_GAP, TIME_MARGIN)
        ),
        traces=traces,
        breaks=break_places(indicator, across),
    )


def axis_note(values: Sequence[Tick]) -> str:
    """Say where the axis begins (or, below zero, ends) if it leaves zero out."""
    if any(tick.is_zero for tick in values):
        return ""
    first, last = values[0].label, values[-1].label
    if first.startswith(MINUS):
        return f"die Achse endet bei {last}"
    return f"die Achse beginnt bei {first}"


def places(times: Sequence[str]) -> dict[str, float]:
    """Return the place of each time; a single time stands in the middle."""
    start, length = position(times[0]), position(times[-1]) - position(times[0])
    return {time: (position(time) - start) / length if length else 0.5 for time in times}


def break_places(indicator: Indicator, across: Mapping[str, float]) -> tuple[float, ...]:
    """Return the places midway between two times that are not comparable."""
    return tuple(
        (across[before] + across[after]) / 2
        for before, after in pairwise(across)
        if indicator.segment(before) != indicator.segment(after)
    )


def value_ticks(scale: Scale) -> tuple[Tick, ...]:
    """Return the ticks of the axis of values, the lowest first."""
    return tuple(
        Tick(label, 1 - scale.place(tick), is_zero=tick == 0)
        for tick, label in zip(scale.ticks, scale.labels(), strict=True)
    )


def _styles(series: Sequence[Series], highlighted: Sequence[Area]) -> dict[str, int]:
    """Give the highlighted area the first style, the others the next in their order."""
    keys = [each.area.key for each in series]
    first = [area.key for area in highlighted if area.key in keys]
    order = first + [key for key in keys if key not in first]
    return {key: number for number, key in enumerate(order, 1)}


def dotted(series: Series, times: Sequence[str]) -> list[Point]:
    """Return the points that need a dot: all if they are few, else lonely ones and the last."""
    if len(times) <= _FEW:
        return list(series.known)
    lonely = [run[0] for run in series.runs() if len(run) == 1]
    return [*(point for point in lonely if point != series.known[-1]), series.known[-1]]


def _value(point: Point) -> Decimal:
    assert point.value is not None  # noqa: S101 - only points of `known` and `runs` come here
    return point.value
