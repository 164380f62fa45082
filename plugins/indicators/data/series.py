"""The observations of a chart, in order: one series per area, cut where the data break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observation, Observations

_NO_ROW = Observation(None)


@dataclass(frozen=True)
class Point:
    """What is known of an area at a time; `segment` counts the breaks before it."""

    time: str
    value: Decimal | None
    status: str
    segment: int


@dataclass(frozen=True)
class Series:
    """All points of an area for one indicator, missing ones included."""

    area: Area
    points: tuple[Point, ...]
    indicator: Indicator

    @property
    def known(self) -> tuple[Point, ...]:
        """Return the points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    def values(self) -> Iterator[Decimal]:
        """Yield the values there are."""
        return (point.value for point in self.points if point.value is not None)

    def runs(self) -> Iterator[tuple[Point, ...]]:
        """Yield what one stroke may join: neighbours with values and no break between them."""
        run: list[Point] = []
        for point in self.points:
            if run and (point.value is None or point.segment != run[-1].segment):
                yield tuple(run)
                run = []
            if point.value is not None:
                run.append(point)
        if run:
            yield tuple(run)


def build_series(
    indicator: Indicator,
    observations: Observations,
    areas: Sequence[Area],
    times: Sequence[str],
) -> tuple[Series, ...]:
    """Return one series per area in the order given; a time without a row counts as unknown."""
    return tuple(
        Series(
            area,
            tuple(
                Point(time, seen.value, seen.status, indicator.segment(time))
                for time in times
                for seen in (observations.at(area.key, time) or _NO_ROW,)
            ),
            indicator,
        )
        for area in areas
    )
