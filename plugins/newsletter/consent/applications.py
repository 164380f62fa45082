"""What people typed into the form, as it came; and what becomes of it, decided afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, or_, select

from plugins.newsletter import subscribers
from plugins.newsletter.address import Address, read_address
from plugins.newsletter.consent import notices, suppression
from plugins.newsletter.consent.choices import Choice, to_text
from plugins.newsletter.consent.turn import turn
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import NoticeKind, NoticeState, application, notice
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import Frequency, SubscriberState

_LONGEST = 320  # characters of an address: 64, @, 255 (RFC 3696, erratum 1690, says 254)
_TAGGED = 3  # mails to one mailbox by addresses with a tag (RFC 5233), in the time of `mail_every`
BY_HAND = "von Hand"  # the form of a sign-up that the operator notes


@dataclass(frozen=True)
class Application:
    """One sign-up. `address`: as typed; `wording`: version of the text; `form`: path of the page.

    `number`: the subscriber who wants to move to this address. Raises WrongUse without a topic.
    """

    address: str = field(repr=False)
    topics: frozenset[str] | None
    frequency: Frequency
    wording: str
    form: str
    asked_at: int
    number: int | None = None

    def __post_init__(self) -> None:
        Choice(self.topics, self.frequency)


class Decided(NamedTuple):
    """How many sign-ups became a mail that asks, a mail to somebody known, or nothing."""

    asked: int = 0
    known: int = 0
    dropped: int = 0


def may_be_address(typed: str) -> bool:
    """Say whether this may be an address at all: one line, neither empty nor too long.

    PostgreSQL could not keep a NUL or half a letter.
    """
    address = typed.strip()
    return len(typed) <= _LONGEST and address != "" and address.isprintable()


def apply(connection: Connection, applications: Iterable[Application]) -> None:
    """Keep sign-ups for `decide`; nothing is looked up. What can be no address is not kept."""
    rows = [
        {
            "subscriber_id": one.number,
            "address": one.address,
            "topics": to_text(one.topics),
            "frequency": one.frequency,
            "wording": one.wording,
            "form": one.form,
            "asked_at": one.asked_at,
        }
        for one in applications
        if may_be_address(one.address)
    ]
    if rows:
        connection.execute(insert(application), rows)


def decide(
    store: Store, keys: Keys, settings: NewsletterSettings, now: int, most: int = 100
) -> Decided:
    """Turn the oldest sign-ups into mails that are owed; each is decided once, by one process."""
    with turn(store) as connection:
        oldest = select(application.c.id).order_by(application.c.id).limit(most)
        taken = delete(application).where(application.c.id.in_(oldest)).returning(application)
        rows = sorted(connection.execute(taken).all(), key=lambda row: row.id)
        kinds = [_decide(connection, keys, settings, row, now) for row in rows]
    known = kinds.count(NoticeKind.KNOWN)
    dropped = kinds.count(None)
    return Decided(len(kinds) - known - dropped, known, dropped)


def waiting_since(connection: Connection) -> int | None:
    """Return when the oldest sign-up came that nobody has decided yet (seconds since 1970)."""
    found: int | None = connection.scalar(select(func.min(application.c.asked_at)))
    return found


def _decide(
    connection: Connection,
    keys: Keys,
    settings: NewsletterSettings,
    row: Row[*tuple[Any, ...]],
    now: int,
) -> NoticeKind | None:
    try:
        address = read_address(row.address)
    except WrongUse:
        return None
    if (
        row.asked_at + settings.signup.confirm_within.total_seconds() <= now
        or suppression.holds(connection, keys, address)
        or _mailed(connection, keys, address, now - settings.signup.mail_every.total_seconds())
    ):
        return None
    kind = NoticeKind.SUBSCRIBE if row.subscriber_id is None else NoticeKind.MOVE
    number = row.subscriber_id
    topics, frequency = row.topics, row.frequency
    member = _member(connection, address)
    if member is not None:
        kind, number = NoticeKind.KNOWN, member
    if number is not None:
        person = subscribers.find(connection, number)
        if person.state is not SubscriberState.CONFIRMED:
            return None  # who wanted to move has left
        topics, frequency = to_text(person.topics), person.frequency
    connection.execute(
        insert(notice).values(
            kind=kind,
            state=NoticeState.OWED,
            address=address.address,
            subscriber_id=number,
            topics=topics,
            frequency=frequency,
            wording=row.wording,
            form=row.form,
            asked_at=row.asked_at,
            next_attempt_at=now,
        )
    )
    return kind


def _member(connection: Connection, address: Address) -> int | None:
    found: int | None = connection.scalar(
        select(subscriber.c.id).where(
            subscriber.c.address == address.address,
            subscriber.c.state == SubscriberState.CONFIRMED,
        )
    )
    return found


def _mailed(connection: Connection, keys: Keys, address: Address, after: float) -> bool:
    """Say whether a mail to this address waits or was asked for or sent since; answered ones do not count.

    Who answered has the mailbox, and only its owner can make this happen again. `max+1@` and `max+2@` are
    two addresses and mostly one mailbox: a few are its owner's, more would fill a stranger's.
    """
    names = [address.address, *map(notices.blanked, keys.digests(address.address))]
    lately = or_(
        notice.c.state == NoticeState.OWED, notice.c.asked_at > after, notice.c.sent_at > after
    )
    found = select(notice.c.id).where(notice.c.address.in_(names), lately)
    if connection.execute(found.limit(1)).first() is not None:
        return True
    mailbox, plus, _ = address.local.partition("+")
    if not plus:
        return False
    same = (
        notice.c.address.startswith(f"{mailbox}+", autoescape=True),
        notice.c.address.endswith(f"@{address.domain}", autoescape=True),
    )
    tagged = select(notice.c.id).where(*same, lately).limit(_TAGGED)
    return len(connection.execute(tagged).all()) >= _TAGGED
