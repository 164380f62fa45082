"""A headline broken into lines: as large as it has room, the lines about as long as each other.

A long German word makes the type smaller; only a word that is too long for the smallest type is parted, where
German parts it. Widths are measured for type of size 1.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import takewhile

import pyphen

Measure = Callable[[str], float]

_ELLIPSIS = "…"
_HALVINGS = 6  # of the width, until the lines are as even as one sees
# If the type stays about as large, «der», «in», «und» stand better at the beginning of a line than at the end of
# one, and the last line is better not a single short word.
_AS_LARGE = 0.8
_SHORT = 3
_FULL = 0.4


def fitted(
    text: str, room: tuple[float, float], sizes: Sequence[int], leading: float, measure: Measure
) -> tuple[int, list[str]]:
    """Return the largest of `sizes` at which `text` fits into `room`, and its lines.

    What has no room even at the smallest is left out, with an ellipsis.
    """
    words = text.split()
    whole = next(_fitting(words, room, sizes, leading, measure), None)
    if whole is None:
        return sizes[-1], _cut(words, room, sizes[-1], leading, measure)
    found = _fitting(joined(words), room, sizes, leading, measure)
    good = list(takewhile(lambda fit: fit[0] >= _AS_LARGE * whole[0], found))
    full = (fit for fit in good if measure(fit[1][-1]) >= _FULL * max(map(measure, fit[1])))
    return next(full, next(iter(good), whole))


def _fitting(
    words: Sequence[str],
    room: tuple[float, float],
    sizes: Sequence[int],
    leading: float,
    measure: Measure,
) -> Iterator[tuple[int, list[str]]]:
    """Yield each size at which words fit, the largest first, with the lines."""
    widest = max(map(measure, words), default=0)
    for size in sizes:
        width, most = room[0] / size, room[1] // (size * leading)
        if widest <= width and len(broken(words, width, measure)) <= most:
            yield size, balanced(words, width, measure)


def _cut(
    words: Sequence[str], room: tuple[float, float], size: int, leading: float, measure: Measure
) -> list[str]:
    width, most = room[0] / size, int(room[1] // (size * leading))
    pieces = [piece for word in words for piece in parted(word, width, measure)]
    lines = broken(pieces, width, measure)
    if len(lines) > most:
        last = lines[most - 1]
        while measure(f"{last}{_ELLIPSIS}") > width:
            last = last.rpartition(" ")[0] or last[:-1]
        lines[most - 1 :] = [f"{last}{_ELLIPSIS}"]
    return lines


def joined(words: Sequence[str]) -> list[str]:
    """Return words with each short one at the beginning of what follows it."""
    units: list[str] = []
    for word in words:
        if units and len(units[-1].rpartition(" ")[2]) <= _SHORT:
            units[-1] += f" {word}"
        else:
            units.append(word)
    return units


def broken(words: Sequence[str], width: float, measure: Measure) -> list[str]:
    """Return lines no wider than `width`; a wider word stands alone."""
    lines: list[str] = []
    space, used = measure(" "), 0.0
    for word in words:
        length = measure(word)
        if lines and used + space + length <= width:
            lines[-1] += f" {word}"
            used += space + length
        else:
            lines.append(word)
            used = length
    return lines


def balanced(words: Sequence[str], width: float, measure: Measure) -> list[str]:
    """Return as few lines as `broken` does, the widest as narrow as it can be."""
    lines = broken(words, width, measure)
    widest = max(map(measure, words), default=0)
    low, high = widest, width
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        tried = broken(words, middle, measure)
        if len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def parted(word: str, width: float, measure: Measure) -> Iterator[str]:
    """Yield a word in pieces that fit, between syllables where there are any."""
    while measure(word) > width and len(word) > 1:
        fits = [n for n in range(1, len(word)) if measure(f"{word[:n]}-") <= width] or [1]
        cut = max(set(fits) & set(_syllables().positions(word)), default=fits[-1])
        yield f"{word[:cut]}-"
        word = word[cut:]
    yield word


@cache
def _syllables() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE")
