"""Sign-ups of one moment are written together; each is answered only when it is safe."""

import asyncio
import json
import os
from urllib.parse import urlencode

import pytest
from sqlalchemy import event, func, select

from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.service import letterbox
from plugins.newsletter.store.people import application, wording

NOW = 1_790_000_000
TYPED = {"haeufigkeit": "sofort", "fassung": "2026-11-22", "seite": "/newsletter/"}
HEADERS = [
    ("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin"),
]  # fmt: skip


def kept(place) -> int:
    with place.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(application))


async def at_once(client, count: int, **changed):
    return await asyncio.gather(
        *(
            client.call("POST", "anmelden/", "", [*HEADERS, ("x-real-ip", f"10.{n // 250}.{n % 250}.1")],
                [urlencode({**TYPED, "adresse": f"n{n}@b.example", **changed}).encode()])
            for n in range(count)
        )
    )  # fmt: skip


def test_a_hundred_at_once_cost_a_few_transactions(client, place):
    commits = []
    event.listen(place.store.engine, "commit", commits.append)
    answers = client.runner.run(at_once(client, 100))
    assert {answer.status for answer in answers} == {303}
    assert kept(place) == 100
    assert len(commits) <= 4


def test_a_lot_that_could_not_be_written_is_told_to_each_of_it(client, place, blocked):
    with blocked():
        answers = client.runner.run(at_once(client, 20))
    assert {answer.status for answer in answers} == {503}
    assert kept(place) == 0


def test_too_many_that_wait_are_sent_away_at_once(sqlite_client, sqlite_place, monkeypatch):
    monkeypatch.setattr(letterbox, "_MOST_WAITING", 5)
    answers = sqlite_client.runner.run(at_once(sqlite_client, 20))
    statuses = [answer.status for answer in answers]
    assert set(statuses) == {303, 503}
    assert kept(sqlite_place) == statuses.count(303)


def test_a_mistake_in_the_program_leaves_nobody_waiting(sqlite_client, sqlite_place, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(letterbox.applications, "apply", broken)
        answers = sqlite_client.runner.run(at_once(sqlite_client, 600))
    assert {answer.status for answer in answers} == {503}
    assert sqlite_client.runner.run(at_once(sqlite_client, 1))[0].status == 303
    assert kept(sqlite_place) == 1


def test_the_words_are_kept_before_anybody_consents_to_them(client, place):
    client.runner.run(at_once(client, 2))
    with place.store.read() as connection:
        assert [tuple(row)[::2] for row in connection.execute(select(wording))] == [
            ("2026-11-22", "Ja, ich möchte den Newsletter.")
        ]


def publish(site, version: str, text: str) -> None:
    said = {"themen": [], "einwilligung": {"fassung": version, "text": text}}
    file = site / "formular.json"
    later = file.stat().st_mtime_ns + 1
    file.write_text(json.dumps(said))
    os.utime(file, ns=(later, later))


def test_a_page_from_before_the_last_build_still_counts_and_one_of_no_build_does_not(
    sqlite_client, sqlite_place, site
):
    sqlite_client.runner.run(at_once(sqlite_client, 1))
    publish(site, "2027", "Ja, gern.")
    for version in ("2026-11-22", "2027", "2028"):
        answers = sqlite_client.runner.run(at_once(sqlite_client, 1, fassung=version))
        assert answers[0].location == "/newsletter/postfach/"
    with sqlite_place.store.read() as connection:
        assert list(connection.scalars(select(application.c.wording))) == [
            "2026-11-22", "2026-11-22", "2027",
        ]  # fmt: skip


def test_another_text_under_the_same_version_is_no_consent(sqlite_client, sqlite_place, site):
    sqlite_client.runner.run(at_once(sqlite_client, 1))
    publish(site, "2026-11-22", "Ja, und schicken Sie mir Werbung.")
    assert sqlite_client.runner.run(at_once(sqlite_client, 1))[0].status == 503
    assert kept(sqlite_place) == 1


def test_work_that_piles_up_is_refused(sqlite_client, sqlite_place):
    async def many():
        return await asyncio.gather(
            *(sqlite_place.do(lambda: None) for _ in range(1000)), return_exceptions=True
        )

    done = sqlite_client.runner.run(many())
    assert {type(each) for each in done} == {type(None), StoreUnusable}
    with pytest.raises(ZeroDivisionError):
        sqlite_client.runner.run(sqlite_place.do(lambda: 1 // 0))
    assert sqlite_place._waiting == 0
