"""A link works once, says the same when it is used again, and nothing when it is not good."""

import pytest

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import suppression
from plugins.newsletter.consent.redeeming import Redeemed
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import consent, notice, token
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import Frequency, SubscriberState
from tests.newsletter.consent.office import DAY, NOW

MAX = "max@kreis.example"
JOINED, MOVED, GONE = Redeemed.JOINED, Redeemed.MOVED, Redeemed.GONE


def test_the_link_of_a_sign_up_makes_a_subscriber_of_what_was_ordered(office):
    letter = office.letter(MAX, topics=frozenset({"alter"}), frequency=Frequency.WEEKLY)
    assert office.rows(subscriber) == []  # nobody before the link is used
    office.now += 60
    assert office.register.redeem(letter.token, office.now) is JOINED
    person = office.register.member(office.number(MAX))
    assert person.state is SubscriberState.CONFIRMED
    assert (person.topics, person.frequency) == ({"alter"}, Frequency.WEEKLY)
    assert person.confirmed_at == NOW + 60


def test_used_again_it_says_the_same_and_changes_nothing(office):
    letter = office.letter(MAX)
    office.register.redeem(letter.token, NOW + 1)
    before = office.everything()
    assert office.register.redeem(letter.token, NOW + 2) is JOINED
    assert office.everything() == before


def test_a_used_notice_has_no_address_any_more(small_office):
    letter = small_office.letter(MAX)
    small_office.register.redeem(letter.token, NOW + 1)
    (row,) = small_office.rows(notice)
    assert (row.address, row.subscriber_id, row.redeemed_at) == (
        "",
        small_office.number(MAX),
        NOW + 1,
    )
    assert small_office.count(token) == 1


def test_a_link_is_good_for_seven_days_to_the_second(small_office):
    early, late = small_office.letter(MAX), small_office.letter("anna@kreis.example")
    assert small_office.register.redeem(early.token, NOW + 7 * DAY - 1) is JOINED
    before = small_office.everything()
    assert small_office.register.redeem(late.token, NOW + 7 * DAY) is GONE
    assert small_office.register.redeem(early.token, NOW + 7 * DAY) is GONE  # so is the answer
    assert small_office.everything() == before


@pytest.mark.parametrize("made", ["", "0" * 32, "x" * 5000, "ü\0", "\ud800", "' OR 1=1 --"])
def test_a_token_nobody_made_is_not_good(small_office, made):
    small_office.letter(MAX)
    before = small_office.everything()
    assert small_office.register.redeem(made, NOW) is GONE
    assert small_office.everything() == before


def test_neither_the_hash_of_a_token_nor_a_signed_one_redeems_anything(small_office):
    small_office.letter(MAX)
    (row,) = small_office.rows(token)
    for forged in (row.digest, small_office.keys.sign("settings", 1)):
        assert small_office.register.redeem(forged, NOW) is GONE


@pytest.mark.parametrize("rotated", [False, True])
def test_an_address_that_was_refused_meanwhile_does_not_get_in(small_office, rotated):
    letter = small_office.letter(MAX)
    with small_office.store.begin() as connection:
        digest = small_office.keys.digest(MAX)
        suppression.add_digest(connection, small_office.keys, digest, "request", NOW)
    if rotated:
        small_office.keys = Keys(b"n" * 32, (small_office.keys.secret,))
    assert small_office.register.redeem(letter.token, NOW) is GONE
    assert small_office.rows(subscriber) == []
    with small_office.store.begin() as connection:
        suppression.lift(connection, small_office.keys, read_address(MAX))
    assert small_office.register.redeem(letter.token, NOW) is JOINED


def test_after_leaving_an_old_link_neither_works_nor_says_that_it_did(small_office):
    letter = small_office.letter(MAX)
    small_office.register.redeem(letter.token, NOW)
    small_office.register.leave(small_office.number(MAX), NOW)  # within the same second
    before = small_office.everything()
    assert small_office.register.redeem(letter.token, NOW) is GONE
    assert small_office.everything() == before


def test_an_unused_link_that_is_older_than_leaving_brings_nobody_back(small_office):
    first = small_office.letter(MAX)
    small_office.now += DAY
    second = small_office.letter(MAX)
    small_office.register.redeem(first.token, small_office.now)
    small_office.register.leave(small_office.number(MAX), small_office.now)
    assert small_office.register.redeem(second.token, small_office.now) is GONE
    assert small_office.register.member(small_office.number(MAX)).state is SubscriberState.LEFT


def test_a_link_goes_on_working_when_the_secret_is_replaced(small_office):
    letter = small_office.letter(MAX)
    small_office.keys = Keys(b"n" * 32)  # tokens of mails are random, they need no secret
    assert small_office.register.redeem(letter.token, NOW) is JOINED
    (row,) = small_office.rows(consent)
    assert row.digest == small_office.keys.digest(MAX)
