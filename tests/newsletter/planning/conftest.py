"""A feed in memory, posts for it, and a planning that renders next to nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.planning.plan import Planned, plan
from plugins.newsletter.source.entry import Entry, Picture
from plugins.newsletter.source.source import Reading, Validators
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.ledger import issue, item
from plugins.newsletter.store.schema import entry

MONDAY = 1_790_000_000  # 21 September 2026, 16:13:20 in Berlin
DAY = 86_400
GRACE = 1800


@dataclass
class Feed:
    """A source in memory; `unchanged` answers as a 304 does where the validators fit."""

    entries: list[Entry] = field(default_factory=list)
    down: bool = False
    version: int = 0
    illustrated: list[str] = field(default_factory=list)
    asked_with: list[Validators] = field(default_factory=list)

    def show(self, *entries: Entry) -> None:
        self.entries = list(entries)
        self.version += 1

    def read(self, validators: Validators) -> Reading:
        self.asked_with.append(validators)
        if self.down:
            raise FeedUnusable("Der Feed ist nicht zu erreichen.")
        etag = f'"{self.version}"'
        fresh = None if validators.etag == etag else tuple(self.entries)
        return Reading(fresh, Validators(etag, ""), ())

    def with_pictures(self, entry: Entry) -> Entry:
        if self.down:
            raise FeedUnusable("Der Feed ist nicht zu erreichen.")
        self.illustrated.append(entry.key)
        return replace(entry, pictures={entry.lead: picture(entry.key)})


def picture(name: str) -> Picture:
    return Picture(f"digest of {name}", "image/png", 10, 10, b"png")


def post(name: str = "a", *, topics: Sequence[str] = (), **changes: object) -> Entry:
    made = Entry(
        key=f"urn:{name}",
        link=f"https://blog.kreis.example/{name}/",
        fingerprint=f"text of {name}",
        title=f"Beitrag {name}",
        summary="",
        html=f"<p>{name}</p>",
        topics=tuple(topics),
        published_at=MONDAY,
        updated_at=None,
    )
    return replace(made, **changes)


@dataclass
class House:
    """A store, a feed and a clock; `run` plans at the clock's time."""

    store: Store
    feed: Feed
    settings: object
    now: int = MONDAY
    compose: Callable = lambda kind, articles: SimpleNamespace(
        subject=f"{kind}: {', '.join(one.title for one in articles)}",
        content=" ".join(str(one.id) for one in articles).encode(),
    )

    def run(self, *, after: int = 0) -> Planned:
        self.now += after
        return plan(self.store, self.feed, self.settings, self.compose, self.now)

    def states(self) -> dict[str, str]:
        """Title of each entry → its state."""
        with self.store.read() as connection:
            rows = connection.execute(select(entry.c.title, entry.c.state))
            return {title.removeprefix("Beitrag "): state for title, state in rows}

    def owed(self) -> set[tuple[str, int]]:
        """Every promise: (name of the entry, subscriber)."""
        with self.store.read() as connection:
            rows = connection.execute(
                select(entry.c.title, item.c.subscriber_id).join_from(item, entry)
            )
            return {(title.removeprefix("Beitrag "), number) for title, number in rows}

    def issues(self) -> list:
        with self.store.read() as connection:
            return list(connection.execute(select(issue).order_by(issue.c.id)))


@pytest.fixture
def feed() -> Feed:
    return Feed()


@pytest.fixture
def make_post() -> Callable[..., Entry]:
    return post


@pytest.fixture
def house(store, feed, settings) -> House:
    """Give a house whose first run is over: what is published now is news."""
    made = House(store, feed, settings)
    feed.show(post("old", published_at=MONDAY - DAY))
    made.run()
    made.now += 60
    return made


@pytest.fixture
def new_house(new_store, settings) -> Callable[[], House]:
    return lambda: House(new_store(), Feed(), settings)
