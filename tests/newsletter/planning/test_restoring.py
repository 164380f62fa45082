"""A restored copy mails nothing that may have been mailed since the backup; a person decides."""

import pytest
from sqlalchemy import insert, select, update

from plugins.newsletter import subscribers
from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.planning import holds
from plugins.newsletter.planning.issues import begin_due, resume
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.restored import mark_restored
from plugins.newsletter.store.schema import entry
from plugins.newsletter.store.states import Frequency

DAY, GRACE = 86_400, 1800


@pytest.fixture
def restored(house):
    """Give a function that makes the house one whose database was restored now."""

    def restore(*, after: int = 60):
        house.now += after
        with house.store.begin() as connection:
            mark_restored(connection, house.now)
        house.now += 60
        return house

    return restore


def test_what_is_new_to_the_copy_and_what_waited_is_held_and_then_the_doubt_is_over(
    restored, house, make_post, subscribe
):
    subscribe(house.store, "a@mail.example", now=house.now)
    a, b, c = (make_post(name) for name in "abc")
    house.feed.show(a)
    house.run()
    restored()
    house.feed.show(b, a)
    held = house.run(after=GRACE).held
    assert [one.title for one in held] == ["Beitrag a", "Beitrag b"]
    assert "vielleicht schon verschickt" in str(held[0])
    assert house.owed() == set()
    house.feed.show(c, b, a)
    house.run()
    assert house.states() == {"old": "seen", "a": "held", "b": "held", "c": "waiting"}


def test_what_a_person_lets_through_or_skips_is_not_held_again(
    restored, house, make_post, subscribe
):
    subscribe(house.store, "a@mail.example", now=house.now)
    house.feed.show(make_post("a"))
    house.run()
    restored()
    house.feed.down = True
    with pytest.raises(FeedUnusable):
        house.run(after=GRACE)
    assert house.states()["a"] == "held", "also where the feed cannot be read"
    with house.store.begin() as connection:
        assert holds.release(connection, None, house.now) == 1
    with pytest.raises(FeedUnusable):
        house.run()
    assert {name for name, _ in house.owed()} == {"a"}
    house.feed.down = False
    house.feed.show(make_post("b"), make_post("a"))
    assert [one.title for one in house.run().held] == ["Beitrag b"], "the doubt waits for the feed"


def test_what_was_held_before_tells_the_new_reason_but_the_future_stays_the_future(
    restored, house, make_post
):
    house.feed.show(
        make_post("past", published_at=house.now - 30 * DAY),
        make_post("future", published_at=house.now + 30 * DAY),
    )
    house.run()
    restored()
    new = make_post("new", published_at=house.now + 30 * DAY)
    house.feed.show(new, *house.feed.entries)
    reasons = {one.title.split()[1]: one.reason for one in house.run().held}
    assert reasons == {"past": "restored", "future": "future", "new": "future"}


def test_what_came_back_to_the_feed_is_held_too(restored, house, make_post):
    old, a = house.feed.entries[0], make_post("a")
    house.feed.show(a, old)
    house.run()
    house.feed.show(old)
    house.run(after=60)
    assert house.states()["a"] == "withdrawn"
    restored()
    house.feed.show(a, old)
    assert [one.title for one in house.run().held] == ["Beitrag a"]


@pytest.mark.parametrize(
    ("lost", "state"), [(2 * DAY, "planned"), (3 * DAY, "paused"), (9 * DAY, "paused")]
)  # the backup is of a Monday, the digest of Thursday
def test_a_digest_whose_slot_had_come_before_the_restore_asks(  # noqa: PLR0917 - fixtures
    restored, house, make_post, subscribe, lost, state
):
    subscribe(house.store, "w@mail.example", frequency=Frequency.WEEKLY, now=house.now)
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=GRACE)
    restored(after=lost)
    planned = house.run(after=DAY)
    (row,) = house.issues()
    assert (row.kind, row.state) == ("weekly", state)
    assert row.reason == (
        ""
        if state == "planned"
        else "vielleicht verschickt, bevor die Sicherung zurückgeholt wurde"
    )
    assert row.paused_at == (house.now if state == "paused" else None)
    assert (planned.rendered.paused, planned.rendered.planned)[state == "planned"] == (row.id,)
    with house.store.begin() as connection:
        assert bool(begin_due(connection, house.settings, house.now + 3600).began) is (
            state == "planned"
        )
        if state == "paused":
            assert resume(connection, row.id, house.now)
    house.feed.show(make_post("b", published_at=house.now), make_post("a"))
    house.run()
    with house.store.begin() as connection:
        holds.release(connection, None, house.now)
    house.run(after=GRACE)
    house.run(after=7 * DAY)
    assert [row.state for row in house.issues()][1:] == ["planned"], "the next is as always"


def test_a_slot_missed_before_and_one_after_the_restore_make_one_digest_that_asks(
    restored, house, make_post, subscribe
):
    subscribe(house.store, "w@mail.example", frequency=Frequency.WEEKLY, now=house.now)
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=GRACE)
    restored(after=4 * DAY)
    house.run(after=7 * DAY)
    assert [(row.slot, row.state) for row in house.issues()] == [("weekly:2026-10-01", "paused")]


def test_a_draft_in_doubt_that_could_not_be_rendered_still_asks(
    restored, house, make_post, subscribe
):
    subscribe(house.store, "w@mail.example", frequency=Frequency.WEEKLY, now=house.now)
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=GRACE)
    restored(after=4 * DAY)
    compose, house.compose = house.compose, lambda *_: 1 / 0
    assert "ZeroDivisionError" in house.run().rendered.failures[0]
    house.compose = compose
    house.run(after=20 * DAY)
    (row, *_) = house.issues()
    assert (row.state, row.paused_at) == ("paused", house.now), "the time to answer begins now"


def test_what_was_released_but_not_frozen_asks_and_what_is_released_later_does_not(
    restored, house, make_post, subscribe
):
    person = subscribe(house.store, "a@mail.example", now=house.now)
    house.feed.show(make_post("a"))
    house.run()
    with house.store.begin() as connection:  # the backup was made between two steps of a planning
        connection.execute(update(entry).values(state="released", released_at=house.now))
        remember(connection, "switched", "then")
    restored()
    with house.store.begin() as connection:
        row = connection.execute(select(entry).where(entry.c.title == "Beitrag a")).one()
        later = {**row._mapping, "id": row.id + 1, "key": "b", "link": "b", "fingerprint": "b"}
        later |= {"title": "Beitrag b", "state": "waiting", "released_at": house.now}
        connection.execute(insert(entry).values(**later))
    house.run()
    states = {row.title: row.state for row in house.issues()}
    assert states["Beitrag a"] == "paused"
    assert states["Beitrag b"] == "planned"
    assert ("a", person) in house.owed()
    with house.store.read() as connection:
        assert recall(connection, "restored.instants") == ""


def test_a_switch_after_the_restore_is_no_reason_to_ask(restored, house, make_post, subscribe):
    person = subscribe(house.store, "a@mail.example", frequency=Frequency.WEEKLY, now=house.now)
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=GRACE)
    restored()
    with house.store.begin() as connection:
        subscribers.switch(connection, person, house.now, topics=None, frequency=Frequency.INSTANT)
    house.run()
    assert [row.state for row in house.issues()] == ["planned"]
