"""The end of issues: done when their account balances, closed when they ended early."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, Select, bindparam, select, update

from plugins.newsletter.planning.account import accounts
from plugins.newsletter.store.ledger import delivery, issue
from plugins.newsletter.store.states import DeliveryState, IssueState

# As the partial indexes of store/ledger.py have them; together all that are not final.
_NOT_LEFT = (DeliveryState.PENDING, DeliveryState.DEFERRED)
_UNSETTLED = (DeliveryState.CLAIMED, DeliveryState.SENDING, DeliveryState.UNCERTAIN)
# What became of deliveries that had not left when their issue ended.
_LEFTOVER = {
    IssueState.CANCELLED: DeliveryState.EXCLUDED,
    IssueState.EXPIRED: DeliveryState.EXPIRED,
}


@dataclass(frozen=True)
class Settled:
    """Issues that are done, and one sentence for each whose counts do not balance."""

    done: tuple[int, ...] = ()
    faults: tuple[str, ...] = ()


def settle(connection: Connection, now: int) -> Settled:
    """End issues that owe nothing any more, in the caller's one transaction.

    Also closes what came back to an issue after its end, such as a mail surely not accepted.
    """
    for ended in _LEFTOVER:
        ids = connection.scalars(
            select(issue.c.id).where(issue.c.state == ended, issue.c.id.in_(_with(_NOT_LEFT)))
        ).all()
        close(connection, ids, ended, now)
    over = connection.scalars(
        select(issue.c.id).where(
            issue.c.state == IssueState.SENDING,
            issue.c.id.not_in(_with(_NOT_LEFT)),
            issue.c.id.not_in(_with(_UNSETTLED)),
        )
    ).all()
    done, faults = [], []
    for issue_id in over:
        account = accounts(connection, issue_id)
        if account.balanced:
            connection.execute(
                update(issue)
                .where(issue.c.id == issue_id, issue.c.state == IssueState.SENDING)
                .values(state=IssueState.DONE, finished_at=now)
            )
            done.append(issue_id)
        else:
            faults.append(
                f"Ausgabe {issue_id} geht nicht auf: {account.frozen} Mails waren vorgesehen, aber "
                f"{account.sent + account.excluded + account.failed + account.expired} sind abgerechnet; "
                "„inv newsletter.doctor“ prüft die Datenbank."
            )
    return Settled(tuple(done), tuple(faults))


def close(connection: Connection, ids: Collection[int], ended: IssueState, now: int) -> None:
    """Settle what had not left when these issues ended; what is leaving is settled by its answer."""
    if ids:
        connection.execute(
            update(delivery)
            .where(delivery.c.issue_id.in_(ids), delivery.c.state.in_(_NOT_LEFT))
            .values(state=_LEFTOVER[ended], changed_at=now)
        )


def _with(states: Sequence[DeliveryState]) -> Select[tuple[int]]:
    """Select the issues that have deliveries in these states."""
    # Written out, not bound: only so SQLite sees that a partial index holds just these states.
    listed: BindParameter[DeliveryState] = bindparam(
        None, states, expanding=True, literal_execute=True
    )
    return select(delivery.c.issue_id).where(delivery.c.state.in_(listed))
