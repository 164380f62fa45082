"""The rows that say what a subscriber wants, and since when (subscribers.py has their meaning)."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, insert, select

from plugins.newsletter.errors import WrongUse
from plugins.newsletter.store.schema import ALL_TOPICS, NO_TOPIC, subscription


def rows_of(topics: Collection[str] | None) -> set[str]:
    """Return the topics of the rows for a wish; None stands for all. Raises WrongUse without a topic."""
    if topics is None:
        return {ALL_TOPICS, NO_TOPIC}
    if not topics:
        raise WrongUse("Wählen Sie mindestens ein Thema.")
    if isinstance(topics, str) or {ALL_TOPICS, NO_TOPIC} & set(topics):
        raise WrongUse("Ein Thema braucht einen Namen, und „*“ ist keiner.")
    return {*topics, NO_TOPIC}


def sinces(connection: Connection, number: int) -> Mapping[str, int]:
    """Return since when (seconds since 1970) a subscriber wants what."""
    rows = select(subscription.c.topic, subscription.c.since)
    found = connection.execute(rows.where(subscription.c.subscriber_id == number))
    return {row.topic: row.since for row in found}


def write(connection: Connection, number: int, wanted: Mapping[str, int]) -> None:
    """Put these in the place of all that a subscriber wanted."""
    connection.execute(delete(subscription).where(subscription.c.subscriber_id == number))
    connection.execute(
        insert(subscription),
        [{"subscriber_id": number, "topic": t, "since": since} for t, since in wanted.items()],
    )
