"""What a mail does to the subscriber it is about: once, and to nobody else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import Executable, Select, delete, insert, select, update

from plugins.newsletter.consent import evidence
from plugins.newsletter.consent.register import Register
from plugins.newsletter.intake.take import Clerk, Taken
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail.personal import message_id_of
from plugins.newsletter.settings import Intake, NewsletterSettings
from plugins.newsletter.store.database import Store, recall
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.people import Event, bounce, consent, notice
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import SubscriberState
from tests.newsletter.delivery.mailing import NOW, Mailing

DAY = 86_400


@dataclass
class Office:
    """Erika, who is a subscriber, and what happens when mail about her comes in."""

    store: Store
    register: Register
    settings: NewsletterSettings
    keys: Keys
    letter: Callable[..., bytes]

    def __post_init__(self) -> None:
        self.mailing = Mailing(self.store)
        self.sent()
        self.erika = self.mailing.people["erika@post.example"]

    def sent(self, at: int = NOW) -> int:
        """Mail her an issue; return the number of the delivery."""
        number = self.mailing.issue("erika@post.example")[1]
        self.mailing.set(number, state="sent", first_attempt_at=at, changed_at=at)
        return number

    def handle(self, raw: bytes, now: int = NOW) -> Taken:
        return Clerk(self.store, self.register, self.settings, self.keys).take(raw, now)

    def take(self, name: str, now: int = NOW, **about: Any) -> Taken:
        """Write the mail of this name, about her unless it is said otherwise, and take it."""
        return self.handle(self.letter(name, **{"person": self.erika, **about}), now)

    @property
    def state(self) -> str:
        return self._all(select(subscriber.c.state).where(subscriber.c.id == self.erika))[0]

    @property
    def events(self) -> list[str]:
        return self._all(select(consent.c.event).order_by(consent.c.id))

    @property
    def bounces(self) -> list[str]:
        return self._all(select(bounce.c.status))

    def write(self, statement: Executable) -> None:
        with self.store.begin() as connection:
            connection.execute(statement)

    def _all(self, column: Select[Any]) -> list[Any]:
        with self.store.read() as connection:
            return list(connection.scalars(column))


@pytest.fixture
def office(store, register, settings, keys, letter):
    return Office(store, register, settings, keys, letter)


def test_a_mail_to_the_address_that_unsubscribes_ends_it(office):
    raw = office.letter("leave/gmail_button", person=office.erika)
    assert office.handle(raw) is Taken.LEFT
    assert office.state == "left"
    assert office.events == ["left"]
    assert office.handle(raw) is Taken.NOTHING
    assert office.events == ["left"]


def test_a_complaint_ends_it_without_a_word(office):
    assert office.take("complaint/yahoo") is Taken.COMPLAINED
    assert office.state == "left"
    assert office.events == ["complained"]
    assert office._all(select(notice.c.id)) == []


def test_a_complaint_that_tells_only_the_envelope_finds_the_person(office):
    raw = office.letter("complaint/only_the_envelope_is_told", delivery=office.sent(), person=0)
    assert office.handle(raw) is Taken.COMPLAINED
    assert office.state == "left"


def test_a_mailbox_that_is_not_there_is_suppressed(office):
    raw = office.letter("hard/postfix_unknown_user", delivery=office.sent())
    assert office.handle(raw) is Taken.BOUNCED
    assert office.state == "suppressed"
    assert office.events == ["bounced"]
    assert office.handle(raw) is Taken.NOTHING


def test_a_full_mailbox_is_suppressed_the_third_time(office):
    taken = [
        office.take("soft/postfix_mailbox_full", NOW + day * DAY, delivery=office.sent())
        for day in (0, 1, 2)
    ]
    assert taken == [Taken.SOFT, Taken.SOFT, Taken.BOUNCED]
    assert office.state == "suppressed"


def test_a_delivery_counts_once_however_often_it_is_reported(office):
    raw = office.letter("soft/postfix_mailbox_full", delivery=office.sent())
    assert [office.handle(raw, NOW + at) for at in range(5)] == [Taken.SOFT] * 5
    assert office.state == "confirmed"
    assert len(office.bounces) == 1


def test_what_is_soft_at_first_and_hard_in_the_end_is_hard(office):
    number = office.sent()
    office.take("soft/postfix_mailbox_full", delivery=number)
    assert office.take("hard/qmail", delivery=number) is Taken.BOUNCED
    assert office.state == "suppressed"


def test_what_is_hard_at_first_stays_hard(office, monkeypatch):
    monkeypatch.setattr(
        type(office.register), "bounce", lambda *_: None
    )  # it dies before it ends anybody
    number = office.sent()
    office.take("hard/qmail", delivery=number)
    office.take("soft/postfix_mailbox_full", delivery=number)
    assert office.bounces == ["5.1.1"]


@pytest.mark.parametrize("name", ["hard/qmail", "soft/postfix_mailbox_full"])
def test_a_crash_after_it_was_noted_is_made_good_by_the_same_mail(office, monkeypatch, name):
    raws = [office.letter(name, delivery=office.sent()) for _ in range(3)]

    class PowerLossError(Exception):
        pass

    def crash(*_):
        raise PowerLossError

    with monkeypatch.context() as crashing:
        crashing.setattr(type(office.register), "bounce", crash)
        for raw in raws[:2] if name.startswith("soft") else []:
            office.handle(raw)
        with pytest.raises(PowerLossError):
            office.handle(raws[2])
    assert office.state == "confirmed"
    assert office.handle(raws[2]) is Taken.BOUNCED
    assert office.state == "suppressed"


def test_refusals_that_are_long_ago_are_forgiven(office):
    for day in (0, 10, 31):
        office.take("soft/postfix_mailbox_full", NOW + day * DAY, delivery=office.sent())
    assert office.state == "confirmed"
    assert (
        office.take("soft/postfix_mailbox_full", NOW + 32 * DAY, delivery=office.sent())
        is Taken.BOUNCED
    )


def test_a_block_list_that_we_are_on_ends_nobody(office):
    for _ in range(5):
        assert office.take("soft/office365_policy", delivery=office.sent()) is Taken.SOFT
    assert office.state == "confirmed"
    assert len(office.bounces) == 5


def test_how_many_are_too_many_is_a_setting(office):
    office.settings = replace(office.settings, intake=Intake(soft=1))
    raw = office.letter("soft/postfix_mailbox_full", delivery=office.sent())
    assert office.handle(raw) is Taken.BOUNCED


@pytest.mark.parametrize("event", [Event.CONFIRMED, Event.MOVED, Event.IMPORTED])
def test_what_was_sent_before_a_confirmation_says_nothing_of_the_mailbox_now(office, event):
    number = office.sent(at=NOW)
    office.write(
        insert(consent).values(at=NOW + 5, subscriber_id=office.erika, digest="x", event=event)
    )
    assert office.take("hard/qmail", NOW + 10, delivery=number) is Taken.NOTHING
    assert office.state == "confirmed"
    assert office.bounces == []


def test_a_confirmation_wipes_the_slate(office):
    for _ in range(2):
        office.take("soft/postfix_mailbox_full", delivery=office.sent())
    office.write(
        update(subscriber).where(subscriber.c.id == office.erika).values(confirmed_at=NOW + 5)
    )
    for _ in range(2):
        raw = office.letter("soft/postfix_mailbox_full", delivery=office.sent(at=NOW + 10))
        assert office.handle(raw, NOW + 10) is Taken.SOFT
    assert office.state == "confirmed"


def test_a_report_without_a_token_of_its_own_is_found_by_the_newsletter_in_it(office):
    number = office.sent()
    with office.store.read() as connection:
        instance = recall(connection, "instance")
    message_id = message_id_of(
        instance, office.mailing.row(number).issue_id, office.erika, office.settings
    )
    raw = office.letter("hard/postfix_headers_only", person=office.erika, message_id=message_id)
    raw = raw.replace(b"zustellung+", b"zustellung-")  # a gateway has spoilt the envelope
    assert (
        office.handle(raw.replace(message_id.encode(), b"<other@kreis.example>")) is Taken.UNCLEAR
    )
    assert office.handle(raw) is Taken.BOUNCED
    assert office._all(select(bounce.c.delivery_id)) == [number]
    assert office.state == "suppressed"


def test_a_confirmation_mail_that_comes_back_is_nothing(office):
    stranger = Keys(b"x" * 32)
    raw = office.letter("hard/qmail", by=stranger).replace(b"zustellung+", b"zustellung-")
    assert office.handle(raw) is Taken.UNCLEAR
    raw = office.letter(
        "hard/postfix_unknown_user", by=stranger, message_id="<frage@kreis.example>"
    )
    assert office.handle(raw) is Taken.UNCLEAR
    office.write(
        insert(notice).values(
            kind="subscribe", state="sent", address="erika@post.example", asked_at=NOW,
            message_id="<frage@kreis.example>",
        )
    )  # fmt: skip
    assert office.handle(raw) is Taken.NOTHING


def test_a_token_of_somebody_who_is_not_there_is_nothing(office):
    assert office.take("leave/gmail_button", person=999) is Taken.NOTHING
    assert office.take("complaint/yahoo", person=999) is Taken.NOTHING
    assert office.take("hard/qmail", delivery=999) is Taken.NOTHING


@pytest.mark.parametrize(
    "name", ["leave/gmail_button", "complaint/yahoo", "hard/office365", "soft/postfix_mailbox_full"]
)
def test_nobody_is_ended_by_tokens_of_a_stranger(office, name):
    raw = office.letter(
        name,
        delivery=office.sent(),
        person=office.erika,
        by=Keys(b"somebody else's secret, as long!!"),
    )
    assert office.handle(raw) is Taken.UNCLEAR
    assert office.state == "confirmed"
    assert office.events == []


def test_a_secret_that_was_replaced_still_reads_its_tokens(office):
    raw = office.letter("leave/gmail_button", person=office.erika)
    office.keys = Keys(b"another secret, just as long 1234", (office.keys.secret,))
    assert office.handle(raw) is Taken.LEFT


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("nothing/outlook_absence", Taken.NOTHING),
        ("nothing/postfix_delayed", Taken.NOTHING),
        ("nothing/read_receipt", Taken.NOTHING),
        ("unclear/answer_to_the_envelope_sender", Taken.UNCLEAR),
    ],
)
def test_what_is_no_refusal_changes_nothing(office, name, taken):
    assert office.take(name, delivery=office.sent()) is taken
    assert office.state == "confirmed"
    assert office.bounces == []


def test_who_has_left_is_left_in_peace(office):
    number = office.sent()
    office.register.leave(office.erika, NOW)
    assert office.take("hard/qmail", delivery=number) is Taken.NOTHING
    assert office.state == "left"
    assert office.events == ["left"]


def test_a_mail_by_an_old_number_ends_who_has_moved_to_the_same_mailbox(office):
    office.register.leave(office.erika, NOW)
    office.mailing.issue("anna@post.example")
    anna = office.mailing.people["anna@post.example"]
    with office.store.begin() as connection:
        here = office.keys.digest("erika@post.example")
        evidence.record(connection, Event.MOVED, anna, here, NOW)
    office.take("leave/empty_mail")
    assert office.register.member(anna).state is SubscriberState.LEFT


def test_numbers_of_rows_that_were_deleted_name_nobody(office):
    number = office.sent()
    office.write(delete(delivery))
    office.write(delete(subscriber))
    assert office.take("hard/qmail", delivery=number) is Taken.NOTHING
    assert office.take("leave/empty_mail") is Taken.NOTHING
