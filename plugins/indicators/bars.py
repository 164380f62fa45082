"""The bar chart: one time for many areas, or one area over several times."""

from collections.abc import Sequence
from decimal import Decimal

from plugins.indicators.areas import Area
from plugins.indicators.indicator import Indicator
from plugins.indicators.scale import bar_range
from plugins.indicators.scene import Bar, BarPlot
from plugins.indicators.series import Point, Series
from plugins.indicators.table import value_text
from plugins.manuscript.dates import exact_as_known
from plugins.manuscript.suggestions import fold


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
        rows = _sorted(series, by_name=by_name)
        value_head = exact_as_known(series[0].points[0].time)
    else:
        rows = [(exact_as_known(point.time), point) for point in series[0].points]
        row_head, value_head = "Jahr", series[0].area.short
    low, high = bar_range(point.value for _, point in rows if point.value is not None)
    marked = {area.short for area in highlighted}

    def bar(name: str, point: Point) -> Bar:
        text = value_text(indicator.unit, point)
        if point.value is None:
            return Bar(name, text, is_missing=True, is_highlighted=name in marked)
        start, end = sorted((_place(Decimal(0), low, high), _place(point.value, low, high)))
        return Bar(name, text, start, end - start, is_highlighted=name in marked)

    return BarPlot(
        row_head=row_head,
        value_head=value_head,
        bars=tuple(bar(name, point) for name, point in rows),
        zero=_place(Decimal(0), low, high) if low < 0 else None,
    )


def _sorted(series: Sequence[Series], *, by_name: bool) -> list[tuple[str, Point]]:
    rows = [(each.area.short, each.points[0]) for each in series]
    if by_name:
        return sorted(rows, key=lambda row: (row[1].value is None, fold(row[0])))
    return sorted(
        rows,
        key=lambda row: (row[1].value is None, -(row[1].value or Decimal(0)), fold(row[0])),
    )


def _place(value: Decimal, low: Decimal, high: Decimal) -> float:
    return float((value - low) / (high - low))
