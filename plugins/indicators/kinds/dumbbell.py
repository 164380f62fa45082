"""The dumbbell chart: two times of several areas, or two areas at several times.

A row is a way with two ends: a ring for the first value, a dot for the last.
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from plugins.indicators.block.request import Problem, Request
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import Unit, german
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Point, Series
from plugins.indicators.data.times import time_word
from plugins.indicators.kinds.breaks import find_breaks
from plugins.indicators.kinds.change import describe_changes, describe_gaps
from plugins.indicators.kinds.describe import announce, describe_course
from plugins.indicators.kinds.plots import DumbbellPlot, Pair, Tick
from plugins.indicators.kinds.scale import dot_scale
from plugins.indicators.kinds.scene import Drawn
from plugins.indicators.kinds.signs import gap_text
from plugins.indicators.kinds.table import row_names, value_text
from plugins.manuscript.dates import exact_as_known
from plugins.manuscript.suggestions import fold

MOST_AREAS = 60
MOST_TIMES = 15
_PAIR = 2
_SHY = "\N{SOFT HYPHEN}"
_POINTS = f"Prozent{_SHY}punkte"

Row = tuple[str, str, Point, Point]  # name, key of an area, first and last point


def dumbbells(request: Request, series: Sequence[Series], package: Package) -> Drawn:
    """Draw a row per area or, for two areas at more than two times, per time."""
    indicator = request.indicator
    rows: list[Row]
    if _rows_are_times(request):
        first, last = series
        rows = [
            (exact_as_known(start.time), "", start, end)
            for start, end in zip(first.points, last.points, strict=True)
        ]
        heads = (time_word(request.times), first.area.short, last.area.short)
        plot = dumbbell_plot(indicator, rows, heads)
        announcement = announce(indicator, "Vergleich zweier Gebiete", request.times)
        described = describe_gaps(indicator.unit, plot.heads[:2], _values(rows))
        return Drawn(plot, announcement, described, aside=_span(plot))
    rows = [(each.area.short, each.area.key, each.points[0], each.points[-1]) for each in series]
    ends = (exact_as_known(request.times[0]), exact_as_known(request.times[-1]))
    row_head = package.areas.word(request.areas, one=True)
    marked = {area.key for area in request.highlighted}
    by_name = request.sorting == "name"
    names = row_names(request.areas, row_head)
    ordered = [
        (names[key], key, first, last) for _, key, first, last in _sorted(rows, by_name=by_name)
    ]
    plot = dumbbell_plot(indicator, ordered, (row_head, *ends), marked)
    shown = f"{indicator.measure}, {' und '.join(ends)}"
    group = f"{len(rows)} {package.areas.word(request.areas, one=len(rows) == 1)}"
    what = package.areas.word(request.areas, one=False)
    return Drawn(
        plot,
        f"Vergleich zweier Zeiten: {shown}, {group}.",
        describe_course(indicator, series)
        if len(series) == 1
        else describe_changes(indicator.unit, _values(rows), what),
        aside=_span(plot) if by_name else f"nach dem Wert {ends[1]} geordnet; {_span(plot)}",
        subtitle=shown,
    )


def unfit_dumbbells(request: Request, asked: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a request from being a dumbbell chart."""
    areas, times = len(request.areas), len(request.times)
    if areas > MOST_AREAS:
        message = f"{areas} Gebiete sind zu viele, höchstens {MOST_AREAS} lassen sich vergleichen."
        yield "gebiete", message, "Nennen Sie weniger Gebiete."
    if times < _PAIR:
        message = "Ein Vergleich braucht zwei Zeiten."
        yield "jahre", message, "Nennen Sie zwei Jahre, oder schreiben Sie „art: balken“."
    elif times > _PAIR and areas != _PAIR:
        yield (
            "jahre",
            f"Ein Vergleich von {areas} {'Gebiet' if areas == 1 else 'Gebieten'} zeigt genau zwei Zeiten.",
            f"Schreiben Sie zum Beispiel „jahre: {request.times[0]}, {request.times[-1]}“.",
        )
    elif times > MOST_TIMES:
        message = f"{times} Zeiten sind zu viele, höchstens {MOST_TIMES} lassen sich vergleichen."
        yield "jahre", message, f"Schreiben Sie „jahre: letzte {MOST_TIMES}“ oder „art: linie“."
    if "sortierung" in asked and _rows_are_times(request):
        message = "Die Zeilen dieses Vergleichs sind Zeiten und stehen der Reihe nach."
        yield "sortierung", message, "Lassen Sie die Zeile weg."
    yield from find_breaks(request)


def dumbbell_plot(
    indicator: Indicator,
    rows: Sequence[Row],
    heads: tuple[str, str, str],
    marked: Collection[str] = (),
) -> DumbbellPlot:
    """Return the plot of rows with at least one value.

    `heads` name the rows, the first and the last values; `marked` are keys of areas.
    """
    unit = indicator.unit
    known = [point.value for row in rows for point in row[2:] if point.value is not None]
    scale = dot_scale(known)

    def place(point: Point) -> float | None:
        return None if point.value is None else scale.place(point.value)

    row_head, first, last = heads
    change = f"Verände{_SHY}rung" if rows[0][1] else f"Unter{_SHY}schied"
    return DumbbellPlot(
        row_head=row_head,
        heads=(first, last, _POINTS if unit.is_percent else change),
        pairs=tuple(
            Pair(
                name,
                place(start),
                place(end),
                (value_text(unit, start), value_text(unit, end), _difference(unit, start, end)),
                is_highlighted=key in marked,
                key=key,
            )
            for name, key, start, end in rows
        ),
        ticks=tuple(
            Tick(label, scale.place(tick), is_zero=tick == 0)
            for tick, label in zip(scale.ticks, scale.labels(), strict=True)
        ),
    )


def _sorted(rows: Sequence[Row], *, by_name: bool) -> list[Row]:
    """Sort by the last value or by name; rows without a difference come last."""

    def order(row: Row) -> tuple[bool, Decimal, str]:
        missing = any(point.value is None for point in row[2:])
        return missing, Decimal(0) if by_name else -(row[3].value or Decimal(0)), fold(row[0])

    return sorted(rows, key=order)


def _span(plot: DumbbellPlot) -> str:
    """Say where the axis begins and ends, for a page does not label it."""
    return f"die Achse reicht von {plot.ticks[0].label} bis {plot.ticks[-1].label}"


def _difference(unit: Unit, first: Point, last: Point) -> str:
    """Return the signed difference; the unit stands in the head."""
    if first.value is None or last.value is None:
        return gap_text((first.status, last.status))
    difference = unit.rounded(last.value) - unit.rounded(first.value)
    if unit.is_percent:
        return german(difference, unit.decimals, sign=True)
    return unit.short(difference, sign=True)


def _rows_are_times(request: Request) -> bool:
    return len(request.areas) == _PAIR and len(request.times) > _PAIR


def _values(rows: Sequence[Row]) -> list[tuple[str, Point, Point]]:
    return [(name, first, last) for name, _, first, last in rows]
