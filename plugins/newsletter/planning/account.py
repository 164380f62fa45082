"""The account of an issue: what was frozen against what became of it."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from plugins.newsletter.errors import WrongUse
from plugins.newsletter.store.ledger import delivery, issue
from plugins.newsletter.store.states import FINAL, DeliveryState


@dataclass(frozen=True)
class Account:
    """How many mails an issue owes, and what became of them; `open`: those not yet settled."""

    frozen: int
    sent: int
    excluded: int
    failed: int
    expired: int
    open: int

    @property
    def balanced(self) -> bool:
        """Tell whether every mail that was frozen has come to an end."""
        return (
            not self.open and self.frozen == self.sent + self.excluded + self.failed + self.expired
        )


def accounts(connection: Connection, issue_id: int) -> Account:
    """Return the counts of an issue. Raises WrongUse where there is none."""
    frozen = connection.scalar(select(issue.c.frozen).where(issue.c.id == issue_id))
    if frozen is None:
        raise no_such(issue_id)
    by_state = (
        select(delivery.c.state, func.count())
        .where(delivery.c.issue_id == issue_id)
        .group_by(delivery.c.state)
    )
    count = {row[0]: int(row[1]) for row in connection.execute(by_state)}
    final = {state: count.pop(state, 0) for state in FINAL}
    return Account(
        frozen=frozen,
        sent=final[DeliveryState.SENT],
        excluded=final[DeliveryState.EXCLUDED],
        failed=final[DeliveryState.FAILED],
        expired=final[DeliveryState.EXPIRED],
        open=sum(count.values()),
    )


def no_such(issue_id: int) -> WrongUse:
    """Return the error for a number that no issue has."""
    return WrongUse(f"Ausgabe {issue_id} gibt es nicht; „inv newsletter.status“ zeigt die Nummern.")
