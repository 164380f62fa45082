"""What is kept ends by itself: not a second early, and not for those who are still here."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from plugins.newsletter.consent import erasure, retention
from plugins.newsletter.consent.retention import Purged, purge
from plugins.newsletter.settings import Retention, SignUp
from plugins.newsletter.store.ledger import bucket, delivery
from plugins.newsletter.store.lock import sole_sender
from plugins.newsletter.store.people import application, bounce, consent, notice, token, wording
from plugins.newsletter.store.schema import subscriber, subscription
from tests.newsletter.consent.office import DAY, NOW
from tests.newsletter.delivery.mailing import Mailing

MAX, ANNA = "max@kreis.example", "anna@kreis.example"
WEEK = 7 * DAY
QUARTER = 90 * DAY
YEARS = (3 * 365 + 1) * DAY


def at(office, moment) -> Purged:
    return purge(office.store, office.settings, moment)


def test_nothing_is_purged_of_a_fresh_office(office):
    office.join(MAX)
    office.sign_up(ANNA)
    before = office.everything()
    assert at(office, NOW + WEEK - 1) == Purged()
    assert office.everything() == before


@pytest.mark.parametrize("stage", ["typed", "owed", "sent", "failed"])
def test_who_does_not_confirm_is_gone_after_seven_days_to_the_second(office, stage):
    office.sign_up(ANNA)
    if stage != "typed":
        office.decide()
    if stage == "sent":
        office.post()
    if stage == "failed":
        with office.store.begin() as connection:
            connection.execute(update(notice).values(state="failed"))
    assert at(office, NOW + WEEK - 1).unconfirmed == 0
    assert ANNA in office.everything()
    assert at(office, NOW + WEEK).unconfirmed == 1
    assert ANNA not in office.everything()
    assert office.count(notice) + office.count(application) + office.count(token) == 0


def test_the_days_are_a_setting(office):
    office.sign_up(ANNA)
    day = timedelta(days=1)
    settings = replace(
        office.settings, retention=Retention(unconfirmed=day), signup=SignUp(confirm_within=day)
    )
    assert purge(office.store, settings, NOW + DAY).unconfirmed == 1


def test_a_used_link_is_remembered_until_it_would_have_expired(office):
    """A double click, a second tab, the back button: the same friendly answer."""
    letter = office.letter(MAX)
    office.register.redeem(letter.token, NOW)
    at(office, NOW + WEEK - 1)
    assert office.register.redeem(letter.token, NOW + WEEK - 1) == "joined"
    assert at(office, NOW + WEEK).answered == 1
    assert office.count(token) == 0
    assert office.register.member(office.number(MAX)).state == "confirmed"


def test_who_was_left_unconfirmed_by_an_earlier_version_loses_the_address(office):
    with office.store.begin() as connection:
        connection.execute(
            insert(subscriber).values(
                id=7, address=ANNA, domain="kreis.example", state="pending", frequency="weekly",
                created_at=NOW,
            )
        )  # fmt: skip
        connection.execute(insert(subscription).values(subscriber_id=7, topic="*", since=NOW))
    assert at(office, NOW + WEEK).unconfirmed == 1
    (row,) = office.rows(subscriber)
    assert (row.address, row.domain, row.state) == ("~7", "", "left")
    assert office.count(subscription) == office.count(consent) == 0


def test_what_mail_servers_said_is_kept_for_a_quarter(office):
    number = office.join(MAX)
    mailing = Mailing(office.store, people={MAX: number})
    mails = [mailing.issue(MAX)[1] for _ in range(3)]
    for mail, state in zip(mails, ("sent", "failed", "deferred"), strict=True):
        mailing.set(mail, state=state, reply="said", queue_id="4X", changed_at=NOW)
    with office.store.begin() as connection:
        for mail, moment in zip(mails, (NOW, NOW + 1, NOW + 2), strict=True):
            row = {"delivery_id": mail, "subscriber_id": number, "at": moment, "status": "4.2.2"}
            connection.execute(insert(bounce).values(hard=False, **row))
    assert at(office, NOW + QUARTER - 1).refusals == 0
    assert at(office, NOW + QUARTER).refusals == 3  # one returned mail, two answers
    assert [row.delivery_id for row in office.rows(bounce)] == mails[1:]
    assert [(row.reply, row.queue_id) for row in office.rows(delivery)] == [
        ("", ""), ("", ""), ("said", "4X"),
    ]  # fmt: skip


@pytest.mark.parametrize("deed", ["leave", "remove", "complain", "bounce", "erase"])
def test_the_proof_is_kept_for_three_years_after_the_end(office, deed):
    number, here = office.join(MAX), office.join(ANNA)
    getattr(office.register, deed)(number, NOW + DAY)
    assert at(office, NOW + DAY + YEARS - 1).evidence == 0
    assert len([row for row in office.rows(consent) if row.subscriber_id == number]) == 2
    assert at(office, NOW + DAY + YEARS).evidence == 1
    assert {row.subscriber_id for row in office.rows(consent)} == {here}
    assert {row.subscriber_id for row in office.rows(subscription)} == {here}
    assert office.keys.digest(MAX) not in str(office.rows(consent))


def test_the_proof_of_whoever_is_here_is_never_too_old(office):
    office.join(MAX)
    assert at(office, NOW + 10 * YEARS).evidence == 0
    assert office.count(consent) == 1


def test_of_somebody_who_came_back_only_the_time_before_is_forgotten(office):
    number = office.join(MAX)
    office.register.leave(number, NOW + DAY)
    office.now = NOW + 100 * DAY
    office.join(MAX, topics=frozenset({"alter"}))
    assert at(office, NOW + DAY + YEARS).evidence == 1
    (row,) = office.rows(consent)
    assert (row.event, row.at) == ("confirmed", NOW + 100 * DAY)
    assert {row.topic for row in office.rows(subscription)} == {"alter", ""}


def test_who_was_erased_after_leaving_is_proved_from_the_last_of_both(office):
    number = office.join(MAX)
    office.register.leave(number, NOW + DAY)
    office.register.erase(number, NOW + 9 * DAY)
    at(office, NOW + DAY + YEARS)
    assert [row.event for row in office.rows(consent)] == ["erased"]
    at(office, NOW + 9 * DAY + YEARS)
    assert office.rows(consent) == []


def test_texts_that_were_consented_to_stay(office):
    office.register.leave(office.join(MAX), NOW)
    at(office, NOW + 2 * YEARS)
    assert office.count(wording) == 1


def test_the_speed_of_a_domain_that_nobody_has_is_forgotten(office):
    office.join(MAX)
    with office.store.begin() as connection:
        for name in ("*", "kreis.example", "familie.example"):
            connection.execute(insert(bucket).values(name=name, tokens=0, filled_at=NOW))
    at(office, NOW)
    assert [row.name for row in office.rows(bucket)] == ["*", "kreis.example"]


def test_more_than_one_step_is_done(office, monkeypatch):
    monkeypatch.setattr(retention, "_STEP", 2)
    people = [office.join(f"p{number}@kreis.example") for number in range(5)]
    for person in people:
        office.register.leave(person, NOW)
    for number in range(5):
        office.sign_up(f"q{number}@kreis.example")
    done = at(office, NOW + YEARS)
    assert (done.unconfirmed, done.evidence) == (5, 5)
    assert at(office, NOW + YEARS) == Purged()


def test_again_is_as_good_as_once(office):
    office.register.leave(office.join(MAX), NOW)
    office.sign_up(ANNA)
    at(office, NOW + YEARS)
    before = office.everything()
    assert at(office, NOW + YEARS) == Purged()
    assert office.everything() == before


def test_the_files_are_written_anew_where_somebody_was_forgotten_and_nobody_sends(office):
    office.register.erase(office.join(MAX), NOW)
    with sole_sender(office.store):
        assert not at(office, NOW).clean
    assert at(office, NOW).clean
    with office.store.read() as connection:
        assert not erasure.owed(connection)


def test_what_should_have_been_deleted_a_day_ago_is_an_alarm(office):
    def overdue(moment):
        with office.store.read() as connection:
            return retention.overdue_since(connection, office.settings, moment)

    office.join(MAX)
    office.now += 5
    office.sign_up(ANNA)
    assert overdue(NOW + 5 + WEEK + DAY - 1) is None
    assert overdue(NOW + 5 + WEEK + DAY) == NOW + 5
    office.decide()
    assert overdue(NOW + 5 + WEEK + DAY) == NOW + 5
    at(office, NOW + 5 + WEEK)
    assert overdue(NOW + YEARS) is None
