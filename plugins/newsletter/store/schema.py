"""The tables of what comes in: memory, feed, entries, subscribers. Those of what goes out: ledger.py.

Every time is seconds since 1970 in UTC. Changes here need a migration (migrations/versions); a test
compares the two. Numbers of entries, subscribers, issues and deliveries are never used again (what
AUTOINCREMENT is for): they stand in signed tokens and Message-IDs that outlive their rows.
"""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from plugins.newsletter.store.states import EntryState, Frequency, SubscriberState

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts only INTEGER up by itself


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """Return the constraint that a column holds one of these values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


# What the sender remembers about itself: instance, paused, last run, last slots, transport.
memory = Table(
    "memory",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("address", Text, primary_key=True),
    Column("etag", Text, nullable=False, server_default=""),
    Column("last_modified", Text, nullable=False, server_default=""),
    Column("read_at", BigInteger),  # last time it was had, changed or not
    Column("changed_at", BigInteger),
    Column("failing_since", BigInteger),
    Column("failure", Text, nullable=False, server_default=""),
)

entry = Table(
    "entry",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("author", Text, nullable=False, server_default=""),
    Column("lead", Text, nullable=False, server_default=""),
    Column("lead_alt", Text, nullable=False, server_default=""),
    Column("published_at", BigInteger),
    Column("updated_at", BigInteger),
    Column("first_seen_at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("released_at", BigInteger),
    one_of("state", EntryState),
    Index(None, "key"),
    Index(None, "link"),
    Index(None, "fingerprint"),
    Index("ix_entry_open", "state", "first_seen_at"),
    sqlite_autoincrement=True,
)

entry_topic = Table(
    "entry_topic",
    metadata,
    Column("entry_id", Number, ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("label", Text, nullable=False, server_default=""),  # what people read, "" for the topic
    Column("position", Integer, nullable=False, server_default="0"),  # as the feed has them
)

picture = Table(
    "picture",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

entry_picture = Table(
    "entry_picture",
    metadata,
    Column("entry_id", Number, ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
    Column("address", Text, primary_key=True),
    Column("digest", Text, ForeignKey("picture.digest"), nullable=False),
)

subscriber = Table(
    "subscriber",
    metadata,
    Column("id", Number, primary_key=True),
    Column("address", Text, nullable=False, unique=True),  # as address.py normalises it
    Column("domain", Text, nullable=False),  # A-label, lower case: one token bucket each
    Column("state", Text, nullable=False),
    Column("frequency", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("confirmed_at", BigInteger),
    Column("left_at", BigInteger),
    one_of("state", SubscriberState),
    one_of("frequency", Frequency),
    Index(None, "state", "frequency"),
    sqlite_autoincrement=True,
)

# What a subscriber wants, and since when; ALL_TOPICS stands for all. An entry is owed to a confirmed
# subscriber when one row of its topics, or of ALL_TOPICS, began before the entry was first seen.
subscription = Table(
    "subscription",
    metadata,
    Column(
        "subscriber_id", Number, ForeignKey("subscriber.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("topic", Text, primary_key=True),
    Column("since", BigInteger, nullable=False),
    Index(None, "topic"),
)
ALL_TOPICS = "*"
NO_TOPIC = (
    ""  # the row that every subscriber has, since the confirmation: for entries without a topic
)
