"""What became of the mails whose answer was lost: asked of the receipts before any is sent again.

`uncertain` means that the final dot may have left and nobody heard the answer. A minute later (what
the mail server still had to write is written then) each is looked up by its Message-ID:

    accepted        → sent
    surely absent   → back to the queue, due at once
    unknown         receipts that cannot tell (rotated away, not readable) are asked again for an hour;
                    after it, and at once where no receipts are set up, `without_receipts` decides:
        resend      → back to the queue, due after the wait of a retry; the person may get it twice,
                      with the same Message-ID. After eight attempts it is held instead: a server that
                      takes every mail and never says so must not get hundreds.
        hold        stays uncertain; the person may never get it. `decide` is for the operator.

Where the issue has ended meanwhile, what is not surely sent goes back whatever the policy: settling
the issue closes it there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement, bindparam, func, literal, or_, select, update

from plugins.newsletter.delivery.receipts import Verdict
from plugins.newsletter.delivery.retry import wait
from plugins.newsletter.mail.personal import message_id_of
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store, recall
from plugins.newsletter.store.ledger import delivery, issue
from plugins.newsletter.store.states import DeliveryState, IssueState

PATIENCE = 3600  # seconds in which receipts that cannot tell are asked again
MOST_ATTEMPTS = 8
_DAY = 86_400
_BATCH = 5000
_D = delivery.c
_UNCERTAIN = _D.state == literal(DeliveryState.UNCERTAIN.value)


class Oracle(Protocol):
    """What knows which mails were accepted: `Receipts`."""

    def verdicts(self, message_ids: Mapping[str, int]) -> Mapping[str, Verdict]:
        """Say what is known of each mail, given when its last bytes may have left."""


class Reconciled(NamedTuple):
    """Deliveries found sent, to be sent again, held for a person, and left for a later look."""

    sent: int = 0
    again: int = 0
    held: int = 0
    later: int = 0


class _Way(Enum):
    """In the order of `Reconciled`."""

    SENT = auto()
    AGAIN = auto()
    HELD = auto()
    LATER = auto()


_TO = {_Way.SENT: DeliveryState.SENT, _Way.AGAIN: DeliveryState.PENDING}


class _Row(NamedTuple):
    delivery: int
    issue: int
    subscriber: int
    attempt: int
    left_at: int
    state: str  # of the issue


def reconcile(
    store: Store, oracle: Oracle | None, settings: NewsletterSettings, now: int
) -> Reconciled:
    """Settle what is uncertain; `oracle` is None where no receipts are set up. Raises StoreUnusable.

    Call it with the lock of the sole sender, after `recover` and before sending.
    """
    with store.read() as connection:
        instance = recall(connection, "instance")
        young = select(func.count()).select_from(delivery)
        later = connection.scalar(young.where(_UNCERTAIN, ~_old_enough(settings, now))) or 0
    found: Counter[_Way] = Counter({_Way.LATER: later})
    for rows in _batches(store, settings, now):
        names = {row: message_id_of(instance, row.issue, row.subscriber, settings) for row in rows}
        asked = {name: row.left_at for row, name in names.items()}
        verdicts = oracle.verdicts(asked) if oracle else dict.fromkeys(asked, None)
        moves = []
        for row, name in names.items():
            way, due = _way_of(row, verdicts[name], settings, now)
            found[way] += 1
            if way in _TO:
                to = _TO[way].value
                moves.append({"which": row.delivery, "nth": row.attempt, "to": to, "due": due})
        _move(store, moves, now)
    return Reconciled(*(found[way] for way in _Way))


def _way_of(
    row: _Row, verdict: Verdict | None, settings: NewsletterSettings, now: int
) -> tuple[_Way, int]:
    """Return where a delivery goes, and when it is due there; `verdict` None: there are no receipts."""
    if verdict is Verdict.ACCEPTED:
        return _Way.SENT, now
    if verdict is Verdict.ABSENT or row.state in (IssueState.CANCELLED, IssueState.EXPIRED):
        return _Way.AGAIN, now
    if verdict is Verdict.UNKNOWN and now - PATIENCE < row.left_at < now + _DAY:
        return _Way.LATER, now
    if settings.without_receipts == "hold" or row.attempt >= MOST_ATTEMPTS:
        return _Way.HELD, now
    return _Way.AGAIN, now + wait(row.delivery, row.attempt)


def decide(
    store: Store, issue_id: int, settings: NewsletterSettings, now: int, *, arrived: bool
) -> int:
    """Settle what is held of an issue as the operator says; return how many deliveries that were.

    Those whose answer may still come, or whose receipts are not yet asked, are left alone.
    """
    to = DeliveryState.SENT if arrived else DeliveryState.PENDING
    with store.begin(durable=True) as connection:
        return connection.execute(
            update(delivery)
            .where(_D.issue_id == issue_id, _UNCERTAIN, _old_enough(settings, now))
            .values(state=to.value, next_attempt_at=now, changed_at=now)
        ).rowcount


def _old_enough(settings: NewsletterSettings, now: int) -> ColumnElement[bool]:
    grace = int(settings.limits.ask_receipts_after.total_seconds())
    # A clock that was set back must not keep them waiting; the receipts know better.
    return or_(_D.changed_at <= now - grace, _D.changed_at > now)


def _batches(store: Store, settings: NewsletterSettings, now: int) -> Iterator[list[_Row]]:
    """Yield what is uncertain long enough, so many at once that memory stays small."""
    after = 0
    query = (
        select(_D.id, _D.issue_id, _D.subscriber_id, _D.attempt, _D.changed_at, issue.c.state)
        .join(issue, issue.c.id == _D.issue_id)
        .where(_UNCERTAIN, _old_enough(settings, now), _D.id > bindparam("after"))
        .order_by(_D.id)
        .limit(_BATCH)
    )
    while True:
        with store.read() as connection:
            rows = [_Row(*row) for row in connection.execute(query, {"after": after})]
        if not rows:
            return
        after = rows[-1].delivery
        yield rows


def _move(store: Store, moves: list[dict[str, object]], now: int) -> None:
    if not moves:
        return
    with store.begin(durable=True) as connection:
        connection.execute(
            update(delivery)
            .where(
                _D.id == bindparam("which"),
                _D.attempt == bindparam("nth"),
                _UNCERTAIN,
            )
            .values(state=bindparam("to"), next_attempt_at=bindparam("due"), changed_at=now),
            moves,
        )
