"""Random tables of Musterland: what stays secret can be found out by nobody.

The judges share nothing with the code: one tries every table that fits what is published, the other
is the attacker of `inv data.check` (Gauss and bounds).
"""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from plugins.indicators.check.attack import narrow
from plugins.indicators.data.secrecy import Secrecy
from plugins.indicators.secrecy.suppression import Outcome, suppress
from plugins.indicators.secrecy.table import Cell, Sum

RULE = Secrecy(3, shows_zero=True, reason="Wenige.")
STRICT = Secrecy(4, shows_zero=False, reason="Wenige.")
Values = dict[Cell, int]


def hierarchy(series: str, regions: Mapping[str, list[str]]) -> list[Sum]:
    """Return the sums of one series: the county of its regions, each of its towns."""
    sums = [
        Sum((series, r), tuple((series, town) for town in towns)) for r, towns in regions.items()
    ]
    return [Sum((series, "kreis"), tuple((series, r) for r in regions)), *sums]


def filled(values: Values, sums: list[Sum]) -> Values:
    """Return the table with its totals, those of the deepest sums first."""
    for each in reversed(sums):
        values[each.whole] = sum(values[part] for part in each.parts)
    return values


@st.composite
def trees(draw: st.DrawFn) -> tuple[Values, list[Sum]]:
    """Draw a county of one to three regions with one to four towns each."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    regions = {f"r{n}": [f"t{n}{k}" for k in range(size)] for n, size in enumerate(sizes)}
    sums = hierarchy("alle", regions)
    towns = {("alle", town): draw(st.integers(0, 9)) for each in regions.values() for town in each}
    return filled(towns, sums), sums


@st.composite
def linked(draw: st.DrawFn) -> tuple[Values, list[Sum]]:
    """Draw women, men and all of a county of one or two regions with one to three towns."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    regions = {f"r{n}": [f"t{n}{k}" for k in range(size)] for n, size in enumerate(sizes)}
    areas = ["kreis", *regions, *(town for each in regions.values() for town in each)]
    parts = [*hierarchy("m", regions), *hierarchy("w", regions)]
    both = [Sum(("alle", area), (("m", area), ("w", area))) for area in areas]
    towns = [town for each in regions.values() for town in each]
    values = filled({(sex, town): draw(st.integers(0, 7)) for sex in "mw" for town in towns}, parts)
    return filled(values, both), [*hierarchy("alle", regions), *parts, *both]


def fits(table: Values, sums: list[Sum], secret: frozenset[Cell], floor: int, top: int) -> bool:
    """Tell whether some numbers for the secret cells agree with every sum, trying one by one."""
    for each in sums:
        parts = [table.get(part) for part in each.parts]
        least = sum(floor if part is None else part for part in parts)
        whole = table.get(each.whole)
        if whole is not None and (least > whole or (None not in parts and least != whole)):
            return False
    for each in sums:  # what a sum leaves open in one place only needs no trial
        blank = [cell for cell in (each.whole, *each.parts) if cell not in table]
        if len(blank) == 1:
            there = sum(table.get(part, 0) for part in each.parts)
            value = there if blank[0] == each.whole else table[each.whole] - there
            done = table | {blank[0]: value}
            return value >= floor and fits(done, sums, secret, floor, top)
    rest = min((cell for cell in secret if cell not in table), default=None)
    return rest is None or any(
        fits(table | {rest: value}, sums, secret, floor, top) for value in range(floor, top + 1)
    )


def judge(values: Values, sums: list[Sum], outcome: Outcome, rule: Secrecy) -> None:
    """Assert that each secret cell can stand for as many numbers as the rule wants."""
    assert not outcome.weak
    small = {cell for cell, value in values.items() if rule.hides(value)}
    assert outcome.small == small <= outcome.secret
    assert small or not outcome.secret
    known = {cell: value for cell, value in values.items() if cell not in outcome.secret}
    top = max(values.values()) + rule.least
    for cell in outcome.secret:
        can_be = [
            value
            for value in _asked(cell, values, sums, rule)
            if fits(known | {cell: value}, sums, outcome.secret, rule.floor, top)
        ]
        assert len(can_be) >= rule.width, (cell, can_be)
        if cell in small:
            least = _least(cell, values, sums, rule)
            assert {*range(least, rule.least)} <= {*can_be}, (cell, can_be)


def _asked(cell: Cell, values: Values, sums: list[Sum], rule: Secrecy) -> range:
    """Return the numbers around the true one: a range without gaps lies there."""
    return range(max(values[cell] - rule.width, rule.floor), values[cell] + rule.width + 1)


def _least(cell: Cell, values: Values, sums: list[Sum], rule: Secrecy) -> int:
    """Return what readers know a cell to be at least: zeros are shown, the other parts are not."""
    ways = [
        sum(_least(part, values, sums, rule) for part in each.parts)
        for each in sums
        if each.whole == cell
    ]
    return max([*ways, rule.floor if values[cell] else 0])


def attack(values: Values, sums: list[Sum], outcome: Outcome, rule: Secrecy) -> None:
    """Assert that `inv data.check` does not find a secret out either."""
    rows = []
    for each in sums:
        weights = {each.whole: 1} | dict.fromkeys(each.parts, -1)
        right = -sum(
            way * values[cell] for cell, way in weights.items() if cell not in outcome.secret
        )
        unknown = {cell: Fraction(way) for cell, way in weights.items() if cell in outcome.secret}
        rows.append((unknown, Fraction(right)))
    bounds = narrow(rows, dict.fromkeys(outcome.secret, rule.floor))
    for cell, (low, high) in bounds.items():
        assert low <= values[cell] <= high
        assert high - low + 1 >= rule.width, cell


def protected(values: Values, sums: list[Sum], rule: Secrecy) -> None:
    """Suppress, judge, and do it again as if all was published meanwhile: nothing changes."""
    rules = {cell[0]: rule for cell in values}
    outcome = suppress(values, sums, rules)
    judge(values, sums, outcome, rule)
    attack(values, sums, outcome, rule)
    public = values.keys() - outcome.secret
    again = suppress(values, sums, rules, public, outcome.secret)
    assert (again.secret, again.weak) == (outcome.secret, ())


@given(trees(), st.sampled_from([RULE, STRICT]))
def test_in_a_hierarchy_no_secret_cell_can_be_narrowed_down(
    table: tuple[Values, list[Sum]], rule: Secrecy
):
    protected(*table, rule)


@given(linked(), st.sampled_from([RULE, STRICT]))
def test_nor_in_linked_tables(table: tuple[Values, list[Sum]], rule: Secrecy):
    protected(*table, rule)


def crossed(cells: Mapping[str, tuple[int, ...]]) -> tuple[Values, list[Sum]]:
    """Return women and men by age in some towns, both with their totals and those of the county."""
    towns = [f"t{n}" for n in range(len(cells["m1"]))]
    values = {(key, town): each[n] for key, each in cells.items() for n, town in enumerate(towns)}
    groups = [(key, (f"{key}1", f"{key}2")) for key in "mw"] + [
        (key, (f"m{key}", f"w{key}")) for key in "12"
    ]
    groups += [("alle", ("m", "w")), ("alle", ("1", "2"))]
    areas = [Sum((key, "kreis"), tuple((key, town) for town in towns)) for key in cells]
    parts = [
        Sum((key, area), tuple((one, area) for one in both))
        for area in (*towns, "kreis")
        for key, both in groups
    ]
    totals = [Sum((key, "kreis"), tuple((key, town) for town in towns)) for key, _ in groups[:5]]
    sums = [*parts[::-1], *areas]  # from the total down to the deepest
    return filled(values, sums), [*sums, *totals]


@given(
    st.fixed_dictionaries(
        {key: st.tuples(*[st.integers(0, 6)] * 2) for key in ("m1", "m2", "w1", "w2")}
    )
)
@example({"m1": (4, 5), "m2": (5, 4), "w1": (1, 2), "w2": (5, 2)})
def test_nor_in_a_table_with_two_ways_to_add_up_whatever_way_comes_first(
    cells: Mapping[str, tuple[int, ...]],
):
    values, sums = crossed(cells)
    rules = {cell[0]: RULE for cell in values}
    outcome = suppress(values, sums, rules)
    judge(values, sums, outcome, RULE)
    assert suppress(values, sums[::-1], rules) == outcome
