"""A copy of the database while it is in use, and the way back.

Both are for SQLite; PostgreSQL brings its own programs, which do it better.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from plugins.newsletter.errors import StoreUnusable, WrongUse
from plugins.newsletter.store import disk
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.faults import unusable
from plugins.newsletter.store.lock import sole_user
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.restored import mark_restored

_ATTACHED = ("-wal", "-shm", "-journal", ".lock")


def backup(store: Store, target: Path) -> None:
    """Write a consistent, checked copy, readable by its owner only; mails may leave meanwhile.

    An earlier copy of this name is replaced when the new one is whole, not before. Raises WrongUse
    for PostgreSQL, and StoreUnusable.
    """
    if store.file is None:
        raise WrongUse(
            "Eine PostgreSQL-Datenbank sichern Sie mit „pg_dump --format=custom“; dieser Befehl ist für die "
            "Datenbank in einer Datei."
        )
    if target.resolve() == store.file.resolve():
        raise WrongUse("Die Sicherung braucht einen anderen Namen als die Datenbank.")
    unfinished = target.with_name(f"{target.name}.unfertig")
    try:
        _copy(store.file, unfinished)
        unfinished.replace(target)
        disk.sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise unusable(error) from error
    finally:
        with suppress(OSError):
            _remove(unfinished)


def restore(
    source: Path,
    address: str,
    root: Path,
    *,
    now: int,
    replace: bool = False,
    amend: Callable[[Connection], None] = lambda _: None,
) -> Path | None:
    """Put a backup in the place of the database; it stands still until a person lets it go on.

    See restored.py for what is done to it; `amend` does the rest, before the copy takes its place.
    `replace`: a database that is already there is kept beside, and its new path returned. Raises
    WrongUse, Busy where somebody is sending, and StoreUnusable.
    """
    if "://" in address:
        raise WrongUse(
            "Eine PostgreSQL-Datenbank holen Sie mit „pg_restore“ zurück; dieser Befehl ist für die Datenbank in "
            "einer Datei."
        )
    file = root / address
    if not source.is_file():
        raise WrongUse(f"Die Sicherung „{source.name}“ gibt es nicht.")
    if source.resolve() == file.resolve():
        raise WrongUse("Das ist die Datenbank selbst und keine Sicherung.")
    there = file.exists() and file.stat().st_size > 0
    if there and not replace:
        raise WrongUse(
            f"Die Datenbank „{file.name}“ gibt es schon; soll die Sicherung an ihre Stelle treten, so geben "
            "Sie --ersetzen an."
        )
    fresh = file.with_name(f"{file.name}.neu")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with sole_user(file):
            _copy(source, fresh)
            _prepare(fresh, now, amend)
            kept = _keep(file, now) if there else None
            fresh.replace(file)
            disk.sync(file.parent)
    except (OSError, sqlite3.Error) as error:
        raise unusable(error) from error
    finally:
        with suppress(OSError):
            _remove(fresh)
    return kept


def _copy(source: Path, target: Path) -> None:
    """Copy one state of a database, check it, and bring it to the disk."""
    _remove(target)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        try:
            old.backup(new)  # in one step: writers go on, and none can make it begin again
            new.execute("PRAGMA journal_mode=DELETE")  # one file is the whole copy
            whole = new.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            ours = new.execute("SELECT 1 FROM sqlite_master WHERE name = 'delivery'").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise
            whole, ours = False, None
    if not whole or not ours:
        raise StoreUnusable(
            f"„{source.name}“ ist beschädigt oder keine Datenbank des Newsletters; nichts wurde ersetzt."
        )
    disk.sync(target)


def _prepare(file: Path, now: int, amend: Callable[[Connection], None]) -> None:
    store = open_store(file.name, file.parent)
    try:
        with store.begin(durable=True) as connection:
            mark_restored(connection, now)
            amend(connection)
    finally:
        store.close()
    _one_file(file)


def _keep(file: Path, now: int) -> Path:
    """Give the database that is there a second name; only where nobody has it open."""
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = file.with_name(f"{file.name}.ersetzt-{stamp}")
    try:
        _one_file(file)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise
        # It is too damaged to be opened, which may be why it is replaced.
    os.link(file, kept)
    for attached in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            file.with_name(file.name + attached).rename(kept.with_name(kept.name + attached))
    return kept


def _one_file(file: Path) -> None:
    """Fold the write-ahead log into the file; SQLite refuses while another process has it open."""
    with closing(sqlite3.connect(file, timeout=1)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _remove(file: Path) -> None:
    for name in (file.name, *(file.name + attached for attached in _ATTACHED)):
        file.with_name(name).unlink(missing_ok=True)
