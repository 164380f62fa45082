"""Mailboxes that our own mail server refused at once, without a mail coming back: the delivery says it.

Only an answer to the recipient (RCPT) speaks of the mailbox; those to other commands judge the sender
or the mail.
"""

from datetime import timedelta

from sqlalchemy import bindparam, or_, select

from plugins.newsletter.consent.register import Register
from plugins.newsletter.delivery.outcome import Phase
from plugins.newsletter.intake import status, strikes
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.ledger import delivery, issue
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import DeliveryState, IssueState, SubscriberState

_FRESH = int(timedelta(days=7).total_seconds())
# What was written down already comes again: the one before may have died before it ended anybody.
_REFUSED = (
    select(delivery.c.id, delivery.c.code, delivery.c.reply)
    .join(subscriber, subscriber.c.id == delivery.c.subscriber_id)
    .join(issue, issue.c.id == delivery.c.issue_id)
    .where(
        or_(issue.c.state == IssueState.SENDING, issue.c.finished_at >= bindparam("since")),
        delivery.c.state.in_((DeliveryState.FAILED, DeliveryState.EXPIRED)),
        delivery.c.phase == Phase.RCPT,
        delivery.c.changed_at >= bindparam("since"),
        subscriber.c.state == SubscriberState.CONFIRMED,
    )
    .order_by(delivery.c.id)
)


def note_refusals(store: Store, register: Register, settings: NewsletterSettings, now: int) -> int:
    """Count the refusals of the last days like returned mail; return how many were suppressed.

    Raises StoreUnusable. What a crash leaves undone, the next call does.
    """
    with store.begin() as connection:
        over = set()
        for row in connection.execute(_REFUSED, {"since": now - _FRESH}).all():
            box = strikes.mailbox_of(connection, row.id, now)
            if box is None:
                continue
            code = status.find(row.reply)
            hard = row.code // 100 == 5 and status.is_hard(code)  # noqa: PLR2004  # RFC 5321, 4.2.1
            strikes.note(connection, row.id, box, now, hard=hard, status=code)
            if strikes.is_over(connection, box, now, settings.intake):
                over.add(box.person)
    for person in sorted(over):
        register.bounce(person, now)
    return len(over)
