"""Classes of a map: round bounds near the quarters of the values, none empty, none twice.

Quantiles put as many areas into each class and so show where high and low values lie (Brewer and
Pickle, Evaluation of methods for classifying epidemiological data on choropleth maps in series,
2002). But nobody reads a bound like 46,83, so each moves a little to the roundest number near by:
a multiple of 1, 2 or 5 times a power of ten. Where values lie on both sides of zero, zero parts
them, and the classes diverge from there (Brewer, Color use guidelines for mapping, 1994).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from plugins.indicators.data.number import NBSP, Unit, german

MOST = 4
# How many of the classes can be gains where there are losses too, and their looks.
GAINS = (5, 6)
# How far a bound may move: past a tenth of the values, to either side. No class is smaller.
_REACH = 0.1
_STEPS = (Decimal(10), Decimal(5), Decimal(2))


def class_bounds(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Return the lower bounds of all classes but the lowest, in order: at most three.

    Each class has at least one value, and equal values are in one class.
    """
    known = sorted(values)
    losses = bisect_left(known, 0)
    if not 0 < losses < len(known):
        return tuple(_bounds(known, MOST))
    above = min(max(round(MOST - MOST * losses / len(known)), 1), len(GAINS))
    low, high = _bounds(known[:losses], MOST - above), _bounds(known[losses:], above)
    return (*low, Decimal(0), *high)


def grade_of(value: Decimal, bounds: Sequence[Decimal]) -> int:
    """Return the class of a value, from 1; a bound belongs to the class above it."""
    return bisect_right(bounds, value) + 1


def class_looks(bounds: Sequence[Decimal], lowest: Decimal, highest: Decimal) -> tuple[int, ...]:
    """Return the look of each class, the lowest first: 1 to 4, the greater the size the darker.

    Where some areas gain and others lose, the gains have looks of their own: 5 and 6.
    """
    classes = len(bounds) + 1
    if lowest >= 0:
        return tuple(range(1, classes + 1))
    if highest <= 0:
        return tuple(range(classes, 0, -1))
    below = bounds.index(Decimal(0)) + 1
    return (*range(below, 0, -1), *GAINS[below - classes :])


def class_labels(bounds: Sequence[Decimal], unit: Unit, only: Decimal) -> tuple[str, ...]:
    """Return each class in words; `only` is the value that all areas have if there is no bound."""
    if not bounds:
        return (unit.short(only),)
    decimals = max(0, *(-int(bound.normalize().as_tuple().exponent) for bound in bounds))
    first, *others = texts = [german(bound, decimals) for bound in bounds]
    sign = f"{NBSP}{unit.name}" if unit.is_symbol and unit.name else ""
    between = [f"{low} bis unter {high}{sign}" for low, high in zip(texts, others, strict=False)]
    return (f"unter {first}{sign}", *between, f"{texts[-1]}{sign} und mehr")


def _bounds(known: Sequence[Decimal], classes: int) -> Iterator[Decimal]:
    """Yield round bounds that part sorted values into about equal numbers."""
    # A bound lies in a gap between two different values; a gap is known by the rank above it.
    gaps = [rank for rank in range(1, len(known)) if known[rank - 1] < known[rank]]
    reach = _REACH * len(known)
    for part in range(1, classes):
        if not gaps:
            return
        wanted = part * len(known) / classes
        at = bisect_left(gaps, wanted)
        best = min(gaps[max(at - 1, 0) : at + 1], key=lambda rank: abs(rank - wanted))
        near = [rank for rank in gaps if abs(rank - wanted) <= reach] or [best]
        middle = (known[best - 1] + known[best]) / 2
        bound = _roundest(known[near[0] - 1], middle, known[near[-1]])
        yield bound
        below = bisect_left(known, bound)
        gaps = [rank for rank in gaps if rank - below >= max(reach, 1)]


def _roundest(above: Decimal, near: Decimal, upto: Decimal) -> Decimal:
    """Return the roundest number above one number and up to another, close to a third between."""
    power = Decimal(1).scaleb(max(abs(above), abs(upto)).adjusted())
    while True:
        for factor in _STEPS:
            step = factor * power
            for way in (ROUND_FLOOR, ROUND_CEILING):
                bound = (near / step).to_integral_value(way) * step
                if above < bound <= upto:
                    return bound
        power /= 10
