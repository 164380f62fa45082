"""Who changes what is known of people takes a turn: two who do it at once see each other's result.

Two links to one address, a sign-up that is decided while the mailbox is being suppressed, a move onto
an address that is just joining: each is harmless one after the other. It is seldom enough not to matter.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from plugins.newsletter.store.database import Store

_KEY = 0x6E6577736C6E  # any number but those of migrate.py and lock.py


@contextmanager
def turn(store: Store) -> Iterator[Connection]:
    """Write alone, and durably: commit at the end, roll back on any error. Raises StoreUnusable."""
    with store.begin(durable=True) as connection:  # alone on SQLite
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_KEY})"))
        yield connection
