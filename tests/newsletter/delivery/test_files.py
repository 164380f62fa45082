"""FileMailer: mails into a folder, whole or not at all, each once."""

import resource
import signal
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.newsletter.delivery.files import FileMailer
from plugins.newsletter.delivery.outcome import Phase, Result
from plugins.newsletter.delivery.pages import index_page
from plugins.newsletter.errors import RelayUnusable, StoreUnusable
from plugins.newsletter.mail.envelope import Mail

CONTENT = (
    "Message-ID: <abc2d@kreis.example>\r\nSubject: Neues\r\nTo: a@wohnort.example\r\n"
    "Content-Type: text/html; charset=utf-8\r\n\r\n<html><head></head><p>Gr=C3=BC=C3=9Fe</html>\r\n"
)
MAIL = Mail(
    delivery=42,
    sender="z@kreis.example",
    recipient="a@wohnort.example",
    message_id="<abc2d@kreis.example>",
    content=CONTENT.encode(),
)


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "var" / "post"


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_a_mail_is_a_file_of_the_very_bytes_and_two_pages(folder):
    outcome = FileMailer(folder).deliver(MAIL, lambda: True)
    assert (outcome.result, outcome.phase) == (Result.ACCEPTED, Phase.DOT)
    assert outcome.reply == "0000042-abc2d.eml"
    assert (folder / "0000042-abc2d.eml").read_bytes() == MAIL.content
    assert names(folder) == {"0000042-abc2d.eml", "0000042-abc2d.html", "0000042-abc2d.txt"}


def test_a_second_attempt_replaces_the_first(folder):
    mailer = FileMailer(folder)
    for subject in (b"Neues", b"Neueres"):
        mailer.deliver(replace(MAIL, content=MAIL.content.replace(b"Neues", subject)), lambda: True)
    (mail,) = folder.glob("*.eml")
    assert b"Neueres" in mail.read_bytes()


def test_the_mail_is_not_there_before_the_journal_knows(folder):
    def look() -> bool:
        assert not list(folder.glob("*.eml"))
        return True

    assert FileMailer(folder).deliver(MAIL, look).result is Result.ACCEPTED


def test_a_mail_that_is_withheld_leaves_nothing(folder):
    outcome = FileMailer(folder).deliver(MAIL, lambda: False)
    assert outcome.result is Result.WITHHELD
    assert names(folder) == set()


@pytest.mark.parametrize("error", [StoreUnusable, KeyboardInterrupt, OSError])
def test_a_journal_that_fails_leaves_nothing(folder, error):
    def fail() -> bool:
        raise error

    with pytest.raises(error):
        FileMailer(folder).deliver(MAIL, fail)
    assert names(folder) == set()


def test_a_mail_that_cannot_take_its_place_was_surely_not_accepted(folder):
    def block() -> bool:
        (folder / "0000042-abc2d.eml").mkdir()
        return True

    outcome = FileMailer(folder).deliver(MAIL, block)
    assert (outcome.result, outcome.phase) == (Result.DEFERRED, Phase.DATA)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "datei").write_text("")
    with pytest.raises(RelayUnusable) as caught:
        FileMailer(tmp_path / "datei" / "post").deliver(MAIL, lambda: True)
    assert "ist nicht zu schreiben" in str(caught.value)
    assert MAIL.recipient not in str(caught.value)


def test_a_full_disk_is_one_sentence_and_no_half_mail(folder):
    FileMailer(folder).deliver(MAIL, lambda: True)
    large = replace(MAIL, delivery=43, content=MAIL.content * 2000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (100_000, hard)
    )  # writing on fails, as on a full disk
    try:
        with pytest.raises(RelayUnusable):
            FileMailer(folder).deliver(large, lambda: pytest.fail("the mail is not whole"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert {name.partition(".")[0] for name in names(folder)} == {"0000042-abc2d"}


def test_only_their_owner_may_read_the_mails(folder):
    mailer = FileMailer(folder)
    mailer.deliver(MAIL, lambda: True)
    mailer.close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


@pytest.mark.parametrize(
    "name", ["<../../x@y>", "<a/b\\c@y>", "<ÄÖ@y>", "", "<" + "a" * 500 + "@y>"]
)
def test_no_message_id_leads_out_of_the_folder(folder, name):
    FileMailer(folder).deliver(replace(MAIL, message_id=name), lambda: True)
    (mail,) = folder.glob("*.eml")
    assert mail.name.startswith("0000042-")
    assert len(mail.name) < 50


def test_closing_writes_the_list_and_never_fails(folder, tmp_path):
    mailer = FileMailer(folder)
    mailer.close()
    mailer.deliver(MAIL, lambda: True)
    mailer.close()
    assert "Neues" in (folder / "index.html").read_text(encoding="utf-8")
    (tmp_path / "datei").write_text("")
    FileMailer(tmp_path / "datei").close()


def test_two_processes_at_once_leave_a_list_of_all_mails(folder, monkeypatch):
    """What one lists while the other writes is old; it must not be what stays."""
    first, second = FileMailer(folder), FileMailer(folder)
    other = threading.Thread(target=second.close)

    def slow(of: Path) -> str:
        listed = index_page(of)
        if threading.current_thread() is not other:
            second.deliver(replace(MAIL, message_id="<zweite@kreis.example>"), lambda: True)
            other.start()
            other.join(0.2)  # it has to wait for this list
        return listed

    monkeypatch.setattr("plugins.newsletter.delivery.files.index_page", slow)
    first.deliver(MAIL, lambda: True)
    first.close()
    other.join()
    listed = (folder / "index.html").read_text(encoding="utf-8")
    assert "0000042-abc2d.eml" in listed
    assert "0000042-zweite.eml" in listed
    assert not list(folder.glob(".*"))
