"""What the sign-up bears: 200 a second for a minute, too many from one place, a thousand slow clients.

    python benchmarks/signup.py [--quick] [--rate N] [--seconds N]

The real service, the shipped nginx with TLS, a mail server that takes notes; each client has a network
of its own (127.x.y.z) and a connection of its own.

    load      limits raised by setting: so many sign-ups a second, each at its time whatever became of
              those before; then all must be in the database or on their way as a mail
    peer      the same requests straight to the service and, in turns, to a bare Starlette application
              on uvicorn that stores nothing and answers the same; the ratio is taken within a round
    excess    default limits: what is beyond them gets the same answer, byte for byte, and is not stored
    slow      clients that send a byte a second, half of them the head, half the body of a request, and
              hold on while others sign up

Gates: no error under load, none among the others beside slow clients, one answer for all. Times are
wall times and depend on what else the machine does; the ratio to the peer does so least.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from sqlalchemy import func, select  # noqa: E402 - needs the path

from benchmarks.clients import (  # noqa: E402
    PATH,
    Answer,
    as_fast_as_can_be,
    ask,
    at_rate,
    connected,
    receive,
    sign_up,
    source,
)
from benchmarks.deployment import (  # noqa: E402
    Deployment,
    Running,
    free_port,
    mail_sink,
    process,
    processor_seconds,
    wait_for_port,
)
from benchmarks.musterland import SERVICE, WORDING, build_site  # noqa: E402
from benchmarks.storm import loose_tls  # noqa: E402
from plugins.newsletter.store.people import application, notice  # noqa: E402

RAISED = ", network=1_000_000_000, overall=1_000_000_000"
WELL = 303  # the answer to every sign-up
# What a service on this machine cannot do without: routes, an answer, nothing else.
BARE = f"""
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Route
async def sign_up(request):
    await request.body()
    return RedirectResponse("{SERVICE}/postfach/", 303)
app = Starlette(routes=[Route("{PATH}", sign_up, methods=["POST"])])
"""
Facts = dict[str, Any]


@dataclass(frozen=True)
class Sizes:
    """How much is tried."""

    rate: int
    seconds: int
    rounds: int
    block: int
    slow: int
    beside: int = 50
    patience: int = 30  # seconds that the slow ones hold on


def addresses(count: int, what: str) -> list[bytes]:
    """Return sign-ups of so many people."""
    return [sign_up(f"{what}{n}@post{n % 50}.example", wording=WORDING) for n in range(count)]


def stored(here: Running) -> int:
    """Return how many sign-ups the database holds, worked off or not."""
    store = here.store()
    try:
        with store.read() as connection:
            return sum(
                connection.scalar(select(func.count()).select_from(table)) or 0
                for table in (application, notice)
            )
    finally:
        store.close()


def bad(answers: Sequence[Answer]) -> list[str]:
    """Return what went wrong, with the first words of each answer that was not the right one."""
    return [repr(a.raw[:60]) for a in answers if a.status != WELL]


def milliseconds(answers: Sequence[Answer]) -> dict[str, float]:
    """Return the times that half, 95 and 99 of a hundred stayed below, and the longest."""
    times = sorted(answer.seconds * 1000 for answer in answers)
    return {
        "p50": round(statistics.median(times), 1),
        "p95": round(times[int(len(times) * 0.95)], 1),
        "p99": round(times[int(len(times) * 0.99)], 1),
        "max": round(times[-1], 1),
    }


def load(here: Running, sizes: Sizes) -> Facts:
    """Sign up so many a second."""
    requests = addresses(sizes.rate * sizes.seconds, "p")
    used = processor_seconds(here.service.pid)
    begun = time.perf_counter()
    answers = asyncio.run(at_rate(here.web.port, requests, sizes.rate))
    took = time.perf_counter() - begun
    used = processor_seconds(here.service.pid) - used
    wrong, kept = bad(answers), stored(here)
    print(f"load    {len(answers)} sign-ups in {took:.1f} s, {len(wrong)} errors, {kept} stored")
    print(
        f"        ms {milliseconds(answers)}, service {used / len(answers) * 1000:.2f} ms of processor each"
    )
    if wrong:
        print("        first errors:", *wrong[:3])
    return {
        "sign_ups": len(answers), "a_second": round(len(answers) / took, 1), "errors": len(wrong), "stored": kept,
        "milliseconds": milliseconds(answers), "cpu_ms_with_mails": round(used / len(answers) * 1000, 3),
    }  # fmt: skip


def peer(here: Running, sizes: Sizes) -> Facts:
    """Compare with a bare application, in turns, straight to both services."""
    folder = here.place.folder / "bare"
    folder.mkdir()
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    port, rounds = free_port(), []
    program = [
        "-m",
        "uvicorn",
        "bare:app",
        "--port",
        str(port),
        "--no-access-log",
        "--http",
        "h11",
        "--loop",
        "asyncio",
    ]
    with process([sys.executable, *program], folder, os.environ, folder / "log") as bare:
        wait_for_port(port, bare, folder / "log")
        for number in range(sizes.rounds):
            turn = {}
            sides = [("house", here.place.service_port), ("bare", port)]
            for name, where in sides if number % 2 else sides[::-1]:
                requests = [
                    r.replace(b"Host:", b"X-Real-IP: %b\r\nHost:" % source(n).encode(), 1)
                    for n, r in enumerate(addresses(sizes.block, f"r{number}-"))
                ]
                took, answers = asyncio.run(as_fast_as_can_be(where, requests, 8))
                assert not bad(answers), bad(answers)[0]  # noqa: S101 - a failing peer says nothing
                turn[name] = len(answers) / took
            rounds.append(turn)
    ratio = statistics.median(turn["house"] / turn["bare"] for turn in rounds)
    rates = {name: statistics.median(turn[name] for turn in rounds) for name in ("house", "bare")}
    print(
        f"peer    house {rates['house']:.0f}/s, bare Starlette {rates['bare']:.0f}/s, ratio {ratio:.2f} (median of {len(rounds)})"
    )
    return {"house": round(rates["house"]), "bare": round(rates["bare"]), "ratio": round(ratio, 3)}


def excess(here: Running, most_of_network: int, most: int) -> Facts:
    """Ask for more than the default limits allow, from one network and then from everywhere."""
    port, tls = here.web.port, loose_tls()

    async def from_one_network() -> list[Answer]:
        return [
            await ask(port, request, f"127.250.250.{1 + n % 200}", tls)
            for n, request in enumerate(addresses(most_of_network + 15, "one"))
        ]

    answers = asyncio.run(from_one_network())
    of_network = stored(here)
    answers += asyncio.run(at_rate(port, addresses(most + 100, "all"), 150, first=60_000))
    kept, kinds = stored(here), {answer.without_date for answer in answers}
    print(
        f"excess  one network: {of_network} of {most_of_network + 15} stored; all: {kept} of {len(answers)}; {len(kinds)} kind(s) of answer"
    )
    for kind in list(kinds)[:3] if len(kinds) > 1 else ():
        print("       ", kind[:200])
    return {"asked": len(answers), "of_network": of_network, "stored": kept, "answers": len(kinds)}


def slow(here: Running, sizes: Sizes) -> Facts:
    """Let slow clients hold on while others sign up."""
    port, ended, ready = here.web.port, [], []
    all_ready = asyncio.Event()
    request = sign_up("langsam@post.example", wording=WORDING, more=f"X-Filler: {'a' * 200}\r\n")
    body = len(request) - request.index(b"\r\n\r\n") - 4

    async def drip(number: int) -> None:
        sent = 1 if number % 2 else len(request) - body
        where_from, begun = source(120_000 + number), time.perf_counter()
        try:
            async with connected(port, where_from, loose_tls()) as (reader, writer):
                writer.write(request[:sent])
                await writer.drain()
                ready.append(number)
                if len(ready) == sizes.slow:
                    all_ready.set()
                answer = asyncio.ensure_future(receive(reader))
                answer.add_done_callback(lambda done: done.cancelled() or done.exception())
                while not answer.done():
                    await asyncio.sleep(1)
                    writer.write(request[sent : sent + 1])
                    sent += 1
                answer.result()
        except (OSError, asyncio.IncompleteReadError):
            ended.append(time.perf_counter() - begun)

    async def others(first: int) -> list[Answer]:
        requests = [
            sign_up(f"n{first}-{n}@post.example", wording=WORDING) for n in range(sizes.beside)
        ]
        return await at_rate(port, requests, 25, first=first)

    async def together() -> tuple[list[Answer], list[Answer], int]:
        alone = await others(200_000)
        drips = [asyncio.ensure_future(drip(number)) for number in range(sizes.slow)]
        end = time.perf_counter() + sizes.patience
        with suppress(TimeoutError):
            await asyncio.wait_for(all_ready.wait(), sizes.patience)
        open_now = len(ready) - len(ended)
        beside = await others(210_000)
        await asyncio.sleep(max(0, end - time.perf_counter()))
        for each in drips:
            each.cancel()
        await asyncio.gather(*drips, return_exceptions=True)
        return alone, beside, open_now

    alone, beside, open_now = asyncio.run(together())
    wrong = bad(beside)
    print(
        f"slow    {open_now} slow clients held on; {len(beside) - len(wrong)} of {len(beside)} others signed up"
    )
    print(
        f"        ms alone {milliseconds(alone)}, beside them {milliseconds(beside)}; {len(ended)} were ended within {sizes.patience} s"
    )
    if wrong:
        print("        first errors:", *wrong[:3])
    return {
        "slow": open_now, "others": len(beside), "errors": len(wrong), "ended": len(ended),
        "milliseconds_alone": milliseconds(alone), "milliseconds_beside": milliseconds(beside),
    }  # fmt: skip


def main() -> None:
    """Run all trials and print the RESULT line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="10 seconds of load, 200 slow clients")
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=0)
    asked = parser.parse_args()
    sizes = (
        Sizes(asked.rate, asked.seconds or 10, 3, 500, 200, patience=15)
        if asked.quick
        else Sizes(asked.rate, asked.seconds or 60, 9, 2000, 1000, patience=75)
    )
    result: Facts = {"benchmark": "signup"}
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        pages = build_site(folder / "site")
        port = stack.enter_context(mail_sink(folder / "journal"))
        with Deployment(
            folder / "raised", pages, port, signup=RAISED, rate="1000000r/s"
        ).running() as here:
            result["load"] = load(here, sizes)
            result["slow"] = slow(here, sizes)
            result["peer"] = peer(here, sizes)
        with Deployment(folder / "default", pages, port).running() as here:
            result["excess"] = excess(here, 30, 1200)
    gates = {
        "no error under load": not result["load"]["errors"],
        "all stored": result["load"]["stored"] == result["load"]["sign_ups"],
        "others are served": not result["slow"]["errors"] and result["slow"]["slow"] == sizes.slow,
        "one answer": result["excess"]["answers"] == 1,
        "limits hold": result["excess"]["of_network"] <= 30 and result["excess"]["stored"] <= 1200,  # noqa: PLR2004 - the defaults
    }
    result |= {
        "gates": gates,
        "passed": all(gates.values()),
        "load_average": round(os.getloadavg()[0], 2),
    }
    print(f"RESULT {json.dumps(result)}")
    sys.exit(0 if result["passed"] else 1)


if __name__ == "__main__":
    main()
