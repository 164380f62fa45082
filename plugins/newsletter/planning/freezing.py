"""Who gets what, frozen: one issue, its variants and its deliveries, in one transaction.

Everything is done by the database: memory does not grow with the number of subscribers. What makes
each (entry, subscriber) go out once is the primary key of `item`, whatever anybody switches meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    cast,
    func,
    insert,
    literal,
    select,
    update,
)

from plugins.newsletter.store.ledger import delivery, issue, issue_entry, item, variant
from plugins.newsletter.store.schema import (
    ALL_TOPICS,
    entry,
    entry_topic,
    subscriber,
    subscription,
)
from plugins.newsletter.store.states import (
    DeliveryState,
    EntryState,
    Frequency,
    IssueState,
    SubscriberState,
)

MOST_ENTRIES = 62  # a mask is one signed 64-bit number in both databases
OLDEST = 100 * 86_400  # seconds after its release for which an entry is looked at


@dataclass(frozen=True)
class Candidate:
    """A released entry, as far as it decides who it is owed to."""

    id: int
    title: str
    first_seen_at: int
    released_at: int
    topics: tuple[str, ...]


def candidates(connection: Connection, now: int) -> list[Candidate]:
    """Return what an issue may hold, oldest first."""
    rows = connection.execute(
        select(entry.c.id, entry.c.title, entry.c.first_seen_at, entry.c.released_at)
        .where(entry.c.state == EntryState.RELEASED, entry.c.released_at > now - OLDEST)
        .order_by(func.coalesce(entry.c.published_at, entry.c.first_seen_at), entry.c.id)
    ).all()
    topics: dict[int, list[str]] = {row.id: [] for row in rows}
    for number, topic in connection.execute(
        select(entry_topic.c.entry_id, entry_topic.c.topic)
        .join(entry)
        .where(entry.c.state == EntryState.RELEASED, entry.c.released_at > now - OLDEST)
    ):
        topics[number].append(topic)
    return [Candidate(*row, tuple(topics[row.id])) for row in rows]


def is_owed(connection: Connection, kind: Frequency, one: Candidate) -> bool:
    """Tell whether anybody of this frequency is still to get this entry."""
    return connection.scalar(_owed_to(kind, one).limit(1)) is not None


def freeze(
    connection: Connection,
    kind: Frequency,
    entries: Sequence[Candidate],
    *,
    slot: str,
    title: str,
    now: int,
    planned_for: int,
    in_doubt: bool = False,
) -> int | None:
    """Freeze one issue of these entries (oldest first, at most 62); return its id, None if for nobody.

    `in_doubt`: it may have been mailed; once rendered it is paused. The caller's transaction must be a fresh one: where it is for nobody, nothing has been written.
    """
    owed = [one for one in entries if is_owed(connection, kind, one)][:MOST_ENTRIES]
    if not owed:
        return None
    issue_id = connection.scalars(
        insert(issue).returning(issue.c.id),
        {
            "kind": kind,
            "slot": slot,
            "title": title,
            "state": IssueState.DRAFT,
            "created_at": now,
            "planned_for": planned_for,
            "paused_at": now if in_doubt else None,
            "frozen": 0,
        },
    ).one()
    connection.execute(
        insert(issue_entry),
        [
            {"issue_id": issue_id, "entry_id": one.id, "position": position}
            for position, one in enumerate(reversed(owed))
        ],
    )
    for one in owed:
        _promise(connection, issue_id, kind, one)
    _group(connection, issue_id, now)
    return int(issue_id)


def _owed_to(kind: Frequency, one: Candidate) -> Select[tuple[int]]:
    """Select the subscribers whom this entry is owed to."""
    wanted: ColumnElement[bool] = subscription.c.since <= one.first_seen_at
    if one.topics:
        wanted &= subscription.c.topic.in_((*one.topics, ALL_TOPICS))
    subscribed = select(1).where(subscription.c.subscriber_id == subscriber.c.id, wanted).exists()
    # Asked again: a person may have skipped it since it became a candidate.
    released = (entry.c.id == one.id) & (entry.c.state == EntryState.RELEASED)
    still_released = select(entry.c.id).where(released).correlate(None).exists()
    # Counted, not NOT EXISTS: that PostgreSQL joins, and into a table that is empty before this very
    # statement it does so by walking, for each subscriber, over all rows that it has just made.
    promises = (
        select(func.count())
        .select_from(item)
        .where(item.c.entry_id == one.id, item.c.subscriber_id == subscriber.c.id)
        .correlate(subscriber)
        .scalar_subquery()
    )
    return select(subscriber.c.id).where(
        subscriber.c.state == SubscriberState.CONFIRMED,
        subscriber.c.frequency == kind,
        promises == 0,
        still_released,
        subscribed,
    )


def _promise(connection: Connection, issue_id: int, kind: Frequency, one: Candidate) -> None:
    owed_to = _owed_to(kind, one).add_columns(literal(one.id), literal(issue_id))
    connection.execute(insert(item).from_select(["subscriber_id", "entry_id", "issue_id"], owed_to))


def _group(connection: Connection, issue_id: int, now: int) -> None:
    """Make one variant for each distinct set of entries, and the deliveries that name them."""
    masks = _masks(issue_id)
    connection.execute(
        insert(variant).from_select(
            ["issue_id", "mask"], select(literal(issue_id), masks.c.mask).distinct()
        )
    )
    connection.execute(
        insert(delivery).from_select(
            ["issue_id", "subscriber_id", "variant_id", "state", "changed_at"],
            select(
                literal(issue_id),
                masks.c.subscriber_id,
                variant.c.id,
                literal(DeliveryState.PENDING.value),
                literal(now),
            ).join_from(
                masks, variant, (variant.c.issue_id == issue_id) & (variant.c.mask == masks.c.mask)
            ),
        )
    )
    frozen = (
        select(func.count())
        .select_from(delivery)
        .where(delivery.c.issue_id == issue_id)
        .scalar_subquery()
    )
    connection.execute(update(issue).where(issue.c.id == issue_id).values(frozen=frozen))


def _masks(issue_id: int) -> Subquery:
    """Select, for each subscriber of an issue, the sum of the bits of his entries."""
    bit = cast(1, BigInteger).bitwise_lshift(issue_entry.c.position)
    mask = cast(func.sum(bit), BigInteger).label("mask")
    return (
        select(item.c.subscriber_id, mask)
        .join(
            issue_entry,
            (issue_entry.c.issue_id == item.c.issue_id)
            & (issue_entry.c.entry_id == item.c.entry_id),
        )
        .where(item.c.issue_id == issue_id)
        .group_by(item.c.subscriber_id)
        .subquery()
    )
