"""The list of bad input: each is one German sentence and an exit code, nothing is lost, the next run goes on."""

import re
import resource
import sqlite3
from contextlib import closing
from email import message_from_string
from email.policy import default
from functools import partial
from http.server import BaseHTTPRequestHandler

import pytest
from sqlalchemy import func

from plugins.newsletter.operation import workplace
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.schema import entry
from tests.newsletter.delivery.conftest import certificates
from tests.newsletter.delivery.relay import Relay
from tests.newsletter.operation.conftest import Project
from tests.newsletter.source.conftest import Web, web

__all__ = ["certificates", "web"]  # fixtures

FEED = "/feed.xml"
DAY = 86_400
BOMB = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">%s]>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:feed</id><title>&z;</title></feed>""" % b"".join(
    b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("z") + 1)
)


class Blog:
    """A project whose feed lies on a web server; three people get each post at once."""

    def __init__(self, project: Project, web: Web, capsys: pytest.CaptureFixture[str]) -> None:
        self.project, self.web, self.capsys = project, web, capsys
        project.settings(('feed="feed.xml"', f'feed="{web.address}{FEED}"'))
        self.well()
        assert project("send") == 0
        project.subscribe(3)
        project.now += 60
        capsys.readouterr()

    def well(self, *titles: str) -> None:
        """Publish posts and serve the feed as it should be."""
        self.project.publish(*titles)
        body = (self.project.root / "feed.xml").read_bytes()
        self.web.page(FEED, body, content_type="application/atom+xml")

    def send(self, code: int) -> str:
        """Run `send`; return the one sentence for the operator."""
        assert self.project("send", "--protokoll=aus") == code
        said = self.capsys.readouterr().err
        assert "Traceback" not in said
        if not code:
            assert said == ""
            return ""
        (line,) = said.splitlines()
        assert re.fullmatch(r"[A-ZÄÖÜ„].+\.", line)
        return line

    @property
    def mails(self) -> list[str]:
        return self.project.mails


@pytest.fixture
def blog(project: Project, web: Web, capsys: pytest.CaptureFixture[str]) -> Blog:
    return Blog(project, web, capsys)


def hang_up(_: BaseHTTPRequestHandler) -> None:
    raise OSError


FEEDS = {
    "unreachable": (lambda web: web.routes.update({FEED: hang_up}), "nicht zu erreichen"),
    "gone": (lambda web: web.routes.clear(), "nicht zu finden"),
    "500": (lambda web: web.page(FEED, b"", 500), "Der Server meldet einen Fehler"),
    "304 unasked": (lambda web: web.page(FEED, b"", 304), "Antwort 304"),
    "redirect loop": (lambda web: web.redirect(FEED, FEED), "auf sich selbst weitergeleitet"),
    "redirect away": (
        lambda web: web.redirect(FEED, "https://other.example/"),
        "der nicht gefolgt wird",
    ),
    "200 MB": (lambda web: web.stream(FEED, b" " * 1_000_000, 200), "größer als 10 MB"),
    "broken XML": (lambda web: web.page(FEED, b"<feed><entry><title>"), "Feed"),
    "no feed": (lambda web: web.page(FEED, b"<!doctype html><title>Hallo</title>"), "Feed"),
    "empty": (lambda web: web.page(FEED, b""), "Feed"),
    "entity bomb": (lambda web: web.page(FEED, BOMB), "Feed"),
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_that_cannot_be_had_stops_no_mail_and_comes_back(blog, name):
    spoil, words = FEEDS[name]
    blog.well("Geplant")
    assert blog.project("plan") == 0
    blog.capsys.readouterr()
    spoil(blog.web)
    said = blog.send(69)
    assert words in said
    assert said.endswith("Der nächste Lauf versucht es wieder.")
    assert len(blog.mails) == 3  # what was planned goes out all the same
    assert blog.web.sent < 50_000_000  # 10 MB, and what the socket had taken before the door closed
    blog.well("Danach")
    blog.send(0)
    assert len(blog.mails) == 6


def test_an_unchanged_feed_is_no_fault(blog):
    def unchanged(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(304 if handler.headers.get("If-None-Match") else 200)
        handler.send_header("ETag", '"eins"')
        body = b"" if handler.headers.get("If-None-Match") else served
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    served = (blog.project.root / "feed.xml").read_bytes()
    blog.web.routes[FEED] = unchanged
    blog.send(0)
    blog.send(0)
    assert blog.web.asked[-1][1]["If-None-Match"] == '"eins"'


def test_entries_without_an_id_reach_everybody_once(blog):
    blog.well("Ohne Kennung")
    body = re.sub(rb"<id>urn:\d+</id>", b"", (blog.project.root / "feed.xml").read_bytes())
    blog.web.page(FEED, body)
    # Its address is its name; the old one had an id and lost it, which makes no difference either.
    blog.send(0)
    blog.send(0)
    assert len(blog.mails) == 3


def test_a_post_from_the_future_waits_for_a_person_and_holds_up_no_other(blog):
    blog.project.publish("Übermorgen", at=blog.project.now + 30 * DAY)
    blog.well("Heute")
    assert "etwas zu entscheiden" in blog.send(3)
    assert len(blog.mails) == 3
    assert blog.project("plan", "--freigeben=alle") == 0
    blog.capsys.readouterr()
    blog.send(0)
    assert len(blog.mails) == 6


def test_many_new_entries_wait_for_a_person(blog):
    """Not 10,000: that takes 20 seconds, and planning/test_arrivals.py has them."""
    blog.well(*(f"Nr. {number}" for number in range(300)))
    assert blog.project("send") == 3
    told = blog.capsys.readouterr()
    assert "etwas zu entscheiden" in told.err
    assert "… und 280 weitere." in told.out
    assert len(told.out.splitlines()) < 30
    assert not blog.mails
    assert blog.project("plan", "--ueberspringen=alle") == 0
    assert "300 Beiträge werden nie gesandt." in blog.capsys.readouterr().out


def test_a_title_cannot_write_headers_or_scripts(blog):
    blog.well(
        "Achtung &lt;script&gt;alert(1)&lt;/script&gt;&#13;&#10;Bcc: wer@post.example&#10;&#10;Ende"
    )
    blog.send(0)
    assert len(blog.mails) == 3
    for mail in blog.mails:
        read = message_from_string(mail, policy=default)
        assert read["Bcc"] is None
        html = read.get_body(("html",))
        assert html is not None
        assert "<script" not in html.get_content()
    assert blog.project("status") == 0
    assert len(re.findall("^ +1  fertig.*Ende$", blog.capsys.readouterr().out, re.MULTILINE)) == 1


def test_a_locked_database_is_left_alone_and_the_next_run_goes_on(blog, monkeypatch):
    monkeypatch.setattr(workplace, "open_store", partial(open_store, patience=0.2))
    blog.well("Neu")
    file = blog.project.root / "newsletter.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "gesperrt" in blog.send(73)
        other.execute("ROLLBACK")
    assert not blog.mails
    blog.send(0)
    assert len(blog.mails) == 3


def test_a_full_disk_loses_nothing(blog):
    blog.well("Neu", "Noch eins")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    seen = []
    # The database grows further each time before it hits the end of the disk.
    for room in (0, 10_000, 30_000, 60_000, 120_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            seen.append(blog.project("send", "--protokoll=aus"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        said = blog.capsys.readouterr().err
        assert said.count("\n") == 1, said
        assert "Traceback" not in said
    assert 73 in seen
    assert set(seen) <= {73, 75}
    blog.project.now += DAY // 2
    blog.send(0)
    assert len(blog.mails) == 6


def smtp(relay: Relay, certificates) -> tuple[str, str]:
    return 'title="Musterland Sozial"', (
        'title="Musterland Sozial", service="https://kreis.example", bounces="b@kreis.example", '
        'leaving="l@kreis.example", transport=Smtp(port='
        f'{relay.port}, user="news", security="starttls", ca_file="{certificates.authority}", timeout=5)'
    )


def test_a_wrong_password_sends_nothing_and_loses_nothing(
    project, capsys, certificates, monkeypatch
):
    relay = Relay(users={"news": "richtig"}, tls=certificates.server(certificates.sound)).open()
    project.settings(smtp(relay, certificates))
    monkeypatch.setenv("SMTP_PASSWORD", "falsch")
    assert project("send") == 0
    project.subscribe(3)
    project.now += 60
    project.publish("Neu")
    for _ in range(2):
        assert project("send", "--protokoll=aus") == 78
        (line,) = capsys.readouterr().err.splitlines()
        assert "SMTP_PASSWORD" in line
        assert "falsch" not in line
    assert not relay.accepted
    monkeypatch.setenv("SMTP_PASSWORD", "richtig")
    assert project("send") == 0
    assert len(relay.accepted) == 3
    relay.close()


@pytest.mark.parametrize("days", [3, 4000])
def test_a_clock_that_jumps_back_is_told_and_nothing_is_repeated(blog, days):
    blog.well("Eins")
    blog.send(0)
    blog.project.now -= days * DAY
    assert "Die Uhr geht nach" in blog.send(3)
    blog.project.now += days * DAY + 60
    blog.well("Zwei")
    blog.send(0)
    assert len(blog.mails) == 6


def test_a_clock_that_jumps_ahead_and_back_loses_nothing(blog):
    blog.project.now += 400 * DAY
    blog.well("Eins")
    blog.send(0)
    blog.project.now -= 400 * DAY
    assert "Die Uhr geht nach" in blog.send(3)
    blog.well("Zwei")
    blog.send(0)
    assert len(blog.mails) == 6


def test_what_is_sent_is_counted_once_in_the_database(blog):
    blog.well("Eins")
    blog.send(0)
    assert blog.project.rows(func.count(delivery.c.id)) == [3]
    assert blog.project.rows(func.count(entry.c.id)) == [2]
