"""What a database promises, and what the operator reads where it cannot keep it."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.store.database import open_engine, recall, remember
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.schema import memory, subscriber

ROOT = Path(__file__).parents[3]
NEXT = "Nichts ist verloren; der nächste Lauf macht weiter."


@pytest.fixture
def address(new_address):
    return new_address()


@pytest.fixture
def store(address, tmp_path):
    store = open_store(address, tmp_path, patience=0.2)
    yield store
    store.close()


@pytest.fixture
def other(store, address, tmp_path):
    """Another program with the same database."""
    other = open_engine(address, tmp_path, patience=0.2)
    yield other
    other.close()


def fact(store, name="satz"):
    with store.read() as connection:
        return recall(connection, name)


def run(store, *acts):
    with store.begin() as connection:
        for act in acts:
            act(connection)


def write(store, value="da", name="satz", *, durable=False):
    with store.begin(durable=durable) as connection:
        remember(connection, name, value)


@pytest.mark.parametrize("durable", [False, True])
def test_what_was_written_is_there_for_all(store, other, durable):
    write(store, durable=durable)
    write(store, "neu", durable=durable)
    assert fact(other) == "neu"
    assert fact(other, "nie") == ""


def test_an_error_undoes_the_whole_transaction(store, other):
    with pytest.raises(KeyError):
        run(store, lambda connection: remember(connection, "satz", "da"), lambda _: {}["fehlt"])
    assert fact(store) == fact(other) == ""
    write(store)


def test_a_reader_sees_one_state_while_another_writes(store, other):
    with store.read() as connection:
        assert recall(connection, "satz") == ""
        write(other)
        assert recall(connection, "satz") == ""
    assert fact(store) == "da"


def test_only_a_durable_transaction_waits_for_the_disk_of_sqlite(sqlite_store):
    levels = []
    for durable in (False, True, False):
        with sqlite_store.begin(durable=durable) as connection:
            levels.append(connection.scalar(text("PRAGMA synchronous")))
    assert levels == [1, 2, 1]
    with sqlite_store.read() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_who_writes_takes_the_lock_at_once_so_that_two_never_block_each_other(
    sqlite_store, tmp_path
):
    other = open_engine(sqlite_store.file.name, tmp_path, patience=0)
    with sqlite_store.begin(), pytest.raises(StoreUnusable), other.begin():
        pytest.fail("both have begun to write")
    other.close()


def test_opening_a_file_that_is_in_use_leaves_its_locks_alone(sqlite_store, tmp_path):
    """Without them another program could take the write-ahead log away under our feet."""
    write(sqlite_store)
    open_engine(sqlite_store.file.name, tmp_path).close()
    program = (
        "import sqlite3, sys\n"
        "sqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode=DELETE')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, sqlite_store.file], capture_output=True, check=False
    )
    assert b"database is locked" in done.stderr


def test_a_database_that_somebody_else_holds_is_waited_for_then_named(store, other):
    with other.begin() as connection:
        connection.execute(text("DELETE FROM memory"))
        if store.file is None:
            connection.execute(text("LOCK TABLE memory"))
        with pytest.raises(StoreUnusable, match="Die Datenbank ist gesperrt") as refusal:
            write(store)
        assert str(refusal.value).endswith(NEXT)
        assert refusal.value.exit_code == 73
    write(store)
    assert fact(other) == "da"


def test_numbers_are_never_used_again(store):
    values = {"domain": "b.example", "state": "left", "frequency": "weekly", "created_at": 0}
    numbers = []
    for name in ("a", "b"):
        with store.begin() as connection:
            row = insert(subscriber).values(address=f"{name}@b.example", **values)
            numbers.append(connection.scalar(row.returning(subscriber.c.id)))
            connection.execute(subscriber.delete())
    assert numbers[0] < numbers[1]


def test_no_address_is_in_what_an_error_says(store):
    values = {"domain": "b.example", "state": "left", "frequency": "weekly", "created_at": 0}

    def twice(connection):
        for _ in range(2):
            connection.execute(insert(subscriber).values(address="geheim@b.example", **values))

    with pytest.raises(StoreUnusable) as refusal, store.begin() as connection:
        twice(connection)
    assert "geheim" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__
    with pytest.raises(StoreUnusable) as refusal, store.begin() as connection:
        connection.execute(text("SELECT * FROM nirgends WHERE a = :a"), {"a": "geheim@b.example"})
    assert "geheim" not in str(refusal.value) + str(refusal.value.__cause__)


def test_who_expects_a_doubled_row_may_catch_it(store):
    with store.begin() as connection:
        remember(connection, "satz", "da")
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(insert(memory).values(name="satz", value="noch einmal"))
    assert fact(store) == "da"


# Faults of the file


def test_a_full_disk_is_named_and_afterwards_the_work_goes_on(sqlite_store):
    write(sqlite_store)
    limit = text("PRAGMA max_page_count = 1")  # SQLite makes it the present size
    with pytest.raises(StoreUnusable) as refusal:
        run(
            sqlite_store,
            lambda connection: connection.execute(limit),
            lambda connection: remember(connection, "satz", "x" * 1_000_000),
        )
    assert str(refusal.value) == f"Der Datenträger der Datenbank ist voll. {NEXT}"
    assert refusal.value.exit_code == 73
    sqlite_store.engine.dispose()  # what the limit stood on
    assert fact(sqlite_store) == "da"
    write(sqlite_store, "x" * 1_000_000)


FILLING = """
import resource, sys
from pathlib import Path
from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.migrate import open_store
store = open_store(sys.argv[1], Path(sys.argv[2]))
with store.begin() as connection: remember(connection, "satz", "da")
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
try:
    with store.begin() as connection: remember(connection, "satz", "x" * 1_000_000)
except StoreUnusable as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
with store.read() as connection: print(recall(connection, "satz"))
with store.begin() as connection: remember(connection, "satz", "y" * 1_000_000)
"""


def test_a_file_that_may_not_grow_loses_nothing_and_the_same_process_goes_on(
    sqlite_store, tmp_path
):
    """The system refuses bytes in the middle of a commit, as a full disk does."""
    done = subprocess.run(
        [sys.executable, "-c", FILLING, sqlite_store.file.name, tmp_path],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        f"Der Datenträger der Datenbank meldet einen Fehler; vielleicht ist er voll. {NEXT}",
        "da",
    ]
    assert fact(sqlite_store) == "y" * 1_000_000


def test_a_file_that_may_only_be_read_is_named(sqlite_store):
    with pytest.raises(StoreUnusable, match="darf nicht geschrieben werden"):
        run(
            sqlite_store,
            lambda connection: connection.execute(text("PRAGMA query_only = ON")),
            lambda connection: remember(connection, "satz", "da"),
        )
    sqlite_store.engine.dispose()
    write(sqlite_store)


@pytest.mark.parametrize("content", [b"Liebe Leute,\n" * 99, b"SQLite format 3\0" + b"x" * 4096])
def test_a_file_that_is_no_database_is_named_and_left_as_it_is(tmp_path, content):
    file = tmp_path / "brief.txt"
    file.write_bytes(content)
    with pytest.raises(StoreUnusable, match="keine Datenbank des Newsletters"):
        open_store("brief.txt", tmp_path)
    assert file.read_bytes() == content


def test_a_damaged_database_is_named(sqlite_store, tmp_path):
    write(sqlite_store, "x" * 100_000)
    sqlite_store.close()
    with sqlite_store.file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 400_000)
    with pytest.raises(StoreUnusable, match="holen Sie die letzte Sicherung zurück"):
        open_store(sqlite_store.file.name, tmp_path)


@pytest.mark.parametrize("address", [".", "datei/newsletter.sqlite3"])
def test_a_path_where_no_file_can_be_is_named(tmp_path, address):
    (tmp_path / "datei").touch()
    with pytest.raises(
        StoreUnusable, match="lässt sich nicht öffnen; prüfen Sie Ordner und Rechte"
    ):
        open_store(address, tmp_path)


# Faults of the server


def test_a_server_that_is_not_there_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"postgresql://news@127.0.0.1:{taken.getsockname()[1]}/news"
        with pytest.raises(StoreUnusable, match="nicht zu erreichen") as refusal:
            open_store(address, tmp_path)
    assert refusal.value.exit_code == 73


def test_a_wrong_password_is_named_and_not_repeated(postgresql, tmp_path):
    rules = postgresql.folder / "data/pg_hba.conf"
    before = rules.read_text()
    postgresql.sql("CREATE ROLE news LOGIN PASSWORD 'richtig'")
    try:
        rules.write_text("local all news scram-sha-256\n" + before)
        postgresql.sql("SELECT pg_reload_conf()")
        name = postgresql.empty().partition("?")[0].rpartition("/")[2]
        postgresql.sql(
            f"GRANT CREATE ON DATABASE {name} TO news; ALTER DATABASE {name} OWNER TO news"
        )
        with pytest.raises(StoreUnusable, match="lehnt das Passwort ab") as refusal:
            open_store(postgresql.address(name, "news", "falsch"), tmp_path)
        assert refusal.value.exit_code == 73
        assert "falsch" not in str(refusal.value)
        open_store(postgresql.address(name, "news", "richtig"), tmp_path).close()
    finally:
        rules.write_text(before)
        postgresql.sql("SELECT pg_reload_conf()")


def test_a_server_that_is_killed_loses_nothing_and_the_same_process_goes_on(postgresql, tmp_path):
    store = open_store(postgresql.fresh(), tmp_path)
    write(store)
    with pytest.raises(StoreUnusable, match="nicht zu erreichen"):
        run(
            store,
            lambda connection: remember(connection, "satz", "neu"),
            lambda _: postgresql.stop(signal.SIGQUIT),
        )
    with pytest.raises(StoreUnusable, match="nicht zu erreichen"):
        fact(store)
    postgresql.start()
    assert fact(store) == "da"
    write(store, "neu")
    assert fact(store) == "neu"
    store.close()


def test_a_user_who_may_not_write_is_named(postgresql, tmp_path):
    address = postgresql.fresh()
    store = open_store(address, tmp_path)
    with pytest.raises(StoreUnusable, match="darf nicht geschrieben werden"):
        run(
            store,
            lambda connection: connection.execute(text("SET TRANSACTION READ ONLY")),
            lambda connection: remember(connection, "satz", "da"),
        )
    write(store)
    store.close()
    postgresql.give_back(address)
