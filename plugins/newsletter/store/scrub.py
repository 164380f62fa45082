"""Taking out of the database files what was deleted from the tables.

SQLite: `secure_delete` (database.py) writes zeros over what is deleted, but the write-ahead log keeps
earlier pages until a checkpoint cuts it off, and pages that were rearranged may keep a copy; VACUUM
writes all of them anew. PostgreSQL keeps dead rows until VACUUM FULL writes a table anew, and frequent
values in its statistics; its own write-ahead log it overwrites by itself after a while.

Each needs a moment in which nobody reads an older state or writes: it is tried for a while, and nobody
is made to wait for long meanwhile.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from plugins.newsletter.store.database import Store
from plugins.newsletter.store.faults import unusable

PATIENCE = 20.0  # seconds
_AT_ONCE = 0.2  # seconds that one attempt waits, and others behind it
_PAUSE = 0.3  # seconds between two attempts, for the others
_OTHERS = ("55P03", "40P01")  # lock_not_available, deadlock_detected
_STATISTICS = "VACUUM FULL pg_statistic"
_OWNER = "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"


def cut_log(store: Store, patience: float = PATIENCE) -> bool:
    """Empty the write-ahead log of SQLite; say whether it is empty. PostgreSQL has nothing to do here.

    Raises StoreUnusable.
    """
    return store.file is None or _persist(partial(_checkpoint, store.file), patience)


def rewrite(store: Store, tables: Iterable[str], patience: float = PATIENCE) -> bool:
    """Write the database anew (PostgreSQL: these tables); say whether nothing deleted is left in it.

    Takes seconds for 100,000 subscribers; who wants to write waits for as long. Raises StoreUnusable.
    """
    if store.file is not None:
        return _persist(partial(_vacuum, store.file), patience) and cut_log(store, patience)
    # Statistics last: what they held before is then a dead row of their own table.
    statements = [*(f"VACUUM (FULL, ANALYZE) {table}" for table in tables), _STATISTICS]
    done = [_persist(partial(_maintain, store, statement), patience) for statement in statements]
    return all(done)


def _persist(attempt: Callable[[], bool], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while not attempt():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_PAUSE)
    return True


def _checkpoint(file: Path) -> bool:
    busy, *_ = _on_file(file, "PRAGMA wal_checkpoint(TRUNCATE)") or (1,)
    return not busy


def _vacuum(file: Path) -> bool:
    return _on_file(file, "VACUUM") is not None


def _on_file(file: Path, statement: str) -> tuple[int, ...] | None:
    """Run a statement on a connection with little patience; None where others are in the way."""
    try:
        with closing(sqlite3.connect(file, timeout=_AT_ONCE, isolation_level=None)) as connection:
            row: tuple[int, ...] | None = connection.execute(statement).fetchone()
            return row or ()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return None
        raise unusable(error) from error
    except sqlite3.DatabaseError as error:
        raise unusable(error) from error


def _maintain(store: Store, statement: str) -> bool:
    try:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"SET lock_timeout = {round(_AT_ONCE * 1000)}"))
            try:
                return _run(connection, statement)
            finally:
                connection.invalidate()  # the pool gives out none with this patience
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") in _OTHERS:
            return False
        raise unusable(error) from error


def _run(connection: Connection, statement: str) -> bool:
    if statement == _STATISTICS and not connection.scalar(text(_OWNER)):
        return False  # PostgreSQL would only warn, and pass it over
    connection.execute(text(statement))
    return True
