"""The values of a chart as text: what cells, labels and sentences say."""

from collections.abc import Mapping, Sequence

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import NBSP, Unit
from plugins.indicators.data.observations import PROVISIONAL
from plugins.indicators.data.series import Point, Series
from plugins.indicators.data.times import time_word
from plugins.indicators.kinds.scene import ValueTable
from plugins.indicators.kinds.signs import sign_text
from plugins.manuscript.dates import exact_as_known


def value_text(unit: Unit, point: Point) -> str:
    """Return the text of a value: a number, marked if provisional, or the sign for none."""
    if point.value is None:
        return sign_text(point.status)
    return marked(unit.short(point.value), point.status)


def marked(text: str, status: str) -> str:
    """Return the text of a value with a mark if it is provisional."""
    return f"{text}{NBSP}{PROVISIONAL}" if status == PROVISIONAL else text


def row_names(areas: Sequence[Area], head: str) -> Mapping[str, str]:
    """Return the names of rows under a head that says what all are: «Region Nord» becomes «Nord»."""
    start = f"{head} "
    is_said = len(areas) > 1 and all(area.short.startswith(start) for area in areas)
    return {area.key: area.short.removeprefix(start) if is_said else area.short for area in areas}


def value_table(indicator: Indicator, series: Sequence[Series], caption: str) -> ValueTable:
    """Return the table of a line chart: a row per time, a column per area."""
    return ValueTable(
        caption=caption,
        head=(
            time_word([point.time for point in series[0].points]),
            *(each.area.short for each in series),
        ),
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
    names = row_names([each.area for each in series], row_head)
    return ValueTable(
        caption=caption,
        head=(row_head, *(exact_as_known(point.time) for point in series[0].points)),
        rows=tuple(
            (names[each.area.key], *(value_text(unit, point) for point in each.points))
            for each in series
        ),
        row_keys=tuple(each.area.key for each in series),
    )
