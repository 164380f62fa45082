"""What became of the mails whose answer was lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from plugins.newsletter.delivery.receipts import Verdict
from plugins.newsletter.delivery.reconcile import MOST_ATTEMPTS, PATIENCE, decide, reconcile
from plugins.newsletter.delivery.retry import wait
from plugins.newsletter.mail.personal import message_id_of
from plugins.newsletter.planning.issues import settle
from plugins.newsletter.store.database import recall
from plugins.newsletter.store.ledger import delivery
from tests.newsletter.delivery.mailing import NOW, Mailing

GRACE = 60
LATER = NOW + GRACE


@pytest.fixture
def mailing(store) -> Mailing:
    return Mailing(store)


@pytest.fixture
def lost(mailing):
    """Give a function that leaves mails without an answer; it returns issue and first delivery."""

    def leave(number: int = 1, **values: object) -> list[int]:
        issue, *rows = mailing.issue(*(f"p{n}@a.example" for n in range(number)))
        for row in rows:
            mailing.set(row, **{"state": "uncertain", "attempt": 1, "changed_at": NOW, **values})
        return [issue, *rows]

    return leave


class Says:
    """Receipts that say the same of every mail."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.asked: dict[str, int] = {}

    def verdicts(self, message_ids):
        self.asked |= message_ids
        return dict.fromkeys(message_ids, self.verdict)


def test_a_receipt_makes_it_sent(mailing, lost, store, settings):
    _, number = lost()
    assert reconcile(store, Says(Verdict.ACCEPTED), settings, LATER) == (1, 0, 0, 0)
    assert mailing.row(number).state == "sent"


def test_what_is_surely_absent_is_due_at_once(mailing, lost, store, settings):
    _, number = lost()
    assert reconcile(store, Says(Verdict.ABSENT), settings, LATER) == (0, 1, 0, 0)
    row = mailing.row(number)
    assert (row.state, row.next_attempt_at, row.attempt) == ("pending", LATER, 1)


def test_receipts_are_asked_for_the_mails_own_message_id_since_it_left(
    mailing, lost, store, settings
):
    issue, number = lost()
    with store.read() as connection:
        instance = recall(connection, "instance")
    oracle = Says(Verdict.ACCEPTED)
    reconcile(store, oracle, settings, LATER)
    subscriber = mailing.row(number).subscriber_id
    assert oracle.asked == {message_id_of(instance, issue, subscriber, settings): NOW}


def test_nothing_is_asked_before_the_grace_is_over(mailing, lost, store, settings):
    lost()
    oracle = Says(Verdict.ABSENT)
    assert reconcile(store, oracle, settings, LATER - 1) == (0, 0, 0, 1)
    assert not oracle.asked
    assert mailing.states() == {"uncertain": 1}


def test_receipts_that_cannot_tell_are_asked_again_for_an_hour(lost, store, settings):
    lost()
    oracle = Says(Verdict.UNKNOWN)
    assert reconcile(store, oracle, settings, NOW + PATIENCE - 1).later == 1
    assert reconcile(store, oracle, settings, NOW + PATIENCE).again == 1


def test_without_receipts_it_is_sent_again_after_a_while(mailing, lost, store, settings):
    _, number = lost()
    assert reconcile(store, None, settings, LATER) == (0, 1, 0, 0)
    row = mailing.row(number)
    assert (row.state, row.next_attempt_at) == ("pending", LATER + wait(number, 1))


def test_without_receipts_it_is_held_where_that_is_set(mailing, lost, store, settings):
    lost()
    holding = replace(settings, without_receipts="hold")
    assert reconcile(store, None, holding, LATER) == (0, 0, 1, 0)
    assert mailing.states() == {"uncertain": 1}


def test_a_server_that_never_answers_does_not_get_hundreds(lost, store, settings):
    lost(attempt=MOST_ATTEMPTS)
    assert reconcile(store, None, settings, LATER) == (0, 0, 1, 0)


@pytest.mark.parametrize(("state", "end"), [("cancelled", "excluded"), ("expired", "expired")])
def test_where_the_issue_has_ended_it_is_closed_with_it(  # noqa: PLR0917 - fixtures
    mailing, lost, store, settings, state, end
):
    issue, number = lost()
    mailing.move(issue, state)
    reconcile(store, Says(Verdict.UNKNOWN), replace(settings, without_receipts="hold"), LATER)
    with store.begin() as connection:
        settle(connection, LATER)
    assert mailing.row(number).state == end


def test_a_receipt_counts_even_where_the_issue_was_cancelled(mailing, lost, store, settings):
    issue, number = lost()
    mailing.move(issue, "cancelled")
    reconcile(store, Says(Verdict.ACCEPTED), settings, LATER)
    assert mailing.row(number).state == "sent"


def test_a_clock_set_back_keeps_nobody_waiting(lost, store, settings):
    lost(changed_at=NOW + 10**8)
    assert reconcile(store, Says(Verdict.ACCEPTED), settings, NOW).sent == 1
    lost(changed_at=NOW + 10**8)
    assert reconcile(store, Says(Verdict.UNKNOWN), settings, NOW).again == 1


def test_a_person_decides_what_is_held(mailing, lost, store, settings):
    issue, *_ = lost(2)
    other, *_ = lost(1)
    assert decide(store, issue, settings, LATER, arrived=True) == 2
    assert decide(store, other, settings, LATER, arrived=False) == 1
    assert mailing.states() == {"sent": 2, "pending": 1}


def test_nobody_decides_before_the_receipts_can_be_asked(mailing, lost, store, settings):
    limits = replace(settings.limits, ask_receipts_after=timedelta(minutes=5))
    patient = replace(settings, limits=limits)
    issue, _ = lost()
    assert decide(store, issue, patient, NOW + 299, arrived=False) == 0
    assert decide(store, issue, patient, NOW + 300, arrived=False) == 1


def test_a_clock_set_back_leaves_the_decision_to_a_person(mailing, lost, store, settings):
    issue, _ = lost(changed_at=NOW + 10**8)
    assert decide(store, issue, settings, NOW, arrived=True) == 1


def test_many_are_settled_and_nothing_else_is_touched(mailing, lost, store, settings, monkeypatch):
    monkeypatch.setattr("plugins.newsletter.delivery.reconcile._BATCH", 3)
    lost(10)
    lost(1, state="sending")
    assert reconcile(store, Says(Verdict.ACCEPTED), settings, LATER).sent == 10
    with store.read() as connection:
        states = connection.scalars(select(delivery.c.state).order_by(delivery.c.id)).all()
    assert states == ["sent"] * 10 + ["sending"]
