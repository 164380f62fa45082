"""Can anybody learn from an answer whether an address is on the list? Bytes and times, with statistics.

Sign-ups of addresses of every kind, in random order, one after another by one connection straight to the
service (an attacker's best place: no network, no TLS in the way). Then what is compared is not the
answer itself but what comes after it: how long a few harmless requests take that are sent at once after the
sign-up, while the mail for it may be on its way.
"""

import asyncio
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert

from benchmarks.clients import Answer, connected, post, receive, sign_up, source
from benchmarks.musterland import WORDING
from benchmarks.ranks import Comparison, compare_all
from plugins.newsletter import subscribers
from plugins.newsletter.address import read_address
from plugins.newsletter.consent import notices
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import (
    NoticeKind,
    NoticeState,
    notice,
    suppression,
    token,
)
from plugins.newsletter.store.states import Frequency

# A pair of kinds tells an attacker something where chance is no explanation, and where it would show him
# more than every tenth address: 0.55 means 55 right guesses out of 100 for a single try.
CHANCE, SHOWS = 0.001, 0.05


@dataclass
class Sample:
    """Answers by kind of address."""

    answers: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))

    def kinds_of_answer(self) -> set[bytes]:
        """Return the different answers, without the header that tells the time."""
        return {answer.without_date for each in self.answers.values() for answer in each}

    def times(self) -> Mapping[str, Sequence[float]]:
        """Return milliseconds by kind of address."""
        return {
            kind: [one.seconds * 1000 for one in each]
            for kind, each in self.answers.items()
            if kind != TRAPPED
        }


Maker = Callable[[int], str]


TRAPPED = "trapped"  # filled in the field that people do not see: it says nothing about an address


def _made(kind: str, among: int) -> Maker:
    """Return a maker of addresses that are all of one length."""
    return lambda number: f"{kind:x<11}{number % among:07}@post.example"


MAKERS: Mapping[str, Maker] = {
    "new": _made("new", 10_000_000),
    "known": _made("known", 200),
    "asked": _made("asked", 200),
    "suppressed": _made("suppressed", 200),
    "left": _made("left", 200),
    "implausible": lambda number: f"implausible{number:07}.post.example",
    TRAPPED: _made(TRAPPED, 10_000_000),
}


def link_of(number: int) -> str:
    """Return the token in the mail to the address of this number that was asked to confirm."""
    return f"{number:032x}"


def people(store: Store, keys: Keys, now: int) -> None:
    """Put an address of each kind into the database two hundred times."""
    with store.begin() as connection:
        for number in range(200):
            for kind in ("known", "left"):
                person = subscribers.ask(
                    connection, read_address(MAKERS[kind](number)), now - 100, topics=None, frequency=Frequency.INSTANT
                )  # fmt: skip
                subscribers.confirm(connection, person, now - 90)
                if kind == "left":
                    subscribers.leave(connection, person, now - 80)
            digest = keys.digest(read_address(MAKERS["suppressed"](number)).address)
            connection.execute(insert(suppression).values(digest=digest, reason="bounce", at=now))
            asked = read_address(MAKERS["asked"](number)).address
            made = connection.scalar(
                insert(notice)
                .values(
                    kind=NoticeKind.SUBSCRIBE, state=NoticeState.SENT, address=asked, asked_at=now,
                    sent_at=now, wording=WORDING,
                )
                .returning(notice.c.id)
            )  # fmt: skip
            connection.execute(
                insert(token).values(
                    digest=notices.hashed(link_of(number)),
                    notice_id=made,
                    mailed_at=now,
                    message_id=f"<{number}@post.example>",
                )
            )


def request_for(kind: str, address: str, number: int) -> bytes:
    """Return the sign-up of an address, from a network of its own."""
    more = f"X-Real-IP: {source(number)}\r\n"
    trap = "https://spam.example" if kind == TRAPPED else ""
    return sign_up(address, wording=WORDING, more=more, trap=trap)


async def take_answers(port: int, makers: Mapping[str, Maker], each: int, pause: float) -> Sample:
    """Sign up `each` addresses of every kind, in random order."""
    order = [kind for kind in makers for _ in range(each)]
    random.Random(5).shuffle(order)  # noqa: S311 - no secret
    sample = Sample()
    async with connected(port, "127.0.0.1", None) as (reader, writer):
        for number, kind in enumerate(order):
            request = request_for(kind, makers[kind](number), number)
            await asyncio.sleep(pause)
            begun = time.perf_counter()
            writer.write(request)
            raw = await receive(reader)
            sample.answers[kind].append(Answer(raw, time.perf_counter() - begun))
    return sample


async def take_echoes(
    port: int, makers: Mapping[str, Maker], each: int, pause: float, probes: int = 12
) -> Mapping[str, Sequence[float]]:
    """Return, by kind, the milliseconds that some requests took right after a sign-up."""
    order = [kind for kind in makers if kind != TRAPPED for _ in range(each)]
    random.Random(6).shuffle(order)  # noqa: S311 - no secret
    probe = post("/newsletter/bestaetigen/?t=0", b"")
    echoes: dict[str, list[float]] = defaultdict(list)
    async with connected(port, "127.0.0.1", None) as (reader, writer):
        for number, kind in enumerate(order):
            request = request_for(kind, makers[kind](500_000 + number), number)
            await asyncio.sleep(pause)
            writer.write(request)
            await receive(reader)
            begun = time.perf_counter()
            for _ in range(probes):
                writer.write(probe)
                await receive(reader)
            echoes[kind].append((time.perf_counter() - begun) * 1000)
    return echoes


def leaks(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Return the pairs that tell an attacker something."""
    return [c for c in comparisons if c.adjusted < CHANCE and abs(c.share - 0.5) >= SHOWS]


def show(title: str, times: Mapping[str, Sequence[float]]) -> list[Comparison]:
    """Print the times by kind and the pairs that differ most; return all pairs."""
    print(f"\n{title}\n  {'kind':<12} {'n':>5} {'median ms':>10} {'p90 ms':>8}")
    for kind, values in times.items():
        ordered = sorted(values)
        print(
            f"  {kind:<12} {len(values):>5} {statistics.median(values):>10.3f} {ordered[int(len(ordered) * 0.9)]:>8.3f}"
        )
    pairs = compare_all(times)
    print(f"  {'pair':<28} {'share':>6} {'p':>10} {'p (Holm)':>10}")
    for pair in pairs[:5]:
        name = f"{pair.first} / {pair.second}"
        print(f"  {name:<28} {pair.share:>6.3f} {pair.p:>10.2g} {pair.adjusted:>10.2g}")
    return pairs
