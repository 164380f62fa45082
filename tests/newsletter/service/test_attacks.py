"""The trials of benchmarks/attacks.py in small: a storm of broken requests, forged buttons, changed tokens."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count, product

import pytest
import uvicorn
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks import storm
from benchmarks.malformed import Place
from benchmarks.ranks import compare_all, rank_sum
from plugins.newsletter.service.serve import Service
from plugins.newsletter.store.people import consent
from plugins.newsletter.store.schema import subscriber

WORDING = "2026-11-22"
HOST = "blog.kreis.example"
BUTTONS = {
    "bestaetigen/": b"",
    "abmelden/": b"tat=abmelden",
    "einstellungen/": b"tat=loeschen&sicher=ja",
}
SITES = (None, "cross-site", "same-site", "none", "", "same-origin, cross-site")
ORIGINS = (None, "https://evil.example", "null", "", f"http://{HOST}", f"https://{HOST}.evil.example", f"https://{HOST}:444")  # fmt: skip


class Idle:
    """Stands for the courier."""

    def wake(self) -> None:
        """Do nothing."""

    def run(self, stop: threading.Event) -> None:
        stop.wait(60)


@contextmanager
def serving(
    run: Callable[[Callable[[str], None]], None], stop: Callable[[], None]
) -> Iterator[int]:
    """Run a service in a thread; give its port."""
    ready, where = threading.Event(), []

    def told(name: str) -> None:
        where.append(name)
        ready.set()

    thread = threading.Thread(target=run, args=(told,), daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield int(where[0].rpartition(":")[2])
    finally:
        stop()
        thread.join(30)
        assert not thread.is_alive()


@pytest.fixture
def rows(sqlite_place) -> Callable[[], list[tuple[object, ...]]]:
    """Give what no attack may change: who gets mails, and all that was proved."""

    def read() -> list[tuple[object, ...]]:
        with sqlite_place.store.read() as connection:
            return [tuple(row) for table in (subscriber, consent) for row in connection.execute(select(table))]  # fmt: skip

    return read


@pytest.fixture
def number(sqlite_place, subscribe) -> int:
    return subscribe(sqlite_place.store, "erika@post.example")


def rage(port: int, tokens: dict[str, tuple[str, ...]], wanted: int) -> storm.Judgement:
    numbers = count()
    place = Place(port, HOST, "/newsletter", tls=False, wording=WORDING, tokens=tokens)
    return storm.rage(place, wanted, lambda: f"127.9.{next(numbers) % 250}.1")


def test_broken_requests_have_calm_answers(new_place, sqlite_store, settings, keys, subscribe):
    numbers = [subscribe(sqlite_store, f"person{n}@post.example") for n in range(20)]
    tokens = {
        "abmelden": tuple(keys.sign("leave", number) for number in numbers),
        "einstellungen": tuple(keys.sign("settings", number) for number in numbers),
    }
    signup = replace(settings.signup, listen="127.0.0.1:0", body_time=0.3)
    service = Service(new_place(sqlite_store, replace(settings, signup=signup)), Idle())
    with serving(service.run, service.stop) as port:
        judgement = rage(port, tokens, 250)
    assert judgement.faults == []
    assert judgement.sent == 250
    # It went deep: forms were taken, refused and found wanting.
    assert {200, 303, 400, 403, 404, 405, 413, 415} <= judgement.statuses.keys()


def test_the_storm_finds_out_who_falls_over():
    async def sign_up(request: Request) -> Response:
        body = (await request.body()).decode()  # not all bodies are text
        return Response(status_code=303, headers={"Location": "/", "Set-Cookie": f"n={len(body)}"})

    app = Starlette(
        routes=[Route("/newsletter/{page:path}", sign_up, methods=["POST"])], debug=False
    )
    config = uvicorn.Config(app, port=0, log_config=None, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)

    def run(ready: Callable[[str], None]) -> None:
        sock = config.bind_socket()
        ready(f":{sock.getsockname()[1]}")
        asyncio.run(server.serve([sock]))

    def stop() -> None:
        server.should_exit = True

    with serving(run, stop) as port:
        faults = {name for name, _, _ in rage(port, {}, 100).faults}
    assert {"status 500", "a cookie"} <= faults


@pytest.mark.parametrize("page", BUTTONS)
def test_no_page_of_another_site_presses_a_button(sqlite_client, rows, keys, number, page):
    purpose = "leave" if page == "abmelden/" else "settings"
    before, token = rows(), keys.sign(purpose, number)
    for site, origin in product(SITES, ORIGINS):
        headers = {"sec-fetch-site": site, "origin": origin}
        said = {name: value for name, value in headers.items() if value is not None}
        answer = sqlite_client.post(page, BUTTONS[page], f"t={token}", said)
        assert answer.status == 403
    assert rows() == before


@pytest.mark.parametrize("purpose", ["leave", "settings", "bounce"])
def test_no_digit_of_a_link_can_be_changed_and_none_serves_another_purpose(
    sqlite_client, rows, keys, number, purpose
):
    good, before = keys.sign(purpose, number), rows()
    changed = [f"{good[:i]}{int(good[i], 16) ^ 1:x}{good[i + 1 :]}" for i in range(len(good))]
    for token in [*changed, good[:-1], f"{good}0", *([] if purpose == "leave" else [good])]:
        answer = sqlite_client.post("abmelden/", b"List-Unsubscribe=One-Click", f"t={token}", {})
        assert answer.status == 400
    for token in [*changed, *([] if purpose == "settings" else [good])]:
        answer = sqlite_client.post("einstellungen/", BUTTONS["einstellungen/"], f"t={token}")
        assert answer.location == "/newsletter/link-ungueltig/"
    assert rows() == before


def test_the_statistics_of_the_trials_are_those_of_the_books():
    # As R's rank sum test says of these two, by the normal approximation.
    share, p = rank_sum([1.1, 2.2, 3.3, 4.4], [2.5, 3.5, 4.5, 5.5, 6.5])
    assert share == 0.15
    assert p == pytest.approx(0.1113, abs=0.0001)
    # Holm: the smallest of three is taken three times.
    series = {"a": [1.0, 2.0, 3.0, 4.0], "b": [1.5, 2.5, 3.5, 4.5], "c": [7.0, 8.0, 9.0, 9.5]}
    first = compare_all(series)[0]
    assert first.adjusted == pytest.approx(3 * first.p)
