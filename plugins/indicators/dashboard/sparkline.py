"""A line as small as a word: the course of a figure over the years that its trend tells of.

It has no axes, so its first value stands below it as text, its last one above it in large type. Each has a scale of its own, from
the lowest to the highest value: it shows a shape, not a size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Point, build_series
from plugins.indicators.data.times import position
from plugins.indicators.kinds.table import value_text
from plugins.indicators.profile.change import within_reach
from plugins.indicators.profile.facts import Fact
from plugins.manuscript.dates import exact_as_known

# The picture's own units: wide and high enough for whole numbers, short enough for the bytes of a page.
WIDTH, HEIGHT = 300, 100
_FEWEST = 2


@dataclass(frozen=True)
class Sparkline:
    """`strokes` are the data of a path, one part for each run without a gap; `end` is that of the last value.

    `breaks` are places from 0 to WIDTH. `first` is (time, value) as text; the last value is the figure's own.
    """

    strokes: str
    end: str
    breaks: tuple[int, ...]
    first: tuple[str, str]


def sparkline(fact: Fact, package: Package) -> Sparkline | None:
    """Return the course of a fact's series up to it; None where fewer than two values are known.

    Drawn are times of its own season: a winter is not joined to a summer.
    """
    observations = package.observations[fact.indicator.key]
    times = [time for time in observations.times({fact.area.key}) if within_reach(time, fact.time)]
    (series,) = build_series(fact.indicator, observations, [fact.area], times)
    known, values = series.known, series.values
    if len(known) < _FEWEST:
        return None
    lowest, highest = min(values), max(values)
    start, end = position(known[0].time), position(known[-1].time)

    def x(time: str) -> int:
        return round((position(time) - start) / (end - start) * WIDTH)

    def place(point: Point) -> str:
        if point.value is None or highest == lowest:
            return f"{x(point.time)},{HEIGHT // 2}"
        return f"{x(point.time)},{round((highest - point.value) / (highest - lowest) * HEIGHT)}"

    return Sparkline(
        "".join(_stroke([place(point) for point in run]) for run in series.runs()),
        _stroke([place(known[-1])]),
        tuple(
            x(each.start) for each in fact.indicator.breaks_between(known[0].time, known[-1].time)
        ),
        (exact_as_known(known[0].time), value_text(fact.indicator.unit, known[0])),
    )


def _stroke(places: Sequence[str]) -> str:
    """Return the data of a stroke.

    A value between two gaps is a dot: round ends make one of a stroke of a hair's breadth. Of one without
    any, browsers draw nothing.
    """
    first, *others = places
    return f"M{first}{'L' if others else 'h.1'}{' '.join(others)}"
