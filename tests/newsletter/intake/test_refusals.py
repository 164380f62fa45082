"""Mailboxes that the mail server refused at once."""

import pytest

from plugins.newsletter.consent.register import Register
from plugins.newsletter.delivery.outcome import Phase
from plugins.newsletter.intake.refusals import note_refusals
from tests.newsletter.delivery.mailing import NOW, Mailing

DAY = 86_400


@pytest.fixture
def mailing(store):
    return Mailing(store)


@pytest.fixture
def noted(store, register, settings):
    return lambda now=NOW: note_refusals(store, register, settings, now)


@pytest.fixture
def refused(mailing):
    """Give a function that mails an issue to one address, which was refused so."""

    def issue(reply, *, state="failed", phase=Phase.RCPT, code=550, at=NOW, address="a@x.example"):
        number = mailing.issue(address)[1]
        mailing.set(number, state=state, phase=phase, code=code, reply=reply, changed_at=at)
        return mailing.people[address]

    return issue


def test_a_mailbox_that_is_not_there_is_suppressed_at_once(noted, refused, state, events):
    person = refused("5.1.1 … User unknown")
    other = refused("2.0.0 Ok", state="sent", code=250, phase=Phase.DOT, address="b@x.example")
    assert noted() == 1
    assert (state(person), state(other)) == ("suppressed", "confirmed")
    assert events() == ["bounced"]
    assert noted() == 0
    assert events() == ["bounced"]


@pytest.mark.parametrize(
    "how",
    [
        {"reply": "5.2.2 full", "code": 552},
        {"reply": "no such user"},  # without a code nobody knows for how long
        {"reply": "5.7.1 relaying denied"},
        {"reply": "5.1.1 unknown", "phase": Phase.DOT},
        {"reply": "5.1.1 unknown", "phase": Phase.MAIL},
        {"reply": "5.1.1 unknown", "state": "deferred"},
        {"reply": "5.1.1 unknown", "at": NOW - 8 * DAY},
        {"reply": "5.1.1 unknown", "code": 450, "state": "expired"},
    ],
)
def test_every_other_refusal_suppresses_nobody_at_once(noted, refused, state, how):
    person = refused(**how)
    assert noted() == 0
    assert state(person) == "confirmed"


def test_what_is_refused_three_times_is_suppressed(noted, refused, state):
    for _ in range(2):
        person = refused("4.2.2 full", state="expired", code=452)
        assert noted() == 0
    refused("5.2.2 full")
    assert noted() == 1
    assert state(person) == "suppressed"


def test_a_relay_that_denies_us_ends_nobody(noted, refused, state):
    for _ in range(5):
        person = refused("5.7.1 Relay access denied")
    assert noted() == 0
    assert state(person) == "confirmed"


def test_what_a_crash_left_undone_is_done_the_next_time(
    noted, refused, state, register, monkeypatch
):
    person = refused("5.1.1 unknown")
    with monkeypatch.context() as crashing:
        crashing.setattr(Register, "bounce", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            noted()
    assert state(person) == "confirmed"
    assert noted() == 1
    assert state(person) == "suppressed"


def test_an_issue_that_is_long_done_is_not_looked_at(noted, refused, mailing, state):
    person = refused("5.1.1 unknown")
    mailing.move(1, "done")  # without the time of its end: not lately
    assert noted() == 0
    assert state(person) == "confirmed"


def test_a_refusal_of_last_week_is_left_alone(noted, refused, state):
    person = refused("5.1.1 unknown")
    assert noted(NOW + 8 * DAY) == 0
    assert state(person) == "confirmed"
