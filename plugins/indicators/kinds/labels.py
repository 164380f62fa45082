"""Labels that never overlap: places as near as possible to where they belong."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from plugins.indicators.data.times import position

_ENDS = 2


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places in the order of `wanted`, at least `gap` apart, within `low` and `high`.

    Neighbours that collide form a block around their mean (isotonic regression by pooling
    adjacent violators), so the sum of squared moves is the least possible. If the labels need
    more room than there is, they keep the gap and leave the range below `high`.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    blocks: list[tuple[float, int]] = []  # (sum of places less their offset, number of labels)
    for rank, index in enumerate(order):
        total, count = wanted[index] - rank * gap, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, number = blocks.pop()
            total, count = total + before, count + number
        blocks.append((total, count))
    starts = [total / count for total, count in blocks for _ in range(count)]
    most = high - gap * (len(wanted) - 1)
    places = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        places[index] = max(low, min(starts[rank], most)) + rank * gap
    return places


# Figures of one indicator mostly share their axis.
@lru_cache(maxsize=256)
def chosen_times(times: tuple[str, ...], gap: float, margin: float) -> tuple[str, ...]:
    """Return the times that get a label: first, last and up to three evenly between them.

    `gap` is the least distance of two labels, `margin` that to the first and the last, which stand
    inside the axis; both are parts of it. An exact division (every third year) goes before a rough
    one, more labels before fewer.
    """
    if len(times) <= _ENDS:
        return times
    start, end = position(times[0]), position(times[-1])
    parts = {time: (position(time) - start) / (end - start) for time in times}
    for tolerance in (0.01, 0.1):
        for number in (4, 3, 2):
            targets = [step / number for step in range(1, number)]
            chosen = [min(times, key=lambda time: abs(parts[time] - target)) for target in targets]
            places = [parts[time] for time in chosen]
            if (
                all(abs(a - b) <= tolerance for a, b in zip(places, targets, strict=True))
                and all(margin <= place <= 1 - margin for place in places)
                and all(b - a >= gap for a, b in pairwise(places))
            ):
                return (times[0], *chosen, times[-1])
    return (times[0], times[-1])
