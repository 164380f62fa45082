"""How many people are subscribed, and what is on its way: numbers alone, nobody's address."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, func, select

from plugins.newsletter.consent import erasure
from plugins.newsletter.consent.terms import TERMS
from plugins.newsletter.operation.wording import KINDS, counted, number
from plugins.newsletter.store.people import (
    Event,
    NoticeKind,
    NoticeState,
    application,
    consent,
    notice,
    suppression,
)
from plugins.newsletter.store.schema import ALL_TOPICS, NO_TOPIC, subscriber, subscription
from plugins.newsletter.store.states import SubscriberState

_WEEKS = 4


def lines(connection: Connection, now: int) -> Iterator[str]:
    """Yield what `subscribers.status` prints; `now` in seconds since 1970."""
    confirmed = subscriber.c.state == SubscriberState.CONFIRMED
    kinds = dict(_counts(connection, subscriber.c.frequency, confirmed))
    people = ", ".join(f"{name} {number(kinds.get(kind, 0))}" for kind, name in KINDS.items())
    yield f"Angemeldet: {number(sum(kinds.values()))} ({people})."
    chosen = (
        select(subscription.c.topic, func.count())
        .join(subscriber, subscriber.c.id == subscription.c.subscriber_id)
        .where(confirmed, subscription.c.topic != NO_TOPIC)
        .group_by(subscription.c.topic)
        .order_by(subscription.c.topic)
    )
    topics = [
        f"{'alle' if topic == ALL_TOPICS else topic} {number(count)}"
        for topic, count in connection.execute(chosen)
    ]
    if topics:
        yield f"Themen: {', '.join(topics)}."
    yield from _open(connection)
    since = now - _WEEKS * 7 * 86_400
    events = dict(_counts(connection, consent.c.event, consent.c.at > since))
    told = [f"{TERMS[Event][kind]} {number(events[kind])}" for kind in Event if kind in events]
    if told:
        yield f"In den letzten {_WEEKS} Wochen: {', '.join(told)}."
    refused = connection.scalar(select(func.count()).select_from(suppression)) or 0
    if refused:
        yield f"Gesperrt: {counted(refused, 'Adresse', 'Adressen')}."
    if erasure.owed(connection):
        yield (
            "Von Gelöschten kann noch etwas in den Dateien der Datenbank stehen; „inv subscribers.purge“ "
            "schreibt sie neu."
        )


def unconfirmed(connection: Connection) -> int:
    """Return how many sign-ups wait for a mail or for the answer to it."""
    open_ = notice.c.state.in_((NoticeState.OWED, NoticeState.SENT))
    asked = select(func.count()).where(notice.c.kind == NoticeKind.SUBSCRIBE, open_)
    typed = select(func.count()).select_from(application)
    return (connection.scalar(asked) or 0) + (connection.scalar(typed) or 0)


def _open(connection: Connection) -> Iterator[str]:
    waiting = unconfirmed(connection)
    if waiting:
        yield f"Noch unbestätigt: {counted(waiting, 'Anmeldung', 'Anmeldungen')}."
    states = dict(_counts(connection, notice.c.state))
    if owed := states.get(NoticeState.OWED, 0):
        yield f"Noch zu senden: {counted(owed, 'Bestätigungsmail', 'Bestätigungsmails')}."
    if failed := states.get(NoticeState.FAILED, 0):
        yield f"Nicht angekommen: {counted(failed, 'Bestätigungsmail', 'Bestätigungsmails')}."


def _counts(
    connection: Connection, column: ColumnElement[str], *conditions: ColumnElement[bool]
) -> Iterator[tuple[str, int]]:
    rows = select(column, func.count()).where(*conditions).group_by(column)
    yield from ((value, count) for value, count in connection.execute(rows))
