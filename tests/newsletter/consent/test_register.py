"""The door: changing what one gets, asking to move, being forgotten, and who is who."""

from dataclasses import replace

import pytest

from plugins.newsletter.address import read_address
from plugins.newsletter.consent.choices import Choice
from plugins.newsletter.errors import StoreUnusable, WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import Files
from plugins.newsletter.store.people import application, consent, notice, token
from plugins.newsletter.store.schema import subscription
from plugins.newsletter.store.states import Frequency, SubscriberState
from tests.newsletter.consent.office import NOW

MAX, ANNA = "max@kreis.example", "anna@kreis.example"
ALTER = frozenset({"alter"})


def test_a_change_of_topics_and_frequency_is_logged(office):
    number = office.join(MAX)
    office.register.change(number, Choice(ALTER, Frequency.MONTHLY), NOW + 5)
    person = office.register.member(number)
    assert (person.topics, person.frequency) == (ALTER, Frequency.MONTHLY)
    last = office.rows(consent)[-1]
    assert (last.event, last.at, last.topics, last.frequency, last.digest) == (
        "changed", NOW + 5, '["alter"]', "monthly", office.keys.digest(MAX),
    )  # fmt: skip


def test_to_save_what_one_has_changes_nothing(small_office):
    number = small_office.join(MAX, topics=ALTER)
    before = small_office.everything()
    small_office.register.change(number, Choice(ALTER, Frequency.INSTANT), NOW + 5)
    assert small_office.everything() == before


@pytest.mark.parametrize("gone", ["left", "unknown"])
def test_who_is_not_there_has_nothing_to_change_and_nowhere_to_move(small_office, gone):
    number = 4711
    if gone == "left":
        number = small_office.join(MAX)
        small_office.register.leave(number, NOW)
    with pytest.raises(WrongUse, match="abgemeldet"):
        small_office.register.change(number, Choice(None, Frequency.WEEKLY), NOW)
    with pytest.raises(WrongUse, match="abgemeldet"):
        small_office.register.ask_to_move(number, ANNA, NOW)


@pytest.mark.parametrize("to", ["nobody", "somebody", "refused"])
def test_to_ask_for_a_move_leaves_the_same_trace_whoever_lives_there(small_office, to):
    """One row, which is judged afterwards: neither the answer nor its time tells anything."""
    if to == "somebody":
        small_office.join(ANNA)
    if to == "refused":
        small_office.register.bounce(small_office.join(ANNA), NOW)
    number = small_office.join(MAX)
    small_office.register.ask_to_move(number, ANNA.upper(), NOW)
    (row,) = small_office.rows(application)
    assert (row.subscriber_id, row.address, row.asked_at) == (number, ANNA, NOW)


@pytest.mark.parametrize(
    ("typed", "said"), [("anna@", "keine gültige"), ("MAX@kreis.example", "schon")]
)
def test_a_move_to_no_address_or_to_the_present_one_is_said_at_once(small_office, typed, said):
    number = small_office.join(MAX)
    with pytest.raises(WrongUse, match=said) as caught:
        small_office.register.ask_to_move(number, typed, NOW)
    assert "anna" not in str(caught.value)
    assert small_office.rows(application) == []


def test_a_refused_address_is_not_asked_whether_somebody_may_move_there(small_office):
    small_office.register.bounce(small_office.join(ANNA), NOW)
    small_office.register.ask_to_move(small_office.join(MAX), ANNA, NOW)
    assert small_office.decide().dropped == 1


def test_who_left_before_the_move_was_decided_moves_nowhere(small_office):
    number = small_office.join(MAX)
    small_office.register.ask_to_move(number, ANNA, NOW)
    small_office.register.leave(number, NOW)
    assert small_office.decide().dropped == 1
    assert ANNA not in small_office.everything()


def test_who_is_forgotten_leaves_only_numbers_and_hashes(office):
    number = office.join(MAX, topics=ALTER)
    office.letter(MAX)
    office.sign_up("MAX@kreis.example ")
    office.register.ask_to_move(number, ANNA, NOW)
    office.register.erase(number, NOW)
    left = office.everything().lower()
    assert "max" not in left
    assert "anna" not in left
    for table in (application, subscription, token):
        assert office.rows(table) == []
    assert {row.digest for row in office.rows(consent)} == {office.keys.digest(MAX)}


def test_who_has_left_and_asks_again_is_forgotten_by_the_address(small_office):
    number = small_office.join(MAX)
    small_office.register.leave(number, NOW)
    small_office.letter(MAX)
    small_office.register.erase(number, NOW, read_address(MAX))
    assert small_office.rows(notice) == []
    assert MAX not in small_office.everything()


def test_a_member_is_known_by_number_also_after_leaving(small_office):
    number = small_office.join(MAX)
    assert small_office.register.member(number).address == read_address(MAX)
    small_office.register.leave(number, NOW)
    gone = small_office.register.member(number)
    assert (gone.state, gone.address.address) == (SubscriberState.LEFT, f"~{number}")
    assert small_office.register.member(4711) is None


def test_a_number_is_found_by_the_address_also_after_leaving(small_office):
    number = small_office.join(MAX)
    assert small_office.register.number_of(read_address("MAX@kreis.example")) == number
    small_office.register.leave(number, NOW)
    small_office.keys = Keys(b"n" * 32, (small_office.keys.secret,))
    assert small_office.register.number_of(read_address(MAX)) == number
    assert small_office.register.number_of(read_address(ANNA)) is None


def test_who_is_forgotten_has_no_mail_in_the_folder_of_a_trial(small_office):
    small_office.settings = replace(small_office.settings, transport=Files(folder="post"))
    folder = small_office.root / "post"
    folder.mkdir()
    for name in (MAX, ANNA):
        (folder / f"{name[:3]}.eml").write_text(f"To: {name}\n\nHallo")
    small_office.register.erase(small_office.join(MAX), NOW)
    assert [file.name for file in folder.iterdir()] == ["ann.eml"]


def test_a_mail_that_stays_in_that_folder_is_said_without_the_address(small_office):
    small_office.settings = replace(small_office.settings, transport=Files(folder="post"))
    (small_office.root / "post" / "max.eml").mkdir(parents=True)  # nobody can read a folder
    number = small_office.join(MAX)
    with pytest.raises(StoreUnusable, match="lassen sich nicht löschen") as caught:
        small_office.register.erase(number, NOW)
    assert MAX not in str(caught.value)
    assert MAX not in small_office.everything()
