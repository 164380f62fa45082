"""Which waiting entries were taken back, and which have only rolled out of a short feed.

A feed says nothing about that: an entry is gone, either way. It counts as taken back only where
nothing else can be the reason:

- the reading before, of the same feed, still had it;
- nothing has come in since that reading, so that nothing was pushed out;
- an older entry is still there, so that the feed was not simply cut shorter.

What is taken back in the same minutes in which another post appears is mailed nevertheless. That is
the lesser evil: a post that is withdrawn wrongly is lost, and nobody notices. What is held or was let
through is never withdrawn: that is up to the person who was asked.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from plugins.newsletter.planning import entries
from plugins.newsletter.planning.identity import Known, Sighting
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.states import EntryState, Reason

_PRESENT = "feed.present"  # the feed, and the numbers of the entries of its last reading


def withdraw(connection: Connection, feed: str, sightings: Sequence[Sighting]) -> list[int]:
    """Withdraw what was taken back since the last reading of this feed; return its ids."""
    before = _present(connection, feed)
    now = {one.known.id for one in sightings}
    if not now <= before:
        return []
    reach = min((_age_of(one.known) for one in sightings), default=None)
    gone = [
        row.id
        for row in entries.open_rows(connection)
        if row.state is EntryState.WAITING
        and row.reason != Reason.APPROVED
        and row.id in before - now
        and reach is not None
        and _age_of(row) > reach
    ]
    entries.change_state(connection, gone, state=EntryState.WITHDRAWN, reason="")
    return gone


def remember_present(connection: Connection, feed: str, sightings: Sequence[Sighting]) -> None:
    """Note what this reading had, once every new entry has its number."""
    numbers = " ".join(str(one.known.id) for one in sightings)
    remember(connection, _PRESENT, f"{feed}\n{numbers}")


def _present(connection: Connection, feed: str) -> set[int]:
    where, _, numbers = recall(connection, _PRESENT).partition("\n")
    return {int(number) for number in numbers.split()} if where == feed else set()


def _age_of(row: Known) -> int:
    return row.first_seen_at if row.published_at is None else row.published_at
