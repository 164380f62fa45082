"""Whether what a title calls highest or lowest is surpassed by something else that is shown."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from plugins.indicators.claims.lexicon import Claim
from plugins.indicators.claims.statements import Statement
from plugins.indicators.data.series import Point, Series

Evidence = list[tuple[Series, Sequence[Point]]]


def surpassed(states: Statement, meant: Sequence[Series], shown: Sequence[Series]) -> Evidence:
    """Return what is higher, and what was said to be highest; nothing if that can be true.

    «Am höchsten» may compare a place with others or a time with others: it is contradicted only if
    it fails both ways, for every place that is meant and every time it can be about.
    """
    sign = 1 if states.claim is Claim.HIGHEST else -1
    first, last = states.times
    if first != last or not (states.areas or last):
        return []
    evidence: Evidence = []
    for series in meant:
        for point in series.known:
            if last and point.time != last:
                continue
            rivals = list(_rivals(series, point, shown, states))
            if not rivals or any(_holds(series, point, each, sign) for each in rivals):
                return []
            evidence = [_best(rivals[0], sign), (series, (point,))]
    return evidence


def _rivals(
    series: Series, point: Point, shown: Sequence[Series], states: Statement
) -> Iterator[list[tuple[Series, Point]]]:
    """Yield what a value can be compared with: the same time elsewhere, the same place at times."""
    if states.areas:
        elsewhere = [
            (other, each)
            for other in shown
            if other is not series
            for each in other.known
            if each.time == point.time
        ]
        if elsewhere:
            yield elsewhere
    if states.times[0]:
        yield from _other_times(series, point)


def _other_times(series: Series, point: Point) -> Iterator[list[tuple[Series, Point]]]:
    """Yield the other times of a series that does not break."""
    times = [(series, each) for each in series.known if each is not point]
    if times and len({each.segment for each in series.points}) == 1:
        yield times


def _holds(series: Series, point: Point, rivals: list[tuple[Series, Point]], sign: int) -> bool:
    unit = series.indicator.unit
    best = unit.rounded(_value(_best(rivals, sign)[1][0]))
    return sign * unit.rounded(_value(point)) >= sign * best


def _best(rivals: list[tuple[Series, Point]], sign: int) -> tuple[Series, Sequence[Point]]:
    series, point = max(rivals, key=lambda each: sign * _value(each[1]))
    return series, (point,)


def _value(point: Point) -> Decimal:
    assert point.value is not None  # noqa: S101 - only points of `known` come here
    return point.value
