"""Breaks in a series: times before and after one are never compared."""

from collections.abc import Iterator

from plugins.indicators.block.request import Problem, Request
from plugins.manuscript.dates import exact_as_known

_PAIR = 2


def find_breaks(request: Request) -> Iterator[Problem]:
    """Yield the break between the two times of a request that compares them."""
    if len(request.times) != _PAIR:
        return
    first, last = map(exact_as_known, request.times)
    for indicator in request.indicators:
        starts = [exact_as_known(each.start) for each in indicator.breaks_between(*request.times)]
        if starts:
            yield (
                "jahre",
                f"{first} und {last} sind nicht vergleichbar: „{indicator.key}“ hat dazwischen einen Bruch.",
                f"Nennen Sie zwei Zeiten vor {starts[0]} oder zwei ab {starts[-1]}.",
            )
