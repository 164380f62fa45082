"""When a mail that was refused for a time is tried again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.delivery.retry import LONGEST, Step, next_step, refuses_the_house, wait
from plugins.newsletter.store.states import DeliveryState

NOW = 1_790_000_000
DAYS = timedelta(days=5)


def step_after(outcome, *, delivery=1, attempt=1, first=NOW, now=NOW, retry_for=DAYS) -> Step:
    return next_step(
        outcome, delivery=delivery, attempt=attempt, first_attempt_at=first, retry_for=retry_for, now=now
    )  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome(Result.ACCEPTED, Phase.DOT, 250), DeliveryState.SENT),
        (Outcome(Result.UNCERTAIN, Phase.DOT), DeliveryState.UNCERTAIN),
        (Outcome(Result.REFUSED, Phase.RCPT, 550), DeliveryState.FAILED),
        (Outcome(Result.REFUSED, Phase.DATA, 554), DeliveryState.FAILED),
        (Outcome(Result.REFUSED, Phase.DOT, 552), DeliveryState.FAILED),
        (Outcome(Result.REFUSED, Phase.MAIL, 552), DeliveryState.FAILED),
        (Outcome(Result.REFUSED, Phase.MAIL, 0, "smtputf8"), DeliveryState.FAILED),
        (Outcome(Result.DEFERRED, Phase.RCPT, 450), DeliveryState.DEFERRED),
        (Outcome(Result.DEFERRED, Phase.DOT, 452), DeliveryState.DEFERRED),
        (Outcome(Result.DEFERRED, Phase.DATA), DeliveryState.DEFERRED),
    ],
)
def test_each_outcome_has_its_state(outcome, state):
    assert step_after(outcome).state is state


@pytest.mark.parametrize("result", [Result.REFUSED, Result.DEFERRED])
def test_who_refuses_us_as_senders_has_said_nothing_about_the_address(result):
    outcome = Outcome(result, Phase.MAIL, 550, "5.7.1 sender rejected")
    assert refuses_the_house(outcome)
    assert step_after(outcome).state is DeliveryState.DEFERRED


def test_a_withheld_mail_was_not_tried():
    with pytest.raises(ValueError):
        step_after(Outcome(Result.WITHHELD, Phase.DATA))


def test_the_waits_double_from_five_minutes_to_four_hours():
    steps = [wait(7, attempt) / 60 for attempt in range(1, 10)]
    for step, least in zip(steps, [5, 10, 20, 40, 80, 160, 240, 240, 240], strict=True):
        assert least <= step <= least * 1.25


def test_a_dialogue_that_broke_off_is_tried_again_after_a_minute():
    for outcome in (
        Outcome(Result.DEFERRED, Phase.RCPT),
        Outcome(Result.DEFERRED, Phase.MAIL, 421),
    ):
        assert 60 <= step_after(outcome).at - NOW <= 75


def test_a_thousand_deferred_at_once_do_not_come_back_at_once():
    at = {wait(delivery, 1) for delivery in range(1000)}
    assert len(at) > 60


@given(st.integers(1, 2**40), st.integers(1, 1000), st.booleans())
def test_the_wait_is_always_the_same_and_never_out_of_bounds(delivery, attempt, sooner):
    found = wait(delivery, attempt, sooner)
    assert found == wait(delivery, attempt, sooner)
    assert 60 <= found <= LONGEST


@given(st.integers(0, 10**7), st.integers(1, 60))
def test_it_is_tried_for_five_days_and_once_at_their_end(age, attempt):
    step = step_after(Outcome(Result.DEFERRED, Phase.RCPT, 451), attempt=attempt, now=NOW + age)
    end = NOW + int(DAYS.total_seconds())
    if NOW + age >= end:
        assert step.state is DeliveryState.EXPIRED
    else:
        assert step.state is DeliveryState.DEFERRED
        assert NOW + age < step.at <= end


def test_the_first_attempt_may_not_have_been_noted_or_lie_ahead_of_a_clock_set_back():
    later = Outcome(Result.DEFERRED, Phase.RCPT, 451)
    for first in (None, NOW + 10**8):
        assert step_after(later, first=first).state is DeliveryState.DEFERRED
