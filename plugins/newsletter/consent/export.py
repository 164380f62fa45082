"""All subscribers as a list, with the proof of each consent: to keep, or to move to another program."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, func, select

from plugins.newsletter.consent.spreadsheet import joined
from plugins.newsletter.consent.terms import TERMS
from plugins.newsletter.store.people import Event, consent
from plugins.newsletter.store.schema import ALL_TOPICS, NO_TOPIC, subscriber, subscription
from plugins.newsletter.store.states import Frequency, SubscriberState

_AT_ONCE = 500  # people in memory


def listed(connection: Connection, zone: ZoneInfo) -> Iterator[Mapping[str, str]]:
    """Yield a row for each confirmed subscriber, a few hundred in memory at a time (spreadsheet.py).

    Who was subscribed before there was a log of consent has no proof in it.
    """
    after = 0
    while True:
        some = (
            select(subscriber)
            .where(subscriber.c.state == SubscriberState.CONFIRMED, subscriber.c.id > after)
            .order_by(subscriber.c.id)
            .limit(_AT_ONCE)
        )
        people = connection.execute(some).all()
        if not people:
            return
        numbers = [person.id for person in people]
        topics, proofs = _topics(connection, numbers), _proofs(connection, numbers)
        for person in people:
            yield {
                "adresse": person.address,
                "themen": joined(topics.get(person.id)),
                "haeufigkeit": TERMS[Frequency][Frequency(person.frequency)],
                **_proof(proofs.get(person.id), person.confirmed_at, zone),
            }
        after = numbers[-1]


def _topics(connection: Connection, numbers: Sequence[int]) -> dict[int, frozenset[str] | None]:
    rows = select(subscription.c.subscriber_id, subscription.c.topic)
    found: dict[int, set[str]] = {}
    for number, topic in connection.execute(rows.where(subscription.c.subscriber_id.in_(numbers))):
        found.setdefault(number, set()).add(topic)
    return {
        number: None if ALL_TOPICS in topics else frozenset(topics - {NO_TOPIC})
        for number, topics in found.items()
    }


def _proofs(connection: Connection, numbers: Sequence[int]) -> dict[int, Row[tuple[object, ...]]]:
    last = (
        select(func.max(consent.c.id))
        .where(
            consent.c.subscriber_id.in_(numbers),
            consent.c.event.in_((Event.CONFIRMED, Event.IMPORTED)),
        )
        .group_by(consent.c.subscriber_id)
    )
    rows = connection.execute(select(consent).where(consent.c.id.in_(last)))
    return {row.subscriber_id: row for row in rows}


def _proof(
    row: Row[tuple[object, ...]] | None, confirmed_at: int, zone: ZoneInfo
) -> dict[str, str]:
    def moment(seconds: int | None) -> str:
        return datetime.fromtimestamp(seconds, zone).isoformat() if seconds else ""

    if row is None:
        return {
            "bestaetigt_am": moment(confirmed_at),
            "fassung": "",
            "formular": "",
            "nachweis": "",
        }
    imported = (
        row.event == Event.IMPORTED
    )  # then it was asked for elsewhere, and `detail` says where
    parts = (
        f"Zeile {row.id} des Protokolls",
        row.asked_at and f"angefragt {moment(row.asked_at)}",
        row.mailed_at and f"Mail gesandt {moment(row.mailed_at)}",
        row.message_id and f"Message-ID <{row.message_id.strip('<>')}>",
    )
    return {
        "bestaetigt_am": moment(row.asked_at if imported else row.at),
        "fassung": row.wording,
        "formular": row.form,
        "nachweis": row.detail if imported else ", ".join(part for part in parts if part),
    }
