"""One round of the sender: put in order what a crash left, plan, send, settle.

    lock → recover → reconcile → plan → begin → send → settle → suppress what is refused for good

A feed or a mail server out of reach ends none of the other steps; what went wrong is collected and
told at the end.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from plugins.newsletter.consent.register import Register
from plugins.newsletter.delivery.journal import Recovered, recover
from plugins.newsletter.delivery.outcome import Mailer
from plugins.newsletter.delivery.post import Post
from plugins.newsletter.delivery.receipts import Receipts
from plugins.newsletter.delivery.reconcile import Reconciled, reconcile
from plugins.newsletter.delivery.sending import send_due
from plugins.newsletter.delivery.tally import Tally
from plugins.newsletter.errors import FeedUnusable, NewsletterError, RelayUnusable, SettingsUnusable
from plugins.newsletter.intake.refusals import note_refusals
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail.variant import compose
from plugins.newsletter.operation.log import log
from plugins.newsletter.planning.holds import Held, held
from plugins.newsletter.planning.issues import Begun, Settled, begin_due, settle
from plugins.newsletter.planning.plan import Planned, plan
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.source.source import Source
from plugins.newsletter.store.database import Store, recall
from plugins.newsletter.store.ledger import delivery, issue
from plugins.newsletter.store.lock import sole_sender
from plugins.newsletter.store.states import DeliveryState, IssueState

Show = Callable[[int], None]


@dataclass(frozen=True)
class Sender:
    """What a round needs. `shown` makes the progress for a number of mails; `clock`: epoch seconds."""

    root: Path
    settings: NewsletterSettings
    store: Store
    keys: Keys
    mailer: Callable[[], Mailer]
    clock: Callable[[], int]
    sleep: Callable[[float], None]
    stop: Callable[[], bool]
    shown: Callable[[int], AbstractContextManager[Show]]


@dataclass
class Round:
    """What a round has done, and what went wrong meanwhile."""

    recovered: Recovered
    reconciled: Reconciled
    planned: Planned = field(default_factory=Planned)
    held: tuple[Held, ...] = ()
    standstill: str = ""  # why the whole sender stands still
    begun: Begun = field(default_factory=Begun)
    tally: Tally = field(default_factory=Tally)
    settled: Settled = field(default_factory=Settled)
    faults: list[NewsletterError] = field(default_factory=list)


def send_round(sender: Sender) -> Round:
    """Do one round. Raises Busy and StoreUnusable."""
    settings, store = sender.settings, sender.store
    with sole_sender(store):
        now = sender.clock()
        oracle = Receipts(settings.receipts) if settings.receipts else None
        done = Round(recover(store, now), reconcile(store, oracle, settings, now))
        log().info("round.begun", **done.recovered._asdict(), **done.reconciled._asdict())
        try:
            _plan(sender, done)
        finally:
            # Whatever may be wrong with new posts, what is frozen leaves. Not by a wrong clock, though.
            if not done.planned.clock:
                _deliver(sender, done)
        with store.begin(durable=True) as connection:
            done.settled = settle(connection, sender.clock())
            done.held = held(connection)
            done.standstill = recall(connection, "paused")
        _suppress(sender, done)
        log().info("round.ended", issues_done=done.settled.done, faults=len(done.faults))
    return done


def plan_now(root: Path, settings: NewsletterSettings, store: Store, now: int) -> Planned:
    """Plan without sending. Raises Busy, FeedUnusable, StoreUnusable."""
    with sole_sender(store):
        return _planned(root, settings, store, now)


def _planned(root: Path, settings: NewsletterSettings, store: Store, now: int) -> Planned:
    source = Source(settings, root)
    planned = plan(store, source, settings, partial(compose, settings=settings, root=root), now)
    notes = (*planned.arrivals.notes, *source.notes)
    return replace(planned, arrivals=replace(planned.arrivals, notes=notes))


def _plan(sender: Sender, done: Round) -> None:
    try:
        done.planned = _planned(sender.root, sender.settings, sender.store, sender.clock())
    except (FeedUnusable, SettingsUnusable) as error:
        done.faults.append(error)
        log().warning("planning.ended_early", reason=str(error))
    else:
        arrivals = done.planned.arrivals
        log().info(
            "planned",
            waiting=len(arrivals.waiting),
            held=len(arrivals.held),
            corrected=len(arrivals.corrected),
            withdrawn=len(arrivals.withdrawn),
            issues=done.planned.issues,
        )


def _deliver(sender: Sender, done: Round) -> None:
    with sender.store.begin(durable=True) as connection:
        done.begun = begin_due(connection, sender.settings, sender.clock())
    _send(sender, done)


def _send(sender: Sender, done: Round) -> None:
    with sender.shown(_due(sender.store)) as show:

        def progress(tally: Tally) -> None:
            done.tally = tally
            show(tally.counts.total())

        try:
            done.tally = send_due(
                sender.store,
                sender.mailer(),
                Post(sender.store, sender.settings, sender.keys),
                sender.settings,
                sender.clock,
                f"{os.getpid()}-{secrets.token_hex(4)}",
                sleep=sender.sleep,
                stop=sender.stop,
                progress=progress,
            )
        except (RelayUnusable, SettingsUnusable) as error:
            done.faults.append(error)
            log().error("sending.ended_early", reason=str(error))
    counts = {str(state): count for state, count in done.tally.counts.items() if count}
    log().info("sent", rest=done.tally.rest, **counts)


def _suppress(sender: Sender, done: Round) -> None:
    if not (done.tally.counts[DeliveryState.FAILED] or done.tally.counts[DeliveryState.EXPIRED]):
        return
    register = Register(sender.store, sender.keys, sender.settings, sender.root)
    ended = note_refusals(sender.store, register, sender.settings, sender.clock())
    log().info("refusals.noted", suppressed=ended)


def _due(store: Store) -> int:
    with store.read() as connection:
        return int(
            connection.scalar(
                select(func.count())
                .select_from(delivery)
                .join(issue, issue.c.id == delivery.c.issue_id)
                .where(
                    issue.c.state == IssueState.SENDING,
                    delivery.c.state.in_((DeliveryState.PENDING, DeliveryState.DEFERRED)),
                )
            )
            or 0
        )
