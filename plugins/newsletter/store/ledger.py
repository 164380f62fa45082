"""The tables of what goes out: issues, their variants, the promises, the deliveries.

Every time is seconds since 1970 in UTC. Changes here need a migration (migrations/versions).
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from plugins.newsletter.store.schema import Number, metadata, one_of
from plugins.newsletter.store.states import DeliveryState, Frequency, IssueState

issue = Table(
    "issue",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("slot", Text, nullable=False, unique=True),  # `weekly:2026-11-26`, `instant:17:1`
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("created_at", BigInteger, nullable=False),
    Column("planned_for", BigInteger, nullable=False),
    Column("began_at", BigInteger),
    Column("paused_at", BigInteger),
    Column("finished_at", BigInteger),
    Column("frozen", Integer, nullable=False),
    one_of("kind", Frequency),
    one_of("state", IssueState),
    Index(None, "state"),
    sqlite_autoincrement=True,
)

issue_entry = Table(
    "issue_entry",
    metadata,
    Column("issue_id", Number, ForeignKey("issue.id", ondelete="CASCADE"), primary_key=True),
    Column("entry_id", Number, ForeignKey("entry.id"), primary_key=True),
    Column("position", Integer, nullable=False),  # 0–61: its bit in a variant's mask
    UniqueConstraint("issue_id", "position"),
)

# One mail body of an issue: the entries whose bits are set in `mask`. `content` is frozen when the
# issue is planned (mail/variant.py has the format).
variant = Table(
    "variant",
    metadata,
    Column("id", Number, primary_key=True),
    Column("issue_id", Number, ForeignKey("issue.id", ondelete="CASCADE"), nullable=False),
    Column("mask", BigInteger, nullable=False),
    Column("subject", Text, nullable=False, server_default=""),
    Column("content", LargeBinary),
    UniqueConstraint("issue_id", "mask"),
)

# The promise at the heart of the house: one entry goes to one subscriber in one issue, ever.
item = Table(
    "item",
    metadata,
    Column("entry_id", Number, ForeignKey("entry.id"), primary_key=True),
    Column(
        "subscriber_id", Number, ForeignKey("subscriber.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("issue_id", Number, ForeignKey("issue.id"), nullable=False),
    Index(None, "issue_id", "subscriber_id"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Number, primary_key=True),
    Column("issue_id", Number, ForeignKey("issue.id"), nullable=False),
    Column(
        "subscriber_id", Number, ForeignKey("subscriber.id", ondelete="CASCADE"), nullable=False
    ),
    Column("variant_id", Number, ForeignKey("variant.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("worker", Text, nullable=False, server_default=""),
    Column("next_attempt_at", BigInteger, nullable=False, server_default="0"),
    Column("first_attempt_at", BigInteger),
    Column("changed_at", BigInteger),
    Column("phase", Text, nullable=False, server_default=""),
    Column("code", Integer, nullable=False, server_default="0"),
    Column("reply", Text, nullable=False, server_default=""),  # addresses taken out
    Column("queue_id", Text, nullable=False, server_default=""),
    one_of("state", DeliveryState),
    UniqueConstraint("issue_id", "subscriber_id"),
    Index(None, "subscriber_id"),
    Index(
        "ix_delivery_open",
        "issue_id",
        "next_attempt_at",
        sqlite_where=text("state IN ('pending', 'deferred')"),
        postgresql_where=text("state IN ('pending', 'deferred')"),
    ),
    Index(
        "ix_delivery_unsettled",
        "state",
        sqlite_where=text("state IN ('claimed', 'sending', 'uncertain')"),
        postgresql_where=text("state IN ('claimed', 'sending', 'uncertain')"),
    ),
    sqlite_autoincrement=True,
)

ALL_MAILS = "*"

# Token buckets: ALL_MAILS for all mails, else a domain.
bucket = Table(
    "bucket",
    metadata,
    Column("name", Text, primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("filled_at", Float, nullable=False),
    Column("slowness", Float, nullable=False, server_default="1"),  # doubled by a 421, eases off
)
