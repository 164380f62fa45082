from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.events.period import Period
from tests.events.invented import BERLIN, MINUTES, at


def period(begin=None, end=None):
    return Period.between(begin, end, BERLIN)


@pytest.mark.parametrize(
    ("begin", "end", "closes"),
    [
        (at(2025, 6, 17), None, at(2025, 6, 18)),
        (at(2025, 6, 17, 9), None, at(2025, 6, 18)),
        (at(2025, 6, 17, 9), at(2025, 6, 17, 15), at(2025, 6, 17, 15)),
        (at(2025, 6, 17, 9), at(2025, 6, 18), at(2025, 6, 19)),
        (None, at(2025, 8, 30), at(2025, 8, 31)),
        # The day on which the clocks go forward is an hour shorter, and still a day.
        (at(2025, 3, 30), None, at(2025, 3, 31)),
    ],
)
def test_it_closes_with_its_end_and_without_a_time_with_its_day(begin, end, closes):
    assert period(begin, end).closes == closes.astimezone(UTC)


def test_a_day_of_the_change_of_clocks_has_23_and_25_hours():
    spring, autumn = period(at(2025, 3, 30)), period(at(2025, 10, 26))
    assert spring.closes - spring.opens == timedelta(hours=23)
    assert autumn.closes - autumn.opens == timedelta(hours=25)


def test_midnight_is_a_day_without_a_time_as_the_clocks_here_show_it():
    assert period(datetime(2025, 6, 16, 22, tzinfo=UTC)).all_day
    assert not period(datetime(2025, 6, 17, 0, tzinfo=UTC)).all_day


def test_an_end_before_the_beginning_does_not_count():
    assert period(at(2025, 6, 17), at(2025, 6, 16)).end is None
    assert period(at(2025, 6, 17, 10), at(2025, 6, 17)).end == at(2025, 6, 17)


def test_nothing_is_known_of_a_period_without_times():
    assert period().closes is None
    assert period().last_day is None
    assert not period().is_past(at(2099, 1, 1))


@given(st.none() | MINUTES, st.none() | MINUTES, MINUTES)
def test_it_has_begun_before_it_is_past_and_is_past_forever(begin, end, moment):
    time = period(begin, end)
    if time.is_past(moment):
        assert time.has_begun(moment)
        assert time.is_past(moment + timedelta(days=1))
    if time.opens and time.closes:
        assert time.opens <= time.closes
        assert not time.is_past(time.opens) or time.opens == time.closes
