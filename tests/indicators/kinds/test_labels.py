from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.times import position
from plugins.indicators.kinds.labels import chosen_times, spread
from plugins.indicators.kinds.line import LABEL_GAP, TIME_GAP, TIME_MARGIN

PLACES = st.lists(st.floats(0, 1), min_size=1, max_size=4)
YEARS = st.sets(st.integers(1900, 2030), min_size=1, max_size=40).map(
    lambda years: tuple(str(year) for year in sorted(years))
)


@given(PLACES)
def test_labels_never_overlap(wanted: list[float]):
    places = sorted(spread(wanted, LABEL_GAP, 0, 1))
    assert all(b - a >= LABEL_GAP - 1e-9 for a, b in pairwise(places))


@given(PLACES)
def test_labels_stay_beside_the_plot(wanted: list[float]):
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in spread(wanted, LABEL_GAP, 0, 1))


@given(PLACES)
def test_labels_keep_the_order_of_their_lines(wanted: list[float]):
    places = spread(wanted, LABEL_GAP, 0, 1)
    ordered = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    assert all(places[a] < places[b] for a, b in pairwise(ordered))


def test_labels_with_room_stay_where_they_belong():
    assert spread([0.9, 0.1, 0.5], 0.05, 0, 1) == [0.9, 0.1, 0.5]


def test_labels_that_collide_share_the_move():
    low, high = spread([0.5, 0.5], 0.1, 0, 1)
    assert (round(low, 6), round(high, 6)) == (0.45, 0.55)


@given(YEARS)
def test_first_and_last_time_have_a_label(times: tuple[str, ...]):
    chosen = chosen_times(times, TIME_GAP, TIME_MARGIN)
    assert (chosen[0], chosen[-1]) == (times[0], times[-1])


@given(YEARS)
def test_labels_of_times_keep_their_distance(times: tuple[str, ...]):
    chosen = chosen_times(times, TIME_GAP, TIME_MARGIN)
    length = position(times[-1]) - position(times[0])
    inner = [(position(time) - position(times[0])) / length for time in chosen[1:-1]]
    assert all(b - a >= TIME_GAP for a, b in pairwise(inner))
    assert all(TIME_MARGIN <= place <= 1 - TIME_MARGIN for place in inner)


def test_labels_divide_the_time_evenly_where_they_can():
    assert chosen_times(tuple(map(str, range(1995, 2023))), 0.18, 0.25) == (
        "1995",
        "2004",
        "2013",
        "2022",
    )
