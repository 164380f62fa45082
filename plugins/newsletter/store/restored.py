"""What a copy of an earlier state does not know, and what is done about it before it may send.

Between the backup and now the lost database may have sent mails, numbered rows, and taken notice of
people who left: who did stands in a file beside it (consent/recovery.py). So a restored copy

* stands still (memory `paused`) until a person has read why;
* holds every entry that waits, and remembers when it was restored (memory `restored`), that the next
  feed may bring entries that were mailed (`restored.feed`), and whether entries were released whose
  mails were not frozen (`restored.instants`): planning/restoring.py reads these;
* calls every open delivery `uncertain`: the receipts decide whether it was sent, and the settings
  where there are none. Mails of issues that were made after the backup are unknown to it for good;
* counts on far beyond the numbers it knows: they stand in Message-IDs and signed tokens, and those of
  the lost rows must not come to mean somebody else.
"""

from sqlalchemy import Connection, func, or_, select, text, update

from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.schema import entry
from plugins.newsletter.store.states import DeliveryState, EntryState, Reason
from plugins.newsletter.store.wishes import last_change

GAP = 1_000_000  # more rows than can have been made since any backup
REASON = (
    "Diese Datenbank ist eine zurückgeholte Sicherung. Was seit der Sicherung verschickt wurde, weiß sie nicht, "
    "und wer sich seitdem angemeldet hat, fehlt in ihr: Überspringen Sie Beiträge, die schon verschickt sind, "
    "und setzen Sie erst dann den Versand fort."
)
_NUMBERED = ("entry", "subscriber", "issue", "delivery")
_OPEN = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.DEFERRED)


def mark_restored(connection: Connection, now: int) -> None:
    """Make a copy of an earlier state safe; for PostgreSQL call this right after pg_restore."""
    remember(connection, "paused", REASON)
    remember(connection, "restored", str(now))
    remember(connection, "restored.feed", "open")
    if last_change(connection):
        remember(connection, "restored.instants", "open")
    _hold(connection)
    doubt = {"state": DeliveryState.UNCERTAIN, "worker": ""}
    # Receipts are asked from the last moment on at which the copy was still the truth.
    connection.execute(
        update(delivery)
        .where(delivery.c.state.in_(_OPEN))
        .values(**doubt, changed_at=_last_known(connection))
    )
    connection.execute(
        update(delivery).where(delivery.c.state == DeliveryState.SENDING).values(**doubt)
    )
    for table in _NUMBERED:
        _count_on(connection, table)


def _hold(connection: Connection) -> None:
    # What is dated in the future keeps its reason: its release depends on it, and asks anyway.
    connection.execute(
        update(entry)
        .where(
            or_(
                entry.c.state == EntryState.WAITING,
                (entry.c.state == EntryState.HELD) & (entry.c.reason != Reason.FUTURE),
            )
        )
        .values(state=EntryState.HELD, reason=Reason.RESTORED, released_at=None)
    )


def _last_known(connection: Connection) -> int:
    moved = connection.scalar(select(func.max(delivery.c.changed_at)))
    return max(moved or 0, int(recall(connection, "last_run", "0")))


def _count_on(connection: Connection, table: str) -> None:
    if connection.dialect.name == "postgresql":
        sequence = f"{table}_id_seq"
        connection.execute(text(f"SELECT setval('{sequence}', nextval('{sequence}') + {GAP})"))
        return
    moved = connection.execute(
        text("UPDATE sqlite_sequence SET seq = seq + :gap WHERE name = :table"),
        {"gap": GAP, "table": table},
    )
    if not moved.rowcount:
        connection.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :gap)"),
            {"gap": GAP, "table": table},
        )
