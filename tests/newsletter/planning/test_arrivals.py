"""Which entries are news, which are known, which wait for a person."""

from dataclasses import replace

import pytest
from sqlalchemy import event, select, text

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.planning import holds
from plugins.newsletter.planning.arrivals import receive
from plugins.newsletter.store.schema import entry, entry_topic
from plugins.newsletter.store.schema import feed as feed_row
from plugins.newsletter.store.states import EntryState

DAY = 86_400


def see(house, *posts, after: int = 60):
    house.now += after
    house.feed.show(*posts)
    return receive(house.store, house.feed, house.settings, house.now)


def test_a_first_run_marks_all_as_seen(new_house, make_post):
    house = new_house()
    found = see(house, *(make_post(str(n)) for n in range(40)))
    assert (found.first, len(found.seen)) == (True, 40)
    assert set(house.states().values()) == {"seen"}


def test_an_empty_feed_is_a_first_run_too(new_house, make_post):
    house = new_house()
    assert see(house).first
    assert not see(house, make_post("a")).first
    assert house.states() == {"a": "waiting"}


def test_a_new_entry_waits_until_its_grace_is_over(house, make_post):
    found = see(house, make_post("a", topics=("pflege", "alter", "pflege", "")))
    assert len(found.waiting) == 1
    with house.store.read() as connection:
        row = connection.execute(select(entry).where(entry.c.id == found.waiting[0])).one()
        topics = connection.scalars(
            select(entry_topic.c.topic).where(entry_topic.c.entry_id == row.id)
        )
        assert sorted(topics) == ["alter", "pflege"]
    assert (row.state, row.first_seen_at, row.released_at) == (
        "waiting",
        house.now,
        house.now + 1800,
    )


CHANGES = {
    "its text": {"fingerprint": "other"},
    "its id": {"key": "urn:other"},
    "its link": {"link": "https://blog.kreis.example/other/"},
    "its date": {"published_at": 1_790_000_100},
    "its id, its date": {"key": "urn:other", "published_at": 1_790_000_100},
    "its id, its text": {"key": "urn:other", "fingerprint": "other"},
    "its link, its text": {"link": "https://blog.kreis.example/other/", "fingerprint": "other"},
    "its id, its link": {"key": "urn:other", "link": "https://blog.kreis.example/other/"},
    "its id, lost": {"key": ""},
    "its link, lost": {"link": ""},
    "its id and date, lost": {"key": "", "published_at": None},
}


@pytest.mark.parametrize("what", CHANGES)
def test_an_edit_is_no_news(house, make_post, what):
    see(house, make_post("a"))
    found = see(house, make_post("a", **CHANGES[what]))
    assert not found.waiting
    assert not found.held
    assert sorted(house.states().values()) == ["seen", "waiting"]


@pytest.mark.parametrize("name", ["key", "link", "fingerprint"])
def test_an_empty_sign_matches_nothing(house, make_post, name):
    see(house, make_post("a", **{name: ""}))
    assert len(see(house, make_post("b", **{name: ""}), make_post("a", **{name: ""})).waiting) == 1


def test_an_entry_without_any_sign_of_its_own_is_known_by_its_text(house, make_post):
    bare = {"key": "", "link": "", "published_at": None}
    assert len(see(house, make_post("a", **bare)).waiting) == 1
    assert not see(house, make_post("a", **bare, title="!")).waiting


def test_ids_and_links_that_change_one_after_the_other_stay_known(house, make_post):
    other_link = "https://blog.kreis.example/other/"
    see(house, make_post("a"))
    see(house, make_post("a", key="urn:other"))
    see(house, make_post("a", key="urn:other", link=other_link, fingerprint="1"))
    found = see(house, make_post("a", key="urn:third", link=other_link, fingerprint="2"))
    assert (found.waiting, found.held) == ((), ())


def test_the_same_entry_twice_in_one_feed_is_one(house, make_post):
    twins = [make_post("a"), make_post("a", title="again"), make_post("a", key="urn:b")]
    assert len(see(house, *twins).waiting) == 1


def test_swapped_ids_are_no_news(house, make_post):
    a, b = make_post("a"), make_post("b")
    see(house, a, b)
    found = see(house, replace(a, key=b.key), replace(b, key=a.key))
    assert (found.waiting, found.held) == ((), ())


def test_the_id_wins_where_it_is_used_again_for_another_post(house, make_post):
    see(house, make_post("a"))
    found = see(house, make_post("b", key="urn:a"))
    assert not found.waiting
    assert house.states() == {"old": "seen", "b": "waiting"}


def test_all_ids_may_change_at_once(new_house, make_post):
    house = new_house()
    posts = [make_post(str(n)) for n in range(1200)]
    see(house, *posts)
    found = see(house, *(replace(one, key=f"{one.key}?new") for one in posts))
    assert (found.waiting, found.held) == ((), ())
    found = see(house, *(replace(o, key=f"{o.key}?new", link=f"{o.link}?x") for o in posts))
    assert (found.waiting, found.held) == ((), ())


@pytest.mark.parametrize("same", ["link", "fingerprint"])
def test_a_new_post_with_the_link_or_the_text_of_another_is_neither_lost_nor_mailed(
    house, make_post, same
):
    """„Die Sprechstunde fällt aus“ may be true twice."""
    first, second = make_post("a"), make_post("b", published_at=1_790_000_060)
    second = replace(second, **{same: getattr(first, same)})
    see(house, first)
    assert len(see(house, second, first).held) == 1
    see(house, second)
    assert house.states()["b"] == "held"


def test_more_than_three_new_ones_are_held_with_those_that_still_wait(house, make_post):
    a, b, c, d = (make_post(name) for name in "abcd")
    see(house, a, b, c)
    found = see(house, a, b, c, d)
    assert len(found.held) == 4
    assert set(house.states().values()) == {"seen", "held"}
    assert len(see(house, make_post("e"), a, b, c, d).waiting) == 1, "the others go on"


def test_an_old_or_a_future_entry_is_held_alone(house, make_post):
    see(
        house,
        make_post("fine", published_at=house.now - 14 * DAY + 600),
        make_post("early", published_at=house.now - 14 * DAY),
        make_post("late", published_at=house.now + DAY + 600),
    )
    assert house.states() == {"old": "seen", "fine": "waiting", "early": "held", "late": "held"}


def test_an_edit_during_grace_reaches_the_mail_and_does_not_begin_it_anew(house, make_post):
    a = make_post("a", topics=("pflege",))
    see(house, a)
    seen = house.now
    found = see(house, replace(a, title="Beitrag b", html="<p>b</p>", topics=("alter",)))
    assert len(found.corrected) == 1
    with house.store.read() as connection:
        row = connection.execute(select(entry).where(entry.c.id == found.corrected[0])).one()
        topics = connection.scalars(
            select(entry_topic.c.topic).where(entry_topic.c.entry_id == row.id)
        ).all()
    assert (row.title, row.html, topics) == ("Beitrag b", "<p>b</p>", ["alter"])
    assert (row.first_seen_at, row.released_at) == (seen, seen + 1800)


def test_a_new_label_of_a_topic_reaches_the_mail_and_nothing_changed_is_no_edit(house, make_post):
    a = make_post("a", topics=("pflege", "alter"), topic_labels={"alter": "ALTER"})
    see(house, a)
    assert not see(house, a).corrected
    assert see(house, replace(a, topic_labels={"alter": "ALTER schätzen"})).corrected


def test_an_edit_after_release_changes_nothing_that_is_mailed(house, make_post):
    a = make_post("a")
    house.feed.show(a)
    house.run()
    house.run(after=1800)
    assert house.states()["a"] == "released"
    found = see(house, replace(a, title="Beitrag b", html="<p>b</p>", link="https://x.example/"))
    assert not found.corrected
    assert "a" in house.states()


def test_the_id_of_a_released_post_used_again_does_not_lead_its_title_elsewhere(house, make_post):
    a = make_post("a")
    house.feed.show(a)
    house.run()
    house.run(after=1800)
    see(house, make_post("b", key=a.key, published_at=house.now))
    with house.store.read() as connection:
        link = connection.scalar(select(entry.c.link).where(entry.c.title == "Beitrag a"))
    assert link == a.link


def test_what_vanishes_while_it_waits_is_withdrawn_and_may_come_back(house, make_post):
    old, a = house.feed.entries[0], make_post("a")
    see(house, a, old)
    assert len(see(house, old).withdrawn) == 1
    assert house.states()["a"] == "withdrawn"
    back = see(house, a, old)
    assert back.waiting
    with house.store.read() as connection:
        row = connection.execute(select(entry).where(entry.c.id == back.waiting[0])).one()
    assert (row.state, row.first_seen_at, row.released_at) == (
        "waiting",
        house.now,
        house.now + 1800,
    )


def test_what_a_short_feed_has_pushed_out_is_not_withdrawn(house, make_post):
    a, b = make_post("a"), make_post("b", published_at=house.now + 60)
    see(house, a)
    assert not see(house, b).withdrawn
    assert not see(house).withdrawn, "an empty feed is no proof"
    assert house.states()["a"] == "waiting"


def test_what_is_gone_beside_one_of_the_same_moment_is_not_withdrawn(house, make_post):
    """The feed may have been cut between the two."""
    a, b = make_post("a"), make_post("b")
    see(house, a, b)
    assert not see(house, b).withdrawn
    assert house.states()["a"] == "waiting"


def test_validators_are_stored_with_the_entries_or_not_at_all(house, make_post):
    house.feed.show(make_post("a"))
    with house.store.begin() as connection:
        connection.execute(text("ALTER TABLE entry_topic RENAME TO away"))
    house.feed.entries[0] = replace(house.feed.entries[0], topics=("alter",))
    with pytest.raises(Exception, match="Datenbank"):
        receive(house.store, house.feed, house.settings, house.now)
    with house.store.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO entry_topic"))
    assert len(receive(house.store, house.feed, house.settings, house.now).waiting) == 1
    assert house.feed.asked_with[-1].etag == house.feed.asked_with[-2].etag
    receive(house.store, house.feed, house.settings, house.now)
    assert house.feed.asked_with[-1].etag != house.feed.asked_with[-2].etag


def test_failures_of_the_feed_are_recorded_until_it_is_back(house):
    def recorded():
        with house.store.read() as connection:
            return connection.execute(select(feed_row)).one()

    read_at = recorded().read_at
    house.feed.down = True
    for after in (60, 600):
        house.now += after
        with pytest.raises(FeedUnusable):
            receive(house.store, house.feed, house.settings, house.now)
    row = recorded()
    assert (row.failing_since, row.read_at) == (house.now - 600, read_at)
    assert row.failure == "Der Feed ist nicht zu erreichen."
    house.feed.down = False
    receive(house.store, house.feed, house.settings, house.now)
    row = recorded()
    assert (row.failing_since, row.failure, row.read_at) == (None, "", house.now)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_ten_thousand_new_entries_are_held_and_no_picture_is_fetched(house, make_post):
    many = [make_post(str(n), lead=f"https://blog.kreis.example/{n}.png") for n in range(10_000)]
    statements: list[str] = []
    event.listen(
        house.store.engine, "before_cursor_execute", lambda *about: statements.append(about[2])
    )
    house.feed.show(*many)
    planned = house.run(after=60)
    assert len(statements) < 10_000 + 200, "one for each new entry, and few more"
    assert len(planned.held) == 10_000
    assert house.feed.illustrated == []
    assert len(house.run(after=3600).held) == 10_000, "reported again although nothing has changed"
    assert set(house.states().values()) == {EntryState.SEEN, EntryState.HELD}


def test_without_dates_the_order_of_the_feed_tells_what_is_newer(house, make_post):
    found = see(house, make_post("new", published_at=None), make_post("b", published_at=None))
    with house.store.read() as connection:
        newest = connection.scalar(select(entry.c.title).order_by(entry.c.id.desc()).limit(1))
    assert newest == "Beitrag new"
    assert found.waiting == (3, 2)


@pytest.mark.parametrize("same", ["link", "fingerprint"])
def test_two_posts_side_by_side_in_the_feed_are_never_taken_for_one(house, make_post, same):
    first, second = make_post("a"), make_post("b")
    second = replace(second, **{same: getattr(first, same)})
    see(house, second, first)
    assert sorted(house.states().values()) == ["held", "seen", "waiting"]


def test_a_waiting_entry_that_is_corrected_is_judged_again(house, make_post):
    posts = [make_post(name) for name in "abc"]
    see(house, *posts)
    dates = {"a": house.now + 3 * DAY, "b": house.now - 30 * DAY, "c": house.now + 60}
    found = see(house, *(make_post(name, published_at=date) for name, date in dates.items()))
    assert len(found.corrected) == 3
    assert len(found.held) == 2
    assert house.states() == {"old": "seen", "a": "held", "b": "held", "c": "waiting"}


def test_what_a_person_let_through_is_not_judged_again(house, make_post):
    see(house, make_post("a", published_at=house.now + 3 * DAY))
    with house.store.begin() as connection:
        holds.release(connection, None, house.now)
    see(house, make_post("a", published_at=house.now + 4 * DAY))
    assert house.states()["a"] == "waiting"


SERIES = {
    "undated": {"published_at": None},
    "undated, without ids": {"published_at": None, "key": ""},
    "without ids": {"key": ""},
    "the same text": {"fingerprint": "Die Sprechstunde fällt aus"},
    "the same text, undated": {"fingerprint": "Die Sprechstunde fällt aus", "published_at": None},
    "without ids and text": {"key": "", "fingerprint": ""},
}


@pytest.mark.parametrize("what", SERIES)
def test_a_new_post_of_a_series_on_one_page_is_never_taken_for_an_old_one(house, make_post, what):
    """Each leads to the same page; the feed shows the new one above the old one."""
    page = "https://blog.kreis.example/aktuelles/"

    def part(name: str, at: int):
        given = {"link": page, "published_at": 1_790_000_000 + at}
        return make_post(name, **{**given, **SERIES[what]})

    first, second, third = (part(name, at) for name, at in (("a", 0), ("b", 100), ("c", 200)))
    assert len(see(house, first).waiting) == 1
    assert len(see(house, second, first).held) == 1
    found = see(house, second, first)
    assert (found.held, found.corrected) == ((), ()), "known from now on, each by itself"
    found = see(house, third, second, first)
    assert (len(found.held), found.corrected) == (1, ())
    assert house.states() == {"old": "seen", "a": "waiting", "b": "held", "c": "held"}


def test_undated_posts_with_ids_on_one_page_stay_apart_when_the_oldest_rolls_out(house, make_post):
    shared = {"link": "https://blog.kreis.example/aktuelles/", "published_at": None}
    a, b, c = (make_post(name, **shared) for name in "abc")
    see(house, a)
    see(house, b, a)
    assert len(see(house, c, b).held) == 1


def test_an_old_post_kept_on_top_makes_nothing_look_withdrawn(house, make_post):
    old, first, second = make_post("kept", published_at=1), make_post("a"), make_post("b")
    see(house, old)
    see(house, old, first)
    assert not see(house, old, second).withdrawn
    assert not see(house, old, second).withdrawn, "nor by a later reading"
    assert house.states()["a"] == "waiting"


def test_an_edit_of_one_post_of_a_series_without_ids_is_not_given_to_another(house, make_post):
    shared = {"link": "https://blog.kreis.example/aktuelles/", "key": ""}
    first, second = make_post("a", **shared), make_post("b", **shared, published_at=1_790_000_100)
    see(house, first)
    see(house, second, first)
    edited = replace(first, title="Beitrag a, neu", fingerprint="neu", published_at=1_790_000_001)
    found = see(house, second, edited)
    assert len(found.corrected) == 1
    assert house.states() == {"old": "seen", "a, neu": "waiting", "b": "held"}


@pytest.mark.parametrize("approved", [False, True])
def test_what_a_person_is_or_was_asked_about_is_not_withdrawn(house, make_post, approved):
    old = house.feed.entries[0]
    see(house, make_post("a", published_at=house.now + 3 * DAY), old)
    if approved:
        with house.store.begin() as connection:
            holds.release(connection, None, house.now)
    assert not see(house, old).withdrawn
    assert house.states()["a"] == ("waiting" if approved else "held")


def test_another_feed_withdraws_nothing_and_the_way_back_is_read_whole(house, make_post):
    old, feed, settings = house.feed.entries[0], house.feed, house.settings
    see(house, make_post("a"), old)
    house.feed, house.settings = type(feed)(), replace(settings, feed="https://other.example/f")
    assert not see(house, old).withdrawn
    assert house.states()["a"] == "waiting"
    house.feed, house.settings = feed, settings
    receive(house.store, house.feed, house.settings, house.now)
    assert feed.asked_with[-1].etag == ""
