"""The service as a process, on real sockets: what is malformed has an answer, and stopping loses nothing."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from plugins.newsletter.consent import wordings
from plugins.newsletter.consent.register import Register
from plugins.newsletter.errors import NewsletterError, SettingsUnusable
from plugins.newsletter.service import serve
from plugins.newsletter.service.serve import Service
from plugins.newsletter.settings import Files
from plugins.newsletter.store.people import application

ROOT = Path(__file__).parents[3]
FIELDS = {
    "adresse": "erika@b.example", "haeufigkeit": "sofort", "fassung": "2026-11-22", "seite": "/newsletter/",
}  # fmt: skip
OWN = "Sec-Fetch-Site: same-origin\r\nX-Real-IP: 198.51.100.77\r\n"
TYPE = "Content-Type: application/x-www-form-urlencoded\r\n"


class Carrier:
    """Stands for the courier."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.woken = threading.Event()

    def wake(self) -> None:
        self.woken.set()

    def run(self, stop: threading.Event) -> None:
        if self.fault:
            raise self.fault
        stop.wait(60)


@contextmanager
def running(service: Service) -> Iterator[Callable[[], socket.socket]]:
    """Run the service in a thread; give new connections to it."""
    ready, where = threading.Event(), []

    def told(name: str) -> None:
        where.append(name)
        ready.set()

    thread = threading.Thread(target=service.run, args=(told,), daemon=True)
    thread.start()
    assert ready.wait(30)

    def connect() -> socket.socket:
        if where[0].startswith("/"):
            link = socket.socket(socket.AF_UNIX)
            link.connect(where[0])
        else:
            link = socket.create_connection(("127.0.0.1", int(where[0].rpartition(":")[2])))
        link.settimeout(30)
        return link

    try:
        yield connect
    finally:
        service.stop()
        thread.join(30)
        assert not thread.is_alive()


@pytest.fixture
def new_service(new_place, sqlite_store, settings):
    def make(carrier: Carrier | None = None, **signup) -> Service:
        signup = {"listen": "127.0.0.1:0", "body_time": 1, **signup}
        changed = replace(settings, signup=replace(settings.signup, **signup))
        carrier = carrier or Carrier()
        return Service(new_place(sqlite_store, changed, wake=carrier.wake), carrier)

    return make


def answer(link: socket.socket, *pieces: bytes) -> bytes:
    for piece in pieces:
        link.sendall(piece)
    got = b""
    with suppress(ConnectionError):
        while more := link.recv(65536):
            got += more
    link.close()
    return got


def post(page: str, body: bytes, headers: str = OWN + TYPE, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = f"POST /newsletter/{page} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}Content-Length: {size}\r\n\r\n"
    return head.encode() + body


def test_a_sign_up_over_a_socket_is_kept_and_the_courier_called(new_service, sqlite_store):
    carrier = Carrier()
    with running(new_service(carrier)) as connect:
        got = answer(connect(), post("anmelden/", urlencode(FIELDS).encode()))
        assert carrier.woken.wait(30)
    assert got.startswith(b"HTTP/1.1 303 See Other\r\n")
    assert b"location: /newsletter/postfach/\r\n" in got
    assert b"server:" not in got.lower()
    with sqlite_store.read() as connection:
        assert connection.scalar(select(application.c.address)) == "erika@b.example"


def test_it_may_listen_at_a_file_and_takes_one_that_a_killed_process_left(new_service, tmp_path):
    file = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(file))
    with running(new_service(listen=str(file))) as connect:
        assert answer(connect(), b"HEAD /newsletter/abmelden/ HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 200 OK")  # fmt: skip
        with pytest.raises(SettingsUnusable, match="läuft er schon"):
            new_service(listen=str(file)).run(print)
    assert not file.exists()


@pytest.mark.parametrize("listen", ["127.0.0.1:1", "192.0.2.1:80", "/gibt/es/nicht"])  # fmt: skip
def test_where_it_cannot_listen_is_a_setting_to_mend(new_service, listen, monkeypatch):
    def refused(*_):
        raise OSError(13, "Permission denied")

    if listen.endswith(":1"):  # root may
        monkeypatch.setattr(serve, "_bound_port", refused)
    with pytest.raises(SettingsUnusable, match=re.escape(listen)):
        new_service(listen=listen).run(print)


SIGN_UP = urlencode(FIELDS).encode()
CHUNKED = f"POST /newsletter/anmelden/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{OWN}{TYPE}Transfer-Encoding: chunked\r\n\r\n".encode()
RAW = [
    (post("anmelden/", b"x" * 20_000), 413),
    (CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (len(SIGN_UP), SIGN_UP), 303),
    (CHUNKED + b"4e20\r\n" + b"x" * 20_000 + b"\r\n0\r\n\r\n", 413),
    (CHUNKED + b"zz\r\n", 400),
    (CHUNKED + b"5\r\nab", 408),
    (post("anmelden/", b"adresse=", length=5000), 408),
    (post("anmelden/", b"adresse=" + b"x" * 500, length=9), 303),
    (post("anmelden/", b"", length=-1), 400),
    (b"POST /newsletter/anmelden/ HTTP/1.1\r\nHost: a\r\n\r\n", 403),
    (b"GET /newsletter/anmelden/ HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 400),
    (b"GET /newsletter/%0d%0aSet-Cookie:x=1 HTTP/1.0\r\n\r\n", 404),
    (b"GET /newsletter/../../etc/passwd HTTP/1.0\r\n\r\n", 404),
    (b"GET /newsletter/anmelden HTTP/1.0\r\nHost: evil.example\r\n\r\n", 303),
    (b"BREW /newsletter/anmelden/ HTTP/1.0\r\n\r\n", 405),
    (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: " + b"x" * 40_000, 400),
    (b"\x16\x03\x01\x02\x00\x01\x00", 400),
]  # fmt: skip


def test_whatever_comes_over_a_socket_has_a_calm_answer(new_service):
    """Too large, in chunks, of missing or lying length, with signs that do not belong, or no HTTP at all."""
    with running(new_service()) as connect:
        links = [(connect(), raw, expected) for raw, expected in RAW]
        for link, raw, _ in links:
            with suppress(ConnectionError):
                link.sendall(raw)
        for link, raw, expected in links:
            got = answer(link) if expected != 403 else link.recv(65536)
            assert got.startswith(b"HTTP/1.1 %d " % expected), (raw[:200], got[:100])
            assert b"evil.example" not in got
            assert b"\r\nset-cookie" not in got.lower()


def test_a_mistake_in_the_program_shows_nothing_of_it_and_the_service_goes_on(
    new_service, monkeypatch
):
    def broken(*_):
        raise ZeroDivisionError("erika@b.example")

    monkeypatch.setattr(Register, "redeem", broken)
    with running(new_service()) as connect:
        got = answer(connect(), post(f"bestaetigen/?t={'0' * 32}", b""))
        assert answer(connect(), post("anmelden/", SIGN_UP)).startswith(b"HTTP/1.1 303")
    assert got.startswith(b"HTTP/1.1 500 ")
    assert "Störung".encode() in got
    assert b"erika" not in got
    assert b"x-robots-tag: noindex" in got


def taken(connect: Callable[[], socket.socket]) -> bool:
    """Say whether the service still takes a connection."""
    try:
        connect().close()
    except OSError:
        return False
    return True


def test_stopping_finishes_what_is_being_answered(new_service):
    service = new_service(body_time=30)
    with running(service) as connect:
        link = connect()
        whole = post("anmelden/", SIGN_UP)
        link.sendall(whole[:-10])
        other = answer(connect(), b"HEAD /newsletter/abmelden/ HTTP/1.0\r\n\r\n")
        assert other.startswith(b"HTTP/1.1 200")  # so the first has been begun, too
        service.stop()
        while taken(connect):
            pass
        threading.Event().wait(0.3)  # nothing new is taken now, and what was begun is not cut off
        assert answer(link, whole[-10:]).startswith(b"HTTP/1.1 303")


def test_a_crash_of_the_courier_ends_the_service_so_that_it_is_started_again(
    new_service, monkeypatch
):
    seen = []
    monkeypatch.setattr(threading, "excepthook", seen.append)
    with pytest.raises(NewsletterError, match="Fehler im Programm") as ended:
        new_service(Carrier(ZeroDivisionError())).run(lambda _: None)
    assert ended.value.exit_code == 1
    assert len(seen) == 1


def test_another_text_under_a_known_version_is_told_before_anybody_signs_up(
    new_service, sqlite_store
):
    with sqlite_store.begin() as connection:
        wordings.note(connection, "2026-11-22", "Ein anderer Text.", 1)
    with pytest.raises(SettingsUnusable, match="neue Fassung"):
        new_service().run(print)


def test_a_site_without_the_form_is_told_at_once(new_service, site):
    (site / "formular.json").unlink()
    with pytest.raises(SettingsUnusable, match=re.escape("formular.json")):
        new_service().run(print)


SETTINGS = """
from plugins.newsletter.settings import *
NEWSLETTER = NewsletterSettings(
    feed="feed.xml", title="Musterland Sozial", site="https://blog.kreis.example",
    sender="neues@kreis.example", list_id="neues.kreis.example", imprint=("Landkreis Musterland",),
    imprint_link="https://blog.kreis.example/i/", privacy_link="https://blog.kreis.example/d/",
    service="https://blog.kreis.example/newsletter", signup=SignUp(listen="127.0.0.1:0"),
    database="newsletter.sqlite3",
)
"""
COMMAND = """
import argparse, os, sys
from pathlib import Path
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.commands.serving import serve
from plugins.newsletter.operation.log import set_up
set_up("alles")
serve(Call(argparse.Namespace(), Path.cwd(), os.environ, lambda: 1790000000, sys.stdout))
"""


def test_the_command_serves_mails_and_ends_quietly_on_sigterm(site, migrated, tmp_path):
    """From the form to the link, through the process itself; its log names nobody."""
    (tmp_path / "newsletter.sqlite3").write_bytes(migrated.read_bytes())
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND], cwd=tmp_path, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT), "NEWSLETTER_SECRET": "s" * 32},
    )  # fmt: skip
    try:
        assert process.stdout
        where = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert where

        def connect() -> socket.socket:
            return socket.create_connection(("127.0.0.1", int(where[1])), timeout=30)

        assert b" 303 " in answer(connect(), post("anmelden/", SIGN_UP))[:20]
        token = _token(tmp_path / Files().folder)
        confirm = answer(connect(), post(f"bestaetigen/?t={token}", b""))
        assert b"location: /newsletter/angemeldet/" in confirm
    finally:
        process.send_signal(signal.SIGTERM)
        said, logged = process.communicate(timeout=60)
    assert process.returncode == 0, logged
    assert "Beendet" in said
    for secret in ("erika", "b.example", token, "198.51.100"):
        assert secret not in said + logged
    assert "Traceback" not in logged


def _token(folder: Path) -> str:
    """Wait for the mail, and return the token of its link."""
    waiting = threading.Event()
    for _ in range(600):
        for mail in folder.rglob("*.eml") if folder.is_dir() else ():
            found = re.search(r"bestaetigen/\?t=3?D?([0-9a-f]{32})", mail.read_text().replace("=\n", ""))  # fmt: skip
            if found:
                return found[1]
        waiting.wait(0.05)
    raise AssertionError("no mail came")
