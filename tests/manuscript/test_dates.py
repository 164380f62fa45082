from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.dates import (
    DateError,
    exact_as_known,
    iso_date,
    long_date,
    now,
    parse_date,
    short_date,
)

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_day_is_its_first_minute_in_the_zone_of_the_site():
    moment = parse_date("2024-03-06", BERLIN)
    assert moment == datetime(2024, 3, 6, tzinfo=BERLIN)
    assert moment.utcoffset() == timedelta(hours=1)


def test_a_time_may_name_its_zone():
    assert parse_date("2024-03-06T10:30:00+02:00", BERLIN) == datetime(
        2024, 3, 6, 8, 30, tzinfo=UTC
    )
    assert parse_date("2024-03-06T10:30Z", BERLIN) == datetime(2024, 3, 6, 10, 30, tzinfo=UTC)
    assert parse_date("2024-07-06 10:30", BERLIN) == datetime(2024, 7, 6, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("2024-02-31", "Den 31. Februar 2024 gibt es nicht.", "Kalender"),
        ("2023-02-29", "Den 29. Februar 2023 gibt es nicht.", "Kalender"),
        ("2024-13-01", "Einen Monat 13 gibt es nicht.", "Mitte"),
        ("06.03.2024", "kein Datum in der Schreibweise", "Schreiben Sie 2024-03-06."),
        ("2024-03-06 25:00", "Uhrzeit, die es nicht gibt", "00 bis 23"),
        ("gestern", "„gestern“ ist kein Datum.", "2024-03-06"),
    ],
)
def test_what_is_no_date_says_why_and_how(text, message, advice):
    with pytest.raises(DateError) as caught:
        parse_date(text, BERLIN)
    assert message in caught.value.message
    assert advice in caught.value.advice


def test_german_dates_need_no_locale():
    assert long_date(date(2024, 3, 6)) == "6. März 2024"
    assert short_date(date(2024, 3, 6)) == "06.03.2024"


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_as_it_is_written(day):
    assert parse_date(iso_date(day), BERLIN).date() == day


def test_the_moment_of_a_build_can_be_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert now() == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "spoken"),
    [("2024", "2024"), ("2024-09", "September 2024"), ("2024-03-06", "6. März 2024")],
)
def test_a_date_is_told_as_exactly_as_it_is_known(day, spoken):
    assert exact_as_known(day) == spoken
