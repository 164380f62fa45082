"""The bar chart: one time for many areas, or one area over several times."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from plugins.indicators.block.request import Problem, Request
from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Point, Series
from plugins.indicators.data.times import time_word
from plugins.indicators.kinds.describe import announce, describe_course, describe_ranking
from plugins.indicators.kinds.plots import Bar, BarPlot
from plugins.indicators.kinds.scale import bar_range
from plugins.indicators.kinds.scene import Drawn
from plugins.indicators.kinds.table import row_names, value_text
from plugins.manuscript.dates import exact_as_known
from plugins.manuscript.suggestions import fold


def bars(request: Request, series: Sequence[Series], package: Package) -> Drawn:
    """Draw a bar per area or, for one area, per time."""
    indicator, areas = request.indicator, package.areas
    plot = bar_plot(
        indicator,
        series,
        request.highlighted,
        row_head=areas.word(request.areas, one=True),
        by_name=request.sorting == "name",
    )
    if len(request.times) > 1:
        announcement = announce(indicator, "Balkendiagramm", request.times)
        return Drawn(plot, announcement, describe_course(indicator, series))
    group = f"{len(series)} {areas.word(request.areas, one=len(series) == 1)}"
    announcement = announce(indicator, "Balkendiagramm", request.times, group)
    return Drawn(plot, announcement, describe_ranking(indicator, series, request.highlighted))


def unfit_bars(request: Request, asked: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a request from being bars."""
    del asked
    if len(request.areas) > 1 and len(request.times) > 1:
        yield (
            "jahre",
            "Balken für mehrere Gebiete zeigen genau ein Jahr.",
            f"Schreiben Sie zum Beispiel „jahre: {request.times[-1]}“ oder „art: linie“.",
        )


def bar_plot(
    indicator: Indicator,
    series: Sequence[Series],
    highlighted: Sequence[Area],
    *,
    row_head: str,
    by_name: bool = False,
) -> BarPlot:
    """Return the bars of several areas at one time, or of one area at several times.

    Areas are sorted by value, the highest first, or by name; those without a value come last.
    Times keep their order. `row_head` names what the rows are if they are areas.
    """
    if len(series) > 1 or len(series[0].points) == 1:
        names = row_names([each.area for each in series], row_head)
        rows = [(names[key], key, point) for _, key, point in _sorted(series, by_name=by_name)]
        value_head = exact_as_known(series[0].points[0].time)
    else:
        rows = [(exact_as_known(point.time), "", point) for point in series[0].points]
        row_head = time_word([point.time for point in series[0].points])
        value_head = series[0].area.short
    low, high = map(float, bar_range(p.value for _, _, p in rows if p.value is not None))
    zero = _place(0, low, high)
    marked = {area.key for area in highlighted}

    def bar(name: str, key: str, point: Point) -> Bar:
        text = value_text(indicator.unit, point)
        if point.value is None:
            return Bar(name, text, is_missing=True, is_highlighted=key in marked, key=key)
        start, end = sorted((zero, _place(float(point.value), low, high)))
        return Bar(name, text, start, end - start, is_highlighted=key in marked, key=key)

    return BarPlot(
        row_head=row_head,
        value_head=value_head,
        bars=tuple(bar(*row) for row in rows),
        zero=zero if low < 0 else None,
    )


def _sorted(series: Sequence[Series], *, by_name: bool) -> list[tuple[str, str, Point]]:
    rows = [(each.area.short, each.area.key, each.points[0]) for each in series]
    if by_name:
        return sorted(rows, key=lambda row: (row[2].value is None, fold(row[0])))
    return sorted(
        rows,
        key=lambda row: (row[2].value is None, -(row[2].value or Decimal(0)), fold(row[0])),
    )


def _place(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low)
