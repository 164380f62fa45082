"""Two who do the same at the same time: exactly one of them does it, and both hear what is true."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from plugins.newsletter.consent.redeeming import Redeemed
from plugins.newsletter.store.people import consent, notice, token
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import SubscriberState
from tests.newsletter.consent.office import DAY

MAX, ANNA = "max@kreis.example", "anna@kreis.example"
JOINED = Redeemed.JOINED


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of this at the same moment, each with a connection of its own; return what came of each."""
    begin = Barrier(len(acts))

    def wait_and(act: Callable[[], Any]) -> Any:
        begin.wait(30)
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(wait_and, acts))


def events(office):
    return [row.event for row in office.rows(consent)]


def test_one_link_in_four_tabs(office):
    letter = office.letter(MAX)
    answers = at_once(*[lambda: office.register.redeem(letter.token, office.now)] * 4)
    assert answers == [JOINED] * 4
    assert events(office) == ["confirmed"]


def test_two_links_to_one_address(office):
    letters = [office.letter(MAX)]
    office.now += DAY
    letters.append(office.letter(MAX))
    answers = at_once(*(
        lambda made=letter.token: office.register.redeem(made, office.now) for letter in letters
    ))  # fmt: skip
    assert answers == [JOINED] * 2
    assert office.count(subscriber) == 1


@pytest.mark.parametrize("back", [False, True])
def test_a_move_to_an_address_that_is_joining(office, back):
    if back:  # then the one who joins had a number before
        office.register.leave(office.join(ANNA), office.now)
    number = office.join(MAX)
    office.register.ask_to_move(number, ANNA, office.now)
    (moving,) = office.post()
    office.now += DAY
    joining = office.letter(ANNA)
    at_once(
        lambda: office.register.redeem(moving.token, office.now),
        lambda: office.register.redeem(joining.token, office.now),
    )
    there = [row.address for row in office.rows(subscriber) if row.state == "confirmed"]
    assert there == [ANNA]
    assert MAX not in office.everything()


def test_one_sign_up_and_four_couriers(office):
    for name in ("a", "b", MAX.partition("@")[0]):
        office.sign_up(f"{name}@kreis.example")
    decided = at_once(*[office.decide] * 4)
    assert sum(one.asked for one in decided) == 3
    assert office.count(notice) == 3


def test_two_sign_ups_of_one_address_and_two_couriers(office):
    office.sign_up(MAX)
    office.sign_up(MAX)
    decided = at_once(*[lambda: office.decide(most=1)] * 2)
    assert sorted((one.asked, one.dropped) for one in decided) == [(0, 1), (1, 0)]


def test_one_mail_and_four_couriers(office):
    office.sign_up(MAX)
    office.decide()
    (owed,) = office.due()
    letters = at_once(*[lambda: office.attempt(owed)] * 4)
    assert len([letter for letter in letters if letter]) == office.count(token) == 1


def test_leaving_four_times(office):
    number = office.join(MAX)
    at_once(*[lambda: office.register.leave(number, office.now)] * 4)
    assert events(office) == ["confirmed", "left"]
    assert len((office.root / office.settings.departures).read_text().splitlines()) == 1


def test_a_mail_that_is_begun_while_its_reader_leaves(office):
    number = office.join(MAX)
    office.sign_up(MAX)
    office.decide()
    (owed,) = office.due()
    at_once(lambda: office.attempt(owed), lambda: office.register.leave(number, office.now))
    assert office.register.member(number).state is SubscriberState.LEFT
    assert MAX not in office.everything()
    assert office.due() == []


def test_a_mailbox_that_is_refused_while_a_sign_up_is_decided(office):
    number = office.join(MAX)
    office.sign_up(MAX)
    at_once(office.decide, lambda: office.register.bounce(number, office.now))
    assert MAX not in "\n".join(row.address for row in office.rows(notice))
