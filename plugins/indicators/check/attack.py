"""What a reader with patience finds out: all sums solved exactly, unknown numbers narrowed down.

Gauss' elimination on fractions, then bounds: each unknown is a whole number from its floor on, and
what a sum leaves for it. Independent of `indicators.secrecy`, so that it can judge its work.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, inf
from typing import TypeVar

Cell = TypeVar("Cell", bound=Hashable)
Row = tuple[dict[Cell, Fraction], Fraction]  # weights of the unknown cells, and what they make
# Each round narrows something; what is not narrow by then is wide.
_ROUNDS = 60


def narrow(
    rows: Sequence[Row[Cell]], floors: Mapping[Cell, int]
) -> Mapping[Cell, tuple[float, float]]:
    """Return the least and the greatest number each cell in `floors` can have by these sums."""
    # Where a sum holds no unknown there is nothing to learn.
    useful = [row for row in (*rows, *_solved(rows)) if row[0]]
    cells = {cell for weights, _ in useful for cell in weights}
    bounds: dict[Cell, tuple[float, float]] = {
        cell: (floors.get(cell, 0), inf) for cell in {*cells, *floors}
    }
    for _ in range(_ROUNDS):
        before = dict(bounds)
        for row in useful:
            _narrow_by(row, bounds)
        if bounds == before:
            break
    return bounds


def _solved(rows: Sequence[Row[Cell]]) -> list[Row[Cell]]:
    """Return the sums in reduced form: each with an unknown that no other one has."""
    solved: list[tuple[Cell, Row[Cell]]] = []
    for row in rows:
        left = row
        for lead, done in solved:
            left = _without(left, done, lead)
        if left[0]:
            lead = next(iter(left[0]))
            weight = left[0][lead]
            left = ({cell: each / weight for cell, each in left[0].items()}, left[1] / weight)
            solved = [(head, _without(done, left, lead)) for head, done in solved]
            solved.append((lead, left))
    return [row for _, row in solved]


def _without(row: Row[Cell], other: Row[Cell], cell: Cell) -> Row[Cell]:
    """Return a row less as much of another one as takes a cell out of it, which has 1 of it."""
    factor = row[0].get(cell)
    if not factor:
        return row
    weights = dict(row[0])
    for each, weight in other[0].items():
        weights[each] = weights.get(each, Fraction(0)) - factor * weight
    return {each: weight for each, weight in weights.items() if weight}, row[1] - factor * other[1]


def _narrow_by(row: Row[Cell], bounds: dict[Cell, tuple[float, float]]) -> None:
    """Narrow each unknown of a sum by what the others leave for it."""
    weights, right = row
    ends = {cell: _ends(weight, bounds[cell]) for cell, weight in weights.items()}
    least, most = (_total(each[side] for each in ends.values()) for side in (0, 1))
    for cell, weight in weights.items():
        # What the others make at most leaves the least for this one, and the other way round.
        leaves = [_less(right, most, ends[cell][1]), _less(right, least, ends[cell][0])]
        first, last = (None if left is None else left / weight for left in leaves)
        if weight < 0:
            first, last = last, first
        low = max(bounds[cell][0], -inf if first is None else ceil(first))
        high = min(bounds[cell][1], inf if last is None else floor(last))
        if low <= high:  # a sum that does not hold says nothing
            bounds[cell] = low, high


# The least or the most that cells can make together: how many of them are without bounds, the sum of the others.
_Total = tuple[int, Fraction]


def _ends(weight: Fraction, bounds: tuple[float, float]) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most that a cell with this weight makes; None: without bounds."""
    low, high = (None if end in (inf, -inf) else int(end) * weight for end in bounds)
    return (low, high) if weight > 0 else (high, low)


def _total(ends: Iterable[Fraction | None]) -> _Total:
    known = [*ends]
    return known.count(None), sum(filter(None, known), Fraction(0))


def _less(right: Fraction, total: _Total, own: Fraction | None) -> Fraction | None:
    """Return what a total without one of its cells leaves of a sum; None: anything."""
    unbound, known = total
    if unbound - (own is None):
        return None
    return right - known + (own or 0)
