"""Who comes back keeps the number; who moves keeps everything; the last wish counts."""

import pytest

from plugins.newsletter import subscribers
from plugins.newsletter.address import read_address
from plugins.newsletter.consent import suppression
from plugins.newsletter.consent.redeeming import Redeemed
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import consent, notice
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import Frequency, SubscriberState
from tests.newsletter.consent.office import DAY, HOUR

MAX, ANNA = "max@kreis.example", "anna@kreis.example"
ALTER, WOHNEN = frozenset({"alter"}), frozenset({"wohnen"})
WEEKLY = Frequency.WEEKLY


def events(office, number):
    return [row.event for row in office.rows(consent) if row.subscriber_id == number]


def address(office, number):
    return office.register.member(number).address.address


def move(office, number, to):
    """Ask to move; return the mail that the new address gets, None where it gets none."""
    office.register.ask_to_move(number, to, office.now)
    return next((one for one in office.post() if one.kind == "move"), None)


# --- Coming back ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rotated", [False, True])
@pytest.mark.parametrize("end", ["leave", "remove", "complain", "erase"])
def test_who_comes_back_keeps_the_number_and_begins_anew(small_office, end, rotated):
    number = small_office.join(MAX, topics=ALTER)
    getattr(small_office.register, end)(number, small_office.now)
    if rotated:
        small_office.keys = Keys(b"n" * 32, (small_office.keys.secret,))
    assert (
        small_office.join(MAX, topics=WOHNEN, frequency=WEEKLY) == number
    )  # within the same second
    person = small_office.register.member(number)
    assert person.address == read_address(MAX)
    assert (person.state, person.topics, person.frequency) == (
        SubscriberState.CONFIRMED, WOHNEN, WEEKLY,
    )  # fmt: skip
    assert events(small_office, number)[-1] == "confirmed"
    assert small_office.count(subscriber) == 1


def test_whose_hash_nobody_can_tell_any_more_gets_a_new_number(small_office):
    number = small_office.join(MAX)
    small_office.register.leave(number, small_office.now)
    small_office.keys = Keys(b"n" * 32)  # the old secret was thrown away
    assert small_office.join(MAX) != number


def test_a_refused_mailbox_comes_back_when_the_operator_lifts_it(office):
    number = office.join(MAX)
    office.register.bounce(number, office.now)
    with office.store.begin() as connection:
        suppression.lift(connection, office.keys, read_address(MAX))
    assert office.join(MAX) == number
    assert office.register.member(number).state is SubscriberState.CONFIRMED


def test_the_number_goes_with_the_person_not_with_an_address_that_was_given_up(small_office):
    number = small_office.join(MAX)
    small_office.register.redeem(move(small_office, number, ANNA).token, small_office.now)
    other = small_office.join(MAX)
    assert other != number
    small_office.register.leave(number, small_office.now)
    assert small_office.join(ANNA) == number
    assert (address(small_office, number), address(small_office, other)) == (ANNA, MAX)


# --- Several links --------------------------------------------------------------------------------


@pytest.mark.parametrize(("order", "gets"), [((0, 1), WOHNEN), ((1, 0), WOHNEN)])
def test_of_two_sign_ups_the_later_wish_counts_whichever_link_is_used_first(
    small_office, order, gets
):
    letters = [small_office.letter(MAX, topics=ALTER)]
    small_office.now += DAY
    letters.append(small_office.letter(MAX, topics=WOHNEN))
    for which in order:
        small_office.now += 1
        assert (
            small_office.register.redeem(letters[which].token, small_office.now) is Redeemed.JOINED
        )
    assert small_office.register.member(small_office.number(MAX)).topics == gets


def test_an_old_link_does_not_undo_what_was_chosen_since(small_office):
    first = small_office.letter(MAX, topics=ALTER)
    small_office.now += DAY
    second = small_office.letter(MAX, topics=WOHNEN)
    small_office.register.redeem(first.token, small_office.now)
    small_office.now += 60
    number = small_office.number(MAX)
    person = small_office.register.member(number)
    small_office.register.change(
        number, type(second.notice.choice)(None, person.frequency), small_office.now
    )
    assert small_office.register.redeem(second.token, small_office.now) is Redeemed.JOINED
    assert small_office.register.member(number).topics is None


# --- Moving ---------------------------------------------------------------------------------------


def test_who_moves_keeps_number_and_wishes_and_it_is_proved(office):
    number = office.join(MAX, topics=ALTER, frequency=WEEKLY)
    office.now += HOUR
    letter = move(office, number, "Anna@Kreis.example")
    assert address(office, number) == MAX  # until the new address says so
    office.now += HOUR
    assert office.register.redeem(letter.token, office.now) is Redeemed.MOVED
    person = office.register.member(number)
    assert (person.address.address, person.topics, person.frequency) == (ANNA, ALTER, WEEKLY)
    last = office.rows(consent)[-1]
    assert (last.event, last.digest) == ("moved", office.keys.digest(ANNA))
    assert (last.asked_at, last.mailed_at, last.message_id) == (
        office.now - HOUR, office.now - HOUR, letter.message_id,
    )  # fmt: skip
    assert MAX not in office.everything()
    assert office.register.redeem(letter.token, office.now) is Redeemed.MOVED


def test_mails_still_open_to_the_old_address_are_taken_back(small_office):
    number = small_office.join(MAX)
    small_office.letter(MAX)  # known
    small_office.register.redeem(move(small_office, number, ANNA).token, small_office.now)
    assert MAX not in small_office.everything()
    assert {row.state for row in small_office.rows(notice)} == {"redeemed"}


def test_nobody_moves_onto_somebody_who_is_there_and_hears_of_it(small_office):
    """The mail that the other gets is the same as after a sign-up."""
    number, other = small_office.join(MAX), small_office.join(ANNA)
    small_office.register.ask_to_move(number, ANNA, small_office.now)
    (letter,) = small_office.post()
    assert (letter.kind, letter.token, letter.notice.number) == ("known", "", other)
    assert address(small_office, number) == MAX


def test_who_moves_onto_somebody_who_joined_meanwhile_ends_and_the_other_stays(office):
    number = office.join(MAX)
    letter = move(office, number, ANNA)
    office.now += DAY  # one mail a day
    other = office.join(ANNA, topics=ALTER)
    assert office.register.redeem(letter.token, office.now) is Redeemed.MOVED
    assert office.register.member(number).state is SubscriberState.LEFT
    assert events(office, number) == ["confirmed", "left"]
    assert office.register.member(other).topics == ALTER
    assert MAX not in office.everything()
    assert f" {number} left" in (office.root / office.settings.departures).read_text()
    assert office.register.redeem(letter.token, office.now) is Redeemed.MOVED  # a double click


def test_an_address_that_somebody_gave_up_can_be_moved_to(small_office):
    other = small_office.join(ANNA)
    small_office.register.leave(other, small_office.now)
    number = small_office.join(MAX)
    assert (
        small_office.register.redeem(move(small_office, number, ANNA).token, small_office.now)
        is Redeemed.MOVED
    )
    assert address(small_office, number) == ANNA
    small_office.register.leave(number, small_office.now)
    assert small_office.join(ANNA) == number  # who had it last


def test_a_row_from_before_there_were_applications_is_in_nobodys_way(small_office):
    with small_office.store.begin() as connection:
        old = subscribers.ask(
            connection, read_address(ANNA), small_office.now, topics=None, frequency=WEEKLY
        )
    number = small_office.join(MAX)
    assert (
        small_office.register.redeem(move(small_office, number, ANNA).token, small_office.now)
        is Redeemed.MOVED
    )
    assert (address(small_office, number), address(small_office, old)) == (ANNA, f"~{old}")


def test_only_the_last_move_that_was_asked_for_counts(small_office):
    number = small_office.join(MAX)
    stranger = move(small_office, number, "annna@kreis.example")  # a slip of the keyboard
    small_office.now += 60
    right = move(small_office, number, ANNA)
    assert small_office.register.redeem(stranger.token, small_office.now) is Redeemed.GONE
    assert small_office.register.redeem(right.token, small_office.now) is Redeemed.MOVED
    assert small_office.register.redeem(stranger.token, small_office.now) is Redeemed.GONE


def test_a_move_that_is_older_than_leaving_moves_nobody(small_office):
    number = small_office.join(MAX)
    letter = move(small_office, number, ANNA)
    small_office.register.leave(number, small_office.now)
    assert small_office.register.redeem(letter.token, small_office.now) is Redeemed.GONE
    small_office.join(MAX)
    assert small_office.register.redeem(letter.token, small_office.now) is Redeemed.GONE
    assert address(small_office, number) == MAX


def test_leaving_and_coming_back_does_not_get_a_stranger_a_second_mail(small_office):
    number = small_office.join(MAX)
    move(small_office, number, ANNA)
    for end in ("leave", "erase"):
        getattr(small_office.register, end)(number, small_office.now)
        keys = small_office.keys
        small_office.keys = Keys(end.ljust(32).encode(), (keys.secret, *keys.old))
        assert ANNA not in small_office.everything()
        assert small_office.join(MAX) == number
        assert move(small_office, number, ANNA) is None
    small_office.now += DAY
    assert move(small_office, number, ANNA)
