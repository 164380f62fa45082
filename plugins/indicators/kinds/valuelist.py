"""The table as a kind of its own: areas by times, for those who look values up."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from plugins.indicators.block.request import MOST_LINES, Problem, Request
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series
from plugins.indicators.kinds.change import describe_changes
from plugins.indicators.kinds.describe import (
    NOT_COMPARABLE,
    announce,
    describe_course,
    describe_ranking,
)
from plugins.indicators.kinds.plots import TablePlot
from plugins.indicators.kinds.scene import Drawn
from plugins.indicators.kinds.table import area_table, value_table
from plugins.manuscript.suggestions import fold

# As many columns of «301.176» as a sheet of paper holds beside a name.
MOST_COLUMNS = 12


def value_list(request: Request, series: Sequence[Series], package: Package) -> Drawn:
    """Draw a row per area or, for one area or for many times of few areas, a row per time."""
    indicator, areas = request.indicator, package.areas
    if _rows_are_times(request):
        table = value_table(indicator, series, "")
    else:
        table = area_table(_sorted(request, series), areas.word(request.areas, one=True))
    group = f"{len(series)} {areas.word(request.areas, one=len(series) == 1)}"
    return Drawn(
        TablePlot(table, tuple(area.key for area in request.highlighted)),
        announce(indicator, "Tabelle", request.times, group),
        _described(request, series, package),
    )


def unfit_value_list(request: Request, asked: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a request from being a table."""
    times = request.times
    if len(times) > MOST_COLUMNS and not _rows_are_times(request):
        yield (
            "jahre",
            f"{len(times)} Spalten sind zu viele, höchstens {MOST_COLUMNS} passen auf ein Blatt.",
            f"Schreiben Sie zum Beispiel „jahre: letzte {MOST_COLUMNS}“ oder „jahre: {times[0]}, {times[-1]}“.",
        )
    if "sortierung" in asked and _rows_are_times(request):
        advice = "Lassen Sie die Zeile weg."
        yield (
            "sortierung",
            "Die Zeilen dieser Tabelle sind Zeiten und stehen der Reihe nach.",
            advice,
        )


def _rows_are_times(request: Request) -> bool:
    areas = len(request.areas)
    return areas == 1 or (areas <= MOST_LINES and len(request.times) > MOST_COLUMNS)


def _sorted(request: Request, series: Sequence[Series]) -> list[Series]:
    """Sort by name or, at one time, by value; areas of several times keep the editor's order."""
    if request.sorting == "name":
        return sorted(series, key=lambda each: fold(each.area.short))
    if len(request.times) > 1:
        return list(series)

    def place(each: Series) -> tuple[bool, Decimal, str]:
        value = each.points[0].value
        return value is None, -(value or Decimal(0)), fold(each.area.short)

    return sorted(series, key=place)


def _described(request: Request, series: Sequence[Series], package: Package) -> tuple[str, ...]:
    """Describe each course if they are few; of many, first and last time if they compare."""
    indicator, times = request.indicator, request.times
    if len(times) == 1:
        return describe_ranking(indicator, series, request.highlighted)
    if len(series) <= MOST_LINES:
        return describe_course(indicator, series)
    rows = [(each.area.short, each.points[0], each.points[-1]) for each in series]
    if indicator.segment(times[0]) != indicator.segment(times[-1]):
        return (NOT_COMPARABLE,)
    return describe_changes(indicator.unit, rows, package.areas.word(request.areas, one=False))
