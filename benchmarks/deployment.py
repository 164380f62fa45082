"""The sign-up as it runs in public: mail server, service and web server, all real, on this machine.

For the trials (signup.py, attacks.py) and for the test of the whole way. Everything lies in one folder:
settings, database, logs; the site is built by Pelican for the invented county Musterland.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from benchmarks.musterland import FEED, HOST, SERVICE
from benchmarks.webserver import WebServer
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.migrate import open_store

ROOT = Path(__file__).parent.parent
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of the trial alone
_LINK = re.compile(r"https://[^\s<>\"]+")
_PATIENCE = 30.0  # seconds until something must have happened

SETTINGS = """
import sys
sys.path.insert(0, {root!r})
from datetime import time, timedelta
from plugins.newsletter.settings import *
NEWSLETTER = NewsletterSettings(
    feed={feed!r}, title="Musterland Sozial", site="https://{host}", sender="neues@{host}",
    list_id="neues.{host}", imprint=("Kreis Musterland", "Hauptstraße 1", "99000 Musterstadt"),
    imprint_link="https://{host}/impressum/", privacy_link="https://{host}/datenschutz/",
    bounces="zustellung@news.{host}", leaving="abmelden@news.{host}", service="{service}",
    topic_scheme="tag:{host},2026:feeds/feld",
    transport=Smtp(port={mail_port}, timeout=10, reply_timeout=30),
    schedule=Schedule(grace=timedelta(0), quiet=(time(0), time(0))),
    signup=SignUp(listen={listen!r}, pages={pages!r}{signup}),
    database={database!r}, departures={departures!r},
)
"""


@dataclass(frozen=True)
class Letter:
    """A mail as the mail server took it."""

    recipient: str
    message: EmailMessage

    @property
    def text(self) -> str:
        """The part that every reader can show."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part else ""

    @property
    def links(self) -> list[str]:
        """All addresses of the text and of the headers, once each."""
        headers = " ".join(str(value) for value in self.message.values())
        return list(dict.fromkeys(_LINK.findall(self.text + " " + headers)))

    def link(self, part: str) -> str:
        """Return the first address that holds `part`."""
        return next(link for link in self.links if part in link)


@dataclass
class MailServer:
    """Takes every mail and keeps it."""

    port: int
    letters: list[Letter] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep one mail."""
        del server, session
        message = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101 - the policy's promise
        self.letters.append(Letter(str(envelope.rcpt_tos[0]), message))
        return "250 2.0.0 Ok"

    def wait(self, count: int) -> list[Letter]:
        """Return all letters as soon as there are so many."""
        wait_until(lambda: len(self.letters) >= count, f"{count} letters")
        return self.letters


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server in a thread."""
    keeper = MailServer(free_port())
    controller = Controller(keeper, hostname="127.0.0.1", port=keeper.port, enable_SMTPUTF8=True)
    controller.start()
    try:
        yield keeper
    finally:
        controller.stop()


@contextmanager
def mail_sink(journal: Path) -> Iterator[int]:
    """Run a mail server that only notes Message-IDs, in a process of its own; give its port."""
    port = free_port()
    program = [sys.executable, str(ROOT / "benchmarks" / "sink.py"), str(port), str(journal)]
    with process(program, ROOT, os.environ, journal.with_suffix(".log")) as sink:
        wait_for_port(port, sink)
        yield port


@dataclass
class Deployment:
    """A folder with settings for one site and one database.

    `signup`: more settings of the service. `rate`: how often a network may sign up at the web server, in
    nginx' words, where it shall not be the shipped one.
    """

    folder: Path
    pages: Path
    mail_port: int
    database: str = "newsletter.sqlite3"
    signup: str = ""
    rate: str = ""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.service_port = free_port()
        text = SETTINGS.format(
            root=str(ROOT), host=HOST, service=SERVICE, mail_port=self.mail_port,
            feed=str(self.pages / FEED), pages=str(self.pages), signup=self.signup,
            listen=f"127.0.0.1:{self.service_port}", departures=str(self.folder / "abgemeldet"),
            database=self.database_address,
        )  # fmt: skip
        (self.folder / "settings.py").write_text(text, encoding="utf-8")

    @property
    def database_address(self) -> str:
        """The database as the settings name it."""
        return self.database if "//" in self.database else str(self.folder / self.database)

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of the real commands."""
        kept = {name: value for name, value in os.environ.items() if "NEWSLETTER" not in name}
        return kept | {
            "NEWSLETTER_SECRET": SECRET,
            "NEWSLETTER_SETTINGS": str(self.folder / "settings.py"),
            "PYTHONPATH": str(ROOT),
        }

    @property
    def program(self) -> list[str]:
        """How the real program is started."""
        return [sys.executable, "-m", "plugins.newsletter"]

    @property
    def service_log(self) -> Path:
        """What the service and the commands said."""
        return self.folder / "service.log"

    def run(self, *words: str) -> str:
        """Run one real command to its end; return what it said."""
        done = subprocess.run(
            [*self.program, *words], cwd=self.folder, env=self.environment, capture_output=True,
            text=True, check=False, timeout=120,
        )  # fmt: skip
        said = done.stdout + done.stderr
        with self.service_log.open("a", encoding="utf-8") as log:
            log.write(said)
        if done.returncode:
            raise RuntimeError(f"{words} ended with {done.returncode}: {said}")
        return said

    @contextmanager
    def running(self) -> Iterator["Running"]:
        """Run service and web server."""
        with ExitStack() as stack:
            service = stack.enter_context(
                process([*self.program, "serve"], self.folder, self.environment, self.service_log)
            )
            wait_for_port(self.service_port, service, self.service_log)
            web = stack.enter_context(
                WebServer(self.pages, f"127.0.0.1:{self.service_port}", host=HOST, rate=self.rate)
            )
            yield Running(self, service, web)


@dataclass(frozen=True)
class Running:
    """A deployment whose service and web server run."""

    place: Deployment
    service: "subprocess.Popen[bytes]"
    web: WebServer

    def logged(self) -> str:
        """Return all that service, commands and web server have written."""
        return self.place.service_log.read_text("utf-8", errors="replace") + self.web.logged()

    def store(self) -> Store:
        """Open the database."""
        return open_store(self.place.database_address, self.place.folder)


@contextmanager
def process(
    program: list[str], folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program until the block ends; what it says goes into `log`."""
    with log.open("ab") as said:
        started = subprocess.Popen(
            program, cwd=folder, env=dict(environment), stdout=said, stderr=subprocess.STDOUT
        )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_until(happened: Callable[[], bool], what: str) -> None:
    """Wait until something has happened. Raises TimeoutError."""
    end = time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {_PATIENCE:.0f} s")
        time.sleep(0.02)


def wait_for_port(port: int, started: "subprocess.Popen[bytes]", log: Path | None = None) -> None:
    """Wait until a process listens. Raises RuntimeError where it has ended."""

    def listens() -> bool:
        if started.poll() is not None:
            raise RuntimeError(f"ended with {started.returncode}: {log.read_text() if log else ''}")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_until(listens, f"port {port}")


def processor_seconds(pid: int) -> float:
    """Return what a process has used of the processor so far, its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_megabytes(pid: int) -> float:
    """Return how much memory a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"^VmRSS:\s+(\d+)", status, re.MULTILINE)[1]) / 1024  # type: ignore[index]  # Linux says it always
