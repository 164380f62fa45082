"""What it costs that every step is journaled: the house against a plain smtplib loop and others.

    python benchmarks/sending.py [--quick]

All send the same mails, the newest post of this site with its pictures, one connection each, in turns,
to the same `smtp-sink` (Debian: postfix): the house with claim, journal and limits on SQLite; a loop
around `smtplib.SMTP.sendmail` with mails made beforehand; the same with `aiosmtplib`; and `smtp-source`,
which is written in C, makes up its mails and shows the limit. The ratio is taken within a round.

Then a process of its own plans an issue for 10,000 and one for 1,000,000 subscribers and sends the
first mails of it; what counts is how much more memory the second needs. Gates: house ≥ 0.8 × smtplib,
growth ≤ 10 MB. Times are wall times and depend on what else the machine does.
"""

import argparse
import asyncio
import json
import os
import shutil
import smtplib
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from pelicanconf import NEWSLETTER  # noqa: E402 - needs the path
from plugins.newsletter.delivery.journal import Claim  # noqa: E402
from plugins.newsletter.delivery.post import Fault, Post  # noqa: E402
from plugins.newsletter.delivery.sending import send_due  # noqa: E402
from plugins.newsletter.delivery.smtp import SmtpMailer  # noqa: E402
from plugins.newsletter.delivery.statements import NEEDED  # noqa: E402
from plugins.newsletter.delivery.tally import Tally  # noqa: E402
from plugins.newsletter.keys import Keys  # noqa: E402
from plugins.newsletter.mail.envelope import Mail  # noqa: E402
from plugins.newsletter.mail.variant import compose  # noqa: E402
from plugins.newsletter.planning.issues import begin_due  # noqa: E402
from plugins.newsletter.planning.plan import plan  # noqa: E402
from plugins.newsletter.settings import Limits, NewsletterSettings, Schedule, Smtp  # noqa: E402
from plugins.newsletter.source.entry import Entry  # noqa: E402
from plugins.newsletter.source.source import Reading, Source, Validators  # noqa: E402
from plugins.newsletter.store.database import Store  # noqa: E402
from plugins.newsletter.store.ledger import delivery  # noqa: E402
from plugins.newsletter.store.migrate import open_store  # noqa: E402
from plugins.newsletter.store.states import DeliveryState  # noqa: E402

KEYS = Keys(b"0123456789abcdef0123456789abcdef")
GATE, GROWTH = 0.8, 10.0  # ratio to smtplib; MB
Facts = dict[str, float]


class NewestPost:
    """The site's own feed, which has its newest post only when it is read a second time."""

    def __init__(self, settings: NewsletterSettings) -> None:
        self.source = Source(settings, ROOT)
        self.readings = 0

    def read(self, validators: Validators) -> Reading:
        """Return the feed without its first entry, then with it, as new as can be."""
        entries = self.source.read(Validators()).entries or ()
        self.readings += 1
        newest = replace(entries[0], published_at=int(time.time()))
        return Reading(
            entries[1:] if self.readings == 1 else (newest, *entries[1:]), validators, ()
        )

    def with_pictures(self, entry: Entry) -> Entry:
        """Fetch the pictures from the built site."""
        return self.source.with_pictures(entry)


def settings_for(port: int) -> NewsletterSettings:
    """Return this site's settings, sending to a port of this machine as fast as can be."""
    many = 1_000_000_000
    return replace(
        NEWSLETTER,
        bounces="zustellung@news.kreis.example",
        leaving="abmelden@news.kreis.example",
        service="https://kreis.example/newsletter",
        transport=Smtp(port=port, mails_per_connection=many),
        schedule=Schedule(grace=Schedule().grace * 0, quiet=(Schedule().quiet[0],) * 2),
        limits=Limits(mails=many, domain=many),
    )


def prepare(folder: Path, settings: NewsletterSettings, people: int) -> Store:
    """Return a database with one issue for so many subscribers, ready to leave."""
    store = open_store("mails.db", folder)
    blog = NewestPost(settings)
    composed = partial(compose, settings=settings, root=ROOT)
    plan(store, blog, settings, composed, int(time.time()) - 60)
    populate(folder / "mails.db", people)
    plan(store, blog, settings, composed, int(time.time()))
    with store.begin() as connection:
        begin_due(connection, settings, int(time.time()))
    return store


def populate(file: Path, people: int) -> None:
    """Add confirmed subscribers, in a process of its own so that its memory is not counted."""
    program = (sys.executable, __file__, "--populate", str(file), str(people))
    subprocess.run(program, check=True)


def write_people(file: Path, people: int) -> None:
    """Write so many subscribers of all topics."""
    since = int(time.time()) - 30
    with sqlite3.connect(file) as connection:
        connection.executemany(
            "INSERT INTO subscriber (id, address, domain, state, frequency, created_at, confirmed_at)"
            " VALUES (?, ?, ?, 'confirmed', 'instant', ?, ?)",
            (
                (n, f"person-{n}@post{n % 50}.example", f"post{n % 50}.example", since, since)
                for n in range(1, people + 1)
            ),
        )
        connection.executemany(
            "INSERT INTO subscription VALUES (?, ?, ?)",
            ((n, topic, since) for n in range(1, people + 1) for topic in ("*", "")),
        )


def send_with_house(store: Store, settings: NewsletterSettings, most: int) -> int:
    """Send up to `most` mails as the house does; return how many were accepted."""
    transport = settings.transport
    assert isinstance(transport, Smtp)  # noqa: S101 - settings_for made it
    sent = 0

    def count(tally: Tally) -> None:
        nonlocal sent
        sent = tally.counts[DeliveryState.SENT]

    send_due(
        store,
        SmtpMailer(transport),
        Post(store, settings, KEYS),
        settings,
        lambda: int(time.time()),
        f"bench-{time.monotonic_ns()}",
        sleep=time.sleep,
        stop=lambda: sent >= most,
        progress=count,
    )
    return sent


def mails_of(store: Store, settings: NewsletterSettings) -> list[Mail]:
    """Return all mails of the issue, made beforehand."""
    post = Post(store, settings, KEYS)
    with store.read() as connection:
        ids = list(connection.scalars(delivery.select().with_only_columns(delivery.c.id)))
        mails = []
        for start in range(0, len(ids), 500):
            for *needed, _ in connection.execute(NEEDED, {"ids": ids[start : start + 500]}):
                mail = post.mail(Claim(*needed), int(time.time()))
                assert not isinstance(mail, Fault)  # noqa: S101 - all addresses are sound
                mails.append(mail)
    return mails


def send_with_smtplib(mails: list[Mail], port: int) -> None:
    """Send as a plain loop does."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        for mail in mails:
            server.sendmail(mail.sender, [mail.recipient], mail.content)


def send_with_aiosmtplib(mails: list[Mail], port: int) -> None:
    """Send with aiosmtplib, one connection."""
    import aiosmtplib  # noqa: PLC0415 - a peer: requirements-peers.txt

    async def loop() -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) as server:
            for mail in mails:
                await server.sendmail(mail.sender, [mail.recipient], mail.content)

    asyncio.run(loop())


def send_with_smtp_source(mails: list[Mail], port: int) -> None:
    """Let smtp-source make up and send as many mails of the same size, one connection."""
    size = len(mails[0].content)
    command = ("-d", "-s", "1", "-m", str(len(mails)), "-l", str(size), f"127.0.0.1:{port}")
    subprocess.run((shutil.which("smtp-source") or "smtp-source", *command), check=True)


def race(rounds: int, count: int) -> tuple[list[Facts], int]:
    """Let all send `count` mails in turns; return seconds by name for each round, and the size."""
    results: list[Facts] = []
    size = 0
    for number in range(rounds):
        with scratch() as folder, sink() as port:
            settings = settings_for(port)
            store = prepare(folder, settings, count)
            mails = mails_of(store, settings)
            size = len(mails[0].content)
            ways: list[tuple[str, Callable[[], object]]] = [
                ("house", lambda: send_with_house(store, settings, count)),  # noqa: B023 - run below, in this round
                ("smtplib", lambda: send_with_smtplib(mails, port)),  # noqa: B023 - as above
                ("aiosmtplib", lambda: send_with_aiosmtplib(mails, port)),  # noqa: B023 - as above
                ("smtp-source", lambda: send_with_smtp_source(mails, port)),  # noqa: B023 - as above
            ]
            times: Facts = {}
            for name, way in ways[number % 2 :] + ways[: number % 2]:
                start = time.monotonic()
                way()
                times[name] = time.monotonic() - start
            with store.read() as connection:
                states = connection.scalars(
                    delivery.select().with_only_columns(delivery.c.state).distinct()
                ).all()
            assert states == [DeliveryState.SENT], states  # noqa: S101 - or the time means nothing
            store.close()
            results.append(times)
    return results, size


def memory(people: int, most: int) -> float:
    """Return the peak memory in MB of a process that plans for `people` and sends `most` mails."""
    with scratch() as folder, sink() as port:
        program = (
            sys.executable,
            __file__,
            "--child",
            str(folder),
            str(port),
            str(people),
            str(most),
        )
        done = subprocess.run(program, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def child(folder: Path, port: int, people: int, most: int) -> None:
    """Plan and send, and print the peak memory in MB."""
    settings = settings_for(port)
    store = prepare(folder, settings, people)
    assert send_with_house(store, settings, most) >= most  # noqa: S101 - or the figure means nothing
    # Not getrusage: its peak begins with that of the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(next(int(line.split()[1]) / 1024 for line in status.splitlines() if "VmHWM" in line))


@contextmanager
def sink() -> Iterator[int]:
    """Run Postfix' smtp-sink, which throws all mails away."""
    program = shutil.which("smtp-sink")
    if not program:
        raise SystemExit("smtp-sink is missing: apt-get install postfix")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen((program, "-u", "nobody", f"127.0.0.1:{port}", "100"))
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield port
    finally:
        process.kill()
        process.wait()


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder, and take it away again."""
    folder = Path(tempfile.mkdtemp(prefix="sending-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Race, weigh, print; 1 when a gate does not hold."""
    parser = argparse.ArgumentParser(description="What it costs that every step is journaled.")
    parser.add_argument("--quick", action="store_true", help="in under a minute")
    parser.add_argument("--populate", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.populate:
        write_people(Path(options.populate[0]), int(options.populate[1]))
        return 0
    if options.child:
        folder, *numbers = options.child
        child(Path(folder), *map(int, numbers))
        return 0
    if not (ROOT / "output/feeds/alle.atom.xml").exists():
        raise SystemExit("Build the site first: make site")
    rounds, size = race(3 if options.quick else 7, 1_000 if options.quick else 3_000)
    count = 1_000 if options.quick else 3_000
    names = ("house", "smtplib", "aiosmtplib", "smtp-source")
    print(
        f"{count} mails of {size:,} bytes, one connection; mails per second, median of {len(rounds)}"
    )
    for name in names:
        speeds = [count / times[name] for times in rounds]
        ratios = [times["smtplib"] / times[name] for times in rounds]
        print(
            f"{name:12} {statistics.median(speeds):7.0f}/s  {min(speeds):.0f}–{max(speeds):.0f}"
            f"   × smtplib {statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
        )
    many = 100_000 if options.quick else 1_000_000
    small, large = memory(10_000, 5_000), memory(many, 5_000)
    print(f"memory: 10,000 subscribers {small:.0f} MB, {many:,} {large:.0f} MB")
    ratio = statistics.median(times["smtplib"] / times["house"] for times in rounds)
    passed = ratio >= GATE and large - small <= GROWTH
    facts = {
        "passed": passed,
        "ratio_smtplib": round(ratio, 3),
        "rounds": rounds,
        "bytes": size,
        "memory_mb": {"10000": round(small, 1), str(many): round(large, 1)},
        "load": os.getloadavg()[0],
    }
    print(f"RESULT {json.dumps(facts)}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
