"""Being forgotten: rows that hold an address go, and then what is left of them in the files.

What stays: numbers, so that the accounts of issues balance, and the log of consent with its keyed hash.
Whoever is forgotten is noted (memory `scrub`) until the files of the database have been written anew;
where somebody is in the way, retention.py tries again.
"""

import re
import secrets
from pathlib import Path

from sqlalchemy import Connection, delete, or_, select, update

from plugins.newsletter.address import Address, from_store, read_address
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.store import database
from plugins.newsletter.store import scrub as files
from plugins.newsletter.store.database import Store, recall, remember
from plugins.newsletter.store.ledger import bucket, delivery
from plugins.newsletter.store.people import application, bounce, notice
from plugins.newsletter.store.schema import subscriber, subscription

READABLE = ("subscriber", "application", "notice", "bucket")  # addresses stand there, and domains
_OWED = "scrub"
_SOON = 1.0  # seconds that somebody who waits for an answer is made to wait
_HEAD = 65_536  # bytes in which the header of a mail ends
_TO = re.compile(rb"^To: ([^\r\n]*)", re.MULTILINE)  # before any other part, written by this house
_PARTS = (".html", ".txt", ".eml")


def forget(connection: Connection, number: int | None, address: Address | None) -> None:
    """Delete the rows of somebody who has ended it (`number`), and of an address, whoever typed it."""
    if address is not None:
        connection.execute(delete(notice).where(notice.c.address == address.address))
        typed = applications_to(connection, address)
        connection.execute(delete(application).where(application.c.id.in_(typed)))
        shared = select(subscriber.c.id).where(subscriber.c.domain == address.domain)
        if connection.execute(shared.limit(1)).first() is None:  # a family's own domain is a name
            connection.execute(delete(bucket).where(bucket.c.name == address.domain))
    if number is not None:
        for table in (notice, application, bounce, subscription):
            connection.execute(delete(table).where(table.c.subscriber_id == number))
        said = or_(delivery.c.reply != "", delivery.c.queue_id != "")
        connection.execute(
            update(delivery)
            .where(delivery.c.subscriber_id == number, said)
            .values(reply="", queue_id="")
        )
    remember(connection, _OWED, secrets.token_hex(8))


def asked_to_move_to(connection: Connection, number: int) -> set[Address]:
    """Return the addresses to which somebody wants to move, as long as that is open; `forget` ends it."""
    rows = (
        select(table.c.address).where(table.c.subscriber_id == number)
        for table in (notice, application)
    )
    found = {address for row in rows for address in connection.scalars(row)}
    return {from_store(address) for address in found if "@" in address}


def applications_to(connection: Connection, address: Address) -> list[int]:
    """Return the sign-ups that mean this address, however it was typed; there are never many."""
    typed = connection.execute(select(application.c.id, application.c.address))
    return [row.id for row in typed if _is(row.address, address)]


def scrub(store: Store, *, thorough: bool, patience: float | None = None) -> bool:
    """Take what was deleted out of the files of the database; say whether none of it is left there.

    `thorough` writes tables anew, which holds up whoever sends for as long. Others that read or write
    are waited for, `patience` seconds at most. Raises StoreUnusable.
    """
    if not thorough:
        return files.cut_log(store, _SOON if patience is None else patience)
    with store.read() as connection:
        owed = recall(connection, _OWED)
    if not files.rewrite(store, READABLE, files.PATIENCE if patience is None else patience):
        return False
    with store.begin() as connection:  # unless somebody else was forgotten meanwhile
        database.forget(connection, _OWED, owed)
    return True


def owed(connection: Connection) -> bool:
    """Say whether somebody was forgotten whose traces may still be in the files of the database."""
    return bool(recall(connection, _OWED))


def discard_mails(folder: Path, address: Address) -> int:
    """Delete the mails to an address out of the folder of transport Files; return how many.

    The page that lists them goes too; the next run writes it again. Raises OSError.
    """
    found = [file for file in folder.glob("*.eml") if _addressed_to(file, address)]
    for file in found:
        for part in _PARTS:  # the mail itself last: what is interrupted can be repeated
            file.with_suffix(part).unlink(missing_ok=True)
    if found:
        (folder / "index.html").unlink(missing_ok=True)
    return len(found)


def _addressed_to(mail: Path, address: Address) -> bool:
    with mail.open("rb") as content:
        found = _TO.search(content.read(_HEAD))
    return found is not None and _is(found[1].decode("utf-8", "replace"), address)


def _is(text: str, address: Address) -> bool:
    try:
        return read_address(text) == address
    except WrongUse:
        return text.strip().lower() == address.address.lower()
