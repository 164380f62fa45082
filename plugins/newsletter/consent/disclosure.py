"""Everything that is stored about somebody, to see and to keep (Art. 15 and 20 GDPR).

Rows as they stand in the tables, with German names; moments in UTC (ISO 8601). Of a secret link there
is only a hash in the tables, and so here. Where somebody wants to move to is told while nobody has looked
whose it is, and again when it was confirmed: what became of it in between, or of which number its mail is,
would tell whether somebody else has the newsletter (Art. 15 (4)).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, or_, select

from plugins.newsletter import subscribers
from plugins.newsletter.address import Address
from plugins.newsletter.consent import evidence
from plugins.newsletter.consent.choices import from_text
from plugins.newsletter.consent.erasure import applications_to
from plugins.newsletter.consent.terms import COLUMNS, TERMS
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.ledger import delivery, issue, item
from plugins.newsletter.store.people import (
    Event,
    NoticeKind,
    NoticeState,
    application,
    bounce,
    consent,
    notice,
    suppression,
    token,
    wording,
)
from plugins.newsletter.store.schema import ALL_TOPICS, NO_TOPIC, entry, subscriber, subscription
from plugins.newsletter.store.states import DeliveryState, Frequency, SubscriberState

_ENUMS: Mapping[tuple[Table, str], type[StrEnum]] = {
    (subscriber, "state"): SubscriberState,
    (consent, "event"): Event,
    (notice, "kind"): NoticeKind,
    (notice, "state"): NoticeState,
    (delivery, "state"): DeliveryState,
    **{(table, "frequency"): Frequency for table in (subscriber, consent, notice, application)},
}
_REASONS = {"bounce": "nicht mehr zustellbar", "request": "auf Wunsch"}
_TOPICS = {ALL_TOPICS: "alle Themen", NO_TOPIC: "Beiträge ohne Thema"}


def everything(connection: Connection, keys: Keys, number: int) -> dict[str, object]:
    """Return all that is stored about a subscriber, as JSON has it; nothing where there is none."""
    try:
        person = subscribers.find(connection, number)
    except WrongUse:
        return {}

    def rows(table: Table, query: Select[tuple[object, ...]]) -> list[dict[str, object]]:
        return [_named(table, row) for row in connection.execute(query)]

    address = person.address if person.readable else None
    mine = consent.c.subscriber_id == number
    proofs = select(consent).where(mine).order_by(consent.c.id)
    texts = select(wording).where(wording.c.version.in_(select(consent.c.wording).where(mine)))
    digests = _digests(connection, keys, number, address)
    refused = select(suppression).where(suppression.c.digest.in_(digests))
    return {
        "person": rows(subscriber, select(subscriber).where(subscriber.c.id == number))[0],
        "auswahl": rows(
            subscription, select(subscription).where(subscription.c.subscriber_id == number)
        ),
        "einwilligung": rows(consent, proofs),
        "texte_der_einwilligung": rows(wording, texts),
        "anmeldungen_in_arbeit": rows(application, _applications(connection, number, address)),
        "mails_zur_bestaetigung": [
            {
                **_named(notice, row),
                "links": rows(token, select(token).where(token.c.notice_id == row.id)),
            }
            for row in connection.execute(_notices(number, address)).all()
        ],
        "zustellungen": _deliveries(connection, number),
        "rueckmeldungen": rows(
            bounce, select(bounce).where(bounce.c.subscriber_id == number).order_by(bounce.c.at)
        ),
        "sperren": rows(suppression, refused),
    }


def _digests(
    connection: Connection, keys: Keys, number: int, address: Address | None
) -> tuple[str, ...]:
    if address is not None:
        return keys.digests(address.address)
    last = evidence.last_digest(connection, number)
    return (last,) if last else ()


def _applications(
    connection: Connection, number: int, address: Address | None
) -> Select[tuple[object, ...]]:
    typed = applications_to(connection, address) if address else []
    mine = or_(application.c.id.in_(typed), application.c.subscriber_id == number)
    return select(application).where(mine).order_by(application.c.id)


def _notices(number: int, address: Address | None) -> Select[tuple[object, ...]]:
    confirmed = or_(notice.c.kind != NoticeKind.MOVE, notice.c.state == NoticeState.REDEEMED)
    mine: ColumnElement[bool] = (notice.c.subscriber_id == number) & confirmed
    if address is not None:
        mine = or_(mine, notice.c.address == address.address)
    return select(notice).where(mine).order_by(notice.c.id)


def _deliveries(connection: Connection, number: int) -> list[dict[str, object]]:
    titles: dict[int, list[str]] = {}
    promised = (
        select(item.c.issue_id, entry.c.title)
        .join(entry, entry.c.id == item.c.entry_id)
        .where(item.c.subscriber_id == number)
        .order_by(entry.c.id)
    )
    for issue_id, title in connection.execute(promised):
        titles.setdefault(issue_id, []).append(title)
    mails = (
        select(delivery, issue.c.title)
        .join(issue, issue.c.id == delivery.c.issue_id)
        .where(delivery.c.subscriber_id == number)
        .order_by(delivery.c.id)
    )
    return [
        {
            **_named(delivery, row),
            "betreff": row.title,
            "beitraege": titles.get(row.issue_id, []),
        }
        for row in connection.execute(mails)
    ]


def _named(table: Table, row: Row[tuple[object, ...]]) -> dict[str, object]:
    values = dict(row._mapping)  # noqa: SLF001  # public in spite of its name (SQLAlchemy)
    told = {german: _told(table, name, values[name]) for name, german in COLUMNS[table].items()}
    if values.get("frequency") == "":  # an event without a choice; its topics would read as all
        told[COLUMNS[table]["topics"]] = ""
    return told


def _told(table: Table, name: str, value: object) -> object:
    """Return a value as people read it: moments, states and topics in words."""
    if isinstance(value, int) and (name.endswith("_at") or name in ("at", "since")):
        return datetime.fromtimestamp(value, UTC).isoformat() if value else None
    if name == "topics":
        topics = from_text(str(value))
        return _TOPICS[ALL_TOPICS] if topics is None else sorted(topics)
    if name == "topic":
        return _TOPICS.get(str(value), value)
    if name == "reason":
        return _REASONS.get(str(value), value)
    kind = _ENUMS.get((table, name))
    return TERMS[kind][kind(str(value))] if kind and value else value
