"""Whether the values shown clearly contradict a statement, and which of them do.

Clearly means: from end to end, in every stretch between two breaks, for every area that is meant.
A statement that could be true in any reading is not contradicted.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from plugins.indicators.claims.lexicon import Claim
from plugins.indicators.claims.statements import Statement
from plugins.indicators.claims.superlative import surpassed
from plugins.indicators.data.series import Point, Series

_NAMED = 3
_DOUBLE, _HALF = Decimal("1.8"), Decimal("0.55")
_SAME = Decimal("0.1")  # what changes by a tenth is not the same …
_POINTS = 2  # … and in per cent it must be two percentage points as well
_TWO = 2
_TURN = 4  # a last step the other way is a turn if it is a fourth of the whole way

_EXTREMES = (Claim.HIGHEST, Claim.LOWEST)
_BOUNDS = (Claim.ABOVE, Claim.BELOW)


def contradiction(states: Statement, series: Sequence[Series]) -> str:
    """Return the values that contradict a statement: «Ahausen 2011: 40, 2022: 30», or nothing."""
    meant = [each for each in series if each.area in states.areas or not states.areas]
    if states.claim in _EXTREMES:
        against = surpassed(states, meant, series)
    else:
        judge = _beyond if states.claim in _BOUNDS else _course
        found = [(each, judge(states, each)) for each in meant]
        if not states.areas and not all(points for _, points in found):
            return ""
        against = [(each, points) for each, points in found if points]
    return "; ".join(_say(*each) for each in against[:_NAMED])


def _say(series: Series, points: Sequence[Point]) -> str:
    short = series.indicator.unit.short
    values = ", ".join(f"{each.time}: {short(_value(each))}" for each in points)
    return f"{series.area.short} {values}"


def _course(states: Statement, series: Series) -> Sequence[Point]:
    """Return first and last point of a series that does not run as stated."""
    points = _stretch(states.times, series)
    parts = [list(part) for _, part in groupby(points, key=lambda point: point.segment)]
    parts = [part for part in parts if len(part) >= _TWO]
    turns = not states.times[0]  # a span that was named is judged by its ends alone
    if parts and all(_runs_against(states.claim, series, part, turns=turns) for part in parts):
        return parts[-1][0], parts[-1][-1]
    return ()


def _stretch(times: tuple[str, str], series: Series) -> Sequence[Point]:
    """Return the known points of a time; nothing if an end that was named is not among them.

    A year alone is compared with the year before; if that is not shown, with all that is.
    """
    points = series.known
    first, last = times
    there = {point.time for point in points}
    if not {first, last} - {""} <= there:
        return ()
    points = tuple(point for point in points if not last or point.time <= last)
    if first == last != "":
        before = [point for point in points if point.time == str(int(last) - 1)]
        return (*before, points[-1]) if before else points
    return tuple(point for point in points if point.time >= first)


def _runs_against(claim: Claim, series: Series, points: Sequence[Point], *, turns: bool) -> bool:
    """Tell whether a stretch runs the other way; `turns`: a turn at its end leaves it open."""
    unit = series.indicator.unit
    values = [unit.rounded(_value(point)) for point in points]
    first, before, last = values[0], values[-2], values[-1]
    if claim in {Claim.RISE, Claim.FALL}:
        sign = 1 if claim is Claim.RISE else -1
        way, step = sign * (last - first), sign * (last - before)
        turned = turns and step * _TURN >= -way
        return min(values) == max(values) or (way < 0 and not turned)
    if min(values) <= 0:
        return False
    if claim in {Claim.DOUBLE, Claim.HALVE}:
        steps = [later / early for n, early in enumerate(values) for later in values[n + 1 :]]
        return max(steps) < _DOUBLE if claim is Claim.DOUBLE else min(steps) > _HALF
    change = last - first if claim is Claim.SAME else min(last - first, Decimal(0))
    return abs(change) > _SAME * first and not (unit.is_percent and abs(change) < _POINTS)


def _beyond(states: Statement, series: Series) -> Sequence[Point]:
    """Return the value that comes nearest to a bound that no value keeps."""
    bound = states.bound
    points = _stretch(states.times, series)
    if not points or bound is None or states.is_percent != series.indicator.unit.is_percent:
        return ()
    if states.claim is Claim.ABOVE:
        best = max(points, key=_value)
        return (best,) if _value(best) < bound else ()
    best = min(points, key=_value)
    return (best,) if _value(best) > bound else ()


def _value(point: Point) -> Decimal:
    assert point.value is not None  # noqa: S101 - only points of `known` come here
    return point.value
