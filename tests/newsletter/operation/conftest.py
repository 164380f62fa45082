"""A project of the invented county: settings, a feed that can grow, and the commands."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import select

from plugins.newsletter import subscribers
from plugins.newsletter.__main__ import main
from plugins.newsletter.address import read_address
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.states import Frequency

SETTINGS = """
from datetime import time, timedelta
from plugins.newsletter.settings import *
NEWSLETTER = NewsletterSettings(
    feed="feed.xml", title="Musterland Sozial", site="https://blog.kreis.example",
    sender="neues@kreis.example", list_id="neues.kreis.example",
    imprint=("Landkreis Musterland", "01234 Musterstadt"),
    imprint_link="https://blog.kreis.example/impressum/",
    privacy_link="https://blog.kreis.example/datenschutz/",
    schedule=Schedule(grace=timedelta(0), quiet=(time(0), time(0))),
    database="newsletter.sqlite3",
)
"""
NOON = 1_790_071_200  # Tuesday, 22 September 2026, 12:00 in Berlin


@dataclass
class Project:
    """A folder with settings and feed, and a clock that stands still until it is moved."""

    root: Path
    titles: list[tuple[str, int]] = field(default_factory=list)
    now: int = NOON

    def __call__(self, *words: str) -> int:
        """Run one command; return its exit code."""
        return main(words, self.root, lambda: self.now)

    def settings(self, *changes: tuple[str, str]) -> None:
        """Write the settings again, with some words of them replaced."""
        text = SETTINGS
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.root / "pelicanconf.py").write_text(text, encoding="utf-8")

    def publish(self, *titles: str, at: int | None = None) -> None:
        """Put posts into the feed."""
        self.titles += [(title, self.now if at is None else at) for title in titles]
        entries = "".join(
            f"<entry><id>urn:{number}</id><title>{title}</title><updated>{_stamp(moment)}</updated>"
            f'<link href="https://blog.kreis.example/{number}/"/>'
            f'<content type="html">&lt;p&gt;Text {number}.&lt;/p&gt;</content></entry>'
            for number, (title, moment) in reversed(list(enumerate(self.titles)))
        )
        (self.root / "feed.xml").write_text(
            '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:feed</id><title>Feed</title>'
            f"<updated>{_stamp(self.now)}</updated>{entries}</feed>",
            encoding="utf-8",
        )

    def store(self) -> Store:
        """Open the database."""
        return open_store("newsletter.sqlite3", self.root)

    def subscribe(self, count: int, frequency: Frequency = Frequency.INSTANT) -> None:
        """Confirm so many invented people."""
        store = self.store()
        with store.begin() as connection:
            for number in range(count):
                person = subscribers.ask(
                    connection,
                    read_address(f"person{number}-{frequency}@post.example"),
                    self.now,
                    topics=None,
                    frequency=frequency,
                )
                subscribers.confirm(connection, person, self.now)
        store.close()

    def rows(self, column: Any) -> list[Any]:
        """Return the values of one column."""
        store = self.store()
        with store.read() as connection:
            found = list(connection.scalars(select(column)))
        store.close()
        return found

    @property
    def mails(self) -> list[str]:
        """The mails in the folder of the transport."""
        return [file.read_text("utf-8") for file in (self.root / "var/post").glob("*.eml")]


def _stamp(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    for name in [name for name in os.environ if name.startswith(("NEWSLETTER_", "SMTP_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NEWSLETTER_SECRET", "0123456789abcdef0123456789abcdef")
    made = Project(tmp_path)
    made.settings()
    made.publish("Alt")
    yield made
    # The log of the commands goes to a stream that is closed after the test.
    structlog.reset_defaults()
    logging.basicConfig(handlers=[], force=True)


@pytest.fixture
def running(project: Project, capsys: pytest.CaptureFixture[str]) -> Project:
    """A project after its first run, with three people."""
    assert project("send") == 0
    project.subscribe(3)
    project.now += 60
    capsys.readouterr()
    return project
