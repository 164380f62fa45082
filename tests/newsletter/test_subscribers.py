"""Who gets what, how often, and since when."""

from itertools import count

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import func, select

from plugins.newsletter import subscribers
from plugins.newsletter.address import read_address
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.store.schema import subscriber, subscription
from plugins.newsletter.store.states import Frequency, SubscriberState
from tests.newsletter.delivery.mailing import Mailing

NOW = 1_790_000_000
WEEKLY = Frequency.WEEKLY
MAX = read_address("max@kreis.example")


def ask(store, address=MAX, now=NOW, *, topics=None, frequency=Frequency.INSTANT):
    with store.begin() as connection:
        return subscribers.ask(connection, address, now, topics=topics, frequency=frequency)


def do(store, act, *arguments, **named):
    with store.begin() as connection:
        return act(connection, *arguments, **named)


def find(store, number):
    with store.read() as connection:
        return subscribers.find(connection, number)


def test_who_asks_is_pending_until_the_address_is_confirmed(store):
    number = ask(store, topics={"Alter", "Wohnen"}, frequency=WEEKLY)
    asked = find(store, number)
    assert asked.address == MAX
    assert (asked.state, asked.frequency) == (SubscriberState.PENDING, WEEKLY)
    assert asked.topics == {"Alter", "Wohnen"}
    assert (asked.created_at, asked.confirmed_at, asked.left_at) == (NOW, None, None)
    do(store, subscribers.confirm, number, NOW + 60)
    confirmed = find(store, number)
    assert (confirmed.state, confirmed.confirmed_at) == (SubscriberState.CONFIRMED, NOW + 60)


def test_the_domain_stands_beside_the_address_for_its_token_bucket(store):
    ask(store, read_address("max@Müller.example"))
    with store.read() as connection:
        row = connection.execute(select(subscriber.c.address, subscriber.c.domain)).one()
    assert tuple(row) == ("max@xn--mller-kva.example", "xn--mller-kva.example")


def test_one_address_is_one_subscriber_however_it_is_typed(store):
    assert ask(store) == ask(store, read_address("MAX@Kreis.example"))
    with store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(subscriber)) == 1


def test_asking_again_before_confirming_the_last_wish_counts(store):
    number = ask(store, topics={"Alter"})
    assert ask(store, now=NOW + 5, topics={"Wohnen"}, frequency=WEEKLY) == number
    again = find(store, number)
    assert (again.topics, again.frequency, again.created_at) == ({"Wohnen"}, WEEKLY, NOW + 5)


def test_nobody_changes_what_somebody_gets_by_asking_in_their_name(store, subscribe):
    number = subscribe(store, MAX.address, topics={"Alter"})
    before = find(store, number)
    assert ask(store, now=NOW + 5, topics=None, frequency=WEEKLY) == number
    assert find(store, number) == before


def test_a_suppressed_address_stays_so_whoever_asks(store, subscribe):
    number = subscribe(store, MAX.address)
    do(store, subscribers.suppress, number, NOW + 1)
    assert ask(store, now=NOW + 2) == number
    assert find(store, number).state is SubscriberState.SUPPRESSED


def test_confirming_twice_moves_nothing(store, subscribe):
    number = subscribe(store, MAX.address)
    do(store, subscribers.confirm, number, NOW + 99)
    assert find(store, number).confirmed_at == NOW
    assert covers(store, number, {"Alter"}, NOW)


@pytest.mark.parametrize("end", [subscribers.leave, subscribers.suppress])
def test_an_old_link_of_confirmation_brings_nobody_back(store, subscribe, end):
    number = subscribe(store, MAX.address)
    do(store, end, number, NOW + 1)
    with pytest.raises(WrongUse, match="nicht mehr offen"):
        do(store, subscribers.confirm, number, NOW + 2)
    assert find(store, number).state is not SubscriberState.CONFIRMED


def test_who_left_and_comes_back_begins_anew_under_the_same_number(store, subscribe):
    number = subscribe(store, MAX.address, topics={"Alter"})
    do(store, subscribers.leave, number, NOW + 1)
    assert find(store, number).left_at == NOW + 1
    assert ask(store, now=NOW + 2, topics={"Alter"}) == number
    do(store, subscribers.confirm, number, NOW + 3)
    back = find(store, number)
    assert (back.state, back.confirmed_at, back.left_at) == (
        SubscriberState.CONFIRMED,
        NOW + 3,
        None,
    )
    assert not covers(store, number, {"Alter"}, NOW + 2)
    assert covers(store, number, {"Alter"}, NOW + 3)


def test_leaving_twice_keeps_the_first_time_and_a_complaint_outweighs_it(store, subscribe):
    number = subscribe(store, MAX.address)
    do(store, subscribers.leave, number, NOW + 1)
    do(store, subscribers.leave, number, NOW + 2)
    assert find(store, number).left_at == NOW + 1
    do(store, subscribers.suppress, number, NOW + 3)
    do(store, subscribers.leave, number, NOW + 4)
    assert find(store, number).state is SubscriberState.SUPPRESSED
    assert find(store, number).left_at == NOW + 3


@pytest.mark.parametrize("end", [subscribers.leave, subscribers.suppress])
def test_who_has_left_has_nothing_to_switch(store, subscribe, end):
    number = subscribe(store, MAX.address)
    do(store, end, number, NOW + 1)
    with pytest.raises(WrongUse, match="abgemeldet"):
        do(store, subscribers.switch, number, NOW + 2, topics=None, frequency=WEEKLY)


@pytest.mark.parametrize("topics", [set(), {"*"}, {"Alter", ""}, "Alter"])
def test_a_wish_needs_topics_with_names(store, subscribe, topics):
    with pytest.raises(WrongUse, match="Thema"):
        ask(store, topics=topics)
    number = subscribe(store, MAX.address, topics={"Wohnen"})
    with pytest.raises(WrongUse, match="Thema"):
        do(store, subscribers.switch, number, NOW, topics=topics, frequency=WEEKLY)
    assert find(store, number).topics == {"Wohnen"}


@pytest.mark.parametrize(
    "act", [subscribers.find, lambda c, n: subscribers.confirm(c, n, NOW), lambda c, n: subscribers.leave(c, n, NOW)]
)  # fmt: skip
def test_who_is_not_there_any_more_is_said_so(store, act):
    with pytest.raises(WrongUse, match="gibt es nicht mehr"):
        do(store, act, 4711)


def test_a_switch_of_frequency_keeps_the_topics_and_their_moments(store, subscribe):
    number = subscribe(store, MAX.address, topics={"Alter"})
    do(store, subscribers.switch, number, NOW + 9, topics={"Alter"}, frequency=WEEKLY)
    assert (find(store, number).frequency, find(store, number).topics) == (WEEKLY, {"Alter"})
    assert covers(store, number, {"Alter"}, NOW)


def test_two_subscribers_do_not_touch_each_other(store, subscribe):
    one = subscribe(store, "eins@kreis.example", topics={"Alter"})
    two = subscribe(store, "zwei@kreis.example", topics={"Alter"})
    do(store, subscribers.switch, one, NOW + 9, topics={"Wohnen"}, frequency=WEEKLY)
    do(store, subscribers.leave, one, NOW + 9)
    assert find(store, two).topics == {"Alter"}
    assert (find(store, two).frequency, find(store, two).state) == (
        Frequency.INSTANT, SubscriberState.CONFIRMED,
    )  # fmt: skip


# What is owed: the rows against a model that remembers every wish that ever stood.

TOPICS = ("Alter", "Wohnen", "Arbeit")
WISHES = st.none() | st.sets(st.sampled_from(TOPICS), min_size=1)
NUMBERS = count()


def covers(store, number, topics, seen):
    with store.read() as connection:
        return covered(connection, number)(topics, seen)


def covered(connection, number):
    """Return whether an entry with these topics, first seen then, is owed: as planning judges it."""
    rows = connection.execute(
        select(subscription.c.topic, subscription.c.since).where(
            subscription.c.subscriber_id == number
        )
    ).all()
    return lambda topics, seen: any(
        row.since <= seen and (not topics or row.topic in {*topics, "*"}) for row in rows
    )


def wanted_throughout(history, topics, seen):
    """Say whether one of these topics was wanted from then until now, by the wishes as they stood."""
    if seen < history[0][0]:
        return False
    ends = [moment for moment, _ in history[1:]] + [float("inf")]
    standing = [wish for (_, wish), end in zip(history, ends, strict=True) if end > seen]
    return not topics or any(
        all(wish is None or topic in wish for wish in standing) for topic in topics
    )


@examples(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wishes=st.lists(WISHES, min_size=1, max_size=6),
    steps=st.lists(st.integers(0, 2), min_size=6, max_size=6),
)
@example(wishes=[{"Alter"}, None, {"Alter", "Wohnen"}], steps=[1] * 6)
@example(wishes=[{"Alter"}, None, {"Wohnen"}, None], steps=[1] * 6)
@example(wishes=[{"Alter"}, {"Wohnen"}, {"Alter"}], steps=[1] * 6)
def test_owed_is_what_was_wanted_without_a_break(store, wishes, steps):
    moment, address = NOW, read_address(f"x{next(NUMBERS)}@kreis.example")
    with store.begin() as connection:
        number = subscribers.ask(connection, address, NOW, topics=wishes[0], frequency=WEEKLY)
        subscribers.confirm(connection, number, NOW)
        history = [(NOW, wishes[0])]
        for wish, step in zip(wishes[1:], steps, strict=False):
            moment += step
            subscribers.switch(connection, number, moment, topics=wish, frequency=WEEKLY)
            history.append((moment, wish))
            assert subscribers.find(connection, number).topics == wish
        is_owed = covered(connection, number)
    for seen in range(NOW - 1, moment + 2):
        for topics in [set(), *({topic} for topic in TOPICS), {"Alter", "Wohnen"}, {"Neues"}]:
            assert is_owed(topics, seen) == wanted_throughout(history, topics, seen), (topics, seen)


def test_who_leaves_and_comes_back_does_not_get_what_was_frozen_before(store, subscribe):
    number = subscribe(store, "eva@a.example")
    mailing = Mailing(store)
    _, frozen = mailing.issue("max@a.example")
    mailing.set(frozen, subscriber_id=number)
    with store.begin() as connection:
        subscribers.leave(connection, number, NOW + 1)
        subscribers.ask(
            connection,
            read_address("eva@a.example"),
            NOW + 2,
            topics=None,
            frequency=Frequency.INSTANT,
        )
        subscribers.confirm(connection, number, NOW + 3)
    assert mailing.row(frozen).state == "excluded"


def test_an_address_that_was_taken_out_leaves_its_number_and_makes_room(store, subscribe):
    number = subscribe(store, MAX.address)
    do(store, subscribers.leave, number, NOW + 1)
    assert find(store, number).readable
    do(store, subscribers.blank, number)
    gone = find(store, number)
    assert (gone.address.address, gone.readable) == (f"~{number}", False)
    assert ask(store, now=NOW + 2) != number
