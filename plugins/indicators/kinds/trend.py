"""Many courses in a few sentences: common direction, greatest changes, highest and lowest end."""

from collections.abc import Sequence
from dataclasses import replace

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.series import Series
from plugins.indicators.data.times import at_time
from plugins.indicators.kinds.change import describe_changes
from plugins.indicators.kinds.describe import NOT_COMPARABLE, describe_ranking


def describe_trend(
    indicator: Indicator, series: Sequence[Series], highlighted: Sequence[Area], what: str
) -> tuple[str, ...]:
    """Describe the courses of several areas together; `what` names them, «Gemeinden».

    Compared are the first and the last time at which half of the areas have a value, if there is
    no break between the two and they are of one season.
    """
    points = {each.area.key: {point.time: point for point in each.known} for each in series}
    times = [point.time for point in series[0].points]
    seen = {time: [key for key in points if time in points[key]] for time in times}
    most = max(len(keys) for keys in seen.values())
    end = next(time for time in reversed(times) if 2 * len(seen[time]) >= most)
    both = {time: set(seen[time]) & set(seen[end]) for time in indicator.comparable(end, times)}
    start = next((time for time, keys in both.items() if 2 * len(keys) >= len(seen[end])), "")
    rows = [
        (each.area.short, points[each.area.key][start], points[each.area.key][end])
        for each in series
        if start and {start, end} <= points[each.area.key].keys()
    ]
    paragraphs = describe_changes(indicator.unit, rows, what) if rows else ()
    ends = [
        replace(each, points=tuple(point for point in each.points if point.time == end))
        for each in series
    ]
    paragraphs += describe_ranking(indicator, ends, highlighted, f" {at_time(end)}")
    if indicator.segment(times[0]) != indicator.segment(times[-1]):
        paragraphs += (NOT_COMPARABLE,)
    return paragraphs
