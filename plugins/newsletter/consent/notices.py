"""Mails to one address outside every issue: owed, tried again, sent; and the tokens that they carry.

A token is made just before each attempt and kept as a hash alone. What left with an attempt may arrive
whatever we hear of it, so every token stays good until the link expires.
"""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from plugins.newsletter.address import Address, from_store
from plugins.newsletter.consent.choices import Choice, from_text
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import NoticeKind, NoticeState, notice, token
from plugins.newsletter.store.states import Frequency
from plugins.newsletter.subscribers import BLANK

# Seconds to the next attempt: eight of them, and a day after the first it is given up.
_WAITS = (60, 300, 1800, 7200, 21_600, 21_600, 21_600)
WAITS = (*_WAITS, 86_400 - list(accumulate(_WAITS))[-1])
_TOKEN_BYTES = 16


@dataclass(frozen=True)
class Notice:
    """One mail that is owed. `number`: the subscriber of MOVE and KNOWN; `asked_at`: seconds since 1970.

    `choice`: what is ordered (SUBSCRIBE), or what the subscriber gets (KNOWN, MOVE).
    """

    id: int
    kind: NoticeKind
    address: Address = field(repr=False)
    number: int | None
    choice: Choice
    wording: str
    form: str
    asked_at: int
    attempt: int


def due(connection: Connection, now: int, most: int) -> list[Notice]:
    """Return what is to be sent now, the longest waiting first."""
    rows = select(notice).where(notice.c.state == NoticeState.OWED, notice.c.next_attempt_at <= now)
    oldest = rows.order_by(notice.c.next_attempt_at, notice.c.id).limit(most)
    return [_notice(row) for row in connection.execute(oldest)]


def begin(store: Store, owed: Notice, now: int, *, message_id: str) -> str | None:
    """Take a notice for one attempt, and return the token for its link; "" for KNOWN, which has none.

    Committed before it returns: what is sent afterwards can be redeemed, even if this process dies.
    None: send nothing. Another process has taken it, it was tried for a day and has now failed, or
    there is nobody left to send it to. `message_id` becomes part of the proof.
    """
    mine = notice.c.id == owed.id, notice.c.state == NoticeState.OWED
    tried = notice.c.attempt == owed.attempt
    with store.begin(durable=True) as connection:
        if owed.attempt >= len(WAITS):
            connection.execute(update(notice).where(*mine, tried).values(state=NoticeState.FAILED))
            return None
        taken = update(notice).where(*mine, tried)
        again = {"attempt": owed.attempt + 1, "next_attempt_at": now + WAITS[owed.attempt]}
        if not connection.execute(taken.values(again)).rowcount:
            return None
        if owed.kind is NoticeKind.KNOWN:
            return ""
        made = secrets.token_hex(_TOKEN_BYTES)
        connection.execute(
            insert(token).values(
                digest=hashed(made), notice_id=owed.id, message_id=message_id, mailed_at=now
            )
        )
    return made


def sent(store: Store, owed: Notice, message_id: str, now: int) -> None:
    """Note that the mail server took it. Nothing happens to one that was redeemed meanwhile."""
    done = {"state": NoticeState.SENT, "sent_at": now, "message_id": message_id}
    _settle(store, owed, done)


def refused(store: Store, owed: Notice) -> None:
    """Note that the mail server refused it for good."""
    _settle(store, owed, {"state": NoticeState.FAILED})


def owed_since(connection: Connection) -> int | None:
    """Return when the oldest mail was asked for that is still owed (seconds since 1970)."""
    found: int | None = connection.scalar(
        select(func.min(notice.c.asked_at)).where(notice.c.state == NoticeState.OWED)
    )
    return found


def withdraw(connection: Connection, keys: Keys, number: int, address: Address) -> None:
    """Take back every open mail to somebody who ends it, and the moves that he asked for.

    Of a move the hash stays until retention: whoever leaves and comes back shall not be able to have
    one stranger mailed more than once a day.
    """
    open_ = notice.c.state != NoticeState.REDEEMED
    connection.execute(delete(notice).where(notice.c.address == address.address, open_))
    moves = notice.c.kind == NoticeKind.MOVE, notice.c.subscriber_id == number, open_
    for row in connection.execute(select(notice.c.id, notice.c.address).where(*moves)).all():
        connection.execute(delete(token).where(token.c.notice_id == row.id))
        connection.execute(
            update(notice)
            .where(notice.c.id == row.id)
            .values(
                state=NoticeState.FAILED,
                subscriber_id=None,
                address=blanked(keys.digest(row.address)),
            )
        )


def blanked(digest: str) -> str:
    """Return what stands in a notice for an address that was taken out."""
    return BLANK + digest


def hashed(made: str) -> str:
    """Return what is stored of a token."""
    return sha256(made.encode(errors="replace")).hexdigest()


def _settle(store: Store, owed: Notice, values: dict[str, object]) -> None:
    with store.begin(durable=True) as connection:
        connection.execute(
            update(notice)
            .where(notice.c.id == owed.id, notice.c.state == NoticeState.OWED)
            .values(values)
        )


def _notice(row: Row[*tuple[Any, ...]]) -> Notice:
    return Notice(
        id=row.id,
        kind=NoticeKind(row.kind),
        address=from_store(row.address),
        number=row.subscriber_id,
        choice=Choice(from_text(row.topics), Frequency(row.frequency)),
        wording=row.wording,
        form=row.form,
        asked_at=row.asked_at,
        attempt=row.attempt,
    )
