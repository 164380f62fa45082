"""One sender of issues at a time, and one courier of confirmations.

Two would not lose a mail, but they would get into each other's way.

The lock ends with its holder, however that ends: the system drops a file lock and PostgreSQL a
session's. Nothing has to be cleaned up after a crash.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from plugins.newsletter.errors import Busy
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.faults import unusable


@dataclass(frozen=True)
class _Lock:
    """`key`: any number but that of migrate.py; PostgreSQL keeps it for each database."""

    suffix: str
    key: int
    busy: str


_SENDER = _Lock(
    ".lock",
    0x6E6577736C65,
    "Ein anderer Prozess verschickt schon aus dieser Datenbank{who}; warten Sie, bis er fertig ist.",
)
_COURIER = _Lock(
    ".courier.lock",
    0x6E6577736C66,
    "Ein anderer Anmeldedienst verschickt schon Bestätigungen aus dieser Datenbank{who}; beenden Sie einen "
    "von beiden.",
)


@contextmanager
def sole_sender(store: Store) -> Iterator[None]:
    """Be the only process that plans and sends from this database. Raises Busy or StoreUnusable."""
    with _held(store, _SENDER):
        yield


@contextmanager
def sole_courier(store: Store) -> Iterator[None]:
    """Be the only one that sends confirmations from this database. Raises Busy or StoreUnusable."""
    with _held(store, _COURIER):
        yield


@contextmanager
def sole_user(database: Path) -> Iterator[None]:
    """Hold the lock of a database in a file without opening it. Raises Busy or StoreUnusable."""
    with _locked_file(database, _SENDER):
        yield


@contextmanager
def _held(store: Store, lock: _Lock) -> Iterator[None]:
    with _locked_session(store, lock) if store.file is None else _locked_file(store.file, lock):
        yield


@contextmanager
def _locked_file(database: Path, lock: _Lock) -> Iterator[None]:
    real = database.resolve()  # two paths to one database share one lock
    try:
        handle = os.open(real.with_name(f"{real.name}{lock.suffix}"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unusable(error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            who = f" (Prozess {holder})" if holder.isdigit() else ""
            raise Busy(lock.busy.format(who=who)) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


@contextmanager
def _locked_session(store: Store, lock: _Lock) -> Iterator[None]:
    try:
        connection = store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except DBAPIError as error:
        raise unusable(error) from error
    connection.detach()  # closing it ends the session, and with it the lock
    with connection:
        try:
            got = connection.scalar(text(f"SELECT pg_try_advisory_lock({lock.key})"))
        except DBAPIError as error:
            raise unusable(error) from error
        if not got:
            raise Busy(lock.busy.format(who=""))
        try:
            yield
        finally:
            # A closed session is ended by the server a little later; the next run may be sooner.
            with suppress(DBAPIError):
                connection.scalar(text(f"SELECT pg_advisory_unlock({lock.key})"))
