"""Whether two series of times differ: the rank sum test of Mann and Whitney, and what it means for an attacker.

No library: normal approximation with the correction for ties, good for the hundreds of samples it is given
here (Mann and Whitney 1947; Conover, Practical Nonparametric Statistics, 5.1). `share` is the chance
that a time of the first series is longer than one of the second: 0.5 tells an attacker nothing.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """Two series. `p` is two-sided; `adjusted` by Holm for all pairs that were compared together."""

    first: str
    second: str
    share: float
    p: float
    adjusted: float = 1.0


def rank_sum(first: Sequence[float], second: Sequence[float]) -> tuple[float, float]:
    """Return share and p of two series."""
    pooled = sorted((value, group) for group, part in enumerate((first, second)) for value in part)
    ranks, ties, place = 0.0, 0.0, 0
    for _, run in itertools.groupby(pooled, key=lambda item: item[0]):
        groups = [group for _, group in run]
        count = len(groups)
        ranks += groups.count(0) * (place + (count + 1) / 2)
        ties += count**3 - count
        place += count
    n, m, total = len(first), len(second), len(pooled)
    u = ranks - n * (n + 1) / 2
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    if variance == 0:
        return 0.5, 1.0
    z = (abs(u - n * m / 2) - 0.5) / math.sqrt(variance)
    return u / (n * m), min(1.0, math.erfc(max(0.0, z) / math.sqrt(2)))


def compare_all(series: Mapping[str, Sequence[float]]) -> list[Comparison]:
    """Compare every series with every other; smallest p first, adjusted by Holm's step-down."""
    found = sorted(
        (
            Comparison(first, second, *rank_sum(series[first], series[second]))
            for first, second in itertools.combinations(series, 2)
        ),
        key=lambda pair: pair.p,
    )
    highest, adjusted = 0.0, []
    for place, pair in enumerate(found):
        highest = max(highest, min(1.0, pair.p * (len(found) - place)))
        adjusted.append(Comparison(pair.first, pair.second, pair.share, pair.p, highest))
    return adjusted
