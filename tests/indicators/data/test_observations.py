from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.observations import Observation, Observations

KEYS = st.tuples(st.sampled_from(["99001", "r1", "99001001"]), st.sampled_from(["2023", "2024-01"]))
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
SEEN = st.builds(Observation, NUMBERS, st.sampled_from(["", "p"])) | st.builds(
    Observation, st.none(), st.sampled_from([".", "x", "–", "…", "/"])
)


@given(st.dictionaries(KEYS, SEEN))
def test_what_goes_in_comes_out_exactly(by_key: dict[tuple[str, str], Observation]):
    known = Observations(by_key)
    assert known.by_key == by_key
    assert len(known) == len(by_key)
    assert set(known) == set(by_key)
    for key, seen in by_key.items():
        assert str(known.at(*key)) == str(seen)


def test_the_course_of_an_area_is_in_order():
    known = Observations(
        {("r1", "2024"): Observation(Decimal(2)), ("r1", "2023"): Observation(None, "x")}
    )
    assert list(known.course("r1")) == ["2023", "2024"]
    assert known.course("r1")["2023"] == Observation(None, "x")


def test_times_are_those_of_some_areas_or_of_all():
    known = Observations(
        {("r1", "2024"): Observation(Decimal(2)), ("r2", "2023"): Observation(Decimal(1))}
    )
    assert known.times() == ("2023", "2024")
    assert known.times({"r1"}) == ("2024",)
    assert known.times({"r1", "r9"}) == ("2024",)
    assert known.times(set()) == ()
    assert known.areas == {"r1", "r2"}


def test_without_a_row_there_is_nothing_but_an_answer():
    known = Observations()
    assert (known.times(), known.areas, len(known)) == ((), frozenset(), 0)
    assert known.at("r1", "2024") is None
    assert known
