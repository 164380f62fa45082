"""How often a mailbox has refused: each delivery counts once, whatever is reported of it how often.

A confirmation wipes the slate: it was clicked in a mail that this mailbox took. What was sent before
it, or to an earlier address, says nothing of the mailbox there is now.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from plugins.newsletter.intake.status import is_about_us
from plugins.newsletter.settings import Intake
from plugins.newsletter.store.database import insert_for
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.people import Event, bounce, consent
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import SubscriberState

_PROVEN = (Event.CONFIRMED, Event.IMPORTED, Event.MOVED)


@dataclass(frozen=True)
class Mailbox:
    """A confirmed subscriber's mailbox, and since when it is known to work (seconds since 1970)."""

    person: int
    since: int


def mailbox_of(connection: Connection, number: int, now: int) -> Mailbox | None:
    """Return the mailbox that a delivery went to; None where nobody is there to be ended.

    So it is where the delivery is unknown, somebody has left, or has confirmed a mailbox since.
    """
    row = connection.execute(
        select(
            delivery.c.subscriber_id,
            func.coalesce(delivery.c.changed_at, delivery.c.first_attempt_at, now).label("at"),
            subscriber.c.confirmed_at,
        )
        .join(subscriber, subscriber.c.id == delivery.c.subscriber_id)
        .where(delivery.c.id == number, subscriber.c.state == SubscriberState.CONFIRMED)
    ).one_or_none()
    if row is None:
        return None
    proven = connection.scalar(
        select(func.max(consent.c.at)).where(
            consent.c.subscriber_id == row.subscriber_id, consent.c.event.in_(_PROVEN)
        )
    )
    since = max(row.confirmed_at or 0, proven or 0)
    return None if row.at < since else Mailbox(row.subscriber_id, since)


def note(
    connection: Connection, number: int, box: Mailbox, now: int, *, hard: bool, status: str
) -> None:
    """Write down that a delivery was refused; a second report of it only ever makes it worse."""
    row = insert_for(connection)(bounce).values(
        delivery_id=number, subscriber_id=box.person, at=now, status=status, hard=hard
    )
    connection.execute(
        row.on_conflict_do_update(
            index_elements=["delivery_id"],
            set_={"hard": row.excluded.hard, "status": row.excluded.status},
            where=bounce.c.hard.is_(False) & row.excluded.hard.is_(True),
        )
    )


def is_over(connection: Connection, box: Mailbox, now: int, intake: Intake) -> bool:
    """Whether a mailbox has refused for good, or for a time too often."""
    begin = now - int(intake.within.total_seconds())
    rows = connection.execute(
        select(bounce.c.at, bounce.c.status, bounce.c.hard).where(
            bounce.c.subscriber_id == box.person, bounce.c.at >= box.since
        )
    ).all()
    soft = [row for row in rows if row.at > begin and not is_about_us(row.status)]
    return any(row.hard for row in rows) or len(soft) >= intake.soft
