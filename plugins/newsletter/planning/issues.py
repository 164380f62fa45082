"""The way of an issue; store/states.py says what each state means.

    draft ──→ planned ──→ sending ⇄ paused ──→ expired
                             └──→ done
    cancelled: from draft, planned, sending and paused

Every change is one UPDATE that also checks the state it starts from.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select, update

from plugins.newsletter.errors import WrongUse
from plugins.newsletter.planning.account import Account, accounts, no_such
from plugins.newsletter.planning.deadlines import expire, repair
from plugins.newsletter.planning.schedule import is_quiet
from plugins.newsletter.planning.settling import Settled, close, settle
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.ledger import issue
from plugins.newsletter.store.states import IssueState

__all__ = [
    "Account",
    "Begun",
    "Settled",
    "accounts",
    "begin_due",
    "cancel",
    "pause",
    "resume",
    "settle",
]

LATE = "late"
OPERATOR = "operator"
RESTORED = "vielleicht verschickt, bevor die Sicherung zurückgeholt wurde"
_NAMES = {
    IssueState.DRAFT: "ein Entwurf",
    IssueState.PLANNED: "geplant",
    IssueState.SENDING: "im Versand",
    IssueState.PAUSED: "angehalten",
    IssueState.DONE: "fertig",
    IssueState.CANCELLED: "abgebrochen",
    IssueState.EXPIRED: "verfallen",
}
_PAUSABLE = (IssueState.PLANNED, IssueState.SENDING)
_CANCELLABLE = (IssueState.DRAFT, IssueState.PLANNED, IssueState.SENDING, IssueState.PAUSED)


@dataclass(frozen=True)
class Begun:
    """Issues that began, that were paused because it is too late, and that expired unanswered."""

    began: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    expired: tuple[int, ...] = ()


def begin_due(connection: Connection, settings: NewsletterSettings, now: int) -> Begun:
    """Begin what is due, pause what is too late, expire what nobody resumed; nothing begins at night."""
    schedule = settings.schedule
    repair(connection, now)
    expired = expire(connection, schedule, now)
    if is_quiet(schedule, now):
        return Begun(expired=expired)
    due = (issue.c.state == IssueState.PLANNED, issue.c.planned_for <= now)
    deadline = now - int(schedule.lateness.total_seconds())
    late = connection.scalars(
        update(issue)
        .where(*due, issue.c.planned_for < deadline)
        .values(state=IssueState.PAUSED, reason=LATE, paused_at=now)
        .returning(issue.c.id)
    ).all()
    began = connection.scalars(
        update(issue)
        .where(*due)
        .values(state=IssueState.SENDING, reason="", began_at=now)
        .returning(issue.c.id)
    ).all()
    return Begun(tuple(sorted(began)), tuple(sorted(late)), expired)


def pause(connection: Connection, issue_id: int, now: int, reason: str = OPERATOR) -> bool:
    """Stop an issue that is planned or being sent; False where it was paused already.

    Raises WrongUse in any other state.
    """
    if _move(
        connection, issue_id, _PAUSABLE, state=IssueState.PAUSED, reason=reason, paused_at=now
    ):
        return True
    return _already(
        connection,
        issue_id,
        (IssueState.PAUSED,),
        "anhalten lässt sich eine Ausgabe, solange sie geplant oder im Versand ist.",
    )


def resume(connection: Connection, issue_id: int, now: int) -> bool:
    """Go on with a paused issue, however late; before its time it is planned again.

    False where it was not paused. Raises WrongUse where it has ended, or is a draft.
    """
    paused = (IssueState.PAUSED,)
    early = issue.c.planned_for > now
    if _move(
        connection, issue_id, paused, early, state=IssueState.PLANNED, reason="", paused_at=None
    ):
        return True
    began = func.coalesce(issue.c.began_at, now)
    if _move(
        connection,
        issue_id,
        paused,
        state=IssueState.SENDING,
        reason="",
        paused_at=None,
        began_at=began,
    ):
        return True
    return _already(
        connection,
        issue_id,
        (IssueState.SENDING, IssueState.PLANNED),
        "fortsetzen lässt sich nur eine angehaltene Ausgabe.",
    )


def cancel(connection: Connection, issue_id: int, now: int) -> bool:
    """End an issue; what has not left counts as excluded. False where it was cancelled already.

    What is leaving at this moment, or whose answer is lost, is settled later. Raises WrongUse where
    it has ended otherwise.
    """
    if _move(
        connection, issue_id, _CANCELLABLE, state=IssueState.CANCELLED, reason="", finished_at=now
    ):
        close(connection, (issue_id,), IssueState.CANCELLED, now)
        return True
    return _already(
        connection,
        issue_id,
        (IssueState.CANCELLED,),
        "abbrechen lässt sich eine Ausgabe nur, solange sie nicht zu Ende ist.",
    )


def _move(
    connection: Connection,
    issue_id: int,
    states: Collection[IssueState],
    *conditions: ColumnElement[bool],
    **values: object,
) -> bool:
    changed = connection.execute(
        update(issue)
        .where(issue.c.id == issue_id, issue.c.state.in_(states), *conditions)
        .values(**values)
    )
    return changed.rowcount == 1


def _already(
    connection: Connection, issue_id: int, goals: Collection[IssueState], way: str
) -> bool:
    """Return False where the issue is where it was to go; else raise WrongUse, naming the way."""
    state = connection.scalar(select(issue.c.state).where(issue.c.id == issue_id))
    if state is None:
        raise no_such(issue_id)
    if state in goals:
        return False
    raise WrongUse(f"Ausgabe {issue_id} ist {_NAMES[IssueState(state)]}; {way}")
