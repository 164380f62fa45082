"""Moments of issues against a clock that may be wrong: repaired, or over for good."""

from sqlalchemy import Connection, update

from plugins.newsletter.planning.settling import close
from plugins.newsletter.settings import Schedule
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.ledger import issue
from plugins.newsletter.store.states import IssueState

_AHEAD = 2 * 86_400  # seconds
_LOOKED = "last_begin"  # when a run last began what was due


def repair(connection: Connection, now: int) -> None:
    """Bring back what a clock that was ahead has planned; nothing is planned for so late by itself."""
    connection.execute(
        update(issue)
        .where(
            issue.c.state.in_((IssueState.PLANNED, IssueState.PAUSED)),
            issue.c.planned_for > now + _AHEAD,
        )
        .values(planned_for=now)
    )
    connection.execute(
        update(issue)
        .where(issue.c.state == IssueState.PAUSED, issue.c.paused_at > now + _AHEAD)
        .values(paused_at=now)
    )


def expire(connection: Connection, schedule: Schedule, now: int) -> tuple[int, ...]:
    """Expire what was unanswered for too long already when the run before looked.

    One run alone may have a wrong clock, or be the first after weeks in which nobody was asked.
    """
    before = int(recall(connection, _LOOKED, "0"))
    remember(connection, _LOOKED, str(now))
    deadline = min(now, before) - int(schedule.answer_within.total_seconds())
    ids = connection.scalars(
        update(issue)
        .where(issue.c.state == IssueState.PAUSED, issue.c.paused_at < deadline)
        .values(state=IssueState.EXPIRED, finished_at=now)
        .returning(issue.c.id)
    ).all()
    close(connection, ids, IssueState.EXPIRED, now)
    return tuple(sorted(ids))
