"""One connection held for many small writes."""

import sqlite3

import pytest
from sqlalchemy import bindparam, update

from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.schema import memory
from plugins.newsletter.store.session import Session

RENAME = update(memory).where(memory.c.name == bindparam("old")).values(value=bindparam("new"))


@pytest.fixture
def known(store):
    with store.begin() as connection:
        remember(connection, "paused", "nein")
    return store


def test_each_write_is_committed_when_it_returns_and_tells_how_many_rows(known):
    with Session(known) as session:
        rename = session.prepare(RENAME)
        assert rename({"old": "paused", "new": "ja"}) == 1
        with known.read() as connection:
            assert recall(connection, "paused") == "ja"
        assert rename({"old": "unbekannt", "new": "ja"}) == 0


def test_a_fault_of_the_driver_is_one_sentence(known):
    with Session(known) as session:
        rename = session.prepare(RENAME)
        with pytest.raises(StoreUnusable):
            rename({"old": "paused", "new": None})
        assert rename({"old": "paused", "new": "geht"}) == 1, "and the connection goes on"


def test_the_first_write_and_one_each_tenth_of_a_second_reach_the_disk(sqlite_store):
    ticks = [0.0]
    with Session(sqlite_store, lambda: ticks[0]) as session:
        rename = session.prepare(RENAME)

        def level() -> int:
            rename({"old": "paused", "new": "x"})
            driver = session._driver
            assert isinstance(driver, sqlite3.Connection)
            return driver.execute("PRAGMA synchronous").fetchone()[0]

        seen = []
        for moment in (0.0, 0.05, 0.099, 0.1, 0.11, 5.0):
            ticks[0] = moment
            seen.append(level())
        assert seen == [2, 1, 1, 2, 1, 2]
