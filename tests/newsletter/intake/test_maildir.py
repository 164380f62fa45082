"""A Maildir: each mail is looked at once, and nothing is thrown away that was not done."""

import io

import pytest

from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.intake.maildir import each_new, file_mail, is_maildir
from plugins.newsletter.intake.message import READ


@pytest.fixture
def folder(tmp_path):
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Post" / name).mkdir(parents=True)
    return tmp_path / "Post"


def put(folder, **mails):
    for name, text in mails.items():
        (folder / "new" / name).write_text(text)


def names(folder):
    return sorted(f"{file.parent.name}/{file.name}" for file in folder.glob("*/*"))


def test_a_maildir_is_known_by_its_three_folders(folder):
    assert is_maildir(folder)
    (folder / "tmp").rmdir()
    assert not is_maildir(folder)


def test_what_is_done_is_deleted_and_the_rest_waits_unread_for_a_person(folder):
    put(folder, a="eins", b="zwei")
    assert each_new(folder, lambda raw: raw == b"eins") == 1
    assert names(folder) == ["cur/b:2,"]
    assert (folder / "cur/b:2,").read_text() == "zwei"


def test_nothing_is_looked_at_twice(folder):
    put(folder, a="eins")
    each_new(folder, lambda _: False)
    assert each_new(folder, lambda _: pytest.fail("again")) == 1


def test_what_a_person_has_read_or_thrown_away_waits_no_more(folder):
    for name in ("a:2,S", "b:2,RS", "c:2,T", "d:2,F", "e"):
        (folder / "cur" / name).write_text("x")
    assert each_new(folder, lambda _: True) == 2


def test_a_crash_before_a_mail_is_done_leaves_it_where_it_was(folder):
    put(folder, a="eins", b="zwei")
    done = []

    def crash(raw):
        if raw == b"zwei":
            raise StoreUnusable("gesperrt")
        done.append(raw)
        return True

    with pytest.raises(StoreUnusable):
        each_new(folder, crash)
    assert done == [b"eins"]
    assert names(folder) == ["new/b"]


def test_of_a_huge_mail_the_beginning_is_read(folder):
    (folder / "new/a").write_bytes(b"x" * (READ + 10))
    read = []
    each_new(folder, lambda raw: read.append(len(raw)))
    assert read == [READ]
    assert (folder / "cur/a:2,").stat().st_size == READ + 10


def test_another_run_may_be_faster(folder):
    put(folder, a="eins", b="zwei")

    def both(raw):
        for file in (folder / "new").iterdir():
            file.unlink()
        return raw == b"eins"

    assert each_new(folder, both) == 0


def test_links_and_folders_are_no_mails(folder, tmp_path):
    (tmp_path / "geheim").write_text("x")
    (folder / "new/link").symlink_to(tmp_path / "geheim")
    (folder / "new/ordner").mkdir()
    (folder / "new/.versteckt").write_text("x")
    assert each_new(folder, lambda _: pytest.fail("no mail")) == 0


def test_a_folder_that_cannot_be_read_is_one_german_sentence(tmp_path):
    with pytest.raises(StoreUnusable, match="prüfen Sie Rechte"):
        each_new(tmp_path / "fort", lambda _: True)


def test_a_mail_from_a_pipe_is_filed_whole_and_for_its_owner_alone(folder):
    text = b"From x@y.example Mon Sep 21 16:13:20 2026\nSubject: x\n\n" + b"z" * 3 * READ
    file_mail(folder, io.BytesIO(text), "a+b@kreis.example", 1_790_000_000)
    (file,) = (folder / "new").iterdir()
    assert file.read_bytes() == (
        b"Delivered-To: a+b@kreis.example\nSubject: x\n\n" + b"z" * 3 * READ
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(names(folder)) == 1


def test_a_recipient_cannot_write_further_headers(folder):
    file_mail(folder, io.BytesIO(b"\nText"), "a@b.example\r\nList-Id: <x>", 1)
    (file,) = (folder / "new").iterdir()
    assert file.read_bytes() == b"Delivered-To: a@b.exampleList-Id:<x>\n\nText"


def test_a_full_disk_leaves_nothing_half_written(folder):
    class Full(io.BytesIO):
        def read(self, *_):
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreUnusable):
        file_mail(folder, Full(b"Subject: x\n\nText"), "", 1)
    assert names(folder) == []
