"""Many people at once who were never here: the rows that `joining.admit` and `evidence.record` would write.

One by one each takes a dozen statements, a hundred thousand a quarter of an hour; so they take five for
two hundred.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from sqlalchemy import Connection, insert, select

from plugins.newsletter.consent import evidence
from plugins.newsletter.consent.candidates import Candidate
from plugins.newsletter.keys import Keys
from plugins.newsletter.store import subscriptions, wishes
from plugins.newsletter.store.people import Event, consent, suppression
from plugins.newsletter.store.schema import subscriber, subscription
from plugins.newsletter.store.states import SubscriberState


def of(connection: Connection, keys: Keys, people: Collection[Candidate]) -> set[str]:
    """Return the addresses of which nothing is known here: no row, no log, no refusal."""
    digests = {
        digest: person.address.address
        for person in people
        for digest in keys.digests(person.address.address)
    }
    addresses = set(digests.values())
    known = connection.scalars(
        select(subscriber.c.address).where(subscriber.c.address.in_(addresses))
    )
    hashed = chain.from_iterable(
        connection.scalars(select(table.c.digest).where(table.c.digest.in_(digests)))
        for table in (consent, suppression)
    )
    return addresses - set(known) - {digests[digest] for digest in hashed}


def admit(connection: Connection, keys: Keys, people: Sequence[Candidate], now: int) -> None:
    """Make confirmed subscribers of them, with their proof; each was never here, and stands here once."""
    if not people:
        return
    made = insert(subscriber).returning(subscriber.c.id, sort_by_parameter_order=True)
    numbers = connection.scalars(made, [_person(person, now) for person in people]).all()
    numbered = list(zip(numbers, people, strict=True))
    connection.execute(
        insert(subscription), [row for one in numbered for row in _wishes(*one, now)]
    )
    connection.execute(insert(consent), [_proof(*one, keys, now) for one in numbered])
    wishes.changed(connection)


def _person(person: Candidate, now: int) -> dict[str, object]:
    return {
        "address": person.address.address,
        "domain": person.address.domain,
        "state": SubscriberState.CONFIRMED,
        "frequency": person.choice.frequency,
        "created_at": now,
        "confirmed_at": now,
    }


def _wishes(number: int, person: Candidate, now: int) -> Iterator[dict[str, object]]:
    for topic in subscriptions.rows_of(person.choice.topics):
        yield {"subscriber_id": number, "topic": topic, "since": now}


def _proof(number: int, person: Candidate, keys: Keys, now: int) -> dict[str, object]:
    digest = keys.digest(person.address.address)
    return evidence.row_of(
        Event.IMPORTED, number, digest, now, choice=person.choice, proof=person.proof
    )
