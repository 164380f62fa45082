"""What is owed, gathered in issues: one for each entry, and the digests of a slot."""

from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from plugins.newsletter.planning import restoring
from plugins.newsletter.planning.freezing import Candidate, candidates, freeze, is_owed
from plugins.newsletter.planning.schedule import Slot, last_slot, next_slot, out_of_quiet
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store import wishes
from plugins.newsletter.store.database import Store, recall, remember
from plugins.newsletter.store.ledger import issue
from plugins.newsletter.store.states import Frequency

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def freeze_instants(store: Store, settings: NewsletterSettings, now: int) -> list[int]:
    """Freeze one issue for each entry; also for those who wanted digests when it was released."""
    # Looked up while nothing is locked; who switches in between is found by the next planning.
    with store.read() as connection:
        change = wishes.last_change(connection)
        doubtful_until = restoring.released_in_doubt(connection)
        owed = _owed(connection, Frequency.INSTANT, now) if change else []
    made = []
    for one in owed:
        with store.begin(durable=True) as connection:
            issue_id = freeze(
                connection,
                Frequency.INSTANT,
                [one],
                slot=_free_slot(connection, f"instant:{one.id}", always_counted=True),
                title=one.title,
                now=now,
                planned_for=out_of_quiet(settings.schedule, now),
                in_doubt=one.released_at <= doubtful_until,
            )
        made += [issue_id] if issue_id else []
    if change:
        with store.begin(durable=True) as connection:
            wishes.looked_at(connection, change)
            restoring.released_were_frozen(connection)
    return made


def freeze_digest(
    store: Store, settings: NewsletterSettings, kind: Frequency, now: int
) -> list[int]:
    """Freeze the digest of the last slot, once; several slots missed make one digest."""
    slot = last_slot(kind, settings.schedule, now)
    coming = next_slot(kind, settings.schedule, now)
    with store.read() as connection:
        done = recall(connection, f"slot.{kind}")
        # A later one than the coming was remembered by a clock that was ahead.
        if done and slot.name <= done <= coming.name:
            return []
        owed = _owed(connection, kind, now) if done and done < slot.name else []
        in_doubt = restoring.digest_in_doubt(connection, kind, settings.schedule, done)
    with store.begin(durable=True) as connection:
        remember(connection, f"slot.{kind}", slot.name)
        issue_id = freeze(
            connection,
            kind,
            owed,
            slot=_free_slot(connection, slot.name),
            title=_title(kind, slot, settings),
            now=now,
            planned_for=slot.moment,
            in_doubt=in_doubt,
        )
    return [issue_id] if issue_id else []


def _owed(connection: Connection, kind: Frequency, now: int) -> list[Candidate]:
    """Return the entries still owed to somebody of this frequency."""
    return [one for one in candidates(connection, now) if is_owed(connection, kind, one)]


def _free_slot(connection: Connection, name: str, *, always_counted: bool = False) -> str:
    """Return the name of a slot, counted on where issues have it already."""
    taken = connection.scalar(
        select(func.count())
        .select_from(issue)
        .where(or_(issue.c.slot == name, issue.c.slot.startswith(f"{name}:", autoescape=True)))
    )
    number = (taken or 0) + 1
    return f"{name}:{number}" if number > 1 or always_counted else name


def _title(kind: Frequency, slot: Slot, settings: NewsletterSettings) -> str:
    day = datetime.fromtimestamp(slot.moment, settings.schedule.zone)
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    if kind is Frequency.WEEKLY:
        return f"Wochenausgabe vom {day.day}. {month}"
    return f"Monatsausgabe {month}"
