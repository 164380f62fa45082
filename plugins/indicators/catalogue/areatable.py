"""The table of an indicator's page: its areas and its times, as numbers."""

from collections.abc import Sequence

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import build_series
from plugins.indicators.kinds.describe import measured
from plugins.indicators.kinds.scene import ValueTable
from plugins.indicators.kinds.table import value_text
from plugins.manuscript.dates import exact_as_known

# More columns do not fit beside the names; the downloads have them all.
MOST_TIMES = 6


def area_tables(indicator: Indicator, package: Package) -> tuple[tuple[str, ValueTable], ...]:
    """Return a table of the whole and its regions, and one of its smallest parts, with headings.

    A single area needs none: the figure of the page has its values.
    """
    observations = package.observations[indicator.key]
    smallest = package.areas.levels[-1].key if package.areas.levels else ""
    known = [area for area in package.areas.by_key.values() if area.key in observations.areas]
    groups = (
        [area for area in known if area.level != smallest],
        [area for area in known if area.level == smallest],
    )
    return tuple(
        (_heading(group, package), _table(indicator, observations, group, package))
        for group in groups
        if group and len(known) > 1
    )


def column_times(times: Sequence[str]) -> tuple[str, ...]:
    """Return all times, or the first and the latest ones where there are too many."""
    return tuple(times) if len(times) <= MOST_TIMES else (times[0], *times[-MOST_TIMES + 1 :])


def _heading(areas: Sequence[Area], package: Package) -> str:
    """Name the levels of the areas: «Landkreis und Regionen»."""
    levels = [
        level for level in package.areas.levels if any(each.level == level.key for each in areas)
    ]
    counts = [sum(area.level == level.key for area in areas) for level in levels]
    return " und ".join(
        level.singular if count == 1 else level.plural
        for level, count in zip(levels, counts, strict=True)
    )


def _table(
    indicator: Indicator, observations: Observations, areas: Sequence[Area], package: Package
) -> ValueTable:
    times = column_times(observations.times({area.key for area in areas}))
    series = build_series(indicator, observations, areas, times)
    return ValueTable(
        caption=measured(indicator, times),
        head=(package.areas.word(areas, one=True), *map(exact_as_known, times)),
        rows=tuple(
            (each.area.short, *(value_text(indicator.unit, point) for point in each.points))
            for each in series
        ),
        row_keys=tuple(area.key for area in areas),
    )
