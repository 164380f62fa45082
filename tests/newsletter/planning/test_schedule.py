from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.planning.schedule import is_quiet, last_slot, next_slot, out_of_quiet
from plugins.newsletter.settings import Schedule
from plugins.newsletter.store.states import Frequency

BERLIN = ZoneInfo("Europe/Berlin")
WEEKLY, MONTHLY = Frequency.WEEKLY, Frequency.MONTHLY

moments = st.integers(1_600_000_000, 2_200_000_000)
minutes = st.times().map(lambda t: t.replace(second=0, microsecond=0))
schedules = st.builds(
    Schedule,
    zone=st.sampled_from(["Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "UTC"]).map(
        ZoneInfo
    ),
    weekly=st.tuples(st.integers(0, 6), minutes),
    monthly=st.tuples(st.integers(1, 28), minutes),
    quiet=st.tuples(minutes, minutes),
)
kinds = st.sampled_from([WEEKLY, MONTHLY])


def at(*moment: int, zone=BERLIN) -> int:
    return int(datetime(*moment, tzinfo=zone).timestamp())


@given(kinds, schedules, moments)
def test_now_lies_between_the_last_and_the_next_slot_and_nothing_else_does(kind, schedule, now):
    last, coming = last_slot(kind, schedule, now), next_slot(kind, schedule, now)
    assert last.moment <= now < coming.moment
    assert next_slot(kind, schedule, last.moment) == coming
    assert last_slot(kind, schedule, coming.moment) == coming
    assert last_slot(kind, schedule, coming.moment - 1) == last
    assert last.name < coming.name  # names sort as their times do


@given(kinds, schedules, moments)
def test_slots_are_a_week_or_a_month_apart(kind, schedule, now):
    apart = next_slot(kind, schedule, now).moment - last_slot(kind, schedule, now).moment
    shortest, longest = (7, 7) if kind is WEEKLY else (28, 31)
    assert shortest * 86_400 - 3600 <= apart <= longest * 86_400 + 3600


def test_a_slot_keeps_its_local_time_through_the_change_of_the_clocks():
    schedule = Schedule(weekly=(6, time(8)))
    sunday = last_slot(WEEKLY, schedule, at(2026, 10, 25, 12))
    assert sunday.moment == at(2026, 10, 25, 8)
    assert sunday.moment - last_slot(WEEKLY, schedule, sunday.moment - 1).moment == 169 * 3600
    assert sunday.name == "weekly:2026-10-25"


@pytest.mark.parametrize(
    ("day", "utc", "why"),
    [
        ((2026, 3, 29), (1, 30), "02:30 does not exist: 03:30 in summer time"),
        ((2026, 10, 25), (0, 30), "02:30 is twice: the first"),
    ],
)
def test_a_slot_in_the_hour_that_changes_is_there_once(day, utc, why):
    schedule = Schedule(weekly=(6, time(2, 30)))
    slot = last_slot(WEEKLY, schedule, at(*day, 12))
    assert slot.moment == at(*day, *utc, zone=UTC), why


def test_the_monthly_slot_is_named_by_its_month():
    slot = last_slot(MONTHLY, Schedule(), at(2026, 1, 1, 7, 59))
    assert (slot.name, slot.moment) == ("monthly:2025-12", at(2025, 12, 1, 8))
    assert next_slot(MONTHLY, Schedule(), slot.moment).name == "monthly:2026-01"


@pytest.mark.parametrize(
    ("hour", "quiet"), [(20, False), (21, True), (23, True), (0, True), (6, True), (7, False)]
)
def test_quiet_hours_reach_over_midnight(hour, quiet):
    assert is_quiet(Schedule(quiet=(time(21), time(7))), at(2026, 9, 21, hour)) is quiet


@pytest.mark.parametrize(("hour", "quiet"), [(11, False), (12, True), (13, True), (14, False)])
def test_quiet_hours_may_lie_within_a_day(hour, quiet):
    assert is_quiet(Schedule(quiet=(time(12), time(14))), at(2026, 9, 21, hour)) is quiet


@given(moments, minutes)
def test_two_equal_times_are_no_quiet_hours(moment, edge):
    assert not is_quiet(Schedule(quiet=(edge, edge)), moment)


def test_what_is_planned_at_night_leaves_in_the_morning():
    schedule = Schedule(quiet=(time(21), time(7)))
    assert out_of_quiet(schedule, at(2026, 9, 21, 22, 13) + 5) == at(2026, 9, 22, 7)
    assert out_of_quiet(schedule, at(2026, 9, 22, 3)) == at(2026, 9, 22, 7)
    assert out_of_quiet(schedule, at(2026, 9, 22, 7)) == at(2026, 9, 22, 7)


def test_quiet_hours_that_end_in_the_missing_hour_end_when_it_would_have_begun():
    schedule = Schedule(quiet=(time(21), time(2, 30)))
    assert out_of_quiet(schedule, at(2026, 3, 29, 1)) == at(2026, 3, 29, 3)


@given(schedules, moments)
def test_out_of_quiet_is_the_first_moment_that_is_not_quiet(schedule, moment):
    out = out_of_quiet(schedule, moment)
    assert moment <= out <= moment + 26 * 3600
    assert not is_quiet(schedule, out)
    assert out == moment or is_quiet(schedule, out - 1)
    assert out_of_quiet(schedule, out) == out


def test_odd_seconds_are_kept_and_quiet_hours_without_end_do_not_hang():
    schedule = Schedule(quiet=(time(21), time(7, 0, 30)))
    assert out_of_quiet(schedule, at(2026, 9, 22, 6, 59)) == at(2026, 9, 22, 7) + 30
    endless = replace(schedule, quiet=(time(0, 0, 0, 500), time(0, 0, 0, 200)))
    assert out_of_quiet(endless, at(2026, 9, 22)) > at(2026, 9, 22)
