"""Which sums everybody can make, and which only look like one."""

from dataclasses import replace

import pytest

from plugins.indicators.data.areas import Areas
from plugins.indicators.secrecy.table import Sum, find_sums
from tests.indicators.conftest import FOREST, FORMER, ON_LAKE, SOUTH, SPRING

SOUTHERN = {SOUTH, FOREST, SPRING, ON_LAKE}


@pytest.fixture
def parts_of(make_indicator, areas):
    """Return a finder of what adds up to an area, for the areas with a row."""

    def find(area, there, **about):
        known = Areas(areas.by_key | {FOREST: replace(areas.by_key[FOREST], **about)}, areas.levels)
        indicator = make_indicator("faelle", additive=True)
        return [
            {part for _, part in each.parts}
            for each in find_sums([indicator], {"faelle": there}, known)
            if each.whole == ("faelle", area)
        ]

    return find


def test_a_region_is_the_sum_of_its_towns_or_of_what_they_were_made_of(parts_of):
    assert parts_of(SOUTH, SOUTHERN) == [{FOREST, SPRING, ON_LAKE}]
    assert parts_of(SOUTH, SOUTHERN | {FORMER}) == [{FOREST, SPRING, ON_LAKE}]
    assert parts_of(SOUTH, SOUTHERN - {FOREST} | {FORMER}) == [{FORMER, SPRING, ON_LAKE}]


def test_a_town_is_the_sum_of_what_it_was_made_of(parts_of):
    there = SOUTHERN | {FORMER}
    assert parts_of(FOREST, there, predecessors=(FORMER,)) == [{FORMER}]
    assert parts_of(FOREST, there, valid_from="2020-01-01") == [{FORMER}]


def test_what_came_to_a_town_that_was_there_before_does_not_add_up_to_it(parts_of):
    assert parts_of(FOREST, SOUTHERN | {FORMER}) == []


def test_series_add_up_where_they_have_a_row(make_indicator, areas):
    both = make_indicator("alle", additive=False, sums=(("m", "w"),))
    rows = {"alle": {FOREST, SPRING}, "m": {FOREST}, "w": {FOREST}}
    assert [*find_sums([both], rows, areas)] == [
        Sum(("alle", FOREST), (("m", FOREST), ("w", FOREST)))
    ]
