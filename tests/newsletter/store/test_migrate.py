"""Opening makes a database, brings an older one up to date, and never makes do with a wrong one."""

import multiprocessing
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from plugins.newsletter.errors import SettingsUnusable, StoreUnusable
from plugins.newsletter.store import migrate
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.migrate import HEAD, open_store

ROOT = Path(__file__).parents[3]
METADATA = delivery.metadata


@pytest.fixture
def empty(request, database) -> str:
    """Give the address of a database without any table."""
    return "neu.sqlite3" if database == "sqlite" else request.getfixturevalue("postgresql").empty()


def test_a_new_database_has_every_table_and_a_name_of_its_own(empty, tmp_path):
    store = open_store(empty, tmp_path)
    with store.read() as connection:
        assert set(inspect(connection).get_table_names()) == {*METADATA.tables, "alembic_version"}
        assert re.fullmatch("[0-9a-f]{32}", recall(connection, "instance"))
    store.close()


def test_opening_again_changes_nothing(empty, tmp_path):
    names = []
    for _ in range(2):
        store = open_store(empty, tmp_path)
        with store.begin() as connection:
            names.append(recall(connection, "instance"))
            remember(connection, "paused", "aus gutem Grund")
        store.close()
    assert names[0] == names[1]
    store = open_store(empty, tmp_path)
    with store.read() as connection:
        assert recall(connection, "paused") == "aus gutem Grund"
    store.close()


def test_the_steps_end_where_the_tables_in_the_code_are(store):
    with store.read() as connection:
        # Alembic misreads the defaults of SQLite; the next test compares those.
        defaults = connection.dialect.name == "postgresql"
        context = MigrationContext.configure(connection, opts={"compare_server_default": defaults})
        assert compare_metadata(context, METADATA) == []


def test_the_steps_make_the_same_checks_partial_indexes_and_counters(sqlite_store):
    """Alembic compares none of these; what SQLite keeps of each statement holds them all."""
    made = create_engine("sqlite://")
    METADATA.create_all(made)

    def statements(connection):
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {
            name: sorted(re.split(r",?\s*[\n\t]\s*", re.sub(r"[\"()]", "", sql)))
            for name, sql in rows
            if name not in {"alembic_version", "sqlite_sequence"}
        }

    with sqlite_store.read() as migrated, made.connect() as direct:
        assert statements(migrated) == statements(direct)


def test_the_version_in_the_code_is_the_last_step():
    config = Config()
    config.set_main_option("script_location", str(migrate._STEPS).replace("%", "%%"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_database_of_a_newer_house_is_left_alone(empty, tmp_path):
    opened = open_store(empty, tmp_path)
    with opened.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    opened.close()
    with pytest.raises(StoreUnusable, match="Fassung 999 einer neueren Version") as refusal:
        open_store(empty, tmp_path)
    assert refusal.value.exit_code == 73


def test_tables_of_another_program_are_left_alone(empty, tmp_path):
    strange = migrate.database.open_engine(empty, tmp_path)
    with strange.begin() as connection:
        connection.execute(text("CREATE TABLE entry (id INTEGER)"))
    strange.close()
    with pytest.raises(StoreUnusable, match="Tabellen eines anderen Programms"):
        open_store(empty, tmp_path)


def test_a_step_that_fails_leaves_nothing_behind(empty, tmp_path, monkeypatch):
    def fail(*_):
        raise StoreUnusable("Mittendrin.")

    monkeypatch.setattr(migrate.database, "remember", fail)
    with pytest.raises(StoreUnusable, match="Mittendrin"):
        open_store(empty, tmp_path)
    monkeypatch.undo()
    store = open_store(empty, tmp_path)
    with store.read() as connection:
        assert recall(connection, "instance")
    store.close()


def test_several_processes_may_open_a_new_database_at_once(empty, tmp_path):
    forked = multiprocessing.get_context("fork")
    together, names = forked.Barrier(3), forked.Queue()

    def run():
        together.wait()
        store = open_store(empty, tmp_path)
        with store.read() as connection:
            names.put(recall(connection, "instance"))

    processes = [forked.Process(target=run) for _ in range(3)]
    for process in processes:
        process.start()
    found = {names.get(timeout=60) for _ in processes}
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(found) == 1


def test_opening_prints_nothing_and_the_file_is_for_its_owner_only(tmp_path, capfd):
    open_store("var/neu.sqlite3", tmp_path).close()
    assert capfd.readouterr() == ("", "")
    assert stat.S_IMODE((tmp_path / "var/neu.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


def test_a_path_may_hold_any_letter(tmp_path):
    (folder := tmp_path / "für 100%?#").mkdir()
    open_store("neu.sqlite3", folder).close()
    assert [file.name for file in folder.iterdir()] == ["neu.sqlite3"]


@pytest.mark.parametrize(
    "address", ["mysql://localhost/news", "sqlite:///a.sqlite3", "://", "postgresql://a:b:c/d"]
)
def test_an_address_of_no_database_is_a_wrong_setting(address, tmp_path):
    with pytest.raises(SettingsUnusable, match="weder eine Datei noch postgresql://"):
        open_store(address, tmp_path)


def test_alembic_is_not_loaded_where_there_is_nothing_to_do(migrated):
    program = (
        "import sys; from pathlib import Path\n"
        "from plugins.newsletter.store.migrate import open_store\n"
        f"open_store({migrated.name!r}, Path({str(migrated.parent)!r}))\n"
        "assert 'alembic' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
