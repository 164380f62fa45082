"""The values of a chart as text: what cells, labels and sentences say."""

from collections.abc import Sequence

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import MISSING, NBSP, Unit
from plugins.indicators.data.observations import PROVISIONAL
from plugins.indicators.data.series import Point, Series
from plugins.indicators.kinds.scene import ValueTable
from plugins.manuscript.dates import exact_as_known

# Two signs speak for themselves; behind the others a note says why there is no number.
_SPEAKING = {"–": "–", "…": "…"}


def value_text(unit: Unit, point: Point) -> str:
    """Return the text of a value: a number, marked if provisional, or «k. A.»."""
    if point.value is None:
        return _SPEAKING.get(point.status, MISSING)
    mark = f"{NBSP}{PROVISIONAL}" if point.status == PROVISIONAL else ""
    return unit.short(point.value) + mark


def value_table(indicator: Indicator, series: Sequence[Series], caption: str) -> ValueTable:
    """Return the table of a line chart: a row per time, a column per area."""
    return ValueTable(
        caption=caption,
        head=("Jahr", *(each.area.short for each in series)),
        rows=tuple(
            (
                exact_as_known(points[0].time),
                *(value_text(indicator.unit, point) for point in points),
            )
            for points in zip(*(each.points for each in series), strict=True)
        ),
        column_keys=tuple(each.area.key for each in series),
    )


def area_table(series: Sequence[Series], row_head: str, caption: str = "") -> ValueTable:
    """Return the table of a map or a list: a row per area, a column per time."""
    unit = series[0].indicator.unit
    return ValueTable(
        caption=caption,
        head=(row_head, *(exact_as_known(point.time) for point in series[0].points)),
        rows=tuple(
            (each.area.short, *(value_text(unit, point) for point in each.points))
            for each in series
        ),
        row_keys=tuple(each.area.key for each in series),
    )
