"""After a restore: whoever has left since the backup is ended again, before anything is sent."""

from pathlib import Path

from sqlalchemy import Connection

from plugins.newsletter import subscribers
from plugins.newsletter.consent import departures, ending, erasure
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import Event

_DETAIL = "nach dem Zurückholen einer Sicherung nachgetragen"


def end_again(connection: Connection, keys: Keys, file: Path) -> int:
    """End who has left by the file of departures, as he did then; return how many. Raises StoreUnusable."""
    missed = departures.missed(connection, file)
    for departure in missed:
        address = subscribers.find(connection, departure.number).address
        event = departure.event
        ending.end(connection, keys, departure.number, event, departure.at, detail=_DETAIL)
        if event is Event.ERASED:
            erasure.forget(connection, departure.number, address)
    return len(missed)
