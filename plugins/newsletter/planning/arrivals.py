"""What came in with the feed: new entries wait or are held, open ones are corrected or withdrawn.

    new ── first run ──────────────────────────────→ seen
     ├──── too many, old, future, doubtful, restored → held ── a person → waiting, or seen
     └──── else → waiting ── grace over → released (plan.py)
                   ├── corrected, its date now in doubt → held
                   └── taken back (withdrawal.py) → withdrawn ── back again → as new

While an entry waits, `released_at` holds the time its grace ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy import Connection

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.planning import entries, feed, restoring
from plugins.newsletter.planning.identity import Sighting, recognise
from plugins.newsletter.planning.withdrawal import remember_present, withdraw
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.source.source import Reading, Validators
from plugins.newsletter.store.database import Store, recall, remember
from plugins.newsletter.store.states import EntryState, Reason

_FUTURE = timedelta(hours=24)


class Source(Protocol):
    """A feed, as source/source.py reads it. Raises FeedUnusable."""

    def read(self, validators: Validators) -> Reading:
        """Return what is in the feed, None where it has not changed."""

    def with_pictures(self, entry: Entry) -> Entry:
        """Return the entry with those of its pictures that can be had."""


@dataclass(frozen=True)
class Arrivals:
    """What one look at the feed brought; numbers are ids of entries.

    `first`: the first run of this database, `seen` entries will never be mailed. `notes`: sentences
    of the source for the operator.
    """

    first: bool = False
    seen: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    corrected: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def receive(store: Store, source: Source, settings: NewsletterSettings, now: int) -> Arrivals:
    """Read the feed and store what it brought, with its validators, in one transaction.

    Raises FeedUnusable, after the failure was recorded, and StoreUnusable.
    """
    with store.read() as connection:
        validators = feed.validators(connection, settings.feed)
    try:
        reading = source.read(validators)
    except FeedUnusable as error:
        with store.begin() as connection:
            feed.record_failure(connection, settings.feed, str(error), now)
        raise
    with store.begin(durable=True) as connection:
        feed.record(connection, settings.feed, reading, now)
        if reading.entries is None:
            return Arrivals(notes=tuple(reading.notes))
        return _Intake(connection, settings, now).take(reading)


class _Intake:
    """One reading, taken into the database within one transaction."""

    def __init__(self, connection: Connection, settings: NewsletterSettings, now: int) -> None:
        self._connection = connection
        self._feed = settings.feed
        self._limits = settings.limits
        self._grace = int(settings.schedule.grace.total_seconds())
        self._now = now

    def take(self, reading: Reading) -> Arrivals:
        found = reading.entries or ()
        rows = entries.lookup(self._connection, found)
        sightings = list(recognise(found, rows, self._now))
        fresh = [one for one in sightings if one.is_new or one.known.state is EntryState.WITHDRAWN]
        notes = tuple(reading.notes)
        in_doubt = restoring.feed_in_doubt(self._connection)
        restoring.feed_was_read(self._connection)
        if not recall(self._connection, "initialised"):
            remember(self._connection, "initialised", str(self._now))
            ids = self._store(fresh, [{"state": EntryState.SEEN} for _ in fresh])
            remember_present(self._connection, self._feed, sightings)
            return Arrivals(first=True, seen=tuple(ids), notes=notes)
        corrected = entries.correct(self._connection, [one for one in sightings if not one.is_new])
        withdrawn = withdraw(self._connection, self._feed, sightings)
        judged = self._judge_again(sightings, corrected)
        waiting, held = self._admit(fresh, in_doubt=in_doubt)
        remember_present(self._connection, self._feed, sightings)
        return Arrivals(
            waiting=tuple(waiting),
            held=(*judged, *held),
            corrected=tuple(corrected),
            withdrawn=tuple(withdrawn),
            notes=notes,
        )

    def _judge_again(self, sightings: Sequence[Sighting], corrected: Sequence[int]) -> list[int]:
        """Hold what waits and now bears a date that nothing new could have come in with."""
        held = []
        for one in sightings:
            row = one.known
            if row.id not in corrected or row.state is not EntryState.WAITING:
                continue
            reason = self._doubt(one)
            if reason and row.reason != Reason.APPROVED:
                entries.change_state(
                    self._connection,
                    [row.id],
                    state=EntryState.HELD,
                    reason=reason,
                    released_at=None,
                )
                held.append(row.id)
        return held

    def _admit(self, fresh: Sequence[Sighting], *, in_doubt: bool) -> tuple[list[int], list[int]]:
        """Let new entries wait, or hold them; return both. What a person let through is not judged."""
        if not fresh:
            return [], []
        before = [
            row.id
            for row in entries.open_rows(self._connection)
            if row.state is EntryState.WAITING and row.reason != Reason.APPROVED
        ]
        reasons = [self._doubt(one) for one in fresh]
        if in_doubt:
            reasons = [Reason.FUTURE if r is Reason.FUTURE else Reason.RESTORED for r in reasons]
        if len(fresh) + len(before) > self._limits.new_entries:
            reasons = [reason or Reason.MANY for reason in reasons]
            entries.change_state(
                self._connection, before, state=EntryState.HELD, reason=Reason.MANY
            )
        else:
            before = []
        due = self._now + self._grace
        ids = self._store(
            fresh,
            [
                {"state": EntryState.HELD, "reason": reason, "released_at": None}
                if reason
                else {"state": EntryState.WAITING, "reason": "", "released_at": due}
                for reason in reasons
            ],
        )
        decided = list(zip(ids, reasons, strict=True))
        held = before + [number for number, reason in decided if reason]
        return [number for number, reason in decided if not reason], held

    def _doubt(self, one: Sighting) -> Reason | None:
        if one.doubtful:
            return Reason.REPEATED
        published = one.entry.published_at
        if published is None:
            return None
        if published > self._now + _FUTURE.total_seconds():
            return Reason.FUTURE
        return (
            Reason.OLD if published < self._now - self._limits.entry_age.total_seconds() else None
        )

    def _store(self, fresh: Sequence[Sighting], states: Sequence[dict[str, Any]]) -> list[int]:
        """Make the rows of new entries, bring withdrawn ones back; return ids in this order."""
        seen = entries.moment_of_sight(self._connection, self._now)
        columns = [{"first_seen_at": seen, **state} for state in states]
        paired = list(zip(fresh, columns, strict=True))
        # The last of a feed is its oldest: ids grow with time, also where there are no dates.
        new = [(one, values) for one, values in reversed(paired) if one.is_new]
        made = entries.insert_new(
            self._connection, [values for _, values in new], [one.entry for one, _ in new]
        )
        for (one, _), number in zip(new, made, strict=True):
            one.known.id = number
        for one, values in paired:
            if one.known.state is EntryState.WITHDRAWN:
                entries.change_state(self._connection, [one.known.id], **values)
                entries.rewrite(self._connection, one.known.id, one.entry)
        return [one.known.id for one in fresh]
