"""Whatever happens in whatever order: each owed (entry, subscriber) is mailed exactly once.

Hypothesis publishes, edits, subscribes, switches, unsubscribes, kills and reconciles; the real rooms
plan, freeze, claim and record on a real database. Only the mail server and the clock are invented.
The judgement uses nothing but what the server accepted and what the people said, when.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck
from hypothesis import Phase as Phases
from hypothesis import settings as runs
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from plugins.newsletter import subscribers
from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.delivery.receipts import Verdict
from plugins.newsletter.errors import FeedUnusable, RelayUnusable
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.operation.round import Sender, send_round
from plugins.newsletter.planning.account import accounts
from plugins.newsletter.planning.holds import release
from plugins.newsletter.planning.issues import resume
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.source.source import Reading
from plugins.newsletter.store.integrity import problems
from plugins.newsletter.store.ledger import issue
from plugins.newsletter.store.schema import ALL_TOPICS, NO_TOPIC, entry, subscriber
from plugins.newsletter.store.states import Frequency, SubscriberState

TOPICS = ("alter", "pflege", "jugend")
MONDAY = 1_790_000_000
DAY = 86_400
# Hours between the last rounds: retries, a night, a weekly and a monthly slot, what is late resumed.
PEACE = (1, 12, 12, 8 * 24, 12, 12, 32 * 24, 12, 12, 12)


class Killed(BaseException):
    """The process is gone; no `except` of ours may hold it up."""


@dataclass
class Relay:
    """A mail server with its own idea of what it accepted, and of what goes wrong next."""

    accepted: list[Mail] = field(default_factory=list)
    mishaps: dict[int, str] = field(default_factory=dict)  # nth mail from now → what happens
    asked: int = 0

    def deliver(self, mail: Mail, about_to_end: Callable[[], bool]) -> Outcome:
        mishap = self.mishaps.pop(self.asked, "")
        self.asked += 1
        if mishap == "killed before the end":
            raise Killed
        if mishap == "gone":
            raise RelayUnusable("Der Mailserver antwortet nicht.")
        if mishap == "greylisted":
            return Outcome(Result.DEFERRED, Phase.RCPT, 450, "4.2.0 später")
        if mishap == "closing":
            return Outcome(Result.DEFERRED, Phase.MAIL, 421, "4.3.2 später")
        if not about_to_end():
            return Outcome(Result.WITHHELD, Phase.DATA)
        if mishap == "killed at the end":
            raise Killed
        if mishap == "lost unaccepted":
            return Outcome(Result.UNCERTAIN, Phase.DOT)
        self.accepted.append(mail)
        if mishap == "killed after the end":
            raise Killed
        if mishap == "lost":
            return Outcome(Result.UNCERTAIN, Phase.DOT)
        return Outcome(Result.ACCEPTED, Phase.DOT, 250, "queued as 4XYZ", "4XYZ")

    def close(self) -> None:
        """Nothing to end."""


MISHAPS = (
    "killed before the end", "killed at the end", "killed after the end",
    "gone", "greylisted", "closing", "lost", "lost unaccepted",
)  # fmt: skip
KILLS = MISHAPS[:3]
SOME_TOPICS = st.sampled_from([("alter",), ("pflege",), ("alter", "pflege"), ("jugend",), ()])


@dataclass
class Blog:
    """The feed as it stands, newest first; it may be unreachable."""

    entries: list[Entry] = field(default_factory=list)
    down: bool = False
    notes: tuple[str, ...] = ()

    def read(self, validators):
        if self.down:
            raise FeedUnusable("Der Feed ist nicht zu erreichen.")
        return Reading(tuple(self.entries), validators, ())

    def with_pictures(self, entry: Entry) -> Entry:
        return entry


@dataclass
class Wishes:
    """What one person said, and when: from these alone follows what must and what must not come."""

    covered: dict[str, list[list[int | None]]] = field(
        default_factory=dict
    )  # topic → [from, until]

    def want(self, topics: tuple[str, ...], now: int) -> None:
        for topic, spans in self.covered.items():
            if topic not in topics and spans and spans[-1][1] is None:
                spans[-1][1] = now
        for topic in topics:
            spans = self.covered.setdefault(topic, [])
            if not spans or spans[-1][1] is not None:
                spans.append([now, None])

    def at(self, topics: tuple[str, ...], moment: int) -> bool:
        """Whether one of these topics was wanted at this moment."""
        return any(
            begin <= moment and (until is None or moment <= until)
            for topic in topics
            for begin, until in self.covered.get(topic, ())
        )

    def ever_since(self, topics: tuple[str, ...], moment: int) -> bool:
        """Whether one of these topics has been wanted from this moment until now, without a break."""
        return any(
            begin <= moment and until is None
            for topic in topics
            for begin, until in self.covered.get(topic, ())
        )


class Newsletter(RuleBasedStateMachine):
    """People and posts, a sender that is killed, a mail server that fails; see the module."""

    @initialize()
    def begin(self) -> None:
        self.store = type(self).new_store()
        self.blog = Blog()
        self.relay = Relay()
        self.now = MONDAY
        self.wishes: dict[int, Wishes] = {}
        self.made = 0
        self.edited: set[str] = set()  # since the feed was last read
        self.compose_kills = False
        self.publish(("alter",))
        self.run("")  # the first run sends nothing
        for topics, frequency in ((None, "instant"), (("alter",), "weekly"), (None, "monthly")):
            self.arrive(topics, Frequency(frequency))
        self.publish(("alter", "pflege"))

    def tick(self) -> None:
        self.now += 1

    # --- What people do -----------------------------------------------------------------------

    @rule(topics=SOME_TOPICS)
    def publish(self, topics: tuple[str, ...]) -> None:
        self.tick()
        self.made += 1
        name = f"entry-{self.made}"
        entry = Entry(
            key=f"urn:{name}", link=f"https://blog.kreis.example/{name}/", fingerprint=name,
            title=name, summary="", html=f"<p>{name}</p>", topics=topics,
            published_at=self.now, updated_at=self.now,
        )  # fmt: skip
        self.blog.entries.insert(0, entry)

    @rule(which=st.integers(0, 100), what=st.sampled_from(["key", "link", "title"]))
    def edit(self, which: int, what: str) -> None:
        """Correct a text, move it, or give it another id; never two at once, or it is another post."""
        place = which % len(self.blog.entries)
        old = self.blog.entries[place]
        if old.title in self.edited:
            return
        self.edited.add(old.title)
        changed = {
            "key": {"key": old.key + "x"},
            "link": {"link": old.link + "x/"},
            "title": {"fingerprint": old.fingerprint + "x", "summary": "neu"},
        }
        self.blog.entries[place] = replace(old, updated_at=self.now, **changed[what])

    @rule(
        topics=st.sampled_from([None, ("alter",), ("pflege", "jugend")]),
        frequency=st.sampled_from(Frequency),
    )
    @precondition(lambda self: len(self.wishes) < 6)
    def arrive(self, topics, frequency) -> None:
        self.tick()
        address = f"person-{len(self.wishes)}@mail{len(self.wishes) % 2}.example"
        number = type(self).subscribe(
            self.store, address, topics=topics, frequency=frequency, now=self.now
        )
        self.wishes[number] = Wishes()
        self.wishes[number].want(spoken(topics), self.now)

    @rule(
        which=st.integers(0, 5),
        topics=st.sampled_from([None, ("alter",), ("alter", "pflege")]),
        frequency=st.sampled_from(Frequency),
    )
    @precondition(lambda self: self.wishes)
    def switch(self, which, topics, frequency) -> None:
        self.tick()
        number = list(self.wishes)[which % len(self.wishes)]
        with self.store.begin() as connection:
            person = subscribers.find(connection, number)
            if person.state is not SubscriberState.CONFIRMED:
                return
            subscribers.switch(connection, number, self.now, topics=topics, frequency=frequency)
        self.wishes[number].want(spoken(topics), self.now)

    @rule(which=st.integers(0, 5))
    @precondition(lambda self: self.wishes)
    def leave(self, which) -> None:
        self.tick()
        number = list(self.wishes)[which % len(self.wishes)]
        with self.store.begin() as connection:
            subscribers.leave(connection, number, self.now)
        self.wishes[number].want((), self.now)

    @rule(which=st.integers(0, 5))
    @precondition(lambda self: self.wishes)
    def return_(self, which) -> None:
        self.tick()
        number = list(self.wishes)[which % len(self.wishes)]
        with self.store.begin() as connection:
            person = subscribers.find(connection, number)
            if person.state is not SubscriberState.LEFT:
                return
            subscribers.ask(
                connection, person.address, self.now, topics=None, frequency=person.frequency
            )
            subscribers.confirm(connection, number, self.now)
        self.wishes[number].want(spoken(None), self.now)

    # --- What happens to the sender -------------------------------------------------------------

    @rule(
        mishap=st.sampled_from(("", *MISHAPS)),
        nth=st.integers(0, 3),
        after=st.sampled_from([10, 120, 3600, DAY]),
    )
    def send(self, mishap: str, nth: int, after: int) -> None:
        self.now += after
        self.run(mishap, nth)

    @rule(mishap=st.sampled_from(MISHAPS), nth=st.integers(0, 1), topics=SOME_TOPICS)
    def publish_and_fail(self, mishap: str, nth: int, topics: tuple[str, ...]) -> None:
        """What hypothesis would seldom put together: a new post, and its mails go wrong."""
        self.publish(topics)
        self.now += 120
        self.run(mishap, nth)

    @rule(mishap=st.sampled_from(KILLS), nth=st.integers(0, 1))
    def publish_and_be_killed(self, mishap: str, nth: int) -> None:
        self.publish_and_fail(mishap, nth, ("alter", "pflege"))

    @rule()
    def send_without_feed(self) -> None:
        self.blog.down = True
        self.run("")
        self.blog.down = False

    @rule()
    def killed_while_rendering(self) -> None:
        self.compose_kills = True
        self.run("")
        self.compose_kills = False

    @rule(days=st.sampled_from([2, 8]))
    def stand_still(self, days: int) -> None:
        """The machine is off for days; what is late then asks, and is resumed."""
        self.now += days * DAY

    # --- What must hold ---------------------------------------------------------------------------

    @invariant()
    def nobody_has_got_a_post_twice(self) -> None:
        twice = [pair for pair, count in self.arrived().items() if count > 1]
        assert not twice

    @invariant()
    def a_finished_issue_balances(self) -> None:
        if not hasattr(self, "store"):
            return
        with self.store.read() as connection:
            for number in connection.scalars(select(issue.c.id).where(issue.c.state == "done")):
                assert accounts(connection, number).balanced

    def teardown(self) -> None:
        """Leave the sender in peace until nothing is left to do; then judge."""
        if not hasattr(self, "store"):
            return
        self.relay.mishaps.clear()
        for hours in PEACE:
            self.now += 3600 * hours
            self.run("")
        with self.store.read() as connection:
            seen = dict(connection.execute(select(entry.c.title, entry.c.first_seen_at)).all())
            never = set(connection.scalars(select(entry.c.title).where(entry.c.state == "seen")))
            assert set(connection.scalars(select(issue.c.state))) <= {"done"}
            assert not problems(connection)
        topics = {one.title: one.topics for one in self.blog.entries}
        arrived = self.arrived()
        for number, wishes in self.wishes.items():
            for title, at in seen.items():
                wanted = (*topics[title], ALL_TOPICS) if topics[title] else (NO_TOPIC,)
                count = arrived[number, title]
                if title in never or not wishes.at(wanted, at):
                    assert count == 0, f"{title} was not owed to {number}"
                elif wishes.ever_since(wanted, at):
                    assert count == 1, f"{title} was owed to {number}, and came {count} times"

    # --- How it is done ---------------------------------------------------------------------------

    def run(self, mishap: str, nth: int = 0) -> None:
        """Do one round of the real sender; the operator decides whatever waits for a decision."""
        self.tick()
        with self.store.begin() as connection:
            release(connection, None, self.now)
            for number in connection.scalars(
                select(issue.c.id).where(issue.c.state == "paused")
            ).all():
                resume(connection, number, self.now)
        if not self.blog.down:
            self.edited.clear()
        self.relay.asked = 0
        self.relay.mishaps = {nth: mishap} if mishap else {}
        sender = Sender(
            root=self.folder, settings=self.settings, store=self.store, keys=type(self).keys,
            mailer=lambda: self.relay, clock=lambda: self.now, sleep=self.sleep,
            stop=lambda: False, shown=lambda _: nullcontext(lambda _: None),
        )  # fmt: skip
        invented = {
            "Source": lambda *_: self.blog,
            "Receipts": lambda _: Receipt(self.relay),
            "compose": self.compose,
        }
        with patch.multiple("plugins.newsletter.operation.round", **invented), suppress(Killed):
            send_round(sender)

    def sleep(self, seconds: float) -> None:
        self.now += int(seconds) + 1

    def compose(self, _, articles, **__) -> "Frozen":
        if self.compose_kills:
            raise Killed
        titles = ",".join(article.title for article in articles)
        return Frozen(titles, f"Subject: {titles}\r\n\r\n{titles}\r\n".encode())

    def arrived(self) -> Counter[tuple[int, str]]:
        """Count what the server accepted by (subscriber, title), from the bytes alone."""
        if not hasattr(self, "relay"):
            return Counter()
        people = {}
        with self.store.read() as connection:
            people = dict(connection.execute(select(subscriber.c.address, subscriber.c.id)).all())
        return Counter(
            (people[mail.recipient], title)
            for mail in self.relay.accepted
            for title in mail.content.rpartition(b"\r\n\r\n")[2].decode().strip().split(",")
        )


@dataclass
class Receipt:
    """The mail server's own books: they tell what was accepted, whoever heard the answer."""

    relay: Relay

    def verdicts(self, message_ids: Mapping[str, int]) -> dict[str, Verdict]:
        known = {mail.message_id for mail in self.relay.accepted}
        return {one: Verdict.ACCEPTED if one in known else Verdict.ABSENT for one in message_ids}


@dataclass(frozen=True)
class Frozen:
    subject: str
    content: bytes


def spoken(topics: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the topics as the store keeps them; None stands for all."""
    return (*TOPICS, ALL_TOPICS, NO_TOPIC) if topics is None else (*topics, NO_TOPIC)


@pytest.fixture
def members(new_store, subscribe, settings, keys, tmp_path):
    patient = replace(
        settings,
        receipts=("mail.log",),
        schedule=replace(
            settings.schedule, grace=timedelta(minutes=1), answer_within=timedelta(days=90)
        ),
        limits=replace(settings.limits, retry_for=timedelta(days=60), new_entries=10),
    )
    return {
        "new_store": staticmethod(new_store), "subscribe": staticmethod(subscribe),
        "settings": patient, "keys": keys, "folder": tmp_path,
    }  # fmt: skip


def test_each_owed_post_is_mailed_exactly_once(members, database):
    examples = 18 if database == "sqlite" else 4
    run_state_machine_as_test(
        type("Trial", (Newsletter,), members),
        settings=runs(
            max_examples=examples, stateful_step_count=20, deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failure is told as it was found: to shrink it would take minutes.
            phases=(Phases.explicit, Phases.reuse, Phases.generate),
        ),
    )  # fmt: skip
