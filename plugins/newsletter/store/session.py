"""One connection held for many small writes, each of them a transaction of its own.

Sending a mail takes two such writes. Through the pool each costs about ten times the work of the
database itself: events, BEGIN and COMMIT as statements, results wrapped and unwrapped. Here a
statement of SQLAlchemy is compiled once and given to the driver, which commits by itself.

SQLite: a commit survives a killed process; a loss of power may undo those of the last 100 ms, because
only then does a commit wait for the disk (which brings all earlier ones there too).
"""

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self, cast

from sqlalchemy import Update
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from plugins.newsletter.store.database import Store
from plugins.newsletter.store.faults import unusable

BARRIER = 0.1  # seconds between two commits that reach the disk


class Session:
    """A held connection to `store`; `ticks` is a clock that never jumps, in seconds."""

    def __init__(self, store: Store, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._on_sqlite = store.file is not None
        self._faults = store.engine.dialect.loaded_dbapi.Error
        self._dialect = (
            sqlite.dialect(paramstyle="named") if self._on_sqlite else store.engine.dialect
        )
        try:
            self._held = store.engine.raw_connection()
        except DBAPIError as error:
            raise unusable(error.orig) from error
        self._driver = cast("Any", self._held.driver_connection)
        self._held.detach()  # it is never given back to the pool
        self._durable: bool | None = None
        self._synced = float("-inf")
        if not self._on_sqlite:
            self._driver.autocommit = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def prepare(self, statement: Update) -> Callable[[Mapping[str, object]], int]:
        """Return a function that runs a statement with these values for its parameters.

        It commits before it returns the number of rows changed. Raises StoreUnusable.
        """
        compiled = statement.compile(
            dialect=self._dialect, compile_kwargs={"render_postcompile": True}
        )
        sql, constants = str(compiled), dict(compiled.params)

        def run(values: Mapping[str, object]) -> int:
            try:
                if self._on_sqlite:
                    self._choose_durability()
                return int(self._driver.execute(sql, {**constants, **values}).rowcount)
            except self._faults as error:
                raise unusable(error) from error

        return run

    def close(self) -> None:
        """Close the connection."""
        self._held.close()

    def _choose_durability(self) -> None:
        now = self._ticks()
        durable = now - self._synced >= BARRIER
        if durable:
            self._synced = now
        if durable is not self._durable:
            self._driver.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self._durable = durable
