"""What is written down about each mail, and when."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event, select, text

from plugins.newsletter.delivery.journal import Journal, recover, without_addresses
from plugins.newsletter.delivery.limits import Buckets
from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.delivery.reconcile import reconcile
from plugins.newsletter.delivery.retry import Step
from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.settings import Limits
from plugins.newsletter.store.database import open_engine, remember
from plugins.newsletter.store.ledger import bucket
from plugins.newsletter.store.states import DeliveryState
from tests.newsletter.delivery.mailing import ACCEPTED, GREYLISTED, NOW, Mailing

WIDE = Limits(mails=1e9, domain=1e9)
SENT = Step(DeliveryState.SENT)


@pytest.fixture
def mailing(store) -> Mailing:
    return Mailing(store)


@pytest.fixture
def journal(store) -> Iterator[Journal]:
    opened = Journal(store, "one")
    yield opened
    opened.close()


@pytest.fixture
def zombie(store) -> Iterator[Journal]:
    opened = Journal(store, "zombie")
    yield opened
    opened.close()


def taken(journal, count=50, now=NOW, limits=WIDE, resting=()):
    return journal.claim(count, now, Buckets(limits), resting).claims


def test_a_claim_takes_what_is_due_and_knows_what_its_mail_needs(mailing, journal):
    number, first, second = mailing.issue("max@a.example", "eva@b.example")
    one, two = taken(journal)
    assert (one.delivery, two.delivery) == (first, second)
    assert (one.issue, one.kind, one.address, one.domain) == (number, "instant", "max@a.example", "a.example")  # fmt: skip
    assert (one.attempt, one.first_attempt_at) == (1, None)
    row = mailing.row(first)
    assert (row.state, row.worker, row.attempt, row.changed_at) == ("claimed", "one", 1, NOW)
    assert not taken(journal)


def test_a_claim_does_not_show_the_address_to_a_log(mailing, journal):
    mailing.issue("max@a.example")
    assert "max" not in repr(taken(journal))


def test_a_claim_takes_no_more_than_asked(mailing, journal):
    mailing.issue(*(f"p{n}@a.example" for n in range(5)))
    assert [len(taken(journal, 2)) for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.parametrize("state", ["draft", "planned", "paused", "done", "cancelled", "expired"])
def test_only_an_issue_that_is_sending_gives_mails(mailing, journal, state):
    mailing.issue("max@a.example", state=state)
    assert not journal.waiting(NOW)
    assert not taken(journal)


def test_a_deferred_mail_waits_for_its_time(mailing, journal):
    _, late = mailing.issue("max@a.example")
    mailing.set(late, state="deferred", next_attempt_at=NOW + 300)
    assert not taken(journal, now=NOW + 299)
    assert not journal.waiting(NOW + 299)
    assert taken(journal, now=NOW + 300)


def test_a_sender_that_stands_still_gives_no_mail(mailing, journal, store):
    mailing.issue("max@a.example", "eva@a.example")
    (claim,) = taken(journal, 1)
    with store.begin() as connection:
        remember(connection, "paused", "Zurückgeholt aus einer Sicherung.")
    assert not taken(journal)
    assert not journal.about_to_end(claim, NOW)


def test_resting_issues_and_blocked_domains_are_left_out(mailing, journal):
    resting, *_ = mailing.issue("max@a.example")
    mailing.issue("eva@voll.example", "ida@voll.example", "udo@frei.example")
    slow = Buckets(Limits(mails=1e9, domain=1e9, domains={"voll.example": 1}))
    batch = journal.claim(50, NOW, slow, {resting})
    assert [claim.address for claim in batch.claims] == ["eva@voll.example", "udo@frei.example"]
    assert batch.returned == 1
    assert mailing.states() == {"claimed": 2, "pending": 2}
    assert not journal.claim(50, NOW, slow, {resting}).claims, "its domain has no token"
    assert journal.waiting(NOW, {resting})


def test_the_tokens_are_saved_with_the_claim(mailing, journal, store):
    mailing.issue("max@a.example")
    taken(journal, limits=Limits(mails=60, domain=60))
    with store.read() as connection:
        tokens = dict(connection.execute(select(bucket.c.name, bucket.c.tokens)).all())
    assert tokens == {"*": 9, "a.example": 9}


def test_who_left_before_the_claim_is_excluded_and_costs_no_token(mailing, journal):
    mailing.issue("max@a.example", "eva@a.example")
    mailing.leave("max@a.example")
    buckets = Buckets(Limits(mails=60, domain=60))
    batch = journal.claim(50, NOW, buckets)
    assert (len(batch.claims), batch.excluded) == (1, 1)
    assert mailing.states() == {"claimed": 1, "excluded": 1}
    assert buckets.room(NOW) == 9


def test_the_way_of_a_mail(mailing, journal):
    _, number = mailing.issue("max@a.example")
    (claim,) = taken(journal)
    assert journal.about_to_end(claim, NOW + 1)
    assert mailing.row(number).state == "sending"
    assert mailing.row(number).first_attempt_at == NOW + 1
    assert journal.record(claim, ACCEPTED, SENT, NOW + 2)
    row = mailing.row(number)
    assert (row.state, row.code, row.phase, row.queue_id) == ("sent", 250, "dot", "4XYZ12")
    assert row.changed_at == NOW + 2


def test_a_lost_answer_keeps_the_time_since_when_receipts_must_be_asked_for(mailing, journal):
    _, number = mailing.issue("max@a.example")
    (claim,) = taken(journal)
    journal.about_to_end(claim, NOW + 1)
    lost = Outcome(Result.UNCERTAIN, Phase.DOT)
    assert journal.record(claim, lost, Step(DeliveryState.UNCERTAIN), NOW + 600)
    row = mailing.row(number)
    assert (row.state, row.phase, row.changed_at) == ("uncertain", "dot", NOW + 1)


def test_a_deferred_mail_keeps_the_time_of_its_first_attempt(mailing, journal):
    _, number = mailing.issue("max@a.example")
    for attempt in (1, 2):
        (claim,) = taken(journal, now=NOW + attempt * 1000)
        step = Step(DeliveryState.DEFERRED, NOW + attempt * 1000 + 300)
        assert journal.record(claim, GREYLISTED, step, NOW + attempt * 1000)
    row = mailing.row(number)
    assert (row.state, row.attempt, row.first_attempt_at) == ("deferred", 2, NOW + 1000)
    assert row.next_attempt_at == NOW + 2300


def test_who_leaves_between_claim_and_end_gets_nothing(mailing, journal):
    _, number = mailing.issue("max@a.example")
    (claim,) = taken(journal)
    mailing.leave("max@a.example")
    assert not journal.about_to_end(claim, NOW)
    assert journal.give_back(claim, NOW) is DeliveryState.EXCLUDED
    assert mailing.row(number).state == "excluded"


def test_an_issue_paused_between_claim_and_end_waits(mailing, journal):
    issue, number = mailing.issue("max@a.example")
    (claim,) = taken(journal)
    mailing.move(issue, "paused")
    assert not journal.about_to_end(claim, NOW)
    assert journal.give_back(claim, NOW) is DeliveryState.PENDING
    assert mailing.row(number).attempt == 0, "nothing was tried"
    mailing.move(issue, "sending")
    assert taken(journal)


def test_an_end_is_given_only_once(mailing, journal):
    mailing.issue("max@a.example")
    (claim,) = taken(journal)
    assert journal.about_to_end(claim, NOW)
    assert not journal.about_to_end(claim, NOW)


def test_what_may_have_left_is_never_given_back(mailing, journal):
    mailing.issue("max@a.example", "eva@a.example")
    first, _ = taken(journal)
    journal.about_to_end(first, NOW)
    journal.give_back_all(NOW)
    assert journal.give_back(first, NOW) is None
    assert mailing.states() == {"sending": 1, "pending": 1}


def test_after_a_crash_what_may_have_left_is_uncertain_and_the_rest_is_due_again(
    mailing, journal, store
):
    _, left, _claimed = mailing.issue("max@a.example", "eva@a.example")
    first, _ = taken(journal)
    journal.about_to_end(first, NOW)
    assert recover(store, NOW + 500) == (1, 1)
    assert mailing.states() == {"uncertain": 1, "pending": 1}
    assert mailing.row(left).changed_at == NOW, "receipts are asked for since then"
    assert recover(store, NOW + 500) == (0, 0)


def test_a_retry_put_off_by_a_clock_that_ran_ahead_is_due_after_a_crash(mailing, store):
    _, number, soon = mailing.issue("max@a.example", "eva@a.example")
    mailing.set(number, state="deferred", next_attempt_at=NOW + 10**8)
    mailing.set(soon, state="deferred", next_attempt_at=NOW + 3600)
    recover(store, NOW)
    assert mailing.row(number).next_attempt_at == NOW
    assert mailing.row(soon).next_attempt_at == NOW + 3600


def test_a_process_taken_for_dead_that_wakes_up_can_change_nothing(mailing, journal, zombie, store):
    _, number = mailing.issue("max@a.example")
    (old,) = taken(zombie)
    recover(store, NOW)
    assert not zombie.about_to_end(old, NOW)
    (new,) = taken(journal)
    assert new.attempt == 2
    assert not zombie.about_to_end(old, NOW)
    assert zombie.give_back(old, NOW) is None
    zombie.give_back_all(NOW)
    assert not zombie.record(old, GREYLISTED, Step(DeliveryState.DEFERRED, NOW), NOW)
    assert journal.about_to_end(new, NOW)
    assert not zombie.record(old, ACCEPTED, SENT, NOW)
    assert journal.record(new, ACCEPTED, SENT, NOW)
    assert mailing.row(number).state == "sent"


def test_the_name_of_a_process_may_come_again_after_a_crash(mailing, store):
    """A container gives its process the same number each time."""
    mailing.issue("max@a.example")
    with_name = [Journal(store, "same"), Journal(store, "same")]
    (old,) = taken(with_name[0])
    recover(store, NOW)
    (new,) = taken(with_name[1])
    assert not with_name[0].about_to_end(old, NOW)
    assert with_name[1].about_to_end(new, NOW)
    for journal in with_name:
        journal.close()


def test_a_woken_process_may_still_say_what_became_of_its_mail(mailing, zombie, store):
    _, number = mailing.issue("max@a.example")
    (claim,) = taken(zombie)
    zombie.about_to_end(claim, NOW)
    recover(store, NOW)
    assert zombie.record(claim, ACCEPTED, SENT, NOW)
    assert mailing.row(number).state == "sent"


def test_two_processes_never_take_the_same_mail(mailing, journal, zombie):
    mailing.issue(*(f"p{n}@a.example" for n in range(20)))
    seen = [
        claim.delivery for _ in range(5) for who in (journal, zombie) for claim in taken(who, 3)
    ]
    assert len(seen) == len(set(seen)) == 20


@pytest.mark.parametrize(
    "reply",
    [
        "5.1.1 <Max.Muster@a.example>: Recipient address rejected",
        "5.1.1 max.muster@a.example... User unknown",
        "550 bounce+max.muster=a.example@relay.example unbekannt",
        "siehe https://hilfe.example/?mail=max.muster%40a.example",
        "user MAX.MUSTER is unknown",
    ],
)
def test_no_address_is_kept_of_a_reply(mailing, journal, reply):
    _, number = mailing.issue("max.muster@a.example")
    (claim,) = taken(journal)
    refused = Outcome(Result.REFUSED, Phase.RCPT, 550, reply)
    journal.record(claim, refused, Step(DeliveryState.FAILED), NOW)
    kept = mailing.row(number).reply
    assert "muster" not in kept.lower()
    assert "…" in kept


def test_the_rest_of_a_reply_stays_readable():
    assert without_addresses("5.7.1 Nutzer max@a.example gesperrt", "max@a.example") == "5.7.1 Nutzer … gesperrt"  # fmt: skip


def test_a_locked_database_is_one_sentence(sqlite_store, tmp_path):
    """PostgreSQL locks rows, not the database."""
    mailing = Mailing(sqlite_store)
    mailing.issue("max@a.example")
    hasty = open_engine(mailing.store.file.name, tmp_path, patience=0.05)
    journal = Journal(hasty, "one")
    (claim,) = taken(journal)
    with mailing.store.begin():
        with pytest.raises(StoreUnusable) as locked:
            journal.about_to_end(claim, NOW)
        with pytest.raises(StoreUnusable):
            taken(journal)
    assert "gesperrt" in str(locked.value)
    assert journal.about_to_end(claim, NOW), "and all goes on afterwards"
    journal.close()
    hasty.close()


def test_the_claim_looks_only_at_what_is_open(mailing, store):
    mailing.issue("max@a.example")
    seen: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    journal = Journal(store, "one")
    taken(journal)
    journal.close()
    assert sum("UPDATE delivery" in sql for sql in seen) == 1, "one statement"
    if store.file is not None:
        claim = next(sql for sql in seen if "UPDATE delivery" in sql)
        with store.read() as connection:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {claim}", (0,) * claim.count("?")
            ).all()
            assert any("ix_delivery_open" in step[-1] for step in plan), plan
            assert not any("TEMP B-TREE" in step[-1] for step in plan), plan
    with store.read() as connection:
        assert connection.scalar(text("SELECT COUNT(*) FROM delivery WHERE state = 'claimed'")) == 1


def test_an_answer_counts_even_when_the_mail_was_taken_for_lost_and_waits_to_be_sent_again(
    mailing, store, zombie, settings
):
    _, number = mailing.issue("max@a.example")
    (old,) = taken(zombie)
    assert zombie.about_to_end(old, NOW)
    recover(store, NOW + 1)
    reconcile(store, None, settings, NOW + 61)
    assert mailing.row(number).state == "pending"
    assert zombie.record(old, ACCEPTED, SENT, NOW + 90)
    assert mailing.row(number).state == "sent"


def test_a_mail_put_back_by_a_clock_that_ran_ahead_is_due_after_a_crash(mailing, store):
    _, number = mailing.issue("max@a.example")
    mailing.set(number, state="pending", next_attempt_at=NOW + 365 * 86_400)
    recover(store, NOW)
    assert mailing.row(number).next_attempt_at == NOW


@pytest.mark.parametrize(("boot", "state"), [("same", "pending"), ("another", "uncertain")])
def test_after_a_loss_of_power_a_claim_is_uncertain(mailing, store, journal, boot, state):
    _, number = mailing.issue("max@a.example")
    recover(store, NOW, "same")
    taken(journal)
    recover(store, NOW, boot)
    on_sqlite = store.file is not None  # PostgreSQL commits reach its disk each by itself
    assert mailing.row(number).state == (state if on_sqlite else "pending")
