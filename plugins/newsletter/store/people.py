"""The tables about consent: applications, mails that ask for it, the log that proves it, refusals.

Every time is seconds since 1970 in UTC. Changes here need a migration (migrations/versions). Readable
addresses stand in `subscriber`, `application`, `notice` and nowhere else; a `digest` is the keyed hash of one
(keys.py), by which whoever has the address finds its rows.
"""

from enum import StrEnum

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    event,
    text,
)

from plugins.newsletter.store.schema import Number, metadata, one_of
from plugins.newsletter.store.states import Frequency


class NoticeKind(StrEnum):
    """What a mail to one address, outside every issue, is about."""

    SUBSCRIBE = "subscribe"  # asks to confirm a sign-up
    MOVE = "move"  # asks the new address to confirm a change
    KNOWN = "known"  # somebody signed up who is a subscriber already; it has no token


class NoticeState(StrEnum):
    """Where such a mail stands."""

    OWED = "owed"  # to be sent, again if need be
    SENT = "sent"  # accepted by the mail server
    REDEEMED = "redeemed"  # its link was used; the address is taken out
    FAILED = "failed"  # refused for good, or too often


class Event(StrEnum):
    """What the consent log records."""

    CONFIRMED = "confirmed"  # with all that proves it
    IMPORTED = "imported"  # proof came with the import, `detail` says from where
    CHANGED = "changed"  # other topics, other frequency
    MOVED = "moved"  # another address, confirmed
    LEFT = "left"  # by link, one click or mail
    REMOVED = "removed"  # by the operator
    COMPLAINED = "complained"  # called spam; ended without a word
    BOUNCED = "bounced"  # the mailbox refuses for good; suppressed
    ERASED = "erased"  # asked to be forgotten


# What somebody typed, exactly as it came: nothing is looked up before the answer has gone out, so that
# nobody can tell by it who is known.
application = Table(
    "application",
    metadata,
    Column("id", Number, primary_key=True),
    Column("subscriber_id", BigInteger),  # of somebody who wants to move to this address
    Column("address", Text, nullable=False),
    Column("topics", Text, nullable=False),  # JSON list; "" for all
    Column("frequency", Text, nullable=False),
    Column("wording", Text, nullable=False),  # version of the text that was consented to
    Column("form", Text, nullable=False),  # path of the page, or `von Hand`
    Column("asked_at", BigInteger, nullable=False),
    one_of("frequency", Frequency),
    sqlite_autoincrement=True,
)

notice = Table(
    "notice",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("address", Text, nullable=False),  # as address.py normalises it; "" once redeemed,
    # its digest where the one who wanted to move has left (it still counts as a mail of that day)
    Column("subscriber_id", BigInteger),  # of MOVE and KNOWN, of SUBSCRIBE once redeemed
    Column("topics", Text, nullable=False, server_default=""),  # JSON list; "" for all
    Column("frequency", Text, nullable=False, server_default="instant"),
    Column("wording", Text, nullable=False, server_default=""),
    Column("form", Text, nullable=False, server_default=""),
    Column("asked_at", BigInteger, nullable=False),
    Column("attempt", BigInteger, nullable=False, server_default="0"),
    Column("next_attempt_at", BigInteger, nullable=False, server_default="0"),
    Column("sent_at", BigInteger),
    Column("message_id", Text, nullable=False, server_default=""),
    Column("redeemed_at", BigInteger),
    one_of("kind", NoticeKind),
    one_of("state", NoticeState),
    one_of("frequency", Frequency),
    Index(None, "address", "asked_at"),
    Index(
        "ix_notice_owed",
        "next_attempt_at",
        sqlite_where=text("state = 'owed'"),
        postgresql_where=text("state = 'owed'"),
    ),
    sqlite_autoincrement=True,
)

# The random token of a mail, hashed (SHA-256); each attempt to send makes one, and all are good. It
# knows its mail, so that the proof names the very one that was answered, whatever became of `sent`.
token = Table(
    "token",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("notice_id", Number, ForeignKey("notice.id", ondelete="CASCADE"), nullable=False),
    Column("message_id", Text, nullable=False),
    Column("mailed_at", BigInteger, nullable=False),
    Index(None, "notice_id"),
)

# Append-only: a trigger refuses every UPDATE; only retention deletes, years later. No foreign key, no
# readable address, no IP: it outlives the subscriber.
consent = Table(
    "consent",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("subscriber_id", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("wording", Text, nullable=False, server_default=""),  # version; the text is in `wording`
    Column("form", Text, nullable=False, server_default=""),
    Column("topics", Text, nullable=False, server_default=""),
    Column("frequency", Text, nullable=False, server_default=""),
    Column("asked_at", BigInteger),
    Column("mailed_at", BigInteger),
    Column("message_id", Text, nullable=False, server_default=""),
    Column("detail", Text, nullable=False, server_default=""),  # never an address
    one_of("event", Event),
    Index(None, "subscriber_id"),
    Index(None, "digest"),
    sqlite_autoincrement=True,
)

event.listen(
    consent,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy left it untyped
        "CREATE TRIGGER consent_is_final BEFORE UPDATE ON consent "
        "BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END"
    ).execute_if(dialect="sqlite"),  # PostgreSQL's: migrations/versions/v003_people.py
)

# Every text that somebody consented to, word for word; a version is never given another text.
wording = Table(
    "wording",
    metadata,
    Column("version", Text, primary_key=True),
    Column("digest", Text, nullable=False),  # SHA-256 of the text in UTF-8, hexadecimal
    Column("text", Text, nullable=False),
    Column("first_used_at", BigInteger, nullable=False),
)

# Addresses that get no mail, not even one that asks.
suppression = Table(
    "suppression",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("reason", Text, nullable=False),  # `bounce` or `request`
    Column("at", BigInteger, nullable=False),
)

# What mail servers returned, once for each delivery, to count refusals for a time.
bounce = Table(
    "bounce",
    metadata,
    Column("delivery_id", Number, primary_key=True, autoincrement=False),
    Column("subscriber_id", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("status", Text, nullable=False),  # `5.2.2` (RFC 3463), "" where it is unknown
    Column("hard", Boolean, nullable=False),
    Index(None, "subscriber_id", "at"),
)
