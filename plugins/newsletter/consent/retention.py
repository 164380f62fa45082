"""What is kept of people ends by itself; the settings say when.

Kept for good: refused addresses as keyed hashes, the texts that were consented to, and numbers, which
mean nobody once the log of consent about them is gone.
"""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from plugins.newsletter import subscribers
from plugins.newsletter.consent import erasure, evidence
from plugins.newsletter.errors import Busy
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.ledger import ALL_MAILS, bucket, delivery
from plugins.newsletter.store.lock import sole_sender
from plugins.newsletter.store.people import (
    NoticeState,
    application,
    bounce,
    consent,
    notice,
)
from plugins.newsletter.store.schema import subscriber, subscription
from plugins.newsletter.store.states import FINAL, SubscriberState

_STEP = 1000  # rows in one transaction: who is sending does not wait
_DAY = 86_400


class Purged(NamedTuple):
    """How much was deleted. `clean`: nothing of whoever was forgotten is left in the database's files."""

    unconfirmed: int = 0  # sign-ups and mails that nobody confirmed
    answered: int = 0  # links that were used, and have expired
    refusals: int = 0  # what mail servers said
    evidence: int = 0  # people whose proof is no longer needed
    clean: bool = True


def purge(store: Store, settings: NewsletterSettings, now: int) -> Purged:
    """Delete what has been kept for long enough. Again is as good as once. Raises StoreUnusable."""
    kept = settings.retention
    unconfirmed = now - int(kept.unconfirmed.total_seconds())
    expired = now - int(settings.signup.confirm_within.total_seconds())
    refused = now - int(kept.bounces.total_seconds())
    ended = now - int(kept.evidence.total_seconds())

    def steps(step: Callable[[Connection, int], int], moment: int) -> int:
        return _all(store, step, moment)

    done = Purged(
        unconfirmed=sum(steps(s, unconfirmed) for s in (_applications, _unanswered, _pending)),
        answered=steps(_redeemed, expired),
        refusals=sum(steps(step, refused) for step in (_bounces, _replies)),
        evidence=steps(_evidence, ended),
    )
    with store.begin() as connection:
        domains = select(subscriber.c.domain)
        idle = bucket.c.name.not_in(domains), bucket.c.name != ALL_MAILS
        connection.execute(delete(bucket).where(*idle))
    return done._replace(clean=tidy(store))


def overdue_since(connection: Connection, settings: NewsletterSettings, now: int) -> int | None:
    """Return when the oldest sign-up came that should have been deleted a day ago, None if there is none."""
    until = now - int(settings.retention.unconfirmed.total_seconds()) - _DAY
    typed = select(func.min(application.c.asked_at))
    asked = select(func.min(notice.c.asked_at)).where(notice.c.state != NoticeState.REDEEMED)
    found = [connection.scalar(typed), connection.scalar(asked)]
    return min((moment for moment in found if moment is not None and moment <= until), default=None)


def tidy(store: Store) -> bool:
    """Take what was deleted out of the database's files; say whether all of it is out.

    Where somebody was forgotten they are written anew, unless mails are leaving. Raises StoreUnusable.
    """
    with store.read() as connection:
        owed = erasure.owed(connection)
    if not owed:
        return erasure.scrub(store, thorough=False)
    try:
        with sole_sender(store):
            return erasure.scrub(store, thorough=True)
    except Busy:
        return False


def _all(store: Store, step: Callable[[Connection, int], int], moment: int) -> int:
    done = 0
    while True:
        with store.begin() as connection:
            count = step(connection, moment)
        done += count
        if count < _STEP:
            return done


def _applications(connection: Connection, until: int) -> int:
    old = select(application.c.id).where(application.c.asked_at <= until).limit(_STEP)
    return connection.execute(delete(application).where(application.c.id.in_(old))).rowcount


def _unanswered(connection: Connection, until: int) -> int:
    open_ = notice.c.state != NoticeState.REDEEMED
    old = select(notice.c.id).where(open_, notice.c.asked_at <= until).limit(_STEP)
    return connection.execute(delete(notice).where(notice.c.id.in_(old))).rowcount


def _redeemed(connection: Connection, until: int) -> int:
    used = notice.c.state == NoticeState.REDEEMED
    old = select(notice.c.id).where(used, notice.c.asked_at <= until).limit(_STEP)
    return connection.execute(delete(notice).where(notice.c.id.in_(old))).rowcount


def _pending(connection: Connection, until: int) -> int:
    """Blank who never confirmed, as earlier versions of the house kept them; the number may be in use."""
    waits = subscriber.c.state == SubscriberState.PENDING
    old = select(subscriber.c.id).where(waits, subscriber.c.created_at <= until).limit(_STEP)
    numbers = connection.scalars(old).all()
    for number in numbers:
        subscribers.leave(connection, number, until)
        subscribers.blank(connection, number)
    connection.execute(delete(subscription).where(subscription.c.subscriber_id.in_(numbers)))
    return len(numbers)


def _bounces(connection: Connection, until: int) -> int:
    old = select(bounce.c.delivery_id).where(bounce.c.at <= until).limit(_STEP)
    return connection.execute(delete(bounce).where(bounce.c.delivery_id.in_(old))).rowcount


def _replies(connection: Connection, until: int) -> int:
    said = or_(delivery.c.reply != "", delivery.c.queue_id != "")
    old = select(delivery.c.id).where(
        said, delivery.c.state.in_(FINAL), delivery.c.changed_at <= until
    )
    forget = update(delivery).where(delivery.c.id.in_(old.limit(_STEP)))
    return connection.execute(forget.values(reply="", queue_id="")).rowcount


def _evidence(connection: Connection, until: int) -> int:
    """Delete the proof of what ended by then; of somebody who came back, only of that time."""
    last = func.max(consent.c.id).label("last")
    ended = (
        select(consent.c.subscriber_id, last)
        .where(consent.c.event.in_(evidence.ENDS), consent.c.at <= until)
        .group_by(consent.c.subscriber_id)
        .limit(_STEP)
    )
    rows = connection.execute(ended).all()
    for number, until_row in rows:
        mine = consent.c.subscriber_id == number
        connection.execute(delete(consent).where(and_(mine, consent.c.id <= until_row)))
        confirmed = select(subscriber.c.id).where(
            subscriber.c.id == number, subscriber.c.state == SubscriberState.CONFIRMED
        )
        if connection.execute(confirmed).first() is None:
            connection.execute(delete(subscription).where(subscription.c.subscriber_id == number))
    return len(rows)
