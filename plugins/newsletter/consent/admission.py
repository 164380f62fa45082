"""Subscribers out of a list, each with the proof that came with it; nobody who has left here comes back.

What becomes of a row:

    refused      no proof, or a cell that cannot be used: told with its line
    doubled      gets the newsletter already, or stands in the list twice
    suppressed   gets no mail here
    left         has ended it here after the date of the proof
    admitted     all others
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from plugins.newsletter.consent import evidence, joining, newcomers, suppression
from plugins.newsletter.consent.candidates import Candidate, read_candidate
from plugins.newsletter.consent.spreadsheet import Line
from plugins.newsletter.consent.turn import turn
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import Event, consent
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import SubscriberState

_AT_ONCE = 200  # people in one transaction
_TOLD = 20  # lines that are told


class Verdict(StrEnum):
    """What becomes of a row that can be used."""

    ADMITTED = "admitted"
    DOUBLED = "doubled"
    SUPPRESSED = "suppressed"
    LEFT = "left"


@dataclass
class Admitted:
    """How many rows became what. `told`: the first refusals, by line."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    refused: int = 0
    told: dict[int, str] = field(default_factory=dict)

    def refuse(self, line: int, fault: str) -> None:
        """Count a row that cannot be used."""
        self.refused += 1
        if len(self.told) < _TOLD:
            self.told[line] = fault.removesuffix(".")


def admit(
    store: Store,
    keys: Keys,
    lines: Iterable[Line],
    zone: ZoneInfo,
    now: int,
    *,
    rehearsal: bool = False,
) -> Admitted:
    """Take in a list, a few hundred people in memory at a time; a `rehearsal` writes nothing.

    What was done stays done; again, those who are in are doubled. `zone` is that of dates without one.
    Raises WrongUse (from `lines`) and StoreUnusable.
    """
    done = Admitted()
    seen: set[bytes] = set()
    usable = _usable(lines, zone, now, done)
    while some := list(islice(usable, _AT_ONCE)):
        with store.read() if rehearsal else turn(store) as connection:
            fresh = newcomers.of(connection, keys, some)
            admitted = []
            for person in some:
                verdict = _judge(connection, keys, person, seen, fresh)
                done.counts[verdict] += 1
                if verdict is Verdict.ADMITTED:
                    admitted.append(person)
            if not rehearsal:
                _admit(connection, keys, admitted, fresh, now)
    return done


def _usable(lines: Iterable[Line], zone: ZoneInfo, now: int, done: Admitted) -> Iterator[Candidate]:
    for line in lines:
        try:
            candidate = read_candidate(line, zone, now)
        except WrongUse as error:
            done.refuse(line.number, str(error))
        else:
            yield candidate


def _judge(
    connection: Connection, keys: Keys, person: Candidate, seen: set[bytes], fresh: AbstractSet[str]
) -> Verdict:
    address = person.address.address.encode()
    if (mark := sha256(address).digest()) in seen:
        return Verdict.DOUBLED
    seen.add(mark)
    if person.address.address in fresh:
        return Verdict.ADMITTED
    if suppression.holds(connection, keys, person.address):
        return Verdict.SUPPRESSED
    number = joining.number_of(connection, keys, person.address)
    if number is None:
        return Verdict.ADMITTED
    state = connection.scalar(select(subscriber.c.state).where(subscriber.c.id == number))
    if state == SubscriberState.CONFIRMED:
        return Verdict.DOUBLED
    last = connection.execute(
        select(consent.c.event, consent.c.at)
        .where(consent.c.subscriber_id == number)
        .order_by(consent.c.id.desc())
        .limit(1)
    ).first()
    ended = last is not None and last.event in evidence.ENDS and last.at >= person.confirmed_at
    return Verdict.LEFT if ended else Verdict.ADMITTED


def _admit(
    connection: Connection,
    keys: Keys,
    people: Sequence[Candidate],
    fresh: AbstractSet[str],
    now: int,
) -> None:
    new = [person for person in people if person.address.address in fresh]
    newcomers.admit(connection, keys, new, now)
    for person in people:
        if person.address.address not in fresh:
            _readmit(connection, keys, person, now)


def _readmit(connection: Connection, keys: Keys, person: Candidate, now: int) -> None:
    number = joining.admit(connection, keys, person.address, person.choice, now)
    digest = keys.digest(person.address.address)
    evidence.record(
        connection, Event.IMPORTED, number, digest, now, choice=person.choice, proof=person.proof
    )
