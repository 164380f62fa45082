"""Jumps: a value that leaves its own series, as a slipped digit or an unnamed break does.

A change counts as a jump if it is more than eight times the usual change (the median of the
absolute changes: Hampel's robust measure), more than a quarter of the value before, and, for
counts, more than chance does to small numbers (five standard deviations of a Poisson count).
"""

import math
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from plugins.indicators.check.finding import Finding
from plugins.indicators.check.subject import Subject, listed

_USUAL, _SHARE, _CHANCE = 8.0, 0.25, 5.0
# Fewer changes say nothing about what is usual.
_ENOUGH = 5
# From this share of the areas on, a jump at one time is an event of the indicator: a break.
_TOGETHER = 0.2
_SEVERAL = 3


@dataclass(frozen=True)
class _Jump:
    area: str
    time: str
    before: Decimal
    after: Decimal


def judge_jumps(subject: Subject) -> Iterator[Finding]:
    """Yield one hint for each time at which many areas jump, and for each area that jumps."""
    changes = {key: _changes(subject, values) for key, values in subject.values.items()}
    shares = [share for each in changes.values() for *_, share in each]
    usual_share = statistics.median(shares) if shares else 0.0
    jumps = [
        jump
        for area in subject.ordered
        for jump in _jumps(subject, area.key, changes[area.key], usual_share)
    ]
    at_time = Counter(jump.time for jump in jumps)
    many = max(_SEVERAL, _TOGETHER * len(subject.ordered))
    together = {time for time, count in at_time.items() if count >= many}
    for time in sorted(together):
        areas = [jump.area for jump in jumps if jump.time == time]
        names = listed([subject.short(area) for area in areas])
        message = f"{time} springen {len(areas)} Gebiete auf einmal: {names}."
        yield subject.hint(areas[0], time, message, _BREAK)
    alone: dict[str, list[_Jump]] = {}
    for jump in jumps:
        if jump.time not in together:
            alone.setdefault(jump.area, []).append(jump)
    for area, some in alone.items():
        told = [
            f"{jump.time} von {subject.number(jump.before)} auf {subject.number(jump.after)}"
            for jump in some
        ]
        message = f"{subject.short(area)} springt {listed(told)}."
        yield subject.hint(area, some[0].time, message, "Stimmt der Wert in der Quelle?")


_BREAK = "Hat sich die Zählung geändert, gehört die Zeit unter „brueche“."
# Times before and after, size, share of the value before. A million of them: plain tuples.
_Change = tuple[str, str, float, float]


def _changes(subject: Subject, values: Mapping[str, Decimal]) -> list[_Change]:
    """Return the changes between neighbours that no break parts."""
    segment, breaks = subject.indicator.segment, subject.indicator.breaks
    course = [(time, float(value)) for time, value in values.items()]
    changes = []
    for (earlier, before), (time, after) in pairwise(course):
        if not breaks or segment(earlier) == segment(time):
            size = abs(after - before)
            changes.append((earlier, time, size, size / abs(before) if before else size and 1.0))
    return changes


def _jumps(
    subject: Subject, area: str, changes: list[_Change], usual_share: float
) -> Iterator[_Jump]:
    """Yield the changes that are out of the usual for their area and for the indicator."""
    if len(changes) < _ENOUGH:
        return
    usual = statistics.median(change[2] for change in changes)
    values = subject.values[area]
    for earlier, time, size, share in changes:
        if share <= _SHARE or size <= usual * _USUAL:
            continue
        before, after = values[earlier], values[time]
        chance = _CHANCE * math.sqrt(abs(before + after)) if subject.is_count else 0.0
        if size > max(usual_share * abs(float(before)) * _USUAL, chance):
            yield _Jump(area, time, before, after)
