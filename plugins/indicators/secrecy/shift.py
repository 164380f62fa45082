"""Shifts: other numbers for secret cells that leave every published number and every sum as it is.

A shift is the proof that a cell is secret: whoever knows all that is published, adds it up in every
way, and knows that counts are whole and not negative, cannot tell the true table from the shifted
one. A best-first search finds the cheapest; where that takes too long, a greedy one finds another. They
may miss one, but what they find always holds.
"""

import heapq
from collections.abc import Collection, Mapping, Sequence
from itertools import count

from plugins.indicators.secrecy.table import Cell, Sum

Shift = Mapping[Cell, int]  # cells that change, each by 1 or −1 times a size
# Rings through three levels, two sexes and two ages are found within a hundred steps.
_STEPS = 2000


class Search:
    """A search for shifts within the sums of one time."""

    def __init__(self, sums: Collection[Sum]) -> None:
        """Take the sums that a shift must keep; in what order they come makes no difference."""
        ordered = sorted(sums, key=lambda each: (each.whole, each.parts))
        self._weights = [each.weights for each in ordered]
        self._sums_of: dict[Cell, list[int]] = {}
        for number, weights in enumerate(self._weights):
            for cell in weights:
                self._sums_of.setdefault(cell, []).append(number)

    def find(
        self,
        start: Cell,
        step: int,
        room: Mapping[Cell, int],
        costs: Mapping[Cell, int],
    ) -> Shift | None:
        """Return the cheapest shift found that changes `start` by `step`, 1 or −1.

        Only cells with `costs` change. `room` is how often each may fall by 1.
        """
        if step < 0 and room[start] <= 0:
            return None
        first = {start: step}
        for is_greedy in (False, True):
            shift, is_all = self._search(first, room, costs, is_greedy=is_greedy)
            if shift or is_all:
                return shift
        return None

    def _search(
        self,
        first: Mapping[Cell, int],
        room: Mapping[Cell, int],
        costs: Mapping[Cell, int],
        *,
        is_greedy: bool,
    ) -> tuple[Shift | None, bool]:
        """Return a shift, and whether all ways were tried; a greedy search balances at any cost."""
        number = count()
        heap = [((0, 0), next(number), 0, first, self._add({}, *next(iter(first.items()))))]
        seen = {frozenset(first.items())}
        for _ in range(_STEPS):
            if not heap:
                return None, True
            _, _, cost, shift, open_sums = heapq.heappop(heap)
            if not open_sums:
                return shift, True
            for cell, change in self._answers(shift, open_sums, room, costs):
                after = {**shift, cell: change}
                mark = frozenset(after.items())
                if mark not in seen:
                    seen.add(mark)
                    left = self._add(open_sums, cell, change)
                    more = cost + costs[cell]
                    rank = (len(left), more) if is_greedy else (more, len(left))
                    heapq.heappush(heap, (rank, next(number), more, after, left))
        return None, False

    def _answers(
        self,
        shift: Shift,
        open_sums: Mapping[int, int],
        room: Mapping[Cell, int],
        costs: Mapping[Cell, int],
    ) -> Sequence[tuple[Cell, int]]:
        """Return the changes that bring one open sum nearer to balance: of that with the fewest."""
        choices = []
        for number, balance in open_sums.items():
            way = -1 if balance > 0 else 1
            choices.append(
                [
                    (cell, way * weight)
                    for cell, weight in self._weights[number].items()
                    if cell in costs and cell not in shift and (way * weight > 0 or room[cell] > 0)
                ]
            )
        return min(choices, key=len)

    def _add(self, open_sums: Mapping[int, int], cell: Cell, change: int) -> dict[int, int]:
        """Return what is out of balance once a cell has changed too."""
        after = dict(open_sums)
        for number in self._sums_of.get(cell, ()):
            after[number] = after.get(number, 0) + self._weights[number][cell] * change
            if not after[number]:
                del after[number]
        return after
