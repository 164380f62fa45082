"""A refused address is known by its hash alone, and gets nothing until the operator lifts it."""

import pytest

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import suppression
from plugins.newsletter.consent.redeeming import Redeemed
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import notice, token
from plugins.newsletter.store.people import suppression as table
from tests.newsletter.consent.office import NOW

MAX = read_address("max@kreis.example")


def do(office, act, *arguments):
    with office.store.begin() as connection:
        return act(connection, *arguments)


def add(office, now=NOW, reason="request"):
    do(office, suppression.add, office.keys, MAX, reason, now)


def holds(office):
    return do(office, suppression.holds, office.keys, MAX)


def test_a_refused_address_is_not_readable(small_office):
    assert not holds(small_office)
    add(small_office)
    assert holds(small_office)
    assert "max" not in small_office.everything()


def test_the_first_reason_stays(office):
    add(office)
    add(office, NOW + 9, "bounce")
    assert [(row.reason, row.at) for row in office.rows(table)] == [("request", NOW)]


def test_a_secret_that_was_replaced_still_refuses_and_is_lifted(office):
    add(office)
    office.keys = Keys(b"n" * 32, (office.keys.secret,))
    assert holds(office)
    assert do(office, suppression.lift, office.keys, MAX) is True
    assert not holds(office)
    assert do(office, suppression.lift, office.keys, MAX) is False


@pytest.mark.parametrize("posted", [False, True])
def test_a_mail_that_asks_is_taken_back(small_office, posted):
    small_office.sign_up(MAX.address)
    small_office.sign_up("anna@kreis.example")
    made = [one.token for one in small_office.post()] if posted else []
    small_office.decide()
    add(small_office)
    assert [row.address for row in small_office.rows(notice)] == ["anna@kreis.example"]
    assert small_office.count(token) == len(made[1:])
    if posted:
        assert small_office.register.redeem(made[0], NOW) is Redeemed.GONE


def test_a_mail_to_a_mailbox_of_which_only_the_hash_is_left_is_not_sent(small_office):
    number = small_office.join(MAX.address)
    small_office.register.leave(number, NOW)
    small_office.sign_up(MAX.address)
    small_office.decide()
    small_office.register.bounce(number, NOW)
    assert small_office.due() == []
