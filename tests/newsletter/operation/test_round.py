"""One round: what goes wrong in one step does not hold up the others."""

from contextlib import nullcontext
from unittest.mock import patch

import pytest
from sqlalchemy import select

from plugins.newsletter.errors import FeedUnusable, SettingsUnusable
from plugins.newsletter.operation.round import Sender, send_round
from plugins.newsletter.planning.plan import Planned
from plugins.newsletter.store.schema import subscriber
from tests.newsletter.delivery.mailing import NOW, UNKNOWN_USER, Mailing, Server


@pytest.fixture
def round_of(store, settings, keys, tmp_path):
    """Give a function that does one round with a mail server, and planning that ends like this."""

    def run(server, planning):
        sender = Sender(
            root=tmp_path, settings=settings, store=store, keys=keys, mailer=lambda: server,
            clock=lambda: NOW, sleep=lambda _: None, stop=lambda: False,
            shown=lambda _: nullcontext(lambda _: None),
        )  # fmt: skip
        with patch("plugins.newsletter.operation.round.plan", planning):
            return send_round(sender)

    return run


def raising(error):
    def plan(*_):
        raise error

    return plan


@pytest.mark.parametrize("error", [FeedUnusable("fort"), SettingsUnusable("falsch")])
def test_a_fault_of_planning_is_told_and_what_is_frozen_leaves(store, round_of, error):
    Mailing(store).issue("a@x.example")
    server = Server()
    assert round_of(server, raising(error)).faults == [error]
    assert len(server.accepted) == 1


def test_even_a_mistake_in_the_program_does_not_hold_up_what_is_frozen(store, round_of):
    Mailing(store).issue("a@x.example")
    server = Server()
    with pytest.raises(ZeroDivisionError):
        round_of(server, raising(ZeroDivisionError()))
    assert len(server.accepted) == 1


def test_nothing_leaves_by_a_clock_that_goes_wrong(store, round_of):
    Mailing(store).issue("a@x.example")
    server = Server()
    done = round_of(server, lambda *_: Planned(clock="Die Uhr geht nach."))
    assert done.planned.clock
    assert server.accepted == []


def test_a_mailbox_that_is_refused_for_good_is_suppressed_by_the_end_of_the_round(store, round_of):
    Mailing(store).issue("a@x.example", "b@x.example")
    round_of(Server(early={"a@x.example": [UNKNOWN_USER]}), lambda *_: Planned())
    with store.read() as connection:
        states = connection.scalars(select(subscriber.c.state).order_by(subscriber.c.id)).all()
    assert states == ["suppressed", "confirmed"]
