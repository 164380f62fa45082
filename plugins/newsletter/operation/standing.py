"""How the sender stands, read from the database: issues with their accounts, what waits, what is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, case, func, select

from plugins.newsletter.consent import applications, notices, retention
from plugins.newsletter.operation.membership import unconfirmed
from plugins.newsletter.planning.account import Account, accounts
from plugins.newsletter.planning.holds import Held, held
from plugins.newsletter.planning.schedule import Slot, next_slot
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import recall
from plugins.newsletter.store.ledger import delivery, issue
from plugins.newsletter.store.schema import entry, feed, subscriber
from plugins.newsletter.store.states import (
    DeliveryState,
    EntryState,
    Frequency,
    IssueState,
    SubscriberState,
)

_LATEST = 8  # ended issues that are shown
_ENDED = (IssueState.DONE, IssueState.CANCELLED, IssueState.EXPIRED)
_RECEIPTS_HAD_TIME = 2 * 3600  # seconds; twice what reconcile.py waits for them
_UNSENT = (DeliveryState.PENDING, DeliveryState.DEFERRED)


@dataclass(frozen=True)
class IssueLine:
    """One issue and its account; `planned_for` in seconds since 1970."""

    id: int
    kind: Frequency
    title: str
    state: IssueState
    reason: str
    planned_for: int
    account: Account


@dataclass(frozen=True)
class FeedHealth:
    """When the feed was last had, and since when it cannot be had; seconds since 1970."""

    read_at: int | None = None
    failing_since: int | None = None
    failure: str = ""


@dataclass(frozen=True)
class Standing:
    """All that `status` shows. Times in seconds since 1970; `stuck_since`: the oldest mail that is due.

    `uncertain`: issue → mails whose answer was lost and of which no receipt has told since. `typed_since`:
    the oldest sign-up that nobody has looked at; `asked_since`: that of the oldest mail which confirms and
    is still to be sent; `kept_since`: the oldest that should have been deleted.
    """

    now: int
    issues: Sequence[IssueLine]
    held: Sequence[Held]
    waiting: int
    subscribers: Mapping[Frequency, int]
    pending: int
    slots: Mapping[Frequency, Slot]
    feed: FeedHealth
    last_run: int | None
    standstill: str
    uncertain: Mapping[int, int]
    stuck_since: int | None
    typed_since: int | None = None
    asked_since: int | None = None
    kept_since: int | None = None


def standing(connection: Connection, settings: NewsletterSettings, now: int) -> Standing:
    """Read it all in one consistent state."""
    confirmed = connection.execute(
        select(subscriber.c.frequency, func.count())
        .where(subscriber.c.state == SubscriberState.CONFIRMED)
        .group_by(subscriber.c.frequency)
    )
    found = connection.execute(select(feed).where(feed.c.address == settings.feed)).first()
    digests = (Frequency.WEEKLY, Frequency.MONTHLY)
    return Standing(
        now=now,
        issues=_issues(connection),
        held=held(connection),
        waiting=_count(connection, entry.c.state == EntryState.WAITING),
        subscribers={Frequency(kind): count for kind, count in confirmed},
        pending=unconfirmed(connection),
        slots={kind: next_slot(kind, settings.schedule, now) for kind in digests},
        feed=FeedHealth(found.read_at, found.failing_since, found.failure)
        if found
        else FeedHealth(),
        last_run=int(recall(connection, "last_run", "0")) or None,
        standstill=recall(connection, "paused"),
        uncertain=_uncertain(connection, now),
        stuck_since=_stuck_since(connection, now),
        typed_since=applications.waiting_since(connection),
        asked_since=notices.owed_since(connection),
        kept_since=retention.overdue_since(connection, settings, now),
    )


def _issues(connection: Connection) -> list[IssueLine]:
    columns = select(issue).order_by(issue.c.id.desc())
    rows = [
        *connection.execute(columns.where(issue.c.state.not_in(_ENDED))),
        *connection.execute(columns.where(issue.c.state.in_(_ENDED)).limit(_LATEST)),
    ]
    return [
        IssueLine(
            id=row.id,
            kind=Frequency(row.kind),
            title=row.title,
            state=IssueState(row.state),
            reason=row.reason,
            planned_for=row.planned_for,
            account=accounts(connection, row.id),
        )
        for row in sorted(rows, key=lambda row: row.id)
    ]


def _count(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).where(*conditions)) or 0


def _uncertain(connection: Connection, now: int) -> Mapping[int, int]:
    rows = connection.execute(
        select(delivery.c.issue_id, func.count())
        .where(
            delivery.c.state == DeliveryState.UNCERTAIN,
            delivery.c.changed_at <= now - _RECEIPTS_HAD_TIME,
        )
        .group_by(delivery.c.issue_id)
        .order_by(delivery.c.issue_id)
    )
    return {number: count for number, count in rows}  # noqa: C416  # rows are no pairs for mypy


def _stuck_since(connection: Connection, now: int) -> int | None:
    """Return since when a mail of an issue that is being sent has been due."""
    since = case(
        (delivery.c.next_attempt_at > issue.c.began_at, delivery.c.next_attempt_at),
        else_=issue.c.began_at,
    )
    due: int | None = connection.scalar(
        select(func.min(since))
        .join(issue, issue.c.id == delivery.c.issue_id)
        .where(
            issue.c.state == IssueState.SENDING,
            delivery.c.state.in_(_UNSENT),
            delivery.c.next_attempt_at <= now,
        )
    )
    return due
