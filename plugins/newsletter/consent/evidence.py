"""The log that proves each consent and its end: append-only, without a readable address, without an IP.

What a court asks for (DSK, Orientierungshilfe Direktwerbung, 3.3): the text, the form, when it was
sent off, the mail that asked, when that was answered, and what was ordered.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from plugins.newsletter.consent.choices import Choice, to_text
from plugins.newsletter.store.people import Event, consent

ENDS = (Event.LEFT, Event.REMOVED, Event.COMPLAINED, Event.BOUNCED, Event.ERASED)
_WISHES = (Event.CONFIRMED, Event.IMPORTED, Event.CHANGED)


@dataclass(frozen=True)
class Proof:
    """Where a wish comes from. Times are seconds since 1970; `detail` never holds an address."""

    wording: str = ""
    form: str = ""
    asked_at: int | None = None
    mailed_at: int | None = None
    message_id: str = ""
    detail: str = ""


def record(
    connection: Connection,
    event: Event,
    number: int,
    digest: str,
    now: int,
    *,
    choice: Choice | None = None,
    proof: Proof | None = None,
) -> None:
    """Add a row; `digest` is the keyed hash of the address that the event is about."""
    row = row_of(event, number, digest, now, choice=choice, proof=proof)
    connection.execute(insert(consent).values(row))


def row_of(
    event: Event,
    number: int,
    digest: str,
    now: int,
    *,
    choice: Choice | None = None,
    proof: Proof | None = None,
) -> dict[str, object]:
    """Return the row that `record` adds, for many at once."""
    wish = {"topics": to_text(choice.topics), "frequency": choice.frequency} if choice else {}
    return {
        "at": now,
        "subscriber_id": number,
        "digest": digest,
        "event": event,
        **wish,
        **vars(proof or Proof()),
    }


def last_digest(connection: Connection, number: int) -> str | None:
    """Return the hash of the address that a subscriber had last, None where nothing is logged."""
    rows = select(consent.c.digest).where(consent.c.subscriber_id == number)
    found: str | None = connection.scalar(rows.order_by(consent.c.id.desc()).limit(1))
    return found


def last_event(connection: Connection, number: int) -> Event | None:
    """Return what was logged last of a subscriber."""
    rows = select(consent.c.event).where(consent.c.subscriber_id == number)
    found = connection.scalar(rows.order_by(consent.c.id.desc()).limit(1))
    return None if found is None else Event(found)


def last_wish(connection: Connection, number: int) -> int:
    """Return when somebody last asked for what he gets now (seconds since 1970), 0 if nobody knows."""
    asked = func.max(func.coalesce(consent.c.asked_at, consent.c.at))
    of_wishes = select(asked).where(consent.c.subscriber_id == number, consent.c.event.in_(_WISHES))
    return connection.scalar(of_wishes) or 0


def number_behind(connection: Connection, digests: Collection[str]) -> int | None:
    """Return whose address this was last, by its hashes; the latest of several."""
    latest = func.max(consent.c.id)
    held = (
        select(consent.c.subscriber_id)
        .where(consent.c.digest.in_(digests))
        .group_by(consent.c.subscriber_id)
        .order_by(latest.desc())
    )
    for number in connection.scalars(held).all():
        if last_digest(connection, number) in digests:  # not since moved elsewhere
            return int(number)
    return None
