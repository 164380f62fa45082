"""What the link of a mail does: once; and what it says when it is used again.

A double click, a second tab, the back button: the same friendly answer, as long as it is true.
"""

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from plugins.newsletter import subscribers
from plugins.newsletter.address import from_store
from plugins.newsletter.consent import joining, notices, suppression
from plugins.newsletter.consent.joining import Mail
from plugins.newsletter.consent.turn import turn
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import NoticeKind, NoticeState, notice, token
from plugins.newsletter.store.states import SubscriberState


class Redeemed(StrEnum):
    """What a link did, now or the first time it was used."""

    JOINED = "joined"
    MOVED = "moved"
    GONE = "gone"  # expired, withdrawn, refused, or never made


class Outcome(NamedTuple):
    """`departed`: the subscriber who was ended by moving onto an address of somebody else."""

    redeemed: Redeemed
    departed: int | None = None


_GONE = Outcome(Redeemed.GONE)


def redeem(store: Store, keys: Keys, settings: NewsletterSettings, made: str, now: int) -> Outcome:
    """Use a token; two who do it at once get the same answer, and one of them did it."""
    with store.read() as connection:  # guessing and clicking twice cost no turn
        mail = _behind(connection, made)
        if mail is None or _expired(mail, settings, now):
            return _GONE
        if mail.state == NoticeState.REDEEMED:
            return _again(connection, mail)
    with turn(store) as connection:
        mail = _behind(connection, made)
        if mail is None or _void(connection, keys, mail):
            return _GONE
        if mail.state == NoticeState.REDEEMED:  # a moment ago, by another process
            return _again(connection, mail)
        # First of all: whoever is ended by this loses every mail that is still open.
        _settle(connection, mail, state=NoticeState.REDEEMED, address="", redeemed_at=now)
        act = joining.join if mail.kind == NoticeKind.SUBSCRIBE else joining.move
        number = act(connection, keys, mail, now)
        _settle(connection, mail, subscriber_id=number)
    ended = mail.subscriber_id if mail.subscriber_id not in (None, number) else None
    return Outcome(_answer(mail), ended)


def _behind(connection: Connection, made: str) -> Mail | None:
    columns = (
        notice.c.id, notice.c.kind, notice.c.state, notice.c.address, notice.c.subscriber_id,
        notice.c.topics, notice.c.frequency, notice.c.wording, notice.c.form, notice.c.asked_at,
        token.c.mailed_at, token.c.message_id,
    )  # fmt: skip
    mails = select(*columns).join(token, token.c.notice_id == notice.c.id)
    return connection.execute(mails.where(token.c.digest == notices.hashed(made))).one_or_none()


def _expired(mail: Mail, settings: NewsletterSettings, now: int) -> bool:
    return bool(now >= mail.asked_at + settings.signup.confirm_within.total_seconds())


def _void(connection: Connection, keys: Keys, mail: Mail) -> bool:
    if mail.state == NoticeState.REDEEMED:
        return False
    if mail.kind == NoticeKind.MOVE and not joining.may_move(connection, mail):
        return True
    return suppression.holds(connection, keys, from_store(mail.address))


def _again(connection: Connection, mail: Mail) -> Outcome:
    try:
        person = subscribers.find(connection, mail.subscriber_id)
    except WrongUse:
        return _GONE
    return Outcome(_answer(mail)) if person.state is SubscriberState.CONFIRMED else _GONE


def _answer(mail: Mail) -> Redeemed:
    return Redeemed.JOINED if mail.kind == NoticeKind.SUBSCRIBE else Redeemed.MOVED


def _settle(connection: Connection, mail: Mail, **values: object) -> None:
    connection.execute(update(notice).where(notice.c.id == mail.id).values(values))
