"""One run of sending: everything that is due leaves, as fast as the limits allow.

No mail, address or issue holds up the others. What fails for one address fails there; an issue whose
mails are damaged or refused one after another is paused and waits for a person; one whose mails make
the server hang up rests until the next run. Only when the server takes nothing at all does the
run end with RelayUnusable, and every mail that had not left goes back as if nothing had been tried.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from plugins.newsletter.delivery.journal import Claim, Journal
from plugins.newsletter.delivery.limits import Buckets
from plugins.newsletter.delivery.outcome import Mailer, Outcome, Phase, Result
from plugins.newsletter.delivery.post import Fault, Poster
from plugins.newsletter.delivery.retry import CLOSING, Step, next_step
from plugins.newsletter.delivery.tally import Tally
from plugins.newsletter.delivery.watch import Advice, Watch
from plugins.newsletter.errors import RelayUnusable, SettingsUnusable, WrongUse
from plugins.newsletter.planning.issues import pause
from plugins.newsletter.planning.schedule import is_quiet
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.states import DeliveryState

BATCH = 200  # claims at once: what a killed process leaves claimed
LONGEST_WAIT = 600  # seconds; for longer the next run is there
_NAP = 1.0  # seconds after which a waiting run looks whether it shall stop
_DAMAGED = (
    "Eine ihrer Mails fehlt oder ist beschädigt; brechen Sie die Ausgabe ab oder holen Sie eine "
    "Sicherung der Datenbank zurück."
)
_REFUSED = (
    "Der Mailserver hat {} Mails nacheinander endgültig abgelehnt, zuletzt mit Code {}; klären Sie "
    "den Grund, bevor Sie die Ausgabe fortsetzen."
)
_BROKEN_OFF = (
    "Der Mailserver hat bei mehreren Mails nacheinander die Verbindung abgebrochen oder nicht mehr "
    "geantwortet; der nächste Lauf versucht es wieder."
)


def send_due(  # noqa: PLR0917  # each is another thing
    store: Store,
    mailer: Mailer,
    post: Poster,
    settings: NewsletterSettings,
    clock: Callable[[], int],
    worker: str,
    *,
    sleep: Callable[[float], None],
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Send what is due and return when nothing is left that may leave now.

    Call it with the lock of the sole sender, after `recover`, `reconcile` and `begin_due`; settle the
    issues afterwards, whether it raises or not. `worker` is new for each process. `stop` is asked
    before each mail and each second of waiting. Raises RelayUnusable, SettingsUnusable (the books are
    in order then) and StoreUnusable (the next run puts them in order). The mailer is closed.
    """
    run = _Run(Journal(store, worker), store, mailer, post, settings, clock, stop, sleep)
    try:
        while run.may_go_on():
            for claim in run.claim():
                if stop() or run.quiet():
                    break
                go_on = run.attempt(claim)
                progress(run.tally)
                if not go_on:
                    break
            else:
                continue
            run.journal.give_back_all(clock())
    except (RelayUnusable, SettingsUnusable):
        run.journal.give_back_all(clock())
        raise
    finally:
        mailer.close()
        run.journal.close()
    if run.resting:
        raise RelayUnusable(_BROKEN_OFF)
    return run.tally


@dataclass
class _Run:
    """A run, and what it has learned so far about the server, the domains and the issues."""

    journal: Journal
    store: Store
    mailer: Mailer
    post: Poster
    settings: NewsletterSettings
    clock: Callable[[], int]
    stop: Callable[[], bool]
    sleep: Callable[[float], None]
    tally: Tally = field(default_factory=Tally)
    resting: set[int] = field(default_factory=set)
    fruitless: bool = False

    def __post_init__(self) -> None:
        self.watch = Watch(self.settings.limits.failures)
        self.buckets = Buckets(self.settings.limits)
        with self.store.read() as connection:
            self.buckets.load(connection, self.clock())

    def quiet(self) -> bool:
        """Say whether nothing may leave at this hour."""
        return is_quiet(self.settings.schedule, self.clock())

    def may_go_on(self) -> bool:
        """Wait until a mail may leave; False if there is none, or none may leave in this run."""
        now = self.clock()
        if not self.journal.waiting(now, self._left_alone()):
            return False
        left = 0.0
        if self.fruitless or self.buckets.room(now) < 1:
            left = max(self.buckets.wait(now), _NAP)
        if left > LONGEST_WAIT:
            self.tally.rest = "slow"
        while not self.tally.rest:
            if self.stop():
                self.tally.rest = "stopped"
            elif self.quiet():
                self.tally.rest = "quiet"
            elif left <= 0:
                return True
            else:
                self.sleep(min(left, _NAP))
                left -= _NAP
        return False

    def claim(self) -> tuple[Claim, ...]:
        """Take the next mails."""
        batch = self.journal.claim(BATCH, self.clock(), self.buckets, self._left_alone())
        self.tally.counts[DeliveryState.EXCLUDED] += batch.excluded
        self.fruitless = not any(batch)
        return batch.claims

    def attempt(self, claim: Claim) -> bool:
        """Try one mail and write down what became of it; False: no other one just now."""
        if claim.issue in self._left_alone():
            return self._give_back(claim)
        mail = self.post.mail(claim, self.clock())
        if mail is Fault.VARIANT:
            self._pause(claim, _DAMAGED)
            return self._give_back(claim)
        if mail is Fault.ADDRESS:
            unheard = Outcome(Result.REFUSED, Phase.CONNECT)
            return self._record(claim, unheard, Step(DeliveryState.FAILED))
        outcome = self.mailer.deliver(mail, lambda: self.journal.about_to_end(claim, self.clock()))
        if outcome.result is Result.WITHHELD:
            return self._give_back(claim)
        step = next_step(
            outcome,
            delivery=claim.delivery,
            attempt=claim.attempt,
            first_attempt_at=claim.first_attempt_at,
            retry_for=self.settings.limits.retry_for,
            now=self.clock(),
        )
        self._record(claim, outcome, step)
        return self._heed(claim, outcome)

    def _left_alone(self) -> set[int]:
        """Return the issues that send no more in this run, even if somebody resumes them meanwhile."""
        return self.resting | self.tally.paused.keys()

    def _heed(self, claim: Claim, outcome: Outcome) -> bool:
        """Act on an outcome that is written down; False: a pause is wanted."""
        advice = self.watch.heed(claim.issue, outcome)
        if outcome.result is Result.ACCEPTED:
            self.buckets.ease(self.clock())
        if advice is Advice.PAUSE:
            self._pause(claim, _REFUSED.format(self.settings.limits.failures, outcome.code))
        elif advice is Advice.REST:
            self.resting.add(claim.issue)
        if outcome.code == CLOSING:
            self.buckets.slow_down(self.clock())
        return outcome.code != CLOSING

    def _record(self, claim: Claim, outcome: Outcome, step: Step) -> bool:
        if self.journal.record(claim, outcome, step, self.clock()):
            self.tally.counts[step.state] += 1
        return True

    def _give_back(self, claim: Claim) -> bool:
        state = self.journal.give_back(claim, self.clock())
        if state is DeliveryState.PENDING:
            self.tally.returned += 1
        elif state is not None:
            self.tally.counts[state] += 1
        return True

    def _pause(self, claim: Claim, reason: str) -> None:
        with self.store.begin() as connection, suppress(WrongUse):  # it may have ended meanwhile
            pause(connection, claim.issue, self.clock(), reason)
        self.tally.paused[claim.issue] = reason
