"""The first planning of a restored copy: what may have been mailed since the backup asks a person.

store/restored.py notes at the restore what is open; each of these doubts ends with the step that has
looked at it, in its transaction.
"""

from sqlalchemy import Connection

from plugins.newsletter.planning.schedule import last_slot
from plugins.newsletter.settings import Schedule
from plugins.newsletter.store.database import forget, recall
from plugins.newsletter.store.states import Frequency

_FEED = "restored.feed"
_INSTANTS = "restored.instants"


def feed_in_doubt(connection: Connection) -> bool:
    """Tell whether no feed was read since the restore: what is new to the copy may be old."""
    return bool(recall(connection, _FEED))


def feed_was_read(connection: Connection) -> None:
    """End the doubt about the feed."""
    forget(connection, _FEED)


def released_in_doubt(connection: Connection) -> int:
    """Return the moment up to which released entries may have been mailed unknown to the copy, else 0."""
    return int(recall(connection, "restored", "0")) if recall(connection, _INSTANTS) else 0


def released_were_frozen(connection: Connection) -> None:
    """End the doubt about released entries."""
    forget(connection, _INSTANTS)


def digest_in_doubt(connection: Connection, kind: Frequency, schedule: Schedule, done: str) -> bool:
    """Tell whether a slot after `done`, the last one planned, had come before the restore."""
    restored = int(recall(connection, "restored", "0"))
    return bool(restored) and done < last_slot(kind, schedule, restored).name
