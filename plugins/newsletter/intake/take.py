"""One mail of the intake → what it does to the subscriber it is about.

Everything can be done twice and is then as good as done once: so a mail is thrown away only after the
database has it, and a crash between the two costs nothing.
"""

from enum import StrEnum

from sqlalchemy import Connection, exists, or_, select

from plugins.newsletter.consent.register import Register
from plugins.newsletter.intake import strikes
from plugins.newsletter.intake.verdict import Kind, Verdict, judge
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail.personal import message_id_of
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store, recall
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.people import notice, token
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import ENDED


class Taken(StrEnum):
    """What became of a mail. All but UNCLEAR are done with, and can be thrown away."""

    LEFT = "left"
    COMPLAINED = "complained"
    BOUNCED = "bounced"  # suppressed: refused for good, or once too often
    SOFT = "soft"  # noted
    NOTHING = "nothing"  # automatic, or about somebody who is not there any more
    UNCLEAR = "unclear"  # nothing was changed; a person has to read it


class Clerk:
    """Takes mails one by one. `take` raises StoreUnusable: then nothing was lost, the mail must stay."""

    def __init__(
        self, store: Store, register: Register, settings: NewsletterSettings, keys: Keys
    ) -> None:
        self._store = store
        self._register = register
        self._settings = settings
        self._keys = keys

    def take(self, raw: bytes, now: int, recipient: str = "") -> Taken:
        """Do what a mail asks for. `recipient`: whom its envelope named, where that is known."""
        verdict = judge(raw, self._settings, self._keys, recipient)
        match verdict.kind:
            case Kind.LEAVE | Kind.COMPLAINT:
                return self._end(verdict, now)
            case Kind.HARD | Kind.SOFT:
                return self._refused(verdict, now)
            case Kind.NOTHING:
                return Taken.NOTHING
        return Taken.UNCLEAR

    def _end(self, verdict: Verdict, now: int) -> Taken:
        with self._store.read() as connection:
            person = _person(connection, verdict)
        if person is None:
            if verdict.kind is Kind.LEAVE and verdict.about.person is not None:
                self._register.leave(
                    verdict.about.person, now
                )  # perhaps under another number by now
            return Taken.NOTHING
        if verdict.kind is Kind.LEAVE:
            self._register.leave(person, now)
            return Taken.LEFT
        self._register.complain(person, now)
        return Taken.COMPLAINED

    def _refused(self, verdict: Verdict, now: int) -> Taken:
        with self._store.begin(durable=True) as connection:
            number = self._delivery(connection, verdict)
            if number is None:
                known = _is_notice(connection, verdict.message_id)
                return Taken.NOTHING if known else Taken.UNCLEAR
            box = strikes.mailbox_of(connection, number, now)
            if box is None:
                return Taken.NOTHING
            hard = verdict.kind is Kind.HARD
            strikes.note(connection, number, box, now, hard=hard, status=verdict.status)
            over = strikes.is_over(connection, box, now, self._settings.intake)
        if over:
            self._register.bounce(box.person, now)
        return Taken.BOUNCED if over else Taken.SOFT

    def _delivery(self, connection: Connection, verdict: Verdict) -> int | None:
        """Return the delivery that was refused; a token for leaving names the person, the id the issue."""
        about = verdict.about
        if about.delivery is not None or about.person is None or not verdict.message_id:
            return about.delivery
        instance = recall(connection, "instance")
        mine = select(delivery.c.id, delivery.c.issue_id).where(
            delivery.c.subscriber_id == about.person
        )
        for row in connection.execute(mine):
            sent = message_id_of(instance, row.issue_id, about.person, self._settings)
            if sent == verdict.message_id:
                return int(row.id)
        return None


def _person(connection: Connection, verdict: Verdict) -> int | None:
    """Return who is to be ended; None for somebody this database does not know, or who is ended."""
    person = verdict.about.person
    if person is None:
        of = select(delivery.c.subscriber_id).where(delivery.c.id == verdict.about.delivery)
        person = connection.scalar(of)
    there = select(subscriber.c.id).where(
        subscriber.c.id == person, subscriber.c.state.not_in(ENDED)
    )
    return None if person is None else connection.scalar(there)


def _is_notice(connection: Connection, message_id: str) -> bool:
    """Whether a mail was one that asks to confirm: it has no token, and needs none to come to nothing."""
    last = exists().where(notice.c.message_id == message_id)
    earlier = exists().where(token.c.message_id == message_id)
    return bool(message_id) and bool(connection.scalar(select(or_(last, earlier))))
