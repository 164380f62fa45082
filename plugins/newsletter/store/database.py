"""The database: one file of SQLite, or a PostgreSQL; the same statements on both.

SQLite runs in WAL mode. `begin()` takes the write lock at once, so that two processes never
deadlock half-way; `begin(durable=True)` reaches the disk before it returns, the others survive a
killed process but perhaps not a loss of power. PostgreSQL always reaches the disk: without, the end
of its own process would lose what was committed.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.store import schema
from plugins.newsletter.store.faults import unusable

VARIABLE = "NEWSLETTER_DATABASE"
PATIENCE = 10.0  # seconds to wait for a lock that another process holds


class Store:
    """An open database."""

    def __init__(self, engine: Engine, file: Path | None) -> None:
        self.engine = engine
        self.file = file  # None for PostgreSQL

    @contextmanager
    def begin(self, *, durable: bool = False) -> Iterator[Connection]:
        """Write: commit at the end, roll back on any error. Raises StoreUnusable."""
        try:
            with (
                self.engine.connect() as connection,
                connection.execution_options(write=True, durable=durable).begin(),
            ):
                yield connection
        except DBAPIError as error:
            raise unusable(error) from _cause(error)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read one consistent state; what others commit meanwhile does not show. Raises StoreUnusable."""
        try:
            with self.engine.connect() as connection:
                if self.file is None:
                    connection.execution_options(isolation_level="REPEATABLE READ")
                yield connection
        except DBAPIError as error:
            raise unusable(error) from _cause(error)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_engine(address: str, root: Path, patience: float = PATIENCE) -> Store:
    """Open a database without looking at its tables; `address` is a file or an SQLAlchemy URL."""
    if "://" not in address:
        return _open_file(root / address, patience)
    try:
        url = make_url(address)
        if url.get_backend_name() == "postgresql":
            return _open_server(url, patience)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        pass
    raise SettingsUnusable(
        "Die Adresse der Datenbank ist weder eine Datei noch postgresql://…; "
        f"sie steht in den Einstellungen (database) oder in {VARIABLE}."
    )


def remember(connection: Connection, name: str, value: str) -> None:
    """Write one fact into `memory`."""
    upsert = insert_for(connection)(schema.memory).values(name=name, value=value)
    connection.execute(
        upsert.on_conflict_do_update(index_elements=["name"], set_={"value": upsert.excluded.value})
    )


def recall(connection: Connection, name: str, default: str = "") -> str:
    """Return one fact from `memory`."""
    found = connection.scalar(select(schema.memory.c.value).where(schema.memory.c.name == name))
    return default if found is None else str(found)


def forget(connection: Connection, name: str, value: str | None = None) -> None:
    """Take one fact out of `memory`; given a `value`, only while it still says this."""
    fact = delete(schema.memory).where(schema.memory.c.name == name)
    connection.execute(fact if value is None else fact.where(schema.memory.c.value == value))


def insert_for(connection: Connection) -> Any:  # noqa: ANN401  # the two inserts share no base with on_conflict
    """Return the `insert` of this database that knows ON CONFLICT."""
    return sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert


def _open_server(url: URL, patience: float) -> Store:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,  # they hold addresses
        pool_pre_ping=True,  # the service lives longer than a PostgreSQL that is restarted
        use_native_hstore=False,  # saves a question at each start
        connect_args={"connect_timeout": max(2, round(patience))},
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: psycopg.Connection, _: object) -> None:
        connection.execute(f"SET lock_timeout = {round(patience * 1000)}".encode())
        connection.commit()

    return Store(engine, None)


def _open_file(file: Path, patience: float) -> Store:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(file)
    except OSError as error:
        raise unusable(error) from error
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file)),
        hide_parameters=True,  # they hold addresses
        connect_args={"timeout": patience},
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # BEGIN is ours
        _write_ahead(connection, patience)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # zeros over what is deleted

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        level = "FULL" if options.get("durable") else "NORMAL"
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("write") else "BEGIN")

    return Store(engine, file)


def _make(file: Path) -> None:
    """Make an empty file that only its owner may read, where there is none.

    One that is there is not even opened: to close it again would end the locks of every other
    connection of this process (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if not file.is_file() or not os.access(file, os.R_OK | os.W_OK):
            raise


def _write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Switch to WAL; SQLite does not wait by itself where two processes do it at once."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _cause(error: DBAPIError) -> DBAPIError | None:
    # What PostgreSQL says about a doubled row quotes the row.
    return None if isinstance(error, IntegrityError) else error
