"""Which texts are about the same data: they show or say the same indicators."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Text = TypeVar("Text")


def related_by_data(
    texts: Sequence[Text],
    path: Callable[[Text], str],
    subjects: Iterable[set[str]],
    most: int = 3,
) -> dict[str, list[Text]]:
    """Return for each path the texts that share most subjects with it, in the order of `texts` among equals.

    `subjects` are the paths of the texts about one indicator, one set for each. A text without company is left
    out.
    """
    order = {path(text): number for number, text in enumerate(texts)}
    subjects_of: dict[str, set[int]] = {}
    company: dict[str, set[str]] = {}
    for subject, about in enumerate(subjects):
        known = sorted(about & order.keys(), key=order.__getitem__)
        for place, one in enumerate(known):
            subjects_of.setdefault(one, set()).add(subject)
            # The first, and those beside it: a common indicator may be in hundreds.
            near = {*known[: most + 1], *known[max(0, place - most) : place + most + 1]}
            company.setdefault(one, set()).update(near - {one})
    found = {}
    for one, others in company.items():
        own = subjects_of[one]
        best = sorted((-len(own & subjects_of[other]), order[other]) for other in others)
        if best:
            found[one] = [texts[number] for _, number in best[:most]]
    return found
