"""One planning: the feed is read, what is due is released and frozen, drafts are rendered.

Each step is committed by itself and finds by itself what is left to do, so that a run that was killed
anywhere is taken up by the next. Only one process may plan at a time (store/lock.py).
"""

from dataclasses import dataclass, field

from sqlalchemy import Connection, or_, update

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.planning.arrivals import Arrivals, Source, receive
from plugins.newsletter.planning.drafts import Compose, Rendered, render_drafts
from plugins.newsletter.planning.gathering import freeze_digest, freeze_instants
from plugins.newsletter.planning.holds import Held, held
from plugins.newsletter.planning.pictures import fetch_pictures
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store import wishes
from plugins.newsletter.store.database import Store, forget, recall, remember
from plugins.newsletter.store.schema import entry
from plugins.newsletter.store.states import EntryState, Frequency

_UNEVEN = 300  # seconds that a clock may be set back without anybody being told
_DIGESTS = (Frequency.WEEKLY, Frequency.MONTHLY)


@dataclass(frozen=True)
class Planned:
    """What a planning did. `issues`: frozen now; `held`: all that waits for a person.

    `clock`: a sentence where the clock was set back; then nothing was planned, and nothing should
    begin or be sent.
    """

    arrivals: Arrivals = field(default_factory=Arrivals)
    released: tuple[int, ...] = ()
    issues: tuple[int, ...] = ()
    rendered: Rendered = field(default_factory=Rendered)
    held: tuple[Held, ...] = ()
    clock: str = ""


def plan(
    store: Store, source: Source, settings: NewsletterSettings, compose: Compose, now: int
) -> Planned:
    """Plan all there is to plan at this moment.

    Raises FeedUnusable after everything else was done: a feed out of reach blocks neither digests nor
    drafts. Raises StoreUnusable at once; what was committed before stays right.
    """
    with store.begin() as connection:
        clock = _clock(connection, now)
    if clock:
        return Planned(clock=clock)
    failure: FeedUnusable | None = None
    arrivals = Arrivals()
    try:
        arrivals = receive(store, source, settings, now)
    except FeedUnusable as error:
        failure = error
    fetch_pictures(store, source)
    with store.begin(durable=True) as connection:
        released = _release_due(connection, settings, now)
    issues = freeze_instants(store, settings, now)
    for kind in _DIGESTS:
        issues += freeze_digest(store, settings, kind, now)
    rendered = render_drafts(store, compose, now)
    if failure:
        raise failure
    with store.read() as connection:
        waiting_for_a_person = held(connection)
    return Planned(arrivals, released, tuple(issues), rendered, waiting_for_a_person)


def _clock(connection: Connection, now: int) -> str:
    """Tell once that the clock was set back; the next run believes it."""
    last = int(recall(connection, "last_run", "0"))
    if now >= last - _UNEVEN or recall(connection, "clock.told"):
        remember(connection, "last_run", str(now))
        forget(connection, "clock.told")
        return ""
    remember(connection, "clock.told", str(now))
    return (
        f"Die Uhr geht nach: Der letzte Lauf war {(last - now) // 60} Minuten später als jetzt. Stellen Sie "
        "die Uhr. Geplant und gesandt wurde nichts; für den nächsten Lauf gilt die Zeit, die er vorfindet."
    )


def _release_due(connection: Connection, settings: NewsletterSettings, now: int) -> tuple[int, ...]:
    # A grace time that ends later than any could comes from a clock that was ahead.
    longest = now + int(settings.schedule.grace.total_seconds())
    ids = connection.scalars(
        update(entry)
        .where(
            entry.c.state == EntryState.WAITING,
            or_(entry.c.released_at <= now, entry.c.released_at > longest),
        )
        .values(state=EntryState.RELEASED, reason="", released_at=now)
        .returning(entry.c.id)
    ).all()
    if ids:
        wishes.changed(connection)
    return tuple(sorted(ids))
