"""One run after the other: who is promised what, when, and what a killed run leaves."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from plugins.newsletter import subscribers
from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.planning import gathering
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.schema import entry
from plugins.newsletter.store.states import Frequency

DAY, HOUR, GRACE = 86_400, 3600, 1800
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def join(house, subscribe):
    """Give a function that subscribes somebody now, by his name."""

    def joined(name: str, frequency: Frequency = Frequency.INSTANT, topics=None) -> int:
        return subscribe(
            house.store,
            f"{name}@mail.example",
            frequency=frequency,
            topics=topics,
            now=house.now,
        )

    return joined


def switch(house, number, frequency, topics=None) -> None:
    with house.store.begin() as connection:
        subscribers.switch(connection, number, house.now, topics=topics, frequency=frequency)


def kinds(house) -> list[tuple[str, str]]:
    return [(row.kind, row.slot.partition(":")[0]) for row in house.issues()]


def test_an_entry_goes_out_after_its_grace_to_those_who_want_it_at_once(house, make_post, join):
    now, weekly = join("a"), join("b", Frequency.WEEKLY)
    house.feed.show(make_post("a"))
    assert house.run().released == ()
    assert house.run(after=GRACE - 1).released == ()
    planned = house.run(after=1)
    assert (len(planned.released), len(planned.issues), len(planned.rendered.planned)) == (1, 1, 1)
    assert house.owed() == {("a", now)}
    (row,) = house.issues()
    assert (row.kind, row.title, row.state, row.frozen) == ("instant", "Beitrag a", "planned", 1)
    assert row.planned_for == house.now
    assert house.run(after=60).issues == ()
    assert weekly not in {number for _, number in house.owed()}


def test_what_is_planned_at_night_is_planned_for_the_morning(house, make_post, join):
    join("a")
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=6 * HOUR)
    (row,) = house.issues()
    assert datetime.fromtimestamp(row.planned_for, BERLIN).time() == time(7)


def test_a_digest_holds_what_came_since_the_last_and_is_made_once(house, make_post, join):
    weekly, monthly = join("w", Frequency.WEEKLY), join("m", Frequency.MONTHLY)
    house.feed.show(make_post("b", published_at=house.now - 60), make_post("a"))
    house.run()
    house.run(after=GRACE)
    assert house.issues() == []
    thursday = int(datetime(2026, 9, 24, 8, tzinfo=BERLIN).timestamp())
    house.run(after=thursday - house.now - 1)
    assert house.issues() == []
    house.run(after=1)
    assert house.owed() == {("a", weekly), ("b", weekly)}
    (row,) = house.issues()
    assert (row.slot, row.planned_for) == ("weekly:2026-09-24", thursday)
    assert row.title == "Wochenausgabe vom 24. September 2026"
    house.run(after=60)
    assert len(house.issues()) == 1
    house.run(after=7 * DAY)  # past the first of October
    assert {(name, number) for name, number in house.owed() if number == monthly} == {
        ("a", monthly),
        ("b", monthly),
    }
    assert house.issues()[-1].title == "Monatsausgabe Oktober 2026"
    assert len(house.issues()) == 2, "nothing new for the week: no mail"


def test_an_entry_released_in_the_run_of_a_slot_is_in_its_digest(house, make_post, join):
    weekly = join("w", Frequency.WEEKLY)
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=7 * DAY)
    assert house.owed() == {("a", weekly)}


def test_slots_missed_while_the_machine_was_off_make_one_digest(house, make_post, join):
    join("w", Frequency.WEEKLY)
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=24 * DAY)
    assert [row.slot for row in house.issues()] == ["weekly:2026-10-15"]


def test_a_first_run_makes_no_digest_of_the_slot_before(new_house):
    house = new_house()
    house.run()
    with house.store.read() as connection:
        assert recall(connection, "slot.weekly") == "weekly:2026-09-17"
        assert recall(connection, "slot.monthly") == "monthly:2026-09"


def test_switching_neither_repeats_nor_drops_a_post(house, make_post, join):
    person, other = join("a", Frequency.WEEKLY), join("b")
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=GRACE)
    switch(house, person, Frequency.INSTANT)
    switch(house, other, Frequency.WEEKLY)
    house.run(after=60)
    assert house.owed() == {("a", person), ("a", other)}
    slots = [row.slot.partition(":")[2] for row in house.issues()]
    assert [slot.partition(":")[2] for slot in slots] == ["1", "2"]
    house.run(after=7 * DAY)
    assert len(house.issues()) == 2


@pytest.fixture
def searches(monkeypatch):
    """Give a list of the kinds for which candidates were asked for, one by one."""
    asked = []
    is_owed = gathering.is_owed
    monkeypatch.setattr(
        gathering, "is_owed", lambda c, kind, one: asked.append(kind) or is_owed(c, kind, one)
    )
    return asked


def test_who_is_owed_what_is_looked_up_only_when_something_has_changed(
    house, make_post, join, searches
):
    person = join("a", Frequency.WEEKLY)
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=GRACE)
    assert searches.count("instant") == 1
    house.run(after=60)
    assert searches.count("instant") == 1
    switch(house, person, Frequency.WEEKLY)
    house.run(after=60)
    assert searches.count("instant") == 2
    join("b")
    house.run(after=60)
    assert searches.count("instant") == 3


def test_who_switches_during_the_search_is_found_by_the_next(house, make_post, join, monkeypatch):
    person, other = join("a", Frequency.WEEKLY), join("b")
    house.feed.show(make_post("a"))
    house.run()
    freeze = gathering.freeze

    def meanwhile(*arguments, **named):
        made = freeze(*arguments, **named)
        subscribers.switch(
            arguments[0], person, house.now, topics=None, frequency=Frequency.INSTANT
        )
        return made

    monkeypatch.setattr(gathering, "freeze", meanwhile)
    house.run(after=GRACE)
    assert house.owed() == {("a", other)}
    monkeypatch.undo()
    house.run(after=60)
    assert house.owed() == {("a", other), ("a", person)}


def test_who_confirmed_in_the_second_of_the_first_sight_is_found_after_the_release(
    house, make_post, join
):
    schedule = replace(house.settings.schedule, grace=timedelta(0))
    house.settings = replace(house.settings, schedule=schedule)
    house.feed.show(make_post("a"))
    house.run()
    person = join("late")
    house.run(after=60)
    assert house.owed() == {("a", person)}


def test_a_post_from_before_the_confirmation_is_not_owed(house, make_post, join):
    house.feed.show(make_post("a"))
    house.run()
    house.now += 1
    join("late")
    house.run(after=GRACE)
    assert house.owed() == set()


def test_a_feed_out_of_reach_blocks_neither_releases_nor_digests_nor_drafts(house, make_post, join):
    now, weekly = join("a"), join("w", Frequency.WEEKLY)
    house.feed.show(make_post("a", lead="https://blog.kreis.example/a.png"))
    house.run()
    house.feed.down = True
    house.now += 7 * DAY
    with pytest.raises(FeedUnusable):
        house.run()
    assert house.owed() == {("a", now), ("a", weekly)}
    assert {row.state for row in house.issues()} == {"planned"}


def test_held_entries_are_reported_by_each_run_and_do_not_stop_others(house, make_post, join):
    number = join("a")
    house.feed.show(make_post("past", published_at=house.now - 30 * DAY), make_post("a"))
    assert [one.title for one in house.run().held] == ["Beitrag past"]
    assert [one.title for one in house.run(after=GRACE).held] == ["Beitrag past"]
    assert house.owed() == {("a", number)}


class Killed(BaseException):
    """As SIGKILL."""


@pytest.mark.parametrize("step", range(12))
def test_a_run_that_is_killed_after_any_commit_is_taken_up_by_the_next(
    house, make_post, join, monkeypatch, step
):
    join("a"), join("w", Frequency.WEEKLY), join("m", Frequency.MONTHLY)
    house.feed.show(make_post("b"), make_post("a", lead="https://blog.kreis.example/a.png"))
    begin, left = type(house.store).begin, [step]

    def killing(self, **options):
        if left[0] == 0:
            raise Killed
        left[0] -= 1
        return begin(self, **options)

    for after in (60, GRACE, 30 * DAY):
        house.now += after
        left[0] = step
        monkeypatch.setattr(type(house.store), "begin", killing)
        with suppress(Killed):
            house.run()
        monkeypatch.setattr(type(house.store), "begin", begin)
        house.run(after=60)
    assert house.owed() == {(name, number) for name in "ab" for number in (1, 2, 3)}
    assert {row.state for row in house.issues()} == {"planned"}


def test_a_clock_that_was_set_back_is_told_once_and_then_believed(house, make_post, join):
    join("a")
    house.feed.show(make_post("a"))
    house.now += 10 * DAY
    house.run()
    house.now -= 9 * DAY
    planned = house.run(after=60)
    assert planned.clock.startswith("Die Uhr geht nach")
    assert "\n" not in planned.clock
    planned = house.run(after=60)
    assert planned.clock == ""
    assert house.owed() == {("a", 1)}, "a grace time of the wrong clock is not waited for"


def test_a_clock_that_is_right_again_is_told_anew_when_it_is_set_back_again(house):
    for _ in range(3):
        assert house.run(after=-DAY).clock
        house.now += DAY
        assert house.run(after=60).clock == ""


def test_what_comes_in_with_a_clock_set_back_is_owed_to_who_confirmed_before(
    house, make_post, join
):
    old = house.feed.entries[0]
    person = join("a")
    house.feed.show(make_post("a"), old)
    house.run()
    house.now -= 7200
    house.feed.show(make_post("b"), make_post("a"), old)
    for _ in range(4):
        house.run(after=60)
    house.run(after=GRACE)
    assert house.owed() == {("a", person), ("b", person)}


def test_what_came_in_with_a_clock_far_ahead_does_not_date_what_follows(house, make_post):
    with house.store.begin() as connection:
        connection.execute(update(entry).values(first_seen_at=house.now + 365 * DAY))
    house.feed.show(make_post("a"))
    house.run()
    with house.store.read() as connection:
        seen = connection.scalar(select(entry.c.first_seen_at).where(entry.c.title == "Beitrag a"))
    assert seen == house.now


def test_a_clock_may_be_a_little_uneven(house):
    assert house.run(after=-60).clock == ""


def test_a_slot_remembered_by_a_clock_that_was_ahead_does_not_stop_the_next(house, make_post, join):
    join("w", Frequency.WEEKLY)
    with house.store.begin() as connection:
        remember(connection, "slot.weekly", "weekly:2031-01-02")
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=7 * DAY)
    assert [row.slot for row in house.issues()] == ["weekly:2026-09-24"]


def test_a_later_hour_for_the_digest_does_not_make_a_second_one(house, make_post, join):
    join("w", Frequency.WEEKLY)
    house.feed.show(make_post("a"))
    house.run()
    house.run(after=3 * DAY)
    schedule = replace(house.settings.schedule, weekly=(3, time(20)), grace=timedelta(0))
    house.settings = replace(house.settings, schedule=schedule)
    house.feed.show(make_post("b", published_at=house.now), make_post("a"))
    house.run(after=60)
    house.run(after=60)
    house.run(after=4 * HOUR)
    assert len(house.issues()) == 1
    house.run(after=7 * DAY)
    assert len(house.issues()) == 2


def test_pictures_that_could_not_be_had_are_asked_for_again_during_the_grace(
    house, make_post, join
):
    join("a")
    house.feed.show(make_post("a", lead="https://blog.kreis.example/a.png"))
    with_pictures, house.feed.with_pictures = house.feed.with_pictures, lambda one: one
    house.run()
    house.feed.with_pictures = with_pictures
    house.run(after=60)
    house.run(after=60)
    assert house.feed.illustrated == ["urn:a"]


def test_nobody_is_mailed_what_is_not_released(house, make_post, join):
    join("a")
    house.feed.show(make_post("a"))
    house.run()
    for state in ("seen", "withdrawn", "held"):
        with house.store.begin() as connection:
            connection.execute(update(entry).values(state=state, reason="many"))
        house.run(after=40 * DAY)
        assert house.owed() == set()
