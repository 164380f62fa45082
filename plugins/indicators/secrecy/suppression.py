"""Which cells of one time stay secret: small ones by the rule, others so that nobody can add them up.

Greedy and deterministic: for each cell that could be narrowed down, the cheapest shift
(`shift.Search`) names the cells that must be secret too; small cells go first, totals last.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.indicators.data.secrecy import Secrecy
from plugins.indicators.secrecy.shift import Search, Shift
from plugins.indicators.secrecy.table import Cell, Sum

# A total is dearer than any sum of parts that might be hidden instead.
_TOTAL = 10**9


@dataclass(frozen=True)
class Outcome:
    """`small` are secret by the rule, `secret` are all; `weak` could not be protected."""

    small: frozenset[Cell]
    secret: frozenset[Cell]
    weak: tuple[Cell, ...]


def suppress(
    values: Mapping[Cell, int],
    sums: Collection[Sum],
    rules: Mapping[str, Secrecy],
    public: Collection[Cell] = (),
    hidden: Collection[Cell] = (),
) -> Outcome:
    """Return what stays secret of the counts of one time.

    `rules` are by indicator; others are official and always published. `public` are cells that
    everybody knows already, `hidden` those that were secret before and stay so.
    """
    small = frozenset(
        cell for cell, value in values.items() if cell[0] in rules and rules[cell[0]].hides(value)
    )
    ours = {
        cell
        for cell, value in values.items()
        if cell[0] in rules and value >= rules[cell[0]].floor and cell not in public
    }
    work = _Work(values, Search(sums), rules, _costs(values, sums, ours))
    work.hide(sorted(cell for cell in ours if cell in small or cell in hidden))
    public_small = [cell for cell in sorted(small) if cell not in ours]
    weak = [cell for cell in work.queue if not work.protect(cell, is_small=cell in small)]
    return Outcome(small, frozenset(work.queue), (*public_small, *weak))


def _costs(
    values: Mapping[Cell, int], sums: Collection[Sum], ours: Collection[Cell]
) -> dict[Cell, int]:
    """Return what is lost with a cell: its size, and more if it is a total."""
    totals = Counter(each.whole for each in sums)
    return {cell: 1 + values[cell] + _TOTAL * totals[cell] for cell in sorted(ours)}


@dataclass
class _Work:
    """The cells that are secret so far (`queue`, in the order in which they became so)."""

    values: Mapping[Cell, int]
    search: Search
    rules: Mapping[str, Secrecy]
    costs: dict[Cell, int]
    queue: list[Cell] = field(default_factory=list)

    def hide(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            if self.costs[cell]:
                self.costs[cell] = 0
                self.queue.append(cell)

    def protect(self, cell: Cell, *, is_small: bool) -> bool:
        """Hide more until a cell can stand for as many numbers as its rule wants.

        A small one stands for every number that the rule hides, wherever a shift leads there: a
        total of two parts that are not zero, say, is never 1, whatever is hidden. It rises instead.
        """
        rule, value = self.rules[cell[0]], self.values[cell]
        wanted, rise = rule.width - 1, rule.least - 1 - value
        fallen = self._move(cell, -1, value - rule.floor, widen=True) if is_small else 0
        done = not is_small or self._move(cell, 1, rise, widen=True) >= rise
        if done:
            fallen = fallen or self._move(cell, -1, wanted)
            missing = wanted - fallen
            if self._move(cell, 1, missing) >= missing:
                return True
            done = self._move(cell, 1, missing, widen=True) >= missing
            done = done or self._move(cell, -1, wanted, widen=True) >= wanted
        return done or (self._hide_all() and self.protect(cell, is_small=is_small))

    def _hide_all(self) -> bool:
        """Hide everything there is, the last resort; tell whether there was anything left."""
        new = sorted(cell for cell, cost in self.costs.items() if cost)
        self.hide(new)
        return bool(new)

    def _move(self, cell: Cell, step: int, wanted: int, *, widen: bool = False) -> int:
        """Return how far a cell can move, shift by shift; to `widen` is to hide more where needed."""
        values, reached = dict(self.values), 0
        while reached < wanted:
            free = {each: 0 for each, cost in self.costs.items() if not cost}
            sizes = sorted({wanted - reached, 1}, reverse=True)
            found = next(
                (
                    (size, shift)
                    for costs in ((free, self.costs) if widen else (free,))
                    for size in sizes
                    if (shift := self._find(cell, step, size, values, costs))
                ),
                None,
            )
            if not found:
                break
            size, shift = found
            self.hide(sorted(each for each in shift if self.costs[each]))
            for each, change in shift.items():
                values[each] += change * size
            reached += size
        return reached

    def _find(
        self,
        cell: Cell,
        step: int,
        size: int,
        values: Mapping[Cell, int],
        costs: Mapping[Cell, int],
    ) -> Shift | None:
        """Return a shift of all its cells by `size`."""
        room = {each: (values[each] - self.rules[each[0]].floor) // size for each in costs}
        return self.search.find(cell, step, room, costs)
