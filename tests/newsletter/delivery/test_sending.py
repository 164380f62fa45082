"""One run of sending: everything that is due leaves, nothing holds up the others."""

import os
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from plugins.newsletter.delivery.journal import recover
from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.delivery.post import Post
from plugins.newsletter.delivery.receipts import Verdict
from plugins.newsletter.delivery.reconcile import reconcile
from plugins.newsletter.delivery.sending import LONGEST_WAIT, send_due
from plugins.newsletter.errors import RelayUnusable, SettingsUnusable, StoreUnusable
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.planning.issues import resume
from plugins.newsletter.settings import Limits, Schedule
from plugins.newsletter.store.database import Store, open_engine
from plugins.newsletter.store.ledger import delivery
from tests.newsletter.delivery.mailing import (
    ACCEPTED,
    BROKEN_OFF,
    CLOSING,
    GREYLISTED,
    NO_ANSWER,
    NOW,
    UNKNOWN_USER,
    Mailing,
    Server,
)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept = 0.0

    def __call__(self) -> int:
        return int(self.now)

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds


@pytest.fixture
def mailing(store) -> Mailing:
    return Mailing(store)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def send(store, settings, keys, clock):
    def run(server, limits=None, schedule=None, **hooks):
        changed = replace(
            settings,
            limits=limits or Limits(mails=1e9, domain=1e9),
            schedule=schedule or Schedule(),
        )
        post = Post(store, changed, keys)
        return send_due(store, server, post, changed, clock, "one", sleep=clock.sleep, **hooks)

    return run


def seen_by_another(store: Store) -> Counter[str]:
    """Return the states as another process sees them."""
    engine = create_engine(store.engine.url)
    with engine.connect() as connection:
        states = Counter(connection.scalars(select(delivery.c.state)).all())
    engine.dispose()
    return states


def people(number: int, domain: str = "a.example") -> list[str]:
    return [f"p{n}@{domain}" for n in range(number)]


def test_everything_due_is_sent_once_and_counted(mailing, send):
    mailing.issue(*people(120))
    server, seen = Server(), []
    tally = send(server, progress=lambda tally: seen.append(tally.sent))
    assert tally.sent == 120
    assert (tally.rest, tally.paused, tally.returned) == ("", {}, 0)
    assert seen == list(range(1, 121))
    assert mailing.states() == {"sent": 120}
    assert len({mail.message_id for mail in server.accepted}) == 120
    assert send(server).sent == 0
    assert server.closed == 2


def test_the_end_is_committed_before_the_dot_and_the_success_only_after_it(mailing, send, store):
    mailing.issue("max@a.example")
    server, seen = Server(), []
    server.before_dot = lambda _: seen.append(seen_by_another(store))
    server.at_dot = lambda _: seen.append(seen_by_another(store))
    send(server, progress=lambda _: seen.append(seen_by_another(store)))
    assert seen == [{"claimed": 1}, {"sending": 1}, {"sent": 1}]


def test_one_bad_address_blocks_nobody(mailing, send):
    bad = ["max@a.example", "kein name@a.example", "zwei\nzeilen@a.example", "udo@b.example"]
    mailing.issue(*people(3), *bad, *people(3, "c.example"))
    server = Server(early={"max@a.example": [UNKNOWN_USER], "udo@b.example": [GREYLISTED]})
    tally = send(server)
    assert mailing.states() == {"sent": 6, "failed": 3, "deferred": 1}
    assert tally.counts == {"sent": 6, "failed": 3, "deferred": 1, "excluded": 0}


@pytest.mark.parametrize("content", [None, b"", b"\0leave\0", b"A: b\r\n\r\n\0leave", b"A: b\r\n\r\n\0x\0"])  # fmt: skip
def test_an_issue_whose_mail_is_damaged_is_paused_and_the_others_go_on(mailing, send, content):
    bad, *_ = mailing.issue(*people(3), content=content)
    mailing.issue(*people(3))
    tally = send(Server())
    assert tally.sent == 3
    assert list(tally.paused) == [bad]
    assert mailing.of_issue(bad).state == "paused"
    assert "beschädigt" in mailing.of_issue(bad).reason
    assert mailing.states() == {"sent": 3, "pending": 3}


def test_refusals_one_after_another_pause_the_issue_and_the_others_go_on(mailing, send):
    bad, *_ = mailing.issue(*people(30))
    mailing.issue(*people(3, "b.example"))
    server = Server(early={address: [UNKNOWN_USER] for address in people(30)})
    tally = send(server, Limits(mails=1e9, domain=1e9, failures=5))
    assert tally.counts["failed"] == 5
    assert tally.sent == 3
    assert mailing.of_issue(bad).state == "paused"
    assert "550" in mailing.of_issue(bad).reason
    assert mailing.states() == {"failed": 5, "pending": 25, "sent": 3}


def test_refusals_between_successes_pause_nothing(mailing, send):
    mailing.issue(*people(30))
    server = Server(early={address: [UNKNOWN_USER] for address in people(30)[::2]})
    tally = send(server, Limits(mails=1e9, domain=1e9, failures=3))
    assert tally.counts == {"failed": 15, "sent": 15, "excluded": 0}


def test_a_server_that_cannot_be_used_leaves_everything_as_it_was(mailing, send):
    mailing.issue(*people(120))
    for fault in (RelayUnusable("nicht da"), SettingsUnusable("Passwort")):
        with pytest.raises(type(fault)):
            send(Server(always=fault))
        assert mailing.states() == {"pending": 120}
        assert all(mailing.row(n).attempt == 0 for n in (1, 2))


def test_a_server_that_is_lost_on_the_way_keeps_what_it_has_taken(mailing, send):
    mailing.issue(*people(10))
    server = Server(early={"p4@a.example": [RelayUnusable("weg")]})
    with pytest.raises(RelayUnusable):
        send(server)
    assert mailing.states() == {"sent": 4, "pending": 6}
    assert send(server).sent == 6


def test_who_refuses_us_as_senders_fails_nobody(mailing, send):
    mailing.issue(*people(10))
    refusal = replace(UNKNOWN_USER, phase=GREYLISTED.phase.MAIL, reply="5.7.1 Sender rejected")
    server = Server(early={address: [refusal] for address in people(10)})
    with pytest.raises(RelayUnusable, match="weist unseren Absender zurück"):
        send(server)
    assert len(server.asked) == 3
    assert mailing.states() == {"deferred": 3, "pending": 7}


def test_a_server_that_hangs_up_each_time_ends_the_run_but_not_the_other_issues(mailing, send):
    mailing.issue(*people(10))
    mailing.issue(*people(3, "b.example"))
    server = Server(early={address: [BROKEN_OFF] for address in people(10)})
    with pytest.raises(RelayUnusable, match="abgebrochen"):
        send(server)
    assert mailing.states() == {"deferred": 5, "pending": 5, "sent": 3}


def test_after_a_421_it_goes_on_slowly_after_a_pause(mailing, send, clock):
    mailing.issue(*people(5))
    tally = send(Server(early={"p0@a.example": [CLOSING]}), Limits(mails=60, domain=60))
    assert tally.counts == {"deferred": 1, "sent": 4, "excluded": 0}
    assert clock.slept >= 10


def test_the_run_waits_for_the_overall_limit(mailing, send, clock):
    mailing.issue(*people(40))
    tally = send(Server(), Limits(mails=60, domain=1e9))
    assert tally.sent == 40
    assert 29 <= clock.slept <= 31, "ten at once, the others one a second"


def test_a_slow_domain_waits_alone(mailing, send, clock):
    mailing.issue(*people(14, "langsam.example"), *people(100, "b.example"))
    server = Server()
    tally = send(server, Limits(mails=1e9, domain=1e9, domains={"langsam.example": 60}))
    assert tally.sent == 114
    assert all("langsam" in name for name in server.asked[-4:])
    assert clock.slept <= 6


def test_what_would_wait_too_long_stays_for_the_next_run(mailing, send, clock):
    mailing.issue(*people(5))
    tally = send(Server(), Limits(mails=0.05))
    assert (tally.sent, tally.rest) == (1, "slow")
    assert clock.slept < LONGEST_WAIT
    assert mailing.states() == {"sent": 1, "pending": 4}


def test_a_signal_ends_the_run_after_the_mail_that_is_leaving(mailing, send):
    mailing.issue(*people(10))
    server = Server()
    tally = send(server, stop=lambda: len(server.asked) == 3)
    assert (tally.sent, tally.rest) == (3, "stopped")
    assert mailing.states() == {"sent": 3, "pending": 7}


def test_a_signal_ends_the_waiting_too(mailing, send, clock):
    mailing.issue(*people(5))
    tally = send(Server(), Limits(mails=1), stop=lambda: clock.slept >= 2)
    assert (tally.sent, tally.rest, clock.slept) == (1, "stopped", 2)


def test_nothing_leaves_in_quiet_hours(mailing, send, clock):
    mailing.issue(*people(5))
    schedule = Schedule(quiet=(time(16, 14), time(7)))  # the clock shows 16:13:20
    tally = send(Server(), Limits(mails=1), schedule)
    assert (tally.sent, tally.rest, clock.slept) == (1, "quiet", 40)
    assert mailing.states() == {"sent": 1, "pending": 4}


def test_who_leaves_while_the_mail_is_leaving_is_excluded(mailing, send):
    mailing.issue("max@a.example", "eva@a.example")
    server = Server(before_dot=lambda _: mailing.leave("eva@a.example"))
    tally = send(server)
    assert (tally.sent, tally.counts["excluded"]) == (1, 1)
    assert mailing.states() == {"sent": 1, "excluded": 1}


def test_an_issue_that_is_paused_meanwhile_stops(mailing, send):
    number, *_ = mailing.issue(*people(10))
    server = Server()
    server.at_dot = lambda _: len(server.asked) == 4 and mailing.move(number, "paused")
    tally = send(server)
    assert tally.sent == 4
    assert mailing.states() == {"sent": 4, "pending": 6}


def test_what_was_accepted_but_could_not_be_recorded_is_uncertain_next_time(mailing, send, store):
    mailing.issue("max@a.example", "eva@a.example")

    def lose(_: object) -> None:
        with store.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE delivery RENAME TO gone")

    server = Server(at_dot=lose)
    with pytest.raises(StoreUnusable):
        send(server)
    with store.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO delivery")
    assert mailing.states() == {"sending": 1, "claimed": 1}
    assert recover(store, NOW) == (1, 1)
    assert mailing.states() == {"uncertain": 1, "pending": 1}


def test_a_lost_answer_is_uncertain_and_not_sent_again_in_the_same_run(mailing, send):
    mailing.issue("max@a.example", "eva@a.example")
    server = Server(late={"max@a.example": [NO_ANSWER]})
    tally = send(server)
    assert tally.counts == {"uncertain": 1, "sent": 1, "excluded": 0}
    assert send(server).sent == 0


@dataclass
class Sink:
    """A mail server and its log in one file, for processes that are killed at a named point."""

    file: Path
    point: str = ""
    nth: int = 0
    asked: int = 0

    def deliver(self, mail: Mail, about_to_end: Callable[[], bool]) -> Outcome:
        self.asked += 1
        self.reached("claimed")
        if not about_to_end():
            return Outcome(Result.WITHHELD, Phase.DATA)
        self.reached("before the dot")
        with self.file.open("a") as file:
            file.write(f"{mail.message_id}\n")
        self.reached("after the dot")
        return ACCEPTED

    def close(self) -> None:
        pass

    def reached(self, point: str) -> None:
        if (point, self.asked) == (self.point, self.nth):
            os.kill(os.getpid(), signal.SIGKILL)

    def accepted(self) -> Counter[str]:
        return Counter(self.file.read_text().split() if self.file.exists() else ())

    def verdicts(self, message_ids):
        there = self.accepted()
        return {name: Verdict.ACCEPTED if name in there else Verdict.ABSENT for name in message_ids}


@pytest.mark.parametrize("receipts", [True, False], ids=["receipts", "no receipts"])
@pytest.mark.parametrize("point", ["claimed", "before the dot", "after the dot", "recorded"])
def test_a_killed_process_loses_nothing_and_repeats_nothing_that_a_receipt_tells(  # noqa: PLR0917 - fixtures
    mailing, store, settings, keys, clock, tmp_path, point, receipts
):
    mailing.issue(*people(6))
    sink = Sink(tmp_path / "sink", point, 3)

    def run(where: Store, name: str) -> None:
        post = Post(where, settings, keys)
        send_due(
            where, sink, post, settings, clock, name,
            sleep=clock.sleep, progress=lambda _: sink.reached("recorded"),
        )  # fmt: skip

    child = os.fork()
    if child == 0:  # it has its own connections, and never comes back to pytest
        with suppress(BaseException):
            address = store.engine.url.render_as_string(hide_password=False)
            run(open_engine(str(store.file or address), tmp_path), "killed")
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    sink.point = "never"

    assert mailing.states()["sent"] == (3 if point == "recorded" else 2)
    for _ in range(2):
        clock.now += 1000
        recover(store, clock())
        reconcile(store, sink if receipts else None, settings, clock())
        run(store, "next")
    assert mailing.states() == {"sent": 6}
    assert len(sink.accepted()) == 6, "nobody is lost"
    twice = sink.accepted().total() - 6
    assert twice == (1 if point == "after the dot" and not receipts else 0)


def test_an_issue_paused_by_the_run_is_left_alone_by_it_even_when_somebody_resumes_it(
    store, mailing, send, clock
):
    bad = mailing.issue(*(f"p{number}@a.example" for number in range(6)))
    server = Server(early={f"p{number}@a.example": [UNKNOWN_USER] for number in range(2)})
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        if mailing.of_issue(bad[0]).state == "paused":
            with store.begin() as connection:
                resume(connection, bad[0], clock())
        return asked > 500  # without an end of its own this run would go on for ever

    tally = send(server, Limits(mails=1e9, domain=1e9, failures=2), stop=stop)
    assert asked < 50
    assert tally.returned == 4
    assert mailing.states() == {"failed": 2, "pending": 4}
