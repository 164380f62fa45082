"""The statements of the journal, the same text on both databases.

Parameters: `which`, `by`, `nth` are delivery, worker and attempt of a claim, `at` is now.
"""

from sqlalchemy import (
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    text,
    update,
)

from plugins.newsletter.store.ledger import delivery, issue
from plugins.newsletter.store.schema import memory, subscriber
from plugins.newsletter.store.states import DeliveryState, IssueState, SubscriberState

_D = delivery.c
CLAIMED, _SENDING, _UNCERTAIN = (
    _D.state == literal(state.value)
    for state in (DeliveryState.CLAIMED, DeliveryState.SENDING, DeliveryState.UNCERTAIN)
)
MINE = and_(
    _D.id == bindparam("which"), _D.worker == bindparam("by"), _D.attempt == bindparam("nth")
)
_STILL_WANTED = exists().where(
    subscriber.c.id == _D.subscriber_id,
    subscriber.c.state == literal(SubscriberState.CONFIRMED.value),
)
_IN_SENDING = exists().where(
    issue.c.id == _D.issue_id, issue.c.state == literal(IssueState.SENDING.value)
)
_STANDS_STILL = exists().where(memory.c.name == literal("paused"), memory.c.value != literal(""))
_PENDING = literal(DeliveryState.PENDING.value)
SENDING_ISSUES = (
    select(issue.c.id)
    .where(
        issue.c.state == literal(IssueState.SENDING.value),
        issue.c.id.not_in(bindparam("resting", expanding=True)),
        ~_STANDS_STILL,
    )
    .order_by(issue.c.id)
)
# One issue (`of`) at a time, and no joins: the index of what is open then has the answer in its order,
# and nobody walks past the rows of issues that are paused.
DUE = (
    select(_D.id)
    .where(
        # Written out, so that both databases see that the partial index has the answer.
        text("delivery.state IN ('pending', 'deferred')"),
        _D.issue_id == bindparam("of"),
        _D.next_attempt_at <= bindparam("at"),
        _IN_SENDING,
        ~_STANDS_STILL,
    )
    .order_by(_D.next_attempt_at)
    .limit(bindparam("count"))
)
_ALLOWED = exists().where(
    subscriber.c.id == _D.subscriber_id,
    subscriber.c.domain.not_in(bindparam("blocked", expanding=True)),
)
_TAKEN = DUE.where(_ALLOWED).with_for_update(of=delivery, skip_locked=True).cte("taken")
CLAIM = (
    update(delivery)
    .where(_D.id.in_(select(_TAKEN.c.id)))
    .values(
        state=literal(DeliveryState.CLAIMED.value),
        worker=bindparam("by"),
        attempt=_D.attempt + 1,
        changed_at=bindparam("at"),
    )
    .returning(_D.id)
)
NEEDED = (
    select(
        _D.id, _D.issue_id, issue.c.kind, _D.variant_id, _D.subscriber_id, subscriber.c.address,
        subscriber.c.domain, _D.attempt, _D.first_attempt_at, subscriber.c.state,
    )
    .join(issue, issue.c.id == _D.issue_id)
    .join(subscriber, subscriber.c.id == _D.subscriber_id)
    .where(_D.id.in_(bindparam("ids", expanding=True)))
    .order_by(_D.issue_id, _D.variant_id, _D.id)
)  # fmt: skip
BACK = update(delivery).values(
    state=case((_STILL_WANTED, _PENDING), else_=literal(DeliveryState.EXCLUDED.value)),
    worker="",
    attempt=_D.attempt - 1,
    changed_at=bindparam("at"),
)
END = (
    update(delivery)
    .where(MINE, CLAIMED, _STILL_WANTED, _IN_SENDING, ~_STANDS_STILL)
    .values(
        state=literal(DeliveryState.SENDING.value),
        changed_at=bindparam("at"),
        first_attempt_at=func.coalesce(_D.first_attempt_at, bindparam("at")),
    )
)
# What is uncertain keeps the time of `sending`: since then receipts are asked for.
_LOST = bindparam("to") == literal(DeliveryState.UNCERTAIN.value)
_KNOWN = {
    "changed_at": case((_LOST, _D.changed_at), else_=bindparam("at")),
    "next_attempt_at": bindparam("next"),
    "first_attempt_at": func.coalesce(_D.first_attempt_at, bindparam("at")),
    "phase": bindparam("in_phase"),
    "code": bindparam("with_code"),
    "reply": bindparam("text"),
    "queue_id": bindparam("queue"),
}
# A woken process may still say what became of its mail, as long as nobody has taken it up again.
RECORD = (
    update(delivery)
    .where(MINE, CLAIMED | _SENDING | _UNCERTAIN | (_D.state == _PENDING))
    .values(state=bindparam("to"), **_KNOWN)
)
# After a loss of power a claim may have lost its mark `sending`; the claim itself had reached the disk.
LEFT_POWERLESS = (
    update(delivery).where(CLAIMED).values(state=literal(DeliveryState.UNCERTAIN.value))
)
LEFT_CLAIMED = (
    update(delivery).where(CLAIMED).values(state=_PENDING, worker="", changed_at=bindparam("at"))
)
LEFT_SENDING = update(delivery).where(_SENDING).values(state=literal(DeliveryState.UNCERTAIN.value))
# A clock that ran ahead may have put a retry off for years.
PUT_OFF = (
    update(delivery)
    .where(
        text("delivery.state IN ('pending', 'deferred')"), _D.next_attempt_at > bindparam("latest")
    )
    .values(next_attempt_at=bindparam("at"))
)
