"""Who ends it gets nothing more, loses the address at once, and leaves proof behind."""

import pytest

from plugins.newsletter import subscribers
from plugins.newsletter.address import read_address
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import consent, suppression
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import Frequency, SubscriberState
from tests.newsletter.consent.office import DAY, NOW

MAX = "max@kreis.example"
ENDS = {
    "leave": ("left", SubscriberState.LEFT),
    "remove": ("removed", SubscriberState.LEFT),
    "complain": ("complained", SubscriberState.LEFT),
    "bounce": ("bounced", SubscriberState.SUPPRESSED),
    "erase": ("erased", SubscriberState.LEFT),
}


def events(office):
    return [row.event for row in office.rows(consent)]


def departures(office):
    file = office.root / office.settings.departures
    return file.read_text().splitlines() if file.exists() else []


@pytest.mark.parametrize("end", ENDS)
def test_every_end_takes_the_address_out_keeps_its_hash_and_is_noted_beside_the_database(
    office, end
):
    event, state = ENDS[end]
    number = office.join(MAX)
    getattr(office.register, end)(number, NOW + 5)
    person = office.register.member(number)
    assert (person.state, person.left_at) == (state, NOW + 5)
    (row,) = office.rows(subscriber)
    assert (row.address, row.domain) == (f"~{number}", "")
    assert MAX not in office.everything()
    last = office.rows(consent)[-1]
    assert (last.event, last.at, last.digest) == (event, NOW + 5, office.keys.digest(MAX))
    assert departures(office) == [f"{NOW + 5} {number} {event}"]


@pytest.mark.parametrize("end", ENDS)
def test_twice_is_as_good_as_once_also_years_later(small_office, end):
    number = small_office.join(MAX)
    getattr(small_office.register, end)(number, NOW + 5)
    before = small_office.rows(consent), small_office.rows(subscriber), departures(small_office)
    getattr(small_office.register, end)(number, NOW + 5)
    getattr(small_office.register, end)(number, NOW + 2000 * DAY)
    assert (
        small_office.rows(consent),
        small_office.rows(subscriber),
        departures(small_office),
    ) == before


@pytest.mark.parametrize("end", ENDS)
def test_a_number_that_nobody_has_is_no_fault(small_office, end):
    getattr(small_office.register, end)(4711, NOW)
    assert events(small_office) == departures(small_office) == []


@pytest.mark.parametrize("then", ["leave", "remove", "complain"])
def test_what_comes_after_the_end_is_not_logged_again(small_office, then):
    number = small_office.join(MAX)
    small_office.register.leave(number, NOW)
    getattr(small_office.register, then)(number, NOW + 1)
    assert events(small_office) == ["confirmed", "left"]


@pytest.mark.parametrize("before", ["leave", "erase"])
def test_a_mailbox_that_refuses_for_good_is_refused_also_after_leaving(small_office, before):
    number = small_office.join(MAX)
    getattr(small_office.register, before)(number, NOW)
    small_office.register.bounce(number, NOW + 1)
    assert small_office.register.member(number).state is SubscriberState.SUPPRESSED
    assert [row.digest for row in small_office.rows(suppression)] == [small_office.keys.digest(MAX)]
    assert events(small_office)[-1] == "bounced"


@pytest.mark.parametrize(("end", "refused"), [("leave", 0), ("complain", 0), ("bounce", 1)])
def test_only_a_mailbox_that_refuses_is_refused(small_office, end, refused):
    getattr(small_office.register, end)(small_office.join(MAX), NOW)
    assert small_office.count(suppression) == refused


def test_erasing_after_leaving_is_logged_once_with_the_hash_that_was_left(small_office):
    number = small_office.join(MAX)
    small_office.register.leave(number, NOW)
    small_office.keys = Keys(b"n" * 32, (small_office.keys.secret,))
    for _ in range(2):
        small_office.register.erase(number, NOW + 1)
    assert events(small_office) == ["confirmed", "left", "erased"]
    assert len({row.digest for row in small_office.rows(consent)}) == 1


def test_somebody_who_never_confirmed_ends_without_a_word(small_office):
    """Rows from before there were applications."""
    with small_office.store.begin() as connection:
        number = subscribers.ask(
            connection, read_address(MAX), NOW, topics=None, frequency=Frequency.INSTANT
        )
    small_office.register.leave(number, NOW)
    assert events(small_office) == []
    assert MAX not in small_office.everything()


def test_open_mails_to_who_ends_it_are_taken_back(small_office):
    number = small_office.join(MAX)
    small_office.letter(MAX)  # known
    small_office.now += DAY
    small_office.sign_up(MAX)
    small_office.decide()  # known again, not yet sent
    (owed,) = small_office.due()
    small_office.register.leave(number, small_office.now)
    assert small_office.due() == []
    assert small_office.attempt(owed) is None
    assert MAX not in small_office.everything()


def test_a_departure_that_cannot_be_noted_stops_nobody(small_office):
    (small_office.root / "var").write_text("a file where a folder should be")
    number = small_office.join(MAX)
    small_office.register.leave(number, NOW)
    assert small_office.register.member(number).state is SubscriberState.LEFT


def test_the_link_of_an_old_mail_ends_also_who_has_moved_to_the_same_mailbox(office):
    number = office.join(MAX)
    office.register.leave(number, NOW + 5)
    office.now += DAY
    other = office.join("anna@kreis.example")
    office.register.ask_to_move(other, MAX, office.now)
    (letter,) = office.post()
    office.register.redeem(letter.token, office.now)
    for later in (5, 9):
        office.register.leave(number, office.now + later)
        assert office.register.member(other).state is SubscriberState.LEFT
        assert departures(office) == [f"{NOW + 5} {number} left", f"{office.now + 5} {other} left"]
    assert events(office) == ["confirmed", "left", "confirmed", "moved", "left"]


def test_a_link_of_an_old_mail_ends_nobody_elsewhere(small_office):
    office = small_office
    number, other = office.join(MAX), office.join("anna@kreis.example")
    office.register.leave(number, NOW + 5)
    office.register.leave(number, NOW + 6)
    assert office.register.member(other).state is SubscriberState.CONFIRMED
