"""What several bad outcomes in a row say."""

import pytest

from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.delivery.watch import Advice, Watch
from plugins.newsletter.errors import RelayUnusable
from tests.newsletter.delivery.mailing import (
    ACCEPTED,
    BROKEN_OFF,
    CLOSING,
    GREYLISTED,
    NO_ANSWER,
    UNKNOWN_USER,
)

SENDER_REFUSED = Outcome(Result.DEFERRED, Phase.MAIL, 550, "5.7.1")


def advice(*outcomes: Outcome, failures: int = 3) -> list[str]:
    watch = Watch(failures)
    return [watch.heed(1, outcome).name for outcome in outcomes]


def test_single_mishaps_say_nothing():
    assert set(advice(ACCEPTED, UNKNOWN_USER, GREYLISTED, BROKEN_OFF, NO_ANSWER)) == {"GO_ON"}


def test_a_421_asks_for_less():
    assert advice(CLOSING) == ["SLOW_DOWN"]


def test_refusals_in_a_row_pause_and_a_success_begins_anew():
    assert advice(*[UNKNOWN_USER] * 3) == ["GO_ON", "GO_ON", "PAUSE"]
    assert set(advice(*[UNKNOWN_USER, UNKNOWN_USER, ACCEPTED] * 3)) == {"GO_ON"}


def test_a_greylisted_mail_between_refusals_is_no_success():
    assert advice(UNKNOWN_USER, GREYLISTED, UNKNOWN_USER, UNKNOWN_USER)[-1] == "PAUSE"


@pytest.mark.parametrize("outcome", [BROKEN_OFF, NO_ANSWER])
def test_dialogues_that_break_off_in_a_row_let_the_issue_rest(outcome):
    assert advice(*[outcome] * 5) == ["GO_ON"] * 4 + ["REST"]
    assert "REST" not in advice(*[outcome, outcome, outcome, GREYLISTED] * 4)


def test_each_issue_counts_for_itself():
    watch = Watch(2)
    assert watch.heed(1, UNKNOWN_USER) is Advice.GO_ON
    assert watch.heed(2, UNKNOWN_USER) is Advice.GO_ON
    assert watch.heed(1, UNKNOWN_USER) is Advice.PAUSE


def test_three_refusals_of_the_sender_in_a_row_end_the_run():
    assert advice(SENDER_REFUSED, SENDER_REFUSED, ACCEPTED, SENDER_REFUSED, SENDER_REFUSED)
    with pytest.raises(RelayUnusable, match="550"):
        advice(*[SENDER_REFUSED] * 3)


def test_a_mail_that_is_too_large_is_its_own_fault():
    too_large = Outcome(Result.REFUSED, Phase.MAIL, 552)
    assert advice(*[too_large] * 3) == ["GO_ON", "GO_ON", "PAUSE"]
