"""A copy while mails leave, and the way back, after which nobody gets a mail unasked."""

import shutil
import sqlite3
import stat

import pytest
from sqlalchemy import insert, select, text

from plugins.newsletter.errors import Busy, StoreUnusable, WrongUse
from plugins.newsletter.store.backup import backup, restore
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.integrity import problems
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.lock import sole_sender
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.restored import GAP, mark_restored
from plugins.newsletter.store.schema import subscriber

NOW = 1_790_000_000
EVERY = ["pending", "claimed", "sending", "deferred", "uncertain", "sent", "excluded", "failed", "expired"]  # fmt: skip


def fact(store, name):
    with store.read() as connection:
        return recall(connection, name)


@pytest.fixture
def copied(sqlite_store, mailing, tmp_path):
    """Give the path of a backup."""
    mailing(sqlite_store, "sending", EVERY)
    backup(sqlite_store, tmp_path / "sicherung.sqlite3")
    return tmp_path / "sicherung.sqlite3"


def test_a_backup_is_one_whole_file_for_its_owner_only(sqlite_store, copied, tmp_path):
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    with sqlite3.connect(copied) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT count(*) FROM delivery").fetchone() == (9,)
    assert not list(tmp_path.glob("sicherung.sqlite3?*"))


def test_a_backup_is_made_while_another_writes_and_holds_what_was_committed(sqlite_store, tmp_path):
    with sqlite_store.begin() as connection:
        remember(connection, "fertig", "ja")
    with sqlite_store.begin() as connection:
        remember(connection, "offen", "ja")
        backup(sqlite_store, tmp_path / "sicherung.sqlite3")
        remember(connection, "danach", "ja")
    with sqlite3.connect(tmp_path / "sicherung.sqlite3") as copy:
        names = {row[0] for row in copy.execute("SELECT name FROM memory")}
    assert names == {"instance", "fertig"}


def test_an_earlier_backup_is_replaced_only_by_a_whole_one(sqlite_store, copied):
    before = copied.read_bytes()
    with sqlite_store.engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE delivery")
        connection.commit()
    with pytest.raises(StoreUnusable, match="beschädigt"):
        backup(sqlite_store, copied)
    assert copied.read_bytes() == before
    assert not list(copied.parent.glob("*.unfertig*"))


def test_a_backup_does_not_overwrite_the_database(sqlite_store):
    with pytest.raises(WrongUse, match="anderen Namen"):
        backup(sqlite_store, sqlite_store.file)


def test_a_backup_where_nothing_can_be_written_is_named(sqlite_store, tmp_path):
    with pytest.raises(StoreUnusable, match="Ordner und Rechte"):
        backup(sqlite_store, tmp_path / "nirgends/sicherung.sqlite3")


def test_for_postgresql_its_own_programs_are_named(postgresql, tmp_path):
    address = postgresql.fresh()
    store = open_store(address, tmp_path)
    with pytest.raises(WrongUse, match="pg_dump"):
        backup(store, tmp_path / "sicherung")
    store.close()
    postgresql.give_back(address)
    with pytest.raises(WrongUse, match="pg_restore"):
        restore(tmp_path / "sicherung", address, tmp_path, now=NOW)


def test_a_restored_copy_stands_still_and_says_why(copied, tmp_path):
    assert restore(copied, "neu/neu.sqlite3", tmp_path, now=NOW) is None
    store = open_store("neu/neu.sqlite3", tmp_path)
    assert "zurückgeholte Sicherung" in fact(store, "paused")
    assert fact(store, "restored") == str(NOW)
    assert stat.S_IMODE(store.file.stat().st_mode) == 0o600
    with store.read() as connection:
        assert problems(connection) == []
    store.close()


def test_a_restored_copy_keeps_its_name_so_that_receipts_are_found(sqlite_store, copied, tmp_path):
    restore(copied, "neu.sqlite3", tmp_path, now=NOW)
    store = open_store("neu.sqlite3", tmp_path)
    assert fact(store, "instance") == fact(sqlite_store, "instance")
    store.close()


def test_what_may_have_been_sent_since_is_uncertain_and_what_had_ended_stays(store, mailing):
    mailing(store, "sending", EVERY)
    with store.begin() as connection:
        mark_restored(connection, NOW)
        rows = connection.execute(
            select(delivery.c.state, delivery.c.changed_at).order_by(delivery.c.id)
        ).all()
    # Receipts are asked from the last sign of life on; `sending` and `uncertain` had begun before.
    assert [tuple(row) for row in rows] == [
        ("uncertain", 1000), ("uncertain", 1000), ("uncertain", 903), ("uncertain", 1000),
        ("uncertain", 905), ("sent", 906), ("excluded", 907), ("failed", 908), ("expired", 909),
    ]  # fmt: skip


@pytest.mark.parametrize("known", [0, 3])
def test_numbers_that_the_lost_database_may_have_given_are_not_given_again(store, mailing, known):
    if known:
        mailing(store, "sending", ["sent"] * known)
    with store.begin() as connection:
        mark_restored(connection, NOW)
        row = insert(subscriber).values(
            address="neu@kreis.example", domain="", state="left", frequency="weekly", created_at=0
        )
        assert connection.scalar(row.returning(subscriber.c.id)) > known + GAP - 1


def test_a_database_that_is_there_is_replaced_only_when_asked_and_kept(
    sqlite_store, copied, tmp_path
):
    with sqlite_store.begin() as connection:
        remember(connection, "satz", "alt")
    sqlite_store.close()
    with pytest.raises(WrongUse, match="gibt es schon"):
        restore(copied, "newsletter.sqlite3", tmp_path, now=NOW)
    kept = restore(copied, "newsletter.sqlite3", tmp_path, now=NOW, replace=True)
    assert kept.name == "newsletter.sqlite3.ersetzt-20260921T141320Z"
    for name, said in ((kept.name, "alt"), ("newsletter.sqlite3", "")):
        store = open_store(name, tmp_path)
        assert fact(store, "satz") == said
        store.close()
    assert not list(tmp_path.glob("*.neu*"))


def test_a_damaged_database_is_replaced_and_kept_too(copied, tmp_path):
    (tmp_path / "kaputt.sqlite3").write_bytes(b"x" * 5000)
    (tmp_path / "kaputt.sqlite3-wal").write_bytes(b"y" * 5000)
    kept = restore(copied, "kaputt.sqlite3", tmp_path, now=NOW, replace=True)
    assert kept.read_bytes() == b"x" * 5000
    open_store("kaputt.sqlite3", tmp_path).close()


def test_a_database_in_use_is_not_replaced(sqlite_store, copied, tmp_path):
    with sole_sender(sqlite_store), pytest.raises(Busy):
        restore(copied, "newsletter.sqlite3", tmp_path, now=NOW, replace=True)
    with sqlite_store.read() as connection:
        connection.execute(text("SELECT 1 FROM memory"))
        with pytest.raises(StoreUnusable, match="gesperrt"):
            restore(copied, "newsletter.sqlite3", tmp_path, now=NOW, replace=True)
    assert fact(sqlite_store, "paused") == ""


@pytest.mark.parametrize("content", [b"", b"Liebe Leute"])
def test_what_is_no_backup_replaces_nothing(sqlite_store, tmp_path, content):
    (tmp_path / "brief").write_bytes(content)
    sqlite_store.close()
    with pytest.raises(StoreUnusable, match="„brief“ ist beschädigt oder keine Datenbank"):
        restore(tmp_path / "brief", "newsletter.sqlite3", tmp_path, now=NOW, replace=True)
    assert fact(sqlite_store, "paused") == ""
    assert not list(tmp_path.glob("*.neu*"))


@pytest.mark.parametrize(
    ("source", "said"), [("fehlt", "gibt es nicht"), ("newsletter.sqlite3", "selbst")]
)
def test_a_backup_must_be_there_and_another_file(sqlite_store, tmp_path, source, said):
    with pytest.raises(WrongUse, match=said):
        restore(tmp_path / source, "newsletter.sqlite3", tmp_path, now=NOW, replace=True)


def test_a_backup_on_a_medium_that_can_only_be_read_is_enough(copied, tmp_path):
    (folder := tmp_path / "medium").mkdir()
    shutil.move(copied, folder / "s.sqlite3")
    folder.chmod(0o500)
    restore(folder / "s.sqlite3", "neu.sqlite3", tmp_path, now=NOW)
    assert [file.name for file in folder.iterdir()] == ["s.sqlite3"]
    folder.chmod(0o700)
