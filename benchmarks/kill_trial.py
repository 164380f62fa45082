"""Kill the sender again and again, and count what arrived: nothing may be lost.

    python benchmarks/kill_trial.py [--quick] [--kills N] [--mails N]

The real command (`python -m plugins.newsletter send`) sends to thousands of invented subscribers and is
killed with SIGKILL at random moments, started again, killed again. Then it is left in peace to finish,
and the mails are counted by Message-ID at the far end, in the journal of a sink that knows nothing of us.

    sink       straight into the sink, no receipts, policy `resend`
    postfix    through a real Postfix into the sink, receipts from Postfix' log
    full       the database on a small disk that fills up half-way
    locked     another process holds the database's lock for longer than the sender's patience

Gates: 0 lost everywhere; 0 duplicates with receipts; without, at most one per kill (there is one
connection), each with the same Message-ID. The last line is `RESULT {json}`.
"""

import argparse
import collections
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from postfix import Postfix  # noqa: E402 - needs the path

from plugins.newsletter.store.migrate import open_store  # noqa: E402
from plugins.newsletter.store.schema import subscriber, subscription  # noqa: E402

PER_ISSUE = 1_000  # subscribers; each post is one issue to all of them
# What `python -m plugins.newsletter send` does, but for the clock.
SEND_LATER = (
    "import pathlib, sys, time; from plugins.newsletter.__main__ import main; ahead = int(sys.argv[1]);"
    "sys.exit(main(['send'], pathlib.Path.cwd(), lambda: int(time.time()) + ahead))"
)
ENVIRONMENT = {"NEWSLETTER_SECRET": "0123456789abcdef0123456789abcdef", "LC_ALL": "C.UTF-8"}


@dataclass
class Trial:
    """What one way through showed."""

    name: str
    mails: int
    wanted: int = 0  # kills
    kills: int = 0
    runs: int = 0
    lost: int = 0
    duplicates: int = 0
    unknown: int = 0
    seconds: float = 0
    allowed: int = 0

    @property
    def passed(self) -> bool:
        """Tell whether the gates hold."""
        enough = self.kills >= self.wanted
        return enough and self.lost == self.unknown == 0 and self.duplicates <= self.allowed


class House:
    """A sender of its own: settings, feed, database, in one folder."""

    def __init__(
        self, folder: Path, port: int, log: Path | None, database: str = "mails.db"
    ) -> None:
        self.folder = folder
        self.database = database if "/" in database else str(folder / database)
        self.receipts = log is not None
        self.feed = folder / "feed.xml"
        self.posts = 0
        receipts = f"receipts=({str(log)!r},)," if log else ""
        (folder / "settings.py").write_text(
            f"""
from datetime import time, timedelta
from plugins.newsletter.settings import *
NEWSLETTER = NewsletterSettings(
    feed={str(self.feed)!r}, title="Musterland Sozial", site="https://kreis.example",
    sender="neues@kreis.example", list_id="neues.kreis.example", imprint=("Landkreis Musterland",),
    imprint_link="https://kreis.example/impressum/", privacy_link="https://kreis.example/datenschutz/",
    bounces="b@news.kreis.example", leaving="ab@news.kreis.example",
    service="https://kreis.example/newsletter", transport=Smtp(port={port}), {receipts}
    schedule=Schedule(grace=timedelta(0), quiet=(time(0), time(0)), lateness=timedelta(days=1)),
    limits=Limits(new_entries=10_000, mails=10_000_000, domain=10_000_000,
                  ask_receipts_after=timedelta(seconds={5 if log else 1})),
    database={self.database!r},
)
""",
            encoding="utf-8",
        )

    def publish(self, posts: int) -> None:
        """Write the feed with so many posts."""
        self.posts = posts
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        entries = "".join(
            f"<entry><id>urn:post:{n}</id><title>Beitrag {n}</title><updated>{now}</updated>"
            f'<link href="https://kreis.example/{n}/"/><content type="html">'
            f"{'&lt;p&gt;Ein Absatz mit Text, wie er in Beiträgen steht.&lt;/p&gt;' * 60}"
            "</content></entry>"
            for n in range(posts)
        )
        self.feed.write_text(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:feed</id><title>Musterland</title>'
            f"<updated>{now}</updated>{entries}</feed>",
            encoding="utf-8",
        )

    def start(self, ahead: int = 0) -> "subprocess.Popen[bytes]":
        """Start the real command, with a clock that is so many seconds ahead."""
        return subprocess.Popen(
            (sys.executable, "-c", SEND_LATER, str(ahead)),
            cwd=ROOT,
            env={
                **os.environ,
                **ENVIRONMENT,
                "NEWSLETTER_SETTINGS": str(self.folder / "settings.py"),
            },
            stdout=(self.folder / "out.log").open("ab"),
            stderr=subprocess.STDOUT,
        )

    def finish(self, expected: int) -> int:
        """Run in peace until nothing is open; return how many runs it took.

        Without receipts a mail without an answer waits like any other that is tried again, so the
        clock of these runs goes ahead.
        """
        for run in range(1, 60):
            code = self.start(0 if self.receipts else 600 * run).wait()
            if self.states().get("sent", 0) >= expected:
                return run
            if code not in (0, 3, 75):
                raise SystemExit(f"the sender ended with {code}:\n{self.said()}")
            time.sleep(1)
        raise SystemExit(f"not finished: {self.states()}\n{self.said()}")

    def states(self) -> dict[str, int]:
        """Count deliveries by state, past all our code."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30) as connection:
            return dict(connection.execute("SELECT state, COUNT(*) FROM delivery GROUP BY state"))

    def said(self) -> str:
        """Return the last words of the sender."""
        return (self.folder / "out.log").read_text(errors="replace")[-3000:]

    def prepare(self, mails: int) -> None:
        """Let the first run see an old post, add the subscribers, publish the posts."""
        self.publish(1)
        if self.start().wait() not in (0, 3):
            raise SystemExit(self.said())
        store = open_store(self.database, ROOT)
        since = int(time.time()) - 5
        with store.begin() as connection:
            people = [
                {
                    "id": n + 1,
                    "address": f"person-{n}@post{n % 7}.example",
                    "domain": f"post{n % 7}.example",
                    "state": "confirmed",
                    "frequency": "instant",
                    "created_at": since,
                    "confirmed_at": since,
                }
                for n in range(PER_ISSUE)
            ]
            connection.execute(subscriber.insert(), people)
            wishes = [{"subscriber_id": p["id"], "topic": "*", "since": since} for p in people]
            connection.execute(subscription.insert(), wishes)
        store.close()
        self.publish(1 + mails // PER_ISSUE)


def trial(result: Trial, kills: int, port: int, journal: Path, log: Path | None) -> Trial:
    """Kill the sender `kills` times while it sends the mails to the port."""
    name, mails, result.wanted = result.name, result.mails, kills
    began = time.monotonic()
    with scratch() as folder:
        house = House(folder, port, log)
        house.prepare(mails)
        dice = random.Random(20261122)  # noqa: S311 - a trial, not a secret
        known, pace = lines(journal), 0.0
        while result.kills < kills:
            child = house.start()
            moving = time.monotonic()
            while child.poll() is None and lines(journal) == known:
                time.sleep(0.002)
                if time.monotonic() - moving > 60:  # noqa: PLR2004 - a stand-still is a failure of its own
                    raise SystemExit(f"nothing moves: {house.states()}\n{house.said()}")
            # So that the kills spread over all the mails, whatever the machine's speed.
            began_to_move = time.monotonic()
            share = max(mails - lines(journal), 0) / max(kills - result.kills, 1)
            time.sleep(dice.uniform(0.1, 1.5) * min(share / pace if pace else 0.2, 2.0))
            result.runs += 1
            if child.poll() is not None:
                if lines(journal) >= mails:
                    break
                continue
            elapsed = max(time.monotonic() - began_to_move, 0.01)
            child.send_signal(signal.SIGKILL)
            child.wait()
            result.kills += 1
            if log:
                # What Postfix still hands over is no movement of the next run.
                wait_until_quiet(journal, 0, calm=0.3)
            arrived = lines(journal)
            pace = max((arrived - known) / elapsed, 1.0)
            known = arrived
            if sys.stderr.isatty():
                print(f"\r{name}: {result.kills} kills, {arrived} mails", end="", file=sys.stderr)
        result.allowed = 0 if log else result.kills
        result.runs += house.finish(mails)
        wait_until_quiet(journal, mails)
        count(result, house, journal)
    result.seconds = round(time.monotonic() - began, 1)
    return result


def full_disk(mails: int, port: int, journal: Path) -> Trial:
    """Let the disk of the database fill up half-way, then make room."""
    result = Trial("full", mails)
    began = time.monotonic()
    with scratch() as folder, small_disk(folder / "disk", megabytes=12) as disk:
        house = House(folder, port, None, str(disk / "mails.db"))
        house.prepare(mails)
        child = house.start()
        until(lambda: lines(journal) > mails // 4 or child.poll() is not None)
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(65536))
            except OSError:
                pass  # full
        result.unknown += child.wait() != 73  # noqa: PLR2004 - errors.py: StoreUnusable
        result.unknown += house.start().wait() != 73  # noqa: PLR2004 - it says so again, and waits
        ballast.unlink()
        result.runs = 2 + house.finish(mails)
        # The mail whose `sent` could not be written is unsure: without receipts it may come twice.
        result.allowed = 1
        count(result, house, journal)
    result.seconds = round(time.monotonic() - began, 1)
    return result


def locked(mails: int, port: int, journal: Path) -> Trial:
    """Hold the write lock of the database for longer than the sender waits."""
    result = Trial("locked", mails, allowed=1)
    began = time.monotonic()
    with scratch() as folder:
        house = House(folder, port, None)
        house.prepare(mails)
        child = house.start()
        until(lambda: lines(journal) > mails // 4 or child.poll() is not None)
        other = sqlite3.connect(house.database, isolation_level=None, timeout=60)
        other.execute("BEGIN IMMEDIATE")
        result.unknown += child.wait() != 73  # noqa: PLR2004 - errors.py: StoreUnusable
        other.execute("ROLLBACK")
        other.close()
        result.runs = 1 + house.finish(mails)
        count(result, house, journal)
    result.seconds = round(time.monotonic() - began, 1)
    return result


def count(result: Trial, house: House, journal: Path) -> None:
    """Compare the far end's journal with the promise: each subscriber, each post, once."""
    arrived = collections.Counter(journal.read_text(encoding="ascii").split())
    with sqlite3.connect(house.database) as connection:
        connection.execute("PRAGMA journal_mode")
        promised = connection.execute("SELECT COUNT(*) FROM item").fetchone()[0]
        unbalanced = connection.execute(
            "SELECT COUNT(*) FROM issue WHERE state <> 'done'"
        ).fetchone()[0]
    result.lost = max(result.mails, promised) - len(arrived)
    result.duplicates = sum(arrived.values()) - len(arrived)
    result.unknown += unbalanced + (promised != result.mails)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder, and take it away again."""
    folder = Path(tempfile.mkdtemp(prefix="kill-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """Mount a small tmpfs (needs root)."""
    place.mkdir()
    subprocess.run(
        ("/bin/mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place), check=True
    )
    try:
        yield place
    finally:
        subprocess.run(("/bin/umount", "-l", place), check=False)


@contextmanager
def sink(port: int) -> Iterator[Path]:
    """Run the sink in a process of its own; give its journal."""
    with scratch() as folder:
        journal = folder / "journal"
        journal.touch()
        program = (sys.executable, str(ROOT / "benchmarks/sink.py"), str(port), str(journal))
        process = subprocess.Popen(program)
        try:
            until(lambda: answers(port))
            yield journal
        finally:
            process.kill()
            process.wait()


def answers(port: int) -> bool:
    """Tell whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def lines(journal: Path) -> int:
    """Count the mails that arrived: every line has the same length."""
    size = journal.stat().st_size
    if not size:
        return 0
    with journal.open("rb") as file:
        return size // len(file.readline())


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something that must happen."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise SystemExit("something that must happen does not")
        time.sleep(0.01)


def wait_until_quiet(journal: Path, mails: int, calm: float = 2.0) -> None:
    """Let Postfix hand over what is in its queue."""
    end = time.monotonic() + 600
    while lines(journal) < mails and time.monotonic() < end:
        time.sleep(0.5)
    before = -1
    while before != (before := lines(journal)):
        time.sleep(calm)


def main() -> int:
    """Run the trials, print a table and the result; 1 when a gate does not hold."""
    parser = argparse.ArgumentParser(description="Kill the sender again and again.")
    parser.add_argument("--quick", action="store_true", help="a few kills, in under a minute")
    parser.add_argument("--kills", type=int, help="for each way; otherwise 200, quick 3")
    parser.add_argument("--mails", type=int, help="for each way; otherwise 50000, quick 2000")
    options = parser.parse_args()
    kills = options.kills or (3 if options.quick else 200)
    mails = options.mails or (2_000 if options.quick else 50_000)
    small = 1_000 if options.quick else 5_000
    trials = []
    port = free_port()
    with sink(port) as journal:
        trials.append(trial(Trial("sink", mails), kills, port, journal, None))
    if Postfix.possible():
        with (
            sink(port) as journal,
            Postfix.started(free_port(), onward=f"127.0.0.1:{port}") as relay,
        ):
            trials.append(trial(Trial("postfix", mails), kills, relay.port, journal, relay.log))
    else:
        print(
            "Postfix, or root to run it, is missing: the trial with receipts is left out.",
            file=sys.stderr,
        )
    if os.geteuid() == 0:
        with sink(port) as journal:
            trials.append(full_disk(small, port, journal))
    else:
        print("Mounting a small disk needs root: that trial is left out.", file=sys.stderr)
    with sink(port) as journal:
        trials.append(locked(small, port, journal))
    print(
        f"\n{'way':8} {'mails':>7} {'kills':>6} {'runs':>5} {'lost':>5} {'twice':>6} {'allowed':>8} {'s':>7}"
    )
    for one in trials:
        print(
            f"{one.name:8} {one.mails:7} {one.kills:6} {one.runs:5} {one.lost:5} {one.duplicates:6} "
            f"{one.allowed:8} {one.seconds:7.1f}" + ("" if one.passed else "  NOT PASSED")
        )
    passed = all(one.passed for one in trials)
    facts = {
        "passed": passed,
        "load": os.getloadavg()[0],
        "trials": [asdict(one) for one in trials],
    }
    print(f"RESULT {json.dumps(facts)}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
