"""A mail that confirms is owed, tried, tried again, and at last given up; its tokens stay good."""

from hashlib import sha256
from itertools import accumulate

import pytest
from sqlalchemy import delete

from plugins.newsletter.consent import notices
from plugins.newsletter.consent.redeeming import Redeemed
from plugins.newsletter.store.people import NoticeKind, NoticeState, notice, token
from tests.newsletter.consent.office import DAY, HOUR, NOW

MAX = "max@kreis.example"


@pytest.fixture
def owed(small_office):
    """Give one mail that is owed."""
    small_office.sign_up(MAX)
    small_office.decide()
    (one,) = small_office.due()
    return one


def state(office):
    (row,) = office.rows(notice)
    return NoticeState(row.state)


def test_a_token_is_random_and_only_its_hash_is_kept(small_office, owed):
    letter = small_office.attempt(owed)
    assert len(letter.token) == 32
    assert letter.token not in small_office.everything()
    (row,) = small_office.rows(token)
    assert row.digest == sha256(letter.token.encode()).hexdigest()
    assert (row.message_id, row.mailed_at) == (letter.message_id, NOW)


def test_every_attempt_has_a_token_of_its_own_and_all_of_them_are_good(small_office, owed):
    first = small_office.attempt(owed)
    small_office.now += HOUR
    (again,) = small_office.due()
    second = small_office.attempt(again)
    assert first.token != second.token
    for letter in (first, second):
        assert small_office.register.redeem(letter.token, small_office.now) is Redeemed.JOINED


def test_it_is_tried_again_after_a_minute_and_given_up_after_a_day(small_office, owed):
    waits = []
    while True:
        last = small_office.now
        (owed,) = small_office.due()
        if small_office.attempt(owed) is None:
            break
        assert small_office.due() == []  # until its time comes
        (row,) = small_office.rows(notice)
        waits.append(row.next_attempt_at - last)
        small_office.now = row.next_attempt_at
    assert waits[:5] == [60, 300, 1800, 2 * HOUR, 6 * HOUR]
    assert sum(waits) == DAY == list(accumulate(notices.WAITS))[-1]
    assert state(small_office) is NoticeState.FAILED
    assert small_office.due() == []


def test_a_link_that_arrived_is_good_even_if_the_mail_was_given_up(small_office, owed):
    letter = small_office.attempt(owed)
    notices.refused(small_office.store, owed)
    assert state(small_office) is NoticeState.FAILED
    assert small_office.register.redeem(letter.token, small_office.now) is Redeemed.JOINED


def test_what_another_process_has_taken_is_not_sent(small_office, owed):
    assert small_office.attempt(owed)
    assert small_office.attempt(owed) is None
    assert small_office.count(token) == 1


def test_what_was_erased_or_sent_meanwhile_is_not_sent(small_office, owed):
    notices.sent(small_office.store, owed, "<a@b.example>", NOW)
    assert small_office.attempt(owed) is None
    with small_office.store.begin() as connection:
        connection.execute(delete(notice))
    assert small_office.attempt(owed) is None
    assert small_office.rows(token) == []


def test_sent_is_noted_with_its_message_id(small_office, owed):
    small_office.now += 7
    notices.sent(small_office.store, owed, "<a@b.example>", small_office.now)
    (row,) = small_office.rows(notice)
    assert (row.state, row.sent_at, row.message_id) == ("sent", NOW + 7, "<a@b.example>")


@pytest.mark.parametrize("late", ["sent", "refused"])
def test_who_is_faster_than_the_answer_of_the_mail_server_stays_in(small_office, owed, late):
    letter = small_office.attempt(owed)
    small_office.register.redeem(letter.token, NOW)
    if late == "sent":
        notices.sent(small_office.store, owed, letter.message_id, NOW)
    else:
        notices.refused(small_office.store, owed)
    assert state(small_office) is NoticeState.REDEEMED
    assert small_office.register.redeem(letter.token, NOW) is Redeemed.JOINED


def test_a_mail_to_a_subscriber_has_no_token(small_office):
    small_office.join(MAX)
    before = small_office.count(token)
    letter = small_office.letter(MAX)
    assert (letter.kind, letter.token) == (NoticeKind.KNOWN, "")
    assert small_office.count(token) == before


def test_the_longest_waiting_come_first_and_only_so_many(small_office):
    for name in "abc":
        small_office.sign_up(f"{name}@kreis.example")
        small_office.decide()
        small_office.now += 1
    assert [one.address.local for one in small_office.due(most=2)] == ["a", "b"]


def test_a_notice_does_not_show_its_address(owed):
    assert "max" not in repr(owed)
