"""An attempt that has begun: it may end while somebody is still owed a mail, or be given back."""

import pytest

from plugins.newsletter.consent import attempts, notices
from plugins.newsletter.consent.register import Redeemed
from plugins.newsletter.store.people import token

EVA = "eva@anbieter.example"


@pytest.fixture
def begun(office):
    """Give a mail whose attempt has begun."""
    office.sign_up(EVA)
    office.decide()
    return office.attempt(office.due()[0])


def may_end(office, letter) -> bool:
    with office.store.read() as connection:
        return attempts.may_end(connection, letter.notice)


def test_it_may_end_until_it_is_settled(office, begun):
    assert may_end(office, begun)
    notices.refused(office.store, begun.notice)
    assert not may_end(office, begun)


def test_an_attempt_that_another_has_overtaken_may_not_end(office, begun):
    office.now += 60
    later = office.attempt(office.due()[0])
    assert not may_end(office, begun)
    assert may_end(office, later)


def test_what_is_given_back_was_never_tried(office, begun):
    attempts.give_back(office.store, begun.notice, begun.token, office.now + 5)
    assert office.due() == []
    office.now += 5
    assert office.due() == [begun.notice]
    assert office.rows(token) == []
    assert office.register.redeem(begun.token, office.now) is Redeemed.GONE


def test_tokens_that_left_before_stay_good(office, begun):
    office.now += 60
    second = office.attempt(office.due()[0])
    attempts.give_back(office.store, second.notice, second.token, office.now)
    assert office.register.redeem(begun.token, office.now) is Redeemed.JOINED


def test_one_that_was_settled_meanwhile_is_not_given_back(office, begun):
    office.register.redeem(begun.token, office.now)
    attempts.give_back(office.store, begun.notice, begun.token, office.now)
    assert office.due() == []
