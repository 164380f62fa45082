"""Who gets what, how often, and since when.

    ask → pending → confirm → confirmed → leave → left → ask → pending …
                                        → suppress → suppressed (only the operator lifts it)

Whoever ends it loses the address at once (`blank`), and keeps the number; consent/register.py does both
and keeps the proof. Nobody else ends anything.

A `subscription` row says since when a topic has been wanted without a break. So an entry is owed when
one of its topics has been wanted from the moment it was first seen until now, whatever was switched in
between: a topic that is kept, or was part of all topics, keeps its moment; a new one begins now. The
row NO_TOPIC keeps the confirmation for entries without a topic, which every subscriber gets.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from plugins.newsletter.address import Address, from_store
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.store import subscriptions, wishes
from plugins.newsletter.store.database import insert_for
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.schema import ALL_TOPICS, NO_TOPIC, subscriber, subscription
from plugins.newsletter.store.states import ENDED, DeliveryState, Frequency, SubscriberState

BLANK = "~"  # begins what stands in the place of an address; no address that has an @ is like it
_GONE = "Diese Anmeldung gibt es nicht mehr."


@dataclass(frozen=True)
class Subscriber:
    """One person. `topics` is None for all topics; times are seconds since 1970 in UTC."""

    id: int
    address: Address
    state: SubscriberState
    frequency: Frequency
    topics: frozenset[str] | None
    created_at: int
    confirmed_at: int | None
    left_at: int | None

    @property
    def readable(self) -> bool:
        """Say whether the address still stands there: it is taken out when somebody ends it."""
        return "@" in self.address.address


def ask(
    connection: Connection,
    address: Address,
    now: int,
    *,
    topics: Collection[str] | None,
    frequency: Frequency,
) -> int:
    """Note that somebody asked for mails to this address, and return its number.

    Anybody may type any address: so nothing changes for one that is confirmed or suppressed; for all
    others the last wish counts, and nothing is sent before `confirm`. Raises WrongUse without a topic.
    """
    wanted = subscriptions.rows_of(topics)
    wish = insert_for(connection)(subscriber).values(
        address=address.address,
        domain=address.domain,
        state=SubscriberState.PENDING,
        frequency=frequency,
        created_at=now,
    )
    found: int | None = connection.scalar(
        wish.on_conflict_do_update(
            index_elements=["address"],
            set_={
                "state": wish.excluded.state,
                "frequency": wish.excluded.frequency,
                "created_at": wish.excluded.created_at,
            },
            where=subscriber.c.state.in_([SubscriberState.PENDING, SubscriberState.LEFT]),
        ).returning(subscriber.c.id)
    )
    if found is None:
        known = select(subscriber.c.id).where(subscriber.c.address == address.address)
        return int(connection.execute(known).scalar_one())
    subscriptions.write(connection, found, dict.fromkeys(wanted, now))
    return found


def confirm(connection: Connection, number: int, now: int) -> None:
    """Begin: what is first seen from now on is owed. Twice is as good as once.

    Raises WrongUse where nobody asks any more: a link that is older than a leaving brings nobody back.
    """
    match _state(connection, number):
        case SubscriberState.CONFIRMED:
            return
        case SubscriberState.LEFT | SubscriberState.SUPPRESSED:
            raise WrongUse("Diese Anmeldung ist nicht mehr offen; melden Sie sich bitte neu an.")
    connection.execute(
        update(subscriber)
        .where(subscriber.c.id == number)
        .values(state=SubscriberState.CONFIRMED, confirmed_at=now, left_at=None)
    )
    connection.execute(
        update(subscription).where(subscription.c.subscriber_id == number).values(since=now)
    )
    wishes.changed(connection)  # an entry may have been released within this very second


def switch(
    connection: Connection,
    number: int,
    now: int,
    *,
    topics: Collection[str] | None,
    frequency: Frequency,
) -> None:
    """Change what somebody gets from now on; `topics` None stands for all.

    Nothing is repeated, and nothing still owed is lost but what belongs to a topic that was given up.
    Raises WrongUse without a topic, and for somebody who has left.
    """
    wanted = subscriptions.rows_of(topics)
    if _state(connection, number) in ENDED:
        raise WrongUse("Diese Adresse ist abgemeldet; melden Sie sich bitte neu an.")
    before = subscriptions.sinces(connection, number)
    # Rows of single topics stay beside all: they have been covered for longer than all have.
    if topics is None:
        after = {**dict.fromkeys(wanted, now), **before}
    else:
        after = {
            topic: min(before.get(topic, now), before.get(ALL_TOPICS, now)) for topic in wanted
        }
    subscriptions.write(connection, number, after)
    connection.execute(
        update(subscriber).where(subscriber.c.id == number).values(frequency=frequency)
    )
    wishes.changed(connection)


def leave(connection: Connection, number: int, now: int) -> None:
    """End it: nothing more is sent, not even what is already frozen. Twice is as good as once."""
    _end(connection, number, now, SubscriberState.LEFT)


def suppress(connection: Connection, number: int, now: int) -> None:
    """End it because the mailbox refuses for good; asking does not undo it."""
    _end(connection, number, now, SubscriberState.SUPPRESSED)


def blank(connection: Connection, number: int) -> None:
    """Take the address out of the row of somebody who has ended; the number stays in its place."""
    row = update(subscriber).where(subscriber.c.id == number)
    connection.execute(row.values(address=f"{BLANK}{number}", domain=""))


def find(connection: Connection, number: int) -> Subscriber:
    """Return one subscriber; raise WrongUse where there is none."""
    row = connection.execute(select(subscriber).where(subscriber.c.id == number)).one_or_none()
    if row is None:
        raise WrongUse(_GONE)
    chosen = subscriptions.sinces(connection, number).keys() - {NO_TOPIC}
    return Subscriber(
        id=row.id,
        address=from_store(row.address),
        state=SubscriberState(row.state),
        frequency=Frequency(row.frequency),
        topics=None if ALL_TOPICS in chosen else frozenset(chosen),
        created_at=row.created_at,
        confirmed_at=row.confirmed_at,
        left_at=row.left_at,
    )


def _state(connection: Connection, number: int) -> SubscriberState:
    """Return where somebody stands, and let nobody else change it in this transaction."""
    found = connection.scalar(
        select(subscriber.c.state).where(subscriber.c.id == number).with_for_update()
    )
    if found is None:
        raise WrongUse(_GONE)
    return SubscriberState(found)


def _end(connection: Connection, number: int, now: int, state: SubscriberState) -> None:
    if _state(connection, number) in (ENDED if state is SubscriberState.LEFT else (state,)):
        return
    connection.execute(
        update(subscriber).where(subscriber.c.id == number).values(state=state, left_at=now)
    )
    # At once, not at its turn: whoever comes back before then is not mailed what was ended.
    open_ = delivery.c.state.in_((DeliveryState.PENDING, DeliveryState.DEFERRED))
    connection.execute(
        update(delivery)
        .where(delivery.c.subscriber_id == number, open_)
        .values(state=DeliveryState.EXCLUDED, changed_at=now)
    )
