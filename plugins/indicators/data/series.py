"""The observations of a chart, in order: one series per area, cut where the data break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observation, Observations
from plugins.indicators.data.times import month_number, season

_NO_ROW = Observation(None)


class Point(NamedTuple):
    """What is known of an area at a time; `segment` counts the breaks before it."""

    time: str
    value: Decimal | None
    status: str
    segment: int


@dataclass(frozen=True)
class Series:
    """All points of an area for one indicator, missing ones included.

    `step` is how many months neighbours may lie apart to be joined by a stroke; 0: any number.
    """

    area: Area
    points: tuple[Point, ...]
    indicator: Indicator
    step: int = 0

    @property
    def known(self) -> tuple[Point, ...]:
        """Return the points that have a value."""
        return tuple([point for point in self.points if point.value is not None])

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Return the values there are."""
        return tuple([point.value for point in self.points if point.value is not None])

    def runs(self) -> Iterator[tuple[Point, ...]]:
        """Yield what one stroke may join: neighbours with values and no break between them."""
        run: list[Point] = []
        for point in self.points:
            if run and (point.value is None or not self._is_next(run[-1], point)):
                yield tuple(run)
                run = []
            if point.value is not None:
                run.append(point)
        if run:
            yield tuple(run)

    def _is_next(self, before: Point, point: Point) -> bool:
        if point.segment != before.segment or not self.step:
            return point.segment == before.segment
        return month_number(point.time) - month_number(before.time) <= self.step


def build_series(
    indicator: Indicator,
    observations: Observations,
    areas: Sequence[Area],
    times: Sequence[str],
) -> tuple[Series, ...]:
    """Return one series per area in the order given; a time without a row counts as unknown."""
    segments = [(time, indicator.segment(time)) for time in times]
    step = _step(observations, times)

    def points(area: str) -> Iterator[Point]:
        for time, segment in segments:
            value, status = observations.at(area, time) or _NO_ROW
            yield Point(time, value, status, segment)

    return tuple(Series(area, tuple(points(area.key)), indicator, step) for area in areas)


def _step(observations: Observations, times: Sequence[str]) -> int:
    """Return the least distance of months in the data: further apart, some are missing between.

    Years (elections, say) may lie any number apart, and so may one month of several years.
    """
    if len(set(map(season, times))) <= 1:
        return 0
    known = observations.times()
    return min(month_number(after) - month_number(time) for time, after in pairwise(known))
