"""The description of a zone, read as RFC 5545 (3.6.5) says, against the system's own zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from plugins.events.zone import describe

NAMES = ("Europe/Berlin", "Europe/Lisbon", "America/New_York", "Australia/Sydney", "Asia/Tokyo")
ZONES = {name: describe(ZoneInfo(name), 2024, 2027) for name in NAMES}


def offset_at(moment: datetime, described) -> timedelta:
    """Return what the observance with the latest onset before `moment` (UTC) gives."""
    begun = [
        part
        for part in described.subcomponents
        if (part.DTSTART - part.TZOFFSETFROM).replace(tzinfo=UTC) <= moment
    ]
    return max(begun, key=lambda part: part.DTSTART - part.TZOFFSETFROM).TZOFFSETTO


@given(
    st.sampled_from(NAMES),
    st.integers(28_402_560, 30_504_959),  # minutes from 2 January 2024 to the end of 2027
)
def test_at_every_moment_it_says_what_the_clocks_show(name, minutes):
    moment = datetime.fromtimestamp(minutes * 60, tz=UTC)
    assert offset_at(moment, ZONES[name]) == moment.astimezone(ZoneInfo(name)).utcoffset()


def test_summer_time_begins_at_two_by_the_old_clock_and_ends_at_three():
    onsets = [
        (part.DTSTART.isoformat(), part.name, part["TZNAME"])
        for part in ZONES["Europe/Berlin"].subcomponents
        if part.DTSTART.year == 2026
    ]
    assert onsets == [
        ("2026-03-29T02:00:00", "DAYLIGHT", "CEST"),
        ("2026-10-25T03:00:00", "STANDARD", "CET"),
    ]


def test_a_zone_that_never_changes_has_one_rule():
    assert len(ZONES["Asia/Tokyo"].subcomponents) == 1
