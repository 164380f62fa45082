"""What is typed is kept as it is; whether a mail comes of it is decided afterwards, once."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import applications, notices, suppression
from plugins.newsletter.consent.applications import Application, Decided
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import NoticeKind, application, notice
from plugins.newsletter.store.states import Frequency
from tests.newsletter.consent.office import DAY, HOUR, NOW, VERSION

ASKED, KNOWN, DROPPED = Decided(asked=1), Decided(known=1), Decided(dropped=1)
MAX = "max@kreis.example"


def test_a_sign_up_is_kept_exactly_as_it_was_typed(office):
    office.sign_up(" Max@Kreis.example", frozenset({"wohnen", "alter"}), Frequency.WEEKLY, "/a/")
    (row,) = office.rows(application)
    assert tuple(row)[1:] == (
        None, " Max@Kreis.example", '["alter", "wohnen"]', "weekly", VERSION, "/a/", NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["", "a" * 321, "max@kreis.example\0", "max\nBcc: x@y.example", "max@\ud800.example"]
)
def test_what_can_be_no_address_is_not_even_kept(office, typed):
    office.sign_up(typed)
    assert office.rows(application) == []


@given(typed=st.text(max_size=330) | st.from_regex(r"[^@]{1,20}@[^@]{1,20}", fullmatch=True))
@examples(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_decided_without_a_fault(small_office, typed):
    small_office.sign_up(typed)
    small_office.decide()
    assert small_office.rows(application) == []


def test_a_sign_up_for_no_topic_is_none():
    with pytest.raises(WrongUse, match="Thema"):
        Application(MAX, frozenset(), Frequency.INSTANT, VERSION, "/", NOW)


def test_an_application_does_not_show_its_address():
    assert "max" not in repr(Application(MAX, None, Frequency.INSTANT, VERSION, "/", NOW))


def test_somebody_new_is_owed_a_mail_that_asks(office):
    office.sign_up("Max@KREIS.example", frozenset({"alter"}), Frequency.MONTHLY)
    office.now += 5
    assert office.decide() == ASKED
    assert office.rows(application) == []
    (owed,) = office.due()
    assert (owed.kind, owed.address, owed.number) == (
        NoticeKind.SUBSCRIBE, read_address(MAX), None,
    )  # fmt: skip
    assert (owed.choice.topics, owed.choice.frequency) == ({"alter"}, Frequency.MONTHLY)
    assert (owed.wording, owed.form, owed.asked_at) == (VERSION, "/newsletter/", NOW)


@pytest.mark.parametrize("typed", ["max", "max@", "max@@kreis.example", '"m x"@kreis.example'])
def test_an_implausible_address_is_dropped(small_office, typed):
    small_office.sign_up(typed)
    assert small_office.decide() == DROPPED
    assert small_office.rows(notice) == []


@pytest.mark.parametrize("rotated", [False, True])
def test_a_refused_address_is_dropped_also_after_the_secret_was_replaced(small_office, rotated):
    with small_office.store.begin() as connection:
        suppression.add(connection, small_office.keys, read_address(MAX), "request", NOW)
    if rotated:
        small_office.keys = Keys(b"n" * 32, (small_office.keys.secret,))
    small_office.sign_up("MAX@kreis.example")
    assert small_office.decide() == DROPPED


def test_an_address_gets_one_mail_a_day_however_it_is_typed(small_office):
    small_office.sign_up("max@müller.example")
    small_office.sign_up("MAX@xn--mller-kva.example")
    assert small_office.decide() == Decided(asked=1, dropped=1)
    small_office.post()
    small_office.now += DAY - 1
    small_office.sign_up("Max@Müller.example")
    assert small_office.decide() == DROPPED
    small_office.now += 1
    small_office.sign_up("Max@Müller.example")
    assert small_office.decide() == ASKED


def test_a_mailbox_is_not_filled_by_addresses_with_tags(office):
    others = ["ma_x+1@kreis.example", "max+1@sub.kreis.example", "maxi+1@kreis.example", MAX]
    for address in [*(f"max+{tag}@kreis.example" for tag in range(10)), *others]:
        office.sign_up(address)
    assert office.decide() == Decided(asked=3 + len(others), dropped=7)
    office.post()
    office.sign_up("Max+neu@Kreis.example")
    assert office.decide() == DROPPED
    office.now += DAY
    office.sign_up("max+neu@kreis.example")
    office.sign_up("max+1@kreis.example")
    assert office.decide() == Decided(asked=2)


def test_an_answered_mail_to_an_address_with_a_tag_does_not_count(small_office):
    for tag in range(6):
        small_office.join(f"max+{tag}@kreis.example")


def test_the_day_counts_from_when_the_mail_left(small_office):
    small_office.sign_up(MAX)
    small_office.decide()
    small_office.now += 20 * HOUR  # the mail server was away
    small_office.post()
    small_office.now += 23 * HOUR
    small_office.sign_up(MAX)
    assert small_office.decide() == DROPPED


def test_while_one_mail_waits_nobody_is_owed_another(small_office):
    small_office.sign_up(MAX)
    small_office.decide()
    small_office.now += 2 * DAY
    small_office.sign_up(MAX)
    assert small_office.decide() == DROPPED


def test_a_mail_that_was_answered_does_not_count(small_office):
    number = small_office.join(MAX)
    small_office.register.leave(number, small_office.now)
    small_office.sign_up(MAX)
    assert small_office.decide() == ASKED


def test_a_subscriber_is_told_so_and_what_he_gets_not_what_a_stranger_typed(small_office):
    number = small_office.join(MAX, topics=frozenset({"alter"}), frequency=Frequency.WEEKLY)
    small_office.sign_up(MAX, frozenset({"wohnen"}), Frequency.MONTHLY)
    assert small_office.decide() == KNOWN
    (owed,) = small_office.due()
    assert (owed.kind, owed.number) == (NoticeKind.KNOWN, number)
    assert (owed.choice.topics, owed.choice.frequency) == ({"alter"}, Frequency.WEEKLY)


def test_a_sign_up_nobody_looked_at_until_its_link_would_have_expired_is_dropped(small_office):
    small_office.sign_up(MAX)
    small_office.now += 7 * DAY
    assert small_office.decide() == DROPPED


def test_the_oldest_are_decided_first_and_the_rest_stay(office):
    for name in "abc":
        office.sign_up(f"{name}@kreis.example")
    assert office.decide(most=2) == Decided(asked=2)
    assert [row.address for row in office.rows(application)] == ["c@kreis.example"]
    assert office.decide(most=2) == ASKED
    assert office.decide() == Decided()


def test_the_alarm_knows_since_when_sign_ups_wait(small_office):
    def since():
        with small_office.store.read() as connection:
            return applications.waiting_since(connection), notices.owed_since(connection)

    assert since() == (None, None)
    small_office.sign_up(MAX)
    small_office.now += 60
    small_office.sign_up("anna@kreis.example")
    assert since() == (NOW, None)
    small_office.decide()
    assert since() == (None, NOW)
    small_office.post()
    assert since() == (None, None)


def test_the_limit_is_a_setting(small_office):
    signup = replace(
        small_office.settings.signup, mail_every=small_office.settings.signup.mail_every / 24
    )
    small_office.settings = replace(small_office.settings, signup=signup)
    small_office.letter(MAX)
    small_office.now += HOUR
    small_office.sign_up(MAX)
    assert small_office.decide() == ASKED
