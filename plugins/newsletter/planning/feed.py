"""What is remembered of the feed itself: its validators, since when it is silent or fails."""

from typing import Any

from sqlalchemy import Connection, select, update

from plugins.newsletter.source.source import Reading, Validators
from plugins.newsletter.store.database import insert_for
from plugins.newsletter.store.schema import feed


def validators(connection: Connection, address: str) -> Validators:
    """Return what the feed was known by when its entries were last stored."""
    row = connection.execute(select(feed).where(feed.c.address == address)).first()
    return Validators(row.etag, row.last_modified) if row else Validators("", "")


def record(connection: Connection, address: str, reading: Reading, now: int) -> None:
    """Record that the feed was had, with its validators where it has changed."""
    values: dict[str, Any] = {"read_at": now, "failing_since": None, "failure": ""}
    if reading.entries is not None:
        values["etag"] = reading.validators.etag
        values["last_modified"] = reading.validators.last_modified
        values["changed_at"] = now
    upsert = insert_for(connection)(feed).values(address=address, **values)
    connection.execute(upsert.on_conflict_do_update(index_elements=["address"], set_=values))
    if reading.entries is not None:
        # What was stored of another feed meanwhile may be gone: back there all is to be read again.
        others = update(feed).where(
            feed.c.address != address, feed.c.etag + feed.c.last_modified != ""
        )
        connection.execute(others.values(etag="", last_modified=""))


def record_failure(connection: Connection, address: str, sentence: str, now: int) -> None:
    """Record that the feed could not be had; the first failure of a row keeps its time."""
    first = insert_for(connection)(feed).values(address=address)
    connection.execute(first.on_conflict_do_nothing(index_elements=["address"]))
    here = feed.c.address == address
    connection.execute(update(feed).where(here).values(failure=sentence))
    connection.execute(
        update(feed).where(here, feed.c.failing_since.is_(None)).values(failing_since=now)
    )
