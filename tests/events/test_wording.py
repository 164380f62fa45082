import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.events.period import Period
from plugins.events.wording import when
from tests.events.invented import BERLIN, MINUTES, at


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (at(2026, 11, 24), None, "Dienstag, 24. November 2026"),
        (at(2026, 11, 24), at(2026, 11, 24), "Dienstag, 24. November 2026"),
        (at(2026, 11, 24, 9), None, "Dienstag, 24. November 2026, 9 Uhr"),
        (at(2026, 11, 24, 9), at(2026, 11, 24, 15), "Dienstag, 24. November 2026, 9 bis 15 Uhr"),
        (at(2026, 3, 4, 9, 30), at(2026, 3, 4, 15, 5), "Mittwoch, 4. März 2026, 9:30 bis 15:05 Uhr"),
        (at(2026, 11, 24), at(2026, 11, 24, 15), "Dienstag, 24. November 2026, bis 15 Uhr"),
        (at(2026, 11, 24), at(2026, 11, 26), "24. bis 26. November 2026"),
        (at(2026, 11, 30), at(2026, 12, 2), "30. November bis 2. Dezember 2026"),
        (at(2026, 12, 30), at(2027, 1, 2), "30. Dezember 2026 bis 2. Januar 2027"),
        (at(2026, 11, 24, 9), at(2026, 11, 26, 15),
         "Dienstag, 24. November, 9 Uhr, bis Donnerstag, 26. November 2026, 15 Uhr"),
        (at(2026, 12, 31, 20), at(2027, 1, 1, 2),
         "Donnerstag, 31. Dezember 2026, 20 Uhr, bis Freitag, 1. Januar 2027, 2 Uhr"),
        (at(2026, 11, 24, 9), at(2026, 11, 25),
         "Dienstag, 24. November, 9 Uhr, bis Mittwoch, 25. November 2026"),
        (None, at(2026, 8, 30), "bis Sonntag, 30. August 2026"),
        (None, at(2026, 8, 30, 18), "bis Sonntag, 30. August 2026, 18 Uhr"),
        (None, None, ""),
    ],
)  # fmt: skip
def test_a_time_is_said_as_a_person_would_say_it(begin, end, words):
    assert when(Period.between(begin, end, BERLIN)) == words


@given(st.none() | MINUTES, st.none() | MINUTES)
def test_whatever_the_times_the_last_year_is_named_and_no_day_is_lost(begin, end):
    period = Period.between(begin, end, BERLIN)
    words = when(period)
    for moment in filter(None, (period.begin, period.end)):
        assert re.search(rf"\b{moment.day}\.", words)
    if period.last_day:
        assert str(period.last_day.year) in words
    assert "  " not in words
    assert ",," not in words
