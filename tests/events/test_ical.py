"""Calendar files, read back by icalendar and held against RFC 5545 and 7986."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from plugins.events.ical import Site, calendar, single
from tests.events.invented import BERLIN, MINUTES, NOW, at, event

SITE = Site(
    name="Musterland Sozial",
    url="https://musterland.example",
    address="/termine/kalender.ics",
    zone=BERLIN,
)
DAY = timedelta(days=1)


def entry(found):
    return Calendar.from_ical(single(found, SITE)).events[0]


def judge(content: bytes) -> Calendar:
    """Hold a file against the rules that programs insist on; return it parsed."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or len(line) > 75]
    whole = Calendar.from_ical(content)
    assert whole["VERSION"] == "2.0"
    assert whole["PRODID"] == "-//Musterland Sozial//Termine//DE"
    assert whole.subcomponents, "RFC 5545, 3.6: at least one component"
    described = {str(zone["TZID"]) for zone in whole.timezones}
    for each in whole.events:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= each.keys()
        start, end = each["DTSTART"], each.get("DTEND")
        assert str(start.params.get("TZID", "Europe/Berlin")) in described
        if end is not None:
            assert start.params.get("VALUE") == end.params.get("VALUE")
            assert start.dt < end.dt
        assert each["DTSTAMP"].to_ical().endswith(b"Z")
    return whole


@pytest.mark.parametrize(
    ("head", "start", "end"),
    [
        ({"begin": at(2025, 6, 17, 9), "end": at(2025, 6, 17, 15)},
         at(2025, 6, 17, 9), at(2025, 6, 17, 15)),
        ({"begin": at(2025, 6, 17)}, date(2025, 6, 17), date(2025, 6, 18)),
        ({"begin": at(2025, 6, 17), "end": at(2025, 6, 19)}, date(2025, 6, 17), date(2025, 6, 20)),
        ({"begin": at(2025, 6, 17, 9), "end": at(2025, 6, 18)}, at(2025, 6, 17, 9), at(2025, 6, 19)),
        ({"begin": at(2025, 6, 17, 9)}, at(2025, 6, 17, 9), None),
        ({"begin": datetime(2025, 12, 1, 8, tzinfo=UTC), "end": at(2025, 12, 1, 10)},
         at(2025, 12, 1, 9), at(2025, 12, 1, 10)),
    ],
)  # fmt: skip
def test_days_end_before_the_day_after_and_an_unknown_end_is_not_invented(head, start, end):
    found = entry(event(**head))
    assert found["DTSTART"].dt == start
    assert (found["DTEND"].dt if "DTEND" in found else None) == end


def test_of_a_survey_the_calendar_has_the_last_day():
    found = entry(
        event(
            "beteiligung",
            title="Jugendumfrage",
            begin=at(2025, 5, 1),
            end=at(2025, 6, 30, 18),
            online="https://umfrage.example",
        )
    )
    assert found["SUMMARY"] == "Letzter Tag: Jugendumfrage"
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2025, 6, 30), date(2025, 7, 1))
    assert found["TRANSP"] == "TRANSPARENT"
    assert "Mitmachen kann man bis Montag, 30. Juni 2025, 18 Uhr.\n" in found["DESCRIPTION"]
    assert "Online: https://umfrage.example\n" in found["DESCRIPTION"]


def test_an_entry_says_where_and_how_one_takes_part():
    found = entry(
        event(
            begin=at(2025, 6, 17, 9),
            place="Rathaus; Saal, links",
            registration="https://anmeldung.example",
            registration_until=at(2025, 6, 10),
        )
    )
    assert found["LOCATION"] == "Rathaus; Saal, links"
    assert found["URL"] == "https://musterland.example/2025/03/fachtag/"
    assert found["DESCRIPTION"] == (
        "Worum es geht.\n\n"
        "Anmeldung bis Dienstag, 10. Juni 2025: https://anmeldung.example\n"
        "Mehr dazu: https://musterland.example/2025/03/fachtag/"
    )
    assert entry(event(begin=at(2025, 6, 17), online="https://a.example"))["LOCATION"] == "Online"
    assert "LOCATION" not in entry(event(begin=at(2025, 6, 17)))


def test_an_entry_is_known_by_its_kennung_and_grows_with_each_revision():
    head = {"title": "Fachtag", "begin": at(2025, 6, 17, 9)}
    first, second = (entry(event(modified=modified, **head)) for modified in (None, at(2025, 3, 9)))
    assert first["UID"] == second["UID"] == str(uuid5(NAMESPACE_URL, "Fachtag"))
    assert first["DTSTAMP"].to_ical() == b"20250305T230000Z"
    assert second["DTSTAMP"].to_ical() == b"20250308T230000Z"
    assert second["LAST-MODIFIED"].to_ical() == b"20250308T230000Z"
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 3)


def test_a_file_of_one_event_does_not_change_with_the_day_of_the_build():
    files = {
        single(event(begin=at(2025, 6, 17, 9), moment=NOW + days * DAY), SITE)
        for days in (-400, 0, 400)
    }
    assert len(files) == 1


def test_the_calendar_keeps_what_is_over_for_ninety_days():
    events = [
        event(title=f"Vor {days}", begin=NOW - days * DAY, end=NOW - days * DAY)
        for days in (91, 90, 1, -1)
    ]
    whole = judge(calendar([*events, event("hilfe", valid_until=NOW)], SITE, NOW))
    assert [str(each["SUMMARY"]) for each in whole.events] == ["Vor 90", "Vor 1", "Vor -1"]


def test_the_calendar_says_how_it_is_called_and_how_often_to_look():
    content = calendar([], SITE, NOW)
    judge(content)
    assert b"\r\nX-WR-CALNAME:Musterland Sozial: Termine\r\n" in content
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in content
    assert b"\r\nSOURCE;VALUE=URI:https://musterland.example/termine/kalender.ics\r\n" in content
    assert calendar([], SITE, NOW) == content


WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(str.strip)


@given(MINUTES, st.none() | MINUTES, WORDS, st.sampled_from(["termin", "beteiligung"]))
def test_whatever_the_words_and_times_the_file_is_sound(begin, end, words, kind):
    found = event(kind, title=words, place=words, begin=begin, end=end)
    whole = judge(single(found, SITE))
    assert whole.events[0]["SUMMARY"] == words
    assert whole.events[0]["LOCATION"] == words
    assert re.fullmatch(r"[0-9a-f-]{36}", str(whole.events[0]["UID"]))
