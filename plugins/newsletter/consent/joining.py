"""How somebody gets in, or moves: each by a link that only the owner of the mailbox has."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from plugins.newsletter import subscribers
from plugins.newsletter.address import Address, from_store
from plugins.newsletter.consent import ending, evidence, notices
from plugins.newsletter.consent.choices import Choice, from_text
from plugins.newsletter.consent.evidence import Proof
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import Event, NoticeKind, notice
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import ENDED, Frequency, SubscriberState

Mail = Row[*tuple[Any, ...]]  # a notice, and when and under which Message-ID the mail went
_MET = "Wechsel zu einer Adresse, die den Newsletter schon bekommt"


def admit(connection: Connection, keys: Keys, address: Address, choice: Choice, now: int) -> int:
    """Make somebody a confirmed subscriber and return the number, the earlier one if there was one.

    Nothing changes for whoever is confirmed already. The caller has looked at suppression, and records
    the proof.
    """
    number = number_of(connection, keys, address)
    if number is not None and _state(connection, number) in ENDED:
        _readmit(connection, number, address)
    number = subscribers.ask(
        connection, address, now, topics=choice.topics, frequency=choice.frequency
    )
    subscribers.confirm(connection, number, now)
    return number


def number_of(connection: Connection, keys: Keys, address: Address) -> int | None:
    """Return whose address this is, or was when that person ended it."""
    present: int | None = connection.scalar(
        select(subscriber.c.id).where(subscriber.c.address == address.address)
    )
    if present is not None:
        return present
    earlier = evidence.number_behind(connection, keys.digests(address.address))
    if earlier is None:
        return None
    there = select(subscriber.c.address).where(subscriber.c.id == earlier)
    standing = connection.scalar(there)
    # The log outlives a subscriber, and a number that is in use has another address by now.
    return None if standing is None or "@" in standing else earlier


def join(connection: Connection, keys: Keys, mail: Mail, now: int) -> int:
    """Confirm a sign-up with complete proof. `mail`: its notice, and the mail whose link was used."""
    address = from_store(mail.address)
    choice = Choice(from_text(mail.topics), Frequency(mail.frequency))
    number = number_of(connection, keys, address)
    if number is not None and _state(connection, number) is SubscriberState.CONFIRMED:
        if mail.asked_at <= evidence.last_wish(connection, number):
            return number  # an older mail of two; the last wish counts
        subscribers.switch(
            connection, number, now, topics=choice.topics, frequency=choice.frequency
        )
    else:
        number = admit(connection, keys, address, choice, now)
    digest = keys.digest(address.address)
    evidence.record(
        connection, Event.CONFIRMED, number, digest, now, choice=choice, proof=_proof(mail)
    )
    return number


def may_move(connection: Connection, mail: Mail) -> bool:
    """Say whether a change of address still stands: nobody left since, and no later one was asked for."""
    number = mail.subscriber_id
    if number is None or _state(connection, number) is not SubscriberState.CONFIRMED:
        return False
    newer = select(notice.c.id).where(
        notice.c.kind == NoticeKind.MOVE, notice.c.subscriber_id == number, notice.c.id > mail.id
    )  # perhaps this address was a mistake, and is a stranger's
    return connection.execute(newer.limit(1)).first() is None


def move(connection: Connection, keys: Keys, mail: Mail, now: int) -> int:
    """Change an address, and return the number that gets the mails there from now on.

    Where the new address is somebody else's by now, that one stays, and the one who moves is ended.
    """
    number, address = mail.subscriber_id, from_store(mail.address)
    other: int | None = connection.scalar(
        select(subscriber.c.id).where(subscriber.c.address == address.address)
    )
    if other is not None and _state(connection, other) is SubscriberState.CONFIRMED:
        if other != number:
            ending.end(connection, keys, number, Event.LEFT, now, detail=_MET)
        return other
    if other is not None:  # asked in the days before applications, never confirmed
        subscribers.leave(connection, other, now)
        subscribers.blank(connection, other)
    before = subscribers.find(connection, number).address
    notices.withdraw(connection, keys, number, before)
    _rename(connection, number, address)
    digest = keys.digest(address.address)
    evidence.record(connection, Event.MOVED, number, digest, now, proof=_proof(mail))
    return int(number)


def _rename(connection: Connection, number: int, address: Address) -> None:
    connection.execute(
        update(subscriber)
        .where(subscriber.c.id == number)
        .values(address=address.address, domain=address.domain)
    )


def _readmit(connection: Connection, number: int, address: Address) -> None:
    """Let somebody who has ended ask anew under the old number, even one that was suppressed."""
    _rename(connection, number, address)
    connection.execute(
        update(subscriber).where(subscriber.c.id == number).values(state=SubscriberState.LEFT)
    )


def _proof(mail: Mail) -> Proof:
    return Proof(
        wording=mail.wording,
        form=mail.form,
        asked_at=mail.asked_at,
        mailed_at=mail.mailed_at,
        message_id=mail.message_id,
    )


def _state(connection: Connection, number: int) -> SubscriberState:
    return subscribers.find(connection, number).state
