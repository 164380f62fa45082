"""Who gets what: exactly those it is owed to, each once, whatever the topics."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st
from sqlalchemy import insert, select

from plugins.newsletter.planning.freezing import candidates, freeze
from plugins.newsletter.planning.holds import skip
from plugins.newsletter.store.ledger import delivery, issue, issue_entry, item, variant
from plugins.newsletter.store.schema import entry, entry_topic, subscriber, subscription
from plugins.newsletter.store.states import Frequency, SubscriberState

NOW = 1000
TOPICS = ("alter", "pflege", "jugend")

people = st.lists(
    st.fixed_dictionaries({
        "state": st.sampled_from([SubscriberState.CONFIRMED] * 4 + [*SubscriberState]),
        "frequency": st.sampled_from(Frequency),
        "since": st.dictionaries(st.sampled_from([*TOPICS, "*", ""]), st.integers(0, 4)),
        "promised": st.sets(st.integers(0, 5), max_size=2),
    }),
    max_size=8,
)  # fmt: skip
posts = st.lists(
    st.fixed_dictionaries({
        "seen": st.integers(0, 4),
        "topics": st.sets(st.sampled_from(TOPICS)),
        "state": st.sampled_from(["released", "released", "waiting", "seen"]),
    }),
    max_size=6,
)  # fmt: skip


def fill(store, people, posts) -> None:
    with store.begin() as c:
        for at, one in enumerate(posts):
            c.execute(insert(entry), {
                "id": at + 1, "key": f"k{at}", "link": "", "fingerprint": "", "title": f"T{at}",
                "summary": "", "html": "", "first_seen_at": one["seen"], "state": one["state"],
                "released_at": 900,
            })  # fmt: skip
            for topic in one["topics"]:
                c.execute(insert(entry_topic), {"entry_id": at + 1, "topic": topic})
        c.execute(insert(issue), {
            "id": 1000, "kind": "instant", "slot": "earlier", "title": "", "state": "done",
            "created_at": 0, "planned_for": 0, "frozen": 0,
        })  # fmt: skip
        for at, one in enumerate(people):
            c.execute(insert(subscriber), {
                "id": at + 1, "address": f"{at}@mail.example", "domain": "mail.example",
                "state": one["state"], "frequency": one["frequency"], "created_at": 0,
            })  # fmt: skip
            for topic, since in one["since"].items():
                row = {"subscriber_id": at + 1, "topic": topic, "since": since}
                c.execute(insert(subscription), row)
            for number in one["promised"]:
                if number < len(posts):
                    row = {"entry_id": number + 1, "subscriber_id": at + 1, "issue_id": 1000}
                    c.execute(insert(item), row)


def owed(kind, people, posts) -> set[tuple[int, int]]:
    """The promise in plain words."""
    return {
        (number + 1, person + 1)
        for number, post in enumerate(posts)
        for person, one in enumerate(people)
        if post["state"] == "released"
        and one["state"] is SubscriberState.CONFIRMED
        and one["frequency"] is kind
        and number not in one["promised"]
        and any(
            since <= post["seen"] and (not post["topics"] or topic in {*post["topics"], "*"})
            for topic, since in one["since"].items()
        )
    }


@runs(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=people, posts=posts)
def test_an_issue_holds_what_is_owed_and_nothing_else(store, people, posts):
    with store.begin() as c:
        for table in reversed(delivery.metadata.sorted_tables):
            c.execute(table.delete())
    fill(store, people, posts)
    for kind in Frequency:
        with store.begin() as c:
            found = candidates(c, NOW)
            number = freeze(c, kind, found, slot=kind, title="", now=NOW, planned_for=NOW)
            again = freeze(c, kind, found, slot=f"{kind}:2", title="", now=NOW, planned_for=NOW)
        expected = owed(kind, people, posts)
        assert again is None, "all of it is frozen already"
        assert (number is None) == (not expected)
        with store.read() as c:
            rows = c.execute(select(item).where(item.c.issue_id == number)).all()
            assert {(row.entry_id, row.subscriber_id) for row in rows} == expected
            bits = dict(
                c.execute(
                    select(issue_entry.c.position, issue_entry.c.entry_id).where(
                        issue_entry.c.issue_id == number
                    )
                ).all()
            )
            mails = c.execute(
                select(delivery.c.subscriber_id, delivery.c.state, variant.c.mask)
                .join_from(delivery, variant)
                .where(delivery.c.issue_id == number)
            ).all()
            masks = c.scalars(select(variant.c.mask).where(variant.c.issue_id == number)).all()
            frozen = c.scalar(select(issue.c.frozen).where(issue.c.id == number))
        assert {
            (bits[bit], mail.subscriber_id)
            for mail in mails
            for bit in bits
            if mail.mask >> bit & 1
        } == expected
        assert len(mails) == len({person for _, person in expected}) == (frozen or 0)
        assert sorted(masks) == sorted({mail.mask for mail in mails})
        assert {mail.state for mail in mails} <= {"pending"}


def plain(number: int, **more) -> list[dict]:
    post = {"seen": 2, "topics": set(), "state": "released", **more}
    return [{**post, "seen": 2 + at} for at in range(number)]


ONE = {
    "state": SubscriberState.CONFIRMED,
    "frequency": Frequency.WEEKLY,
    "since": {"*": 0},
    "promised": set(),
}


def test_an_issue_holds_sixty_two_entries_and_the_newest_stands_first(store):
    fill(store, [ONE], plain(64))
    with store.begin() as c:
        first = freeze(
            c, Frequency.WEEKLY, candidates(c, NOW), slot="a", title="", now=NOW, planned_for=NOW
        )
        second = freeze(
            c, Frequency.WEEKLY, candidates(c, NOW), slot="b", title="", now=NOW, planned_for=NOW
        )
        third = freeze(
            c, Frequency.WEEKLY, candidates(c, NOW), slot="c", title="", now=NOW, planned_for=NOW
        )
        in_order = [
            c.scalars(
                select(issue_entry.c.entry_id)
                .where(issue_entry.c.issue_id == number)
                .order_by(issue_entry.c.position)
            ).all()
            for number in (first, second)
        ]
        masks = c.scalars(select(variant.c.mask).order_by(variant.c.id)).all()
    assert in_order == [list(range(62, 0, -1)), [64, 63]]
    assert masks == [2**62 - 1, 3]
    assert third is None


@pytest.mark.parametrize("age", [99, 101])
def test_what_was_released_long_ago_is_looked_at_no_more(store, age):
    fill(store, [ONE], plain(1))
    with store.begin() as c:
        assert bool(candidates(c, 900 + age * 86_400)) is (age == 99)


def test_an_issue_for_nobody_is_not_made(store):
    fill(store, [{**ONE, "since": {"*": 9}}], plain(3))
    with store.begin() as c:
        assert not freeze(
            c, Frequency.WEEKLY, candidates(c, NOW), slot="a", title="", now=NOW, planned_for=NOW
        )
        assert c.scalars(select(issue.c.slot)).all() == ["earlier"]


def test_what_a_person_skips_in_the_last_moment_is_frozen_for_nobody(store):
    fill(store, [ONE], plain(2))
    with store.begin() as c:
        found = candidates(c, NOW)
        skip(c, [found[0].id])
        number = freeze(c, Frequency.WEEKLY, found, slot="a", title="", now=NOW, planned_for=NOW)
        rows = c.scalars(select(item.c.entry_id).where(item.c.issue_id == number)).all()
    assert rows == [found[1].id]
