"""The whole way of a reader, in a real browser without JavaScript, on the built site behind the shipped nginx.

Signs up, opens the mail, confirms, changes topics, gets a post that fits and not another, leaves by one
click. Service, `send`, mail server, web server and databases are real; only the county is invented.
"""

import http.client
import logging
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import structlog
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import select

from benchmarks.deployment import Deployment, Letter, MailServer, Running, mail_server, wait_until
from benchmarks.musterland import HOST, post, write_site
from benchmarks.storm import loose_tls
from benchmarks.webserver import WebServer
from plugins.newsletter.__main__ import main
from plugins.newsletter.store.people import NoticeState, application, consent, notice, token
from plugins.newsletter.store.schema import subscriber, subscription
from plugins.newsletter.store.states import SubscriberState

ADDRESS = "Ada+Neues@post.example"
STORED = "ada+neues@post.example"
FIRST, FITTING, OTHER, LATER = "Anfang", "Treppenhaus", "Pflegenetz", "Nachmieter"
SECRETS = re.compile(r"[?&]t=([0-9a-f]+)|abmelden\+([0-9a-f]+)@")
# What programs do that look at mails before people do.
SCANNERS = {"GET": "Mozilla/5.0 (compatible; SafeLinks)", "HEAD": "LinkScanner/1.0"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def editions(once_for_all, pelican) -> list[Path]:
    """The site on three days: with the first post, with two more, with one more."""

    def fill(folder: Path) -> None:
        now = datetime.now(UTC) - timedelta(minutes=5)
        days = ([(FIRST, "alter")], [(FITTING, "wohnen"), (OTHER, "alter")], [(LATER, "wohnen")])
        posts: list[tuple[str, str]] = []
        for number, day in enumerate(days):
            moment = now + timedelta(minutes=number)
            posts += [
                post(name, field, moment.isoformat(timespec="seconds")) for name, field in day
            ]
            write_site(folder, posts)
            said = pelican("-s", "musterland.py", "-o", f"site{number}", cwd=folder)
            assert said.returncode == 0, said.stdout + said.stderr

    folder = once_for_all("whole_way", fill)
    return [folder / f"site{number}" for number in range(3)]


@contextmanager
def chromium_before(browser, port: int) -> Iterator[BrowserContext]:
    """A browser for which the invented host is a port of this machine."""
    started = browser.browser_type.launch(
        executable_path=next(filter(None, map(shutil.which, CHROMIUM))),
        args=[
            *("--no-sandbox", "--disable-background-networking", "--disable-quic"),
            f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{port}",
        ],
    )
    try:
        # The certificate is made for the test.
        yield started.new_context(
            java_script_enabled=False, ignore_https_errors=True, locale="de-DE"
        )
    finally:
        started.close()


@dataclass
class Reader:
    """A person with a browser and a mailbox. `said`: what the browser complained about."""

    context: BrowserContext
    mails: MailServer
    here: Running
    said: list[str] = field(default_factory=list)

    def page(self, address: str) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.goto(f"https://{HOST}{address}" if address.startswith("/") else address)
        return page

    def order(self, address: str, topic: str = "") -> Page:
        """Fill in the form on a page and send it."""
        page = self.page(address)
        page.get_by_label("Ihre E-Mail-Adresse").fill(ADDRESS)
        if topic:
            page.get_by_text("Themen und Häufigkeit wählen").click()
            page.get_by_label(topic).check()
        page.get_by_role("button", name="Newsletter bestellen").click()
        page.wait_for_url(f"https://{HOST}/newsletter/postfach/")
        return page

    def letter(self, count: int) -> Letter:
        """Wait for a mail, and until its sender has noted that it is sent."""
        self.mails.wait(count)
        wait_until(lambda: not owed(self.here), "no mail is owed")
        return self.mails.letters[count - 1]


def request(
    port: int, method: str, address: str, body: str = "", **headers: str
) -> tuple[int, dict[str, str]]:
    """Ask as a program does that is no browser; return status and headers."""
    parts = urlsplit(address)
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=loose_tls(), timeout=30)
    connection.request(
        method, f"{parts.path}?{parts.query}", body, {"Host": parts.hostname or "", **headers}
    )
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def everything(here: Running) -> list[tuple[object, ...]]:
    store = here.store()
    with store.read() as connection:
        found = [
            (table.name, *row)
            for table in (application, notice, token, consent, subscriber, subscription)
            for row in connection.execute(select(table))
        ]
    store.close()
    return sorted(found, key=repr)


def owed(here: Running) -> list[int]:
    store = here.store()
    with store.read() as connection:
        found = connection.scalars(select(notice.c.id).where(notice.c.state == NoticeState.OWED))
        numbers = list(found)
    store.close()
    return numbers


def people(here: Running) -> list[tuple[str, set[str], SubscriberState]]:
    store = here.store()
    with store.read() as connection:
        found = [
            (
                row.address,
                set(connection.scalars(select(subscription.c.topic).where(subscription.c.subscriber_id == row.id))),
                SubscriberState(row.state),
            )
            for row in connection.execute(select(subscriber))
        ]  # fmt: skip
    store.close()
    return found


@pytest.fixture
def send(monkeypatch) -> Iterator[Callable[[Deployment], None]]:
    """The command in this process: where little happens, another would only cost a second to start."""

    def run(place: Deployment) -> None:
        for name in ("NEWSLETTER_SECRET", "NEWSLETTER_SETTINGS"):
            monkeypatch.setenv(name, place.environment[name])
        assert main(["send"], place.folder) == 0

    yield run
    structlog.reset_defaults()
    logging.basicConfig(handlers=[], force=True)


@pytest.fixture
def walk(
    editions, new_address, tmp_path, send
) -> Iterator[tuple[Running, MailServer, Callable[[int], None]]]:
    """Everything runs, the first edition is out, and the newsletter has begun."""
    if not WebServer.possible():
        pytest.skip("nginx fehlt")
    site = tmp_path / "site"

    def publish(number: int) -> None:
        shutil.copytree(editions[number], site, dirs_exist_ok=True)

    publish(0)
    with mail_server() as mails:
        place = Deployment(tmp_path, site, mails.port, new_address())
        send(place)
        with place.running() as here:
            yield here, mails, publish


def test_a_reader_signs_up_chooses_reads_and_leaves(walk, send, browser):
    here, mails, publish = walk
    with chromium_before(browser, here.web.port) as context:
        reader = Reader(context, mails, here)

        # Signs up at the foot of a post, for one topic.
        reader.order(post_address(here, FIRST), "Alter")
        asked = reader.letter(1)
        assert asked.recipient == STORED
        assert "Alter" in asked.text
        assert "Wohnen" not in asked.text

        # Programs open every link of the mail; nothing changes by it.
        before = everything(here)
        assert scanned(here, asked) == {200}
        assert everything(here) == before

        # Confirms; goes back and confirms again; clicks twice in another tab.
        link = asked.link("bestaetigen")
        page = reader.page(link)
        page.get_by_role("button").click()
        page.wait_for_url("**/newsletter/angemeldet/")
        joined = everything(here)
        page.go_back()
        page.get_by_role("button").click()
        page.wait_for_url("**/newsletter/angemeldet/")
        other_tab = reader.page(link)
        other_tab.get_by_role("button").dblclick()
        other_tab.wait_for_url("**/newsletter/angemeldet/")
        assert everything(here) == joined
        assert people(here) == [(STORED, {"alter", ""}, SubscriberState.CONFIRMED)]

        # Signs up once more, as people do; the mail leads to the settings. Takes another topic.
        reader.order("/newsletter/")
        page = reader.page(reader.letter(2).link("einstellungen"))
        page.get_by_label("Alter").uncheck()
        page.get_by_label("Wohnen").check()
        page.get_by_role("button", name="Auswahl speichern").click()
        assert page.get_by_role("status").inner_text().startswith("Gespeichert")
        assert people(here) == [(STORED, {"wohnen", ""}, SubscriberState.CONFIRMED)]

        # Of two new posts one comes.
        publish(1)
        here.place.run("send")
        issue = reader.letter(3)
        assert FITTING in issue.text
        assert OTHER not in issue.text
        assert len(mails.letters) == 3

        # The mail program leaves for the reader: no page of ours, no origin, no second step.
        assert issue.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        for _ in range(2):
            status, headers = one_click(here, issue)
            assert status == 200
            assert not {"location", "set-cookie"} & headers.keys()
        assert [state for _, _, state in people(here)] == [SubscriberState.LEFT]

        # What is published now fits, and comes to nobody.
        publish(2)
        send(here.place)
        assert len(mails.letters) == 3
        assert reader.said == []

    logs = here.logged().lower()
    assert "/newsletter/bestaetigen/" in logs  # they are of this very way
    assert len(secrets(mails)) == 3  # to confirm, to change, to leave
    for word in (*secrets(mails), "ada+neues", "ada%2bneues", "post.example"):
        assert word not in logs


def post_address(here: Running, name: str) -> str:
    page = next(here.place.pages.glob(f"20*/*/{name.lower()}/index.html"))
    return f"/{page.parent.relative_to(here.place.pages).as_posix()}/"


def scanned(here: Running, letter: Letter) -> set[int]:
    """Open all links of a mail as programs do that look at mails before people; return the statuses."""
    return {
        request(here.web.port, method, link, **{"User-Agent": name})[0]
        for link in letter.links
        for method, name in SCANNERS.items()
    }


def one_click(here: Running, letter: Letter) -> tuple[int, dict[str, str]]:
    """Leave as a mail program does it for its reader (RFC 8058)."""
    way_out = re.search(r"<(https://[^>]+)>", letter.message["List-Unsubscribe"])[1]
    kind = "application/x-www-form-urlencoded"
    return request(
        here.web.port, "POST", way_out, "List-Unsubscribe=One-Click", **{"Content-Type": kind}
    )


def secrets(mails: MailServer) -> set[str]:
    """Return the tokens of all mails."""
    texts = (
        each.text + " ".join(str(value) for value in each.message.values())
        for each in mails.letters
    )
    return {part for text in texts for found in SECRETS.findall(text) for part in found if part}
