"""Addresses that get no mail, not even one that asks; known by their keyed hash alone.

A hash is found as long as its secret stands in NEWSLETTER_SECRET or NEWSLETTER_SECRET_OLD.
"""

from typing import Literal

from sqlalchemy import Connection, delete, select

from plugins.newsletter.address import Address
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.database import insert_for
from plugins.newsletter.store.people import NoticeState, notice, suppression

Cause = Literal["bounce", "request"]


def add(connection: Connection, keys: Keys, address: Address, reason: Cause, now: int) -> None:
    """Refuse an address from now on, and take back every mail that asks it."""
    add_digest(connection, keys, keys.digest(address.address), reason, now)
    open_ = notice.c.state != NoticeState.REDEEMED
    connection.execute(delete(notice).where(notice.c.address == address.address, open_))


def add_digest(connection: Connection, keys: Keys, digest: str, reason: Cause, now: int) -> None:
    """Refuse an address of which only the hash is known; the first time and reason stay.

    What is about to be sent to it is taken back.
    """
    row = insert_for(connection)(suppression).values(digest=digest, reason=reason, at=now)
    connection.execute(row.on_conflict_do_nothing(index_elements=["digest"]))
    owed = select(notice.c.id, notice.c.address).where(notice.c.state == NoticeState.OWED)
    for mail in connection.execute(owed).all():
        if digest in keys.digests(mail.address):
            connection.execute(delete(notice).where(notice.c.id == mail.id))


def holds(connection: Connection, keys: Keys, address: Address) -> bool:
    """Say whether an address is refused."""
    found = select(suppression.c.digest).where(
        suppression.c.digest.in_(keys.digests(address.address))
    )
    return connection.execute(found.limit(1)).first() is not None


def lift(connection: Connection, keys: Keys, address: Address) -> bool:
    """Let an address be asked again; say whether it was refused. Only the operator may."""
    refused = suppression.c.digest.in_(keys.digests(address.address))
    return connection.execute(delete(suppression).where(refused)).rowcount > 0
