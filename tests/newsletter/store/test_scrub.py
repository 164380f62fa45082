"""What is deleted is out of the files too, whoever reads or writes meanwhile."""

import re
import threading
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import delete, insert, select, text, update

from plugins.newsletter.store import scrub
from plugins.newsletter.store.database import open_engine
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.schema import memory, subscriber
from plugins.newsletter.store.session import Session

PEOPLE = 400
ADDRESS = re.compile(rb"person-(\d{4})@post\.example")
TABLES = ("subscriber", "application", "notice")


def address(number: int) -> str:
    return f"person-{number:04}@post.example"


@pytest.fixture
def peopled(store):
    """Give a store whose files are full of addresses, and statistics of them."""
    with store.begin() as connection:
        connection.execute(
            insert(subscriber),
            [{"address": address(n), "domain": "post.example", "state": "left",
              "frequency": "weekly", "created_at": 0} for n in range(PEOPLE)],
        )  # fmt: skip
        connection.execute(text("ANALYZE"))
    return store


def forget(store, numbers):
    with store.begin() as connection:
        for number in numbers:
            row = subscriber.c.address == address(number)
            change = update(subscriber).where(row).values(address=f"~{number}", domain="")
            connection.execute(delete(subscriber).where(row) if number % 2 else change)


def found(store, postgresql=None):
    """Return the numbers of all addresses that stand anywhere in the files of the database."""
    if store.file is None:
        with psycopg.connect(postgresql.address("postgres"), autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        files = [file for file in (postgresql.folder / "data/base").rglob("*") if file.is_file()]
    else:
        files = list(store.file.parent.glob(f"{store.file.name}*"))
    return {int(number) for file in files for number in ADDRESS.findall(file.read_bytes())}


def in_statistics(store):
    """Return the numbers that PostgreSQL keeps as samples; in its files they are compressed."""
    if store.file is not None:
        return set()
    with store.read() as connection:
        rows = connection.scalars(text("SELECT histogram_bounds::text FROM pg_stats")).all()
    return {int(number) for row in rows for number in ADDRESS.findall((row or "").encode())}


def test_what_is_deleted_is_zeroed_and_gone_with_the_log(sqlite_store):
    """On every connection, also the held one of the sender."""
    with sqlite_store.begin() as connection:
        connection.execute(insert(memory).values(name="eins", value=address(1)))
        connection.execute(insert(memory).values(name="zwei", value=address(2)))
    with sqlite_store.begin() as connection:
        connection.execute(delete(memory).where(memory.c.name == "eins"))
    with sqlite_store.engine.connect(), Session(sqlite_store) as session:
        session.prepare(update(memory).where(memory.c.name == "zwei").values(value="~"))({})
        assert found(sqlite_store) == {1, 2}
        assert scrub.cut_log(sqlite_store)
    assert found(sqlite_store) == set()


def test_rewritten_the_database_holds_those_who_stay_and_nobody_else(peopled, request, database):
    cluster = request.getfixturevalue("postgresql") if database == "postgresql" else None
    gone = set(range(0, PEOPLE, 3)) | set(range(1, PEOPLE, 7))
    if cluster:
        assert in_statistics(peopled) & gone
    forget(peopled, gone)
    assert scrub.rewrite(peopled, TABLES)
    assert found(peopled, cluster) == set(range(PEOPLE)) - gone
    assert in_statistics(peopled) <= set(range(PEOPLE)) - gone
    with peopled.read() as connection:
        assert len(connection.execute(select(subscriber.c.id)).all()) == PEOPLE - len(
            [number for number in gone if number % 2]
        )


def test_also_what_an_older_version_deleted_without_zeros(sqlite_store, tmp_path):
    with sqlite_store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")
        for number in range(PEOPLE):
            connection.execute(insert(memory).values(name=str(number), value=address(number)))
        connection.execute(delete(memory).where(memory.c.name != "instance"))
        connection.commit()
        connection.invalidate()
    assert scrub.cut_log(sqlite_store)
    assert found(sqlite_store)
    assert scrub.rewrite(sqlite_store, TABLES)
    assert found(sqlite_store) == set()


@contextmanager
def held(store, how):
    """Hold the database open as the service and the sender do."""
    other = open_engine(store.file.name, store.file.parent) if store.file else store
    with other.begin() if how == "writer" else other.read() as connection:
        connection.execute(select(subscriber.c.address)).all()
        if how == "writer":
            connection.execute(insert(memory).values(name="x", value="y"))
        yield
    if store.file:
        other.close()


@pytest.mark.parametrize("how", ["reader", "writer"])
def test_who_is_in_the_way_is_waited_for_and_said_if_he_stays(peopled, how):
    forget(peopled, [1])
    with held(peopled, how):
        assert not scrub.rewrite(peopled, TABLES, patience=0)
        if peopled.file is not None and how == "reader":
            assert not scrub.cut_log(peopled, patience=0)
        results: list[bool] = []
        waiting = threading.Thread(target=lambda: results.append(scrub.rewrite(peopled, TABLES)))
        waiting.start()
    waiting.join()
    assert results == [True]


def test_an_open_connection_without_a_transaction_is_in_nobodys_way(sqlite_store):
    with Session(sqlite_store), sqlite_store.engine.connect():
        assert scrub.rewrite(sqlite_store, TABLES, patience=0)


def test_who_does_not_own_the_postgresql_is_told_that_something_is_left(postgresql):
    """PostgreSQL only warns where its statistics may not be written anew."""
    name = postgresql.empty()
    with psycopg.connect(name, autocommit=True) as connection:
        connection.execute("CREATE ROLE gast LOGIN")
        connection.execute("GRANT ALL ON SCHEMA public TO gast")
    store = open_store(name.replace("postgres@", "gast@"), postgresql.folder)
    assert not scrub.rewrite(store, TABLES, patience=0)
    store.close()
