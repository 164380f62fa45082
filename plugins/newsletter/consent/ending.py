"""How somebody gets out: mails end, the address goes, the proof stays. Twice is as good as once."""

from sqlalchemy import Connection

from plugins.newsletter import subscribers
from plugins.newsletter.consent import evidence, notices, suppression
from plugins.newsletter.consent.evidence import Proof
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import Event
from plugins.newsletter.store.states import ENDED, SubscriberState

_FINAL = (Event.BOUNCED, Event.ERASED)  # these are noted of somebody who has left, too


def end(
    connection: Connection, keys: Keys, number: int, event: Event, now: int, *, detail: str = ""
) -> bool:
    """End a subscription; say whether anything was to be done. BOUNCED also refuses the address."""
    try:
        person = subscribers.find(connection, number)
    except WrongUse:
        return False  # the number was deleted, years after leaving
    if person.state in ENDED and (
        event not in _FINAL or _again(connection, number, person.state, event)
    ):
        return False
    digest = (
        keys.digest(person.address.address)
        if person.readable
        else evidence.last_digest(connection, number)
    )
    if event is Event.BOUNCED:
        subscribers.suppress(connection, number, now)
        if digest:
            suppression.add_digest(connection, keys, digest, "bounce", now)
    else:
        subscribers.leave(connection, number, now)
    if person.readable:
        notices.withdraw(connection, keys, number, person.address)
        subscribers.blank(connection, number)
    # Nothing is logged of somebody who never confirmed.
    if digest and person.state is not SubscriberState.PENDING:
        proof = Proof(detail=detail)
        evidence.record(connection, event, number, digest, now, proof=proof)
    return True


def heir(connection: Connection, number: int) -> int | None:
    """Return who gets the mails now at the address where somebody ended it; older mails there name him.

    Whoever comes back keeps the number, so this is one who moved there. Not found after the secret was replaced.
    """
    last = evidence.last_digest(connection, number)
    return None if last is None else evidence.number_behind(connection, [last])


def _again(connection: Connection, number: int, state: SubscriberState, event: Event) -> bool:
    if event is Event.BOUNCED:
        return state is SubscriberState.SUPPRESSED
    return evidence.last_event(connection, number) is event
