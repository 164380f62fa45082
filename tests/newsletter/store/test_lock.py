"""Only one process sends from a database, and its end frees the next, however it ends."""

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.newsletter.errors import Busy
from plugins.newsletter.store.database import open_engine
from plugins.newsletter.store.lock import sole_courier, sole_sender

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys, time
from pathlib import Path
from plugins.newsletter.store.database import open_engine
from plugins.newsletter.store.lock import sole_sender
with sole_sender(open_engine(sys.argv[1], Path(sys.argv[2]))):
    print("locked", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def address(new_address):
    return new_address()


@pytest.fixture
def store(address, tmp_path):
    store = open_engine(address, tmp_path)
    yield store
    store.close()


def test_a_second_sender_is_told_and_the_first_goes_on(store, address, tmp_path):
    other = open_engine(address, tmp_path)
    with sole_sender(store):
        for _ in range(2):
            with pytest.raises(Busy, match="verschickt schon") as refusal, sole_sender(other):
                pass
        assert refusal.value.exit_code == 4
    with sole_sender(other):
        pass
    other.close()


def test_an_error_inside_frees_the_lock(store):
    with pytest.raises(KeyError), sole_sender(store):
        raise KeyError
    with sole_sender(store):
        pass


def test_the_lock_does_not_keep_others_from_writing(store, address, tmp_path):
    other = open_engine(address, tmp_path)
    with sole_sender(store), other.begin() as connection:
        connection.exec_driver_sql("DELETE FROM memory")
    other.close()


def test_sender_and_courier_are_one_each_and_do_not_hold_up_each_other(store, address, tmp_path):
    other = open_engine(address, tmp_path)
    with sole_courier(store):
        with sole_sender(other):
            pass
        with pytest.raises(Busy, match="verschickt schon Bestätigungen"), sole_courier(other):
            pass
    with sole_courier(other):
        pass
    other.close()


def test_a_killed_sender_holds_nobody_up(store, address, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, address, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"locked\n"
    with pytest.raises(Busy) as refusal, sole_sender(store):
        pass
    assert store.file is None or f"(Prozess {process.pid})" in str(refusal.value)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    deadline = 100  # PostgreSQL notices the closed socket within a moment
    while deadline:
        try:
            with sole_sender(store):
                return
        except Busy:
            deadline -= 1
            signal.sigtimedwait([], 0.02)
    pytest.fail("the lock outlived its holder")


def test_two_paths_to_one_file_share_the_lock(sqlite_store, tmp_path):
    (tmp_path / "link.sqlite3").symlink_to(sqlite_store.file)
    other = open_engine("link.sqlite3", tmp_path)
    with sole_sender(sqlite_store), pytest.raises(Busy), sole_sender(other):
        pass
    other.close()
    lock = sqlite_store.file.with_name(f"{sqlite_store.file.name}.lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600
