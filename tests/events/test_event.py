from datetime import timedelta

import pytest

from plugins.events.event import State
from tests.events.invented import NOW, at, event

HOUR = timedelta(hours=1)  # NOW is noon on 1 June 2025 in Berlin


@pytest.mark.parametrize(
    ("kind", "head", "state", "mark"),
    [
        ("termin", {"begin": NOW + HOUR}, "kommt", ""),
        ("termin", {"begin": NOW - HOUR, "end": NOW + HOUR}, "läuft", ""),
        ("termin", {"begin": NOW - HOUR}, "läuft", ""),
        ("termin", {"begin": at(2025, 6, 1)}, "läuft", ""),
        ("termin", {"begin": NOW - 2 * HOUR, "end": NOW}, "beendet", "beendet"),
        ("termin", {"begin": at(2025, 5, 31)}, "beendet", "beendet"),
        ("beteiligung", {"begin": at(2025, 7, 1), "end": at(2025, 8, 30)}, "kommt", ""),
        ("beteiligung", {"end": at(2025, 6, 1)}, "offen", ""),
        ("beteiligung", {"valid_until": at(2025, 6, 1), "end": at(2025, 5, 1)}, "offen", ""),
        ("beteiligung", {"end": at(2025, 5, 31)}, "geschlossen", "geschlossen"),
        # Where people meet, it is an event, whatever it is called.
        ("beteiligung", {"begin": at(2025, 5, 31), "place": "Saal"}, "beendet", "beendet"),
        ("hilfe", {"valid_until": at(2025, 6, 1)}, "gilt", ""),
        ("hilfe", {"valid_until": at(2025, 5, 31)}, "Stand prüfen", ""),
        ("beteiligung", {"online": "https://umfrage.example"}, None, ""),
    ],
)
def test_how_things_stand_follows_from_the_head_and_the_moment(kind, head, state, mark):
    found = event(kind, **head)
    assert found.state == state
    assert found.mark == mark
    assert found.is_over == (mark != "")
    assert found.is_ahead == (state in {"kommt", "läuft", "offen"})


@pytest.mark.parametrize("kind", ["termin", "beteiligung", "hilfe", "projekt", "rueckblick"])
def test_a_post_without_times_and_places_is_no_event(kind):
    assert event(kind) is None


def test_an_open_survey_says_only_until_when():
    head = {"begin": at(2025, 5, 1), "end": at(2025, 6, 30)}
    assert event("beteiligung", **head).when == "bis Montag, 30. Juni 2025"
    later = event("beteiligung", moment=NOW - timedelta(days=60), **head)
    assert later.state is State.COMING
    assert later.when == "1. Mai bis 30. Juni 2025"


@pytest.mark.parametrize(
    ("deadline", "is_open", "words"),
    [
        (None, True, ""),
        (at(2025, 6, 1), True, "bis Sonntag, 1. Juni 2025"),
        (at(2025, 6, 1, 11), False, "bis Sonntag, 1. Juni 2025, 11 Uhr"),
        (at(2025, 5, 31), False, "bis Samstag, 31. Mai 2025"),
    ],
)
def test_one_can_register_until_the_deadline_is_over(deadline, is_open, words):
    found = event(begin=at(2025, 6, 17), registration_until=deadline)
    assert found.registration_open == is_open
    assert found.registration_until == words


def test_nobody_registers_for_what_is_over():
    assert not event(begin=at(2025, 5, 1)).registration_open


def test_what_comes_next_is_the_beginning_or_the_end_of_what_has_begun():
    assert event(begin=at(2025, 7, 1, 9)).next_moment == at(2025, 7, 1, 9)
    survey = event("beteiligung", begin=at(2025, 5, 1), end=at(2025, 6, 30))
    assert survey.next_moment == at(2025, 7, 1)


def test_only_what_can_stand_in_a_calendar_has_a_file():
    file = "/2025/03/fachtag/termin.ics"
    assert event(begin=at(2025, 6, 17)).calendar_file == file
    assert event("beteiligung", end=at(2025, 6, 17)).calendar_file == file
    for kind, head in (
        ("termin", {"place": "Saal"}),
        ("termin", {"begin": at(2025, 6, 17), "identifier": None}),
        ("beteiligung", {"begin": at(2025, 6, 17)}),
        ("hilfe", {"valid_until": at(2025, 6, 17)}),
    ):
        assert event(kind, **head).calendar_file == "", (kind, head)
