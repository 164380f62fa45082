"""The file that says who left: never rewritten, never in the way, readable after any crash."""

import stat
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from plugins.newsletter.consent.departures import Departure, missed, note, read
from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.store.people import Event
from tests.newsletter.consent.office import NOW


@pytest.fixture
def file(tmp_path):
    return tmp_path / "var/abgemeldet"


def test_each_departure_is_a_line_without_an_address_for_the_owner_only(file):
    note(file, 4711, Event.LEFT, NOW)
    note(file, 5, Event.ERASED, NOW + 1)
    assert file.read_text() == f"{NOW} 4711 left\n{NOW + 1} 5 erased\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_without_a_file_nobody_left(file):
    assert list(read(file)) == []


def test_what_cannot_be_written_is_logged_and_keeps_nobody(file):
    file.mkdir(parents=True)
    with capture_logs() as logs:
        note(file, 4711, Event.LEFT, NOW)
    assert [(one["event"], one["number"]) for one in logs] == [("departures.unwritable", 4711)]


def test_what_cannot_be_read_is_one_sentence(file):
    file.mkdir(parents=True)
    with pytest.raises(StoreUnusable, match=r"Datei der Abmeldungen .+ lässt sich nicht lesen"):
        list(read(file))


@given(end=st.integers(0, len(f"{NOW} 4711 complained\n")))
def test_a_line_that_a_crash_cut_off_spoils_no_other_and_counts_from_its_number_on(
    tmp_path_factory, end
):
    file = tmp_path_factory.mktemp("f") / "abgemeldet"
    whole = f"{NOW} 4711 complained\n"
    file.write_text(f"{NOW} 1 left\n{whole[:end]}")
    note(file, 2, Event.BOUNCED, NOW + 9)
    first, *cut, last = read(file)
    assert (first, last) == (Departure(NOW, 1, Event.LEFT), Departure(NOW + 9, 2, Event.BOUNCED))
    begun = end > len(f"{NOW} 4711")
    kind = Event.COMPLAINED if end >= len(whole) - 1 else Event.LEFT
    assert cut == ([Departure(NOW, 4711, kind)] if begun else [])


def test_a_kind_that_only_a_newer_version_knows_is_a_leaving(file):
    note(file, 1, Event.LEFT, NOW)
    file.write_text(f"{NOW} 1 vanished\n")
    assert list(read(file)) == [Departure(NOW, 1, Event.LEFT)]


@given(st.binary(max_size=200))
def test_no_content_of_the_file_ends_the_reading(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("f") / "abgemeldet"
    file.write_bytes(content)
    list(read(file))


def test_many_who_leave_at_once_lose_no_line(file):
    threads = [
        threading.Thread(
            target=lambda n=n: [note(file, n * 100 + k, Event.LEFT, NOW) for k in range(20)]
        )
        for n in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert {each.number for each in list(read(file))} == {
        n * 100 + k for n in range(4) for k in range(20)
    }


def gone(office):
    with office.store.read() as connection:
        return [
            tuple(each) for each in missed(connection, office.root / office.settings.departures)
        ]


def test_nobody_is_missed_in_the_database_itself(office):
    office.register.leave(office.join("max@kreis.example"), NOW)
    assert gone(office) == []


def test_missed_is_who_the_copy_still_has_and_only_once_with_the_gravest_reason(office):
    here, left = office.join("anna@kreis.example"), office.join("max@kreis.example")
    file = office.root / office.settings.departures
    for number, event in (
        (left, Event.LEFT),
        (left, Event.ERASED),
        (left, Event.LEFT),
        (999, Event.LEFT),
    ):
        note(file, number, event, NOW + 5)
    assert gone(office) == [(NOW + 5, left, Event.ERASED)]
    assert here != left


def test_who_came_back_before_the_copy_was_made_has_come_back(office):
    number = office.join("max@kreis.example")
    office.register.leave(number, NOW + 1)
    office.now = NOW + 2 * 86_400
    assert office.join("max@kreis.example") == number
    assert gone(office) == []
