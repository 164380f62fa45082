"""An mbox: looked through under both locks, and rewritten so that a crash loses nothing."""

import fcntl
import multiprocessing
import os
import re

import pytest

from plugins.newsletter.errors import Busy, StoreUnusable
from plugins.newsletter.intake import mbox
from plugins.newsletter.intake.mbox import each_new

ONE = "From a@x.example Mon Sep 21 16:13:20 2026\nSubject: eins\n\nText\n\n"
TWO = "From b@x.example Mon Sep 21 16:13:21 2026\nSubject: zwei\n\n>From hier\nFrom da\n\n"
THREE = "From c@x.example Mon Sep 21 16:13:22 2026\nSubject: drei\n\nEnde\n\n"


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "post"
    made.write_text(ONE + TWO + THREE)
    return made


def subjects(file):
    return re.findall("^Subject: (.*)$", file.read_text(), re.MULTILINE)


def test_what_is_done_is_taken_out_and_the_rest_stays_unread_and_old(file):
    inode = file.stat().st_ino
    assert each_new(file, lambda raw: b"Subject: zwei" not in raw) == 1
    assert file.read_text() == TWO.replace("\n", "\nStatus: O\n", 1)
    assert file.stat().st_ino == inode
    assert sorted(each.name for each in file.parent.iterdir()) == ["post"]


def test_each_mail_is_given_whole_and_alone(file):
    seen = []
    each_new(file, lambda raw: seen.append(raw.decode()))
    assert [each.strip() for each in seen] == [ONE.strip(), TWO.strip(), THREE.strip()]


def test_nothing_is_looked_at_twice_and_what_comes_later_is(file):
    each_new(file, lambda _: False)
    with file.open("a") as opened:
        opened.write(ONE.replace("eins", "vier"))
    seen = []
    assert each_new(file, seen.append) == 4
    assert len(seen) == 1
    assert subjects(file) == ["eins", "zwei", "drei", "vier"]


def test_what_a_person_has_read_waits_no_more(file):
    file.write_text(ONE.replace("\n", "\nStatus: RO\n", 1) + TWO.replace("\n", "\nStatus: O\n", 1))
    assert each_new(file, lambda _: pytest.fail("old")) == 1


def test_all_done_leaves_an_empty_file(file):
    assert each_new(file, lambda _: True) == 0
    assert file.read_bytes() == b""
    assert each_new(file, lambda _: True) == 0


def test_line_ends_of_the_network_and_lines_before_the_first_mail(file):
    file.write_bytes(("\n\n" + ONE + TWO).replace("\n", "\r\n").encode())
    seen = []
    each_new(file, seen.append)
    assert len(seen) == 2


def test_a_file_of_something_else_is_kept_for_a_person(file):
    file.write_text("Kein\nPostfach\n")
    assert each_new(file, lambda _: False) == 1
    assert "Postfach" in file.read_text()


def test_a_crash_before_all_is_done_leaves_the_file_as_it_was(file):
    def crash(raw):
        if b"zwei" in raw:
            raise StoreUnusable("gesperrt")
        return True

    with pytest.raises(StoreUnusable):
        each_new(file, crash)
    assert file.read_text() == ONE + TWO + THREE
    assert not file.with_name("post.lock").exists()


@pytest.mark.parametrize("left", ["", ONE, TWO[:50]])
def test_a_crash_while_it_is_rewritten_loses_nothing(file, left):
    # The run had written what stays beside the file, and had emptied it or begun to fill it again.
    file.with_name("post.rest").write_text(TWO + THREE)
    file.write_text(left)
    seen = []
    each_new(file, seen.append)
    assert {b"Subject: zwei", b"Subject: drei"} <= {
        line for raw in seen for line in raw.splitlines()
    }
    assert len(seen) == (3 if left else 2)
    assert not file.with_name("post.rest").exists()
    assert each_new(file, lambda _: pytest.fail("again")) == len(seen)


def test_what_stays_is_written_for_nobody_else_to_read(file, monkeypatch):
    monkeypatch.setattr(mbox, "_copy", lambda *_, **__: 1 / 0)
    before = os.umask(0)
    try:
        with pytest.raises(ZeroDivisionError):
            each_new(file, lambda _: False)
    finally:
        os.umask(before)
    (half,) = file.parent.glob("*.half")
    assert half.stat().st_mode & 0o077 == 0


def test_what_was_only_half_written_beside_it_is_forgotten(file):
    file.with_name("post.half").write_text(TWO[:30])
    assert each_new(file, lambda _: True) == 0
    assert file.read_bytes() == b""


def _hold(file, ready, leave):
    with file.open("r+b") as opened:
        fcntl.lockf(opened, fcntl.LOCK_EX)
        ready.set()
        leave.wait(30)


def test_a_mail_server_that_holds_the_lock_is_waited_for_and_not_disturbed(file):
    other = multiprocessing.get_context("fork")
    ready, leave = other.Event(), other.Event()
    process = other.Process(target=_hold, args=(file, ready, leave))
    process.start()
    try:
        assert ready.wait(30)
        with pytest.raises(Busy, match="gesperrt"):
            each_new(file, lambda _: True, patience=0.1)
    finally:
        leave.set()
        process.join()
    assert file.read_text() == ONE + TWO + THREE
    assert each_new(file, lambda _: True) == 0


def test_a_dot_lock_is_respected_too(file):
    lock = file.with_name("post.lock")
    lock.write_text("")
    with pytest.raises(Busy):
        each_new(file, lambda _: True, patience=0.1)
    assert lock.exists()


def test_both_locks_are_held_while_mails_are_looked_at(file):
    def locked(_):
        assert file.with_name("post.lock").exists()
        return False

    each_new(file, locked)


def test_a_file_that_is_not_there_is_one_german_sentence(tmp_path):
    with pytest.raises(StoreUnusable, match="prüfen Sie Rechte"):
        each_new(tmp_path / "fort", lambda _: True)
