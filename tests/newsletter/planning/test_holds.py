"""A person decides about what is held."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from plugins.newsletter.errors import WrongUse
from plugins.newsletter.planning import holds
from plugins.newsletter.store.schema import entry

DAY = 86_400


@pytest.fixture
def full(house, make_post):
    """A house with five entries held for being many."""
    house.feed.show(*(make_post(name) for name in "abcde"))
    house.run()
    return house


def test_held_entries_are_listed_with_their_reason(house, make_post):
    house.feed.show(make_post("a", published_at=house.now - 30 * DAY))
    (held,) = house.run().held
    assert str(held) == f"{held.id}: „Beitrag a“ (trägt ein altes Datum)"


def test_what_is_released_is_due_at_once_and_not_held_again(full, make_post, subscribe):
    numbers = [one.id for one in full.run().held]
    with full.store.begin() as connection:
        assert holds.release(connection, numbers, full.now) == 5
    full.feed.show(make_post("f"), *full.feed.entries)
    planned = full.run(after=60)
    assert planned.released == tuple(sorted(numbers))
    assert planned.held == ()
    assert full.states()["f"] == "waiting"


def test_all_can_be_decided_at_once(full):
    with full.store.begin() as connection:
        assert holds.skip(connection, None) == 5
        assert holds.held(connection) == ()
        assert holds.release(connection, None, full.now) == 0
    assert set(full.states().values()) == {"seen"}


def test_one_wrong_number_changes_nothing(full):
    (first, *_) = full.run().held
    with full.store.begin() as connection:
        with pytest.raises(WrongUse, match="999"):
            holds.release(connection, [first.id, 999], full.now)
        assert len(holds.held(connection)) == 5


def test_a_waiting_entry_can_be_skipped_before_it_is_mailed(house, make_post, subscribe):
    subscribe(house.store, "a@mail.example", now=house.now - 1)
    house.feed.show(make_post("a"))
    (number,) = house.run().arrivals.waiting
    with house.store.begin() as connection:
        assert holds.skip(connection, [number]) == 1
        with pytest.raises(WrongUse):
            holds.skip(connection, [number])
    house.run(after=DAY)
    assert house.owed() == set()


def test_a_post_dated_in_the_future_counts_as_seen_when_it_is_released(house, make_post, subscribe):
    """A clock that stood in 1970 makes every post one of the future: nobody must miss it."""
    house.feed.show(make_post("a", published_at=house.now + 30 * DAY))
    house.run()
    late = subscribe(house.store, "a@mail.example", now=house.now + DAY)
    house.now += 2 * DAY
    with house.store.begin() as connection:
        holds.release(connection, None, house.now)
    house.run()
    assert house.owed() == {("a", late)}


def test_pictures_are_fetched_when_a_person_lets_an_entry_through(house, make_post):
    a = make_post("a", lead="https://blog.kreis.example/a.png")
    house.feed.show(*(replace(a, key=n, link=n, fingerprint=n) for n in "abcd"))
    house.run()
    assert house.feed.illustrated == []
    with house.store.begin() as connection:
        (first, *_) = connection.scalars(select(entry.c.id).where(entry.c.state == "held"))
        holds.release(connection, [first], house.now)
    house.run(after=60)
    assert len(house.feed.illustrated) == 1


def test_the_reason_of_an_approval_does_not_outlive_it(full):
    with full.store.begin() as connection:
        holds.release(connection, None, full.now)
    full.run()
    with full.store.begin() as connection:
        assert set(connection.scalars(select(entry.c.reason))) == {""}
        connection.execute(update(entry).values(state="held", reason="many"))
        assert len(holds.held(connection)) == 6
