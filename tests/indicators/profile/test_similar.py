from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observation, Observations
from plugins.indicators.data.package import Package, read_package
from plugins.indicators.profile.likeness import distance, read_measures
from plugins.indicators.profile.similar import similar_areas

ROOT = Path(__file__).parents[3]
LEVELS = (Level("kreis", "Landkreis", "Landkreise"), Level("ort", "Ort", "Orte"))
TOWNS = 12
KEYS = ("zahl", "anteil")
NUMBERS = st.lists(st.integers(1, 10**6), min_size=TOWNS, max_size=TOWNS, unique=True)
SHARES = st.lists(st.integers(-500, 1000), min_size=TOWNS, max_size=TOWNS, unique=True)


def county(towns=TOWNS):
    """Return a county of towns O0, O1 … and one that has become part of O0."""
    here = [Area(f"o{n}", f"O{n}", f"O{n}", "ort", "k", rank=n) for n in range(towns)]
    former = Area("f", "F", "F", "ort", "k", successor="o0", rank=99)
    every = [Area("k", "Kreis", "Kreis", "kreis"), *here, former]
    return Areas({area.key: area for area in every}, LEVELS)


@pytest.fixture(scope="session")
def package_of(make_indicator):
    """Return a maker of packages with a count of people and a share, a value per town and time."""

    def make(zahl=(), anteil=(), areas=None, time="2023", more=None) -> Package:
        def observed(values):
            at = {(f"o{n}", time): value for n, value in enumerate(values) if value is not None}
            return Observations({at: Observation(Decimal(value)) for at, value in at.items()})

        indicators: dict[str, Indicator] = {
            "zahl": make_indicator("zahl", unit="Personen", decimals=0, additive=True),
            "anteil": make_indicator("anteil", unit="%", decimals=1),
        }
        seen = {"zahl": observed(zahl), "anteil": observed(anteil)} | (more or {})
        return Package(indicators, seen, areas or county())

    return make


def distances(package):
    """Return how far each other town lies from the first, the nearest first."""
    found = similar_areas(package.areas.by_key["o0"], package, KEYS, count=TOWNS)
    return {each.area.key: each.distance for each in found.nearest}


@given(NUMBERS, SHARES)
def test_distances_are_the_same_from_both_sides_and_nobody_is_like_itself(
    package_of, numbers, shares
):
    package = package_of(numbers, shares)
    towns = package.areas.of_level("ort")
    measures = read_measures(KEYS, towns, package)
    for one in towns:
        assert distance(one, one, measures) == 0
        for other in towns:
            assert distance(one, other, measures) == distance(other, one, measures)
    found = similar_areas(towns[3], package, KEYS)
    assert len(found.nearest) == 5
    assert "o3" not in {each.area.key for each in found.nearest}
    apart = [each.distance for each in found.nearest]
    assert apart == sorted(apart)


@given(NUMBERS, SHARES, st.integers(2, 1000))
def test_another_unit_of_measurement_changes_nothing(package_of, numbers, shares, factor):
    """Thousands instead of people, per mille instead of per cent, a share counted from another zero."""
    scaled = package_of([n * factor for n in numbers], [s * factor + 7 for s in shares])
    assert distances(scaled) == pytest.approx(distances(package_of(numbers, shares)), abs=1e-5)


@given(NUMBERS, SHARES, st.integers(2, 10**6))
def test_how_far_out_an_outlier_lies_changes_nothing_among_the_others(
    package_of, numbers, shares, factor
):
    there = max(range(1, TOWNS), key=numbers.__getitem__)
    if numbers[0] > numbers[there]:
        return
    pushed = [n * factor if place == there else n for place, n in enumerate(numbers)]

    near, far = (distances(package_of(values, shares)) for values in (numbers, pushed))
    del near[f"o{there}"], far[f"o{there}"]
    assert far == near


def test_counts_are_compared_by_how_many_times_larger_they_are(package_of):
    numbers = [20_000, 40_000, 10_000, 700, 1_400, *range(2_000, 9_000, 1_000)]
    package = package_of(numbers)
    towns = package.areas.of_level("ort")
    measures = read_measures(KEYS, towns, package)
    apart = [distance(towns[a], towns[b], measures) for a, b in ((0, 1), (0, 2), (3, 4))]
    assert apart == pytest.approx([apart[0]] * 3)


def test_a_town_without_a_value_is_compared_by_the_rest_and_that_is_said(package_of):
    package = package_of(range(100, 100 + TOWNS), [None, *range(50, 49 + TOWNS)])
    found = similar_areas(package.areas.by_key["o0"], package, KEYS)
    assert [each.area.key for each in found.nearest] == ["o1", "o2", "o3", "o4", "o5"]
    assert [fact.indicator.key for fact in found.own.left_out] == ["anteil"]
    assert not found.nearest[0].left_out
    assert found.own.facts[1].text == "k.\N{NO-BREAK SPACE}A."
    assert "Nicht bekannt bei O0: Anteil. Dort zählen die übrigen." in found.method
    beside = similar_areas(package.areas.by_key["o1"], package, KEYS)
    assert beside.nearest[0].area.key == "o0"
    assert "Nicht bekannt bei O0: Anteil." in beside.method


def test_all_are_compared_at_one_time_that_more_than_half_of_them_know(package_of):
    more = {
        (f"o{n}", time): Observation(Decimal(n + int(time)))
        for time, known in (("2021", TOWNS), ("2022", TOWNS // 2 + 1), ("2023", TOWNS // 2))
        for n in range(known)
    }
    package = package_of(more={"zahl": Observations(more)})
    found = similar_areas(package.areas.by_key["o0"], package, KEYS)
    assert {fact.time for each in found.nearest for fact in each.facts} == {"2022"}
    assert [fact.indicator.key for fact in found.own.facts] == ["zahl"]
    assert found.method == (
        "Verglichen nach den Angaben dieser Tabelle; jede zählt gleich viel. Eine Wertung ist das nicht."
    )


def test_ties_follow_the_order_of_the_areas(package_of):
    package = package_of([100, *[200] * 5, *range(300, 300 + TOWNS - 6)])
    assert list(distances(package))[:5] == ["o1", "o2", "o3", "o4", "o5"]


def test_who_is_like_nobody_is_told_so(package_of):
    package = package_of([10**6, *range(100, 99 + TOWNS)])
    alone, near = (similar_areas(package.areas.by_key[key], package, KEYS) for key in ("o0", "o5"))
    assert (alone.is_far, near.is_far) == (True, False)
    assert alone.lead == "Alle anderen Orte sind deutlich anders. Am nächsten kommen:"
    assert near.lead == "Am ähnlichsten sind:"


def test_where_there_is_nothing_to_choose_there_is_nothing(package_of):
    few = package_of(range(1, 10), areas=county(9))
    assert similar_areas(few.areas.by_key["o0"], few, KEYS) is None
    enough = package_of(range(1, TOWNS + 1), [5] * TOWNS)
    for key in ("f", "k"):
        assert similar_areas(enough.areas.by_key[key], enough, KEYS) is None
    assert similar_areas(enough.areas.by_key["o0"], enough, ["anteil", "unbekannt"]) is None
    assert [fact.indicator.key for fact in _own(enough)] == ["zahl"]


def _own(package):
    return similar_areas(package.areas.by_key["o0"], package, KEYS).own.facts


@pytest.fixture(scope="module")
def real():
    package, faults = read_package(ROOT / "content/daten", ROOT)
    assert not faults
    return package


def test_every_real_municipality_has_five_of_today_beside_it(real):
    from pelicanconf import INDICATORS  # noqa: PLC0415 - it imports every plugin

    keys = INDICATORS.profiles.similar
    found = {area.short: similar_areas(area, real, keys) for area in real.areas.by_key.values()}
    compared = {name: each for name, each in found.items() if each}
    assert compared.keys() == {area.short for area in real.areas.of_level("gemeinde")}
    for each in compared.values():
        assert len(each.nearest) == 5
        assert not any(one.area.is_former for one in each.nearest)
        assert [fact.indicator.key for fact in each.own.facts] == list(keys)
    assert compared["Freiberg"].is_far
    assert len(compared["Jahnatal"].own.left_out) == 2
