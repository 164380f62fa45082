"""Sign-ups → the mails that confirm: decided and sent in the background, soon after the answer.

A token is committed before its mail can leave, and the mail is noted as sent after the server has taken it.
So a process that dies in between sends it again with another token and the same Message-ID; none is
lost. No transaction is open while the mail server is spoken to. The answers come first: of a flood of
sign-ups no more is decided than half the time allows, and mails leave no faster than `limits.mails`.

    accepted                    → sent
    refused for a time          → again after a minute, five, thirty … for a day (notices.WAITS)
    refused for good            → failed; the person may sign up anew
    no answer to the final dot  → again, as one refused for a time
    broken off, or this house   → again, without being counted, as long as the link would be good
      is refused
    server out of reach         → all wait; tried again every minute
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom

import structlog

from plugins.newsletter.consent import applications, attempts, notices
from plugins.newsletter.consent.notices import Notice
from plugins.newsletter.delivery.outcome import Mailer, Outcome, Result
from plugins.newsletter.delivery.retry import lost, refuses_the_house
from plugins.newsletter.errors import NewsletterError, RelayUnusable, SettingsUnusable
from plugins.newsletter.keys import Keys
from plugins.newsletter.service.letters import Letters
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.lock import sole_courier

BATCH = 20
PAUSE = 5.0  # seconds between two looks, if nobody signs up
DELAY = (0.5, 2.0)  # seconds after a sign-up, at least and at most: made up anew each time
REST = 60  # seconds in which a server out of reach is left alone
_LONGEST = 21_600  # seconds between two attempts that do not count
_CHANCE = SystemRandom()
Stop = Callable[[], bool]
Rest = Callable[[float], object]


@dataclass
class Tally:
    """What one pass did: sign-ups decided, and what became of mails. `withdrawn`: not to be sent any more."""

    asked: int = 0
    known: int = 0
    dropped: int = 0
    sent: int = 0
    later: int = 0
    failed: int = 0
    withdrawn: int = 0


class Courier:
    """One at a time for a database. `mailer` gives a new transport; `clock`: seconds since 1970."""

    def __init__(  # noqa: PLR0917  # each is another thing
        self,
        store: Store,
        keys: Keys,
        settings: NewsletterSettings,
        root: Path,
        mailer: Callable[[], Mailer],
        clock: Callable[[], int],
    ) -> None:
        self._store, self._keys, self._settings = store, keys, settings
        self._mailer, self._clock = mailer, clock
        self._letters = Letters(store, keys, settings, root)
        self._awake = threading.Event()
        self._rest_until = 0
        self._said = ""
        self._log: structlog.typing.FilteringBoundLogger = structlog.get_logger()

    def wake(self) -> None:
        """Look soon: somebody has signed up, or `stop` is set."""
        self._awake.set()

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set (then call `wake`); the mail that is leaving is finished.

        What the operator must mend is logged once and tried again; any other error ends this thread.
        """
        while not stop.is_set():
            try:
                tally = self.run_once(stop.is_set, stop.wait)
            except NewsletterError as error:
                self._say(str(error))
            else:
                if tally != Tally():
                    self._log.info("courier.done", **vars(tally))
                if not self._resting(self._clock()):
                    self._said = ""
            if self._awake.wait(PAUSE):
                # At once, it would slow down the very next requests, but only where a mail is made:
                # whoever times them would know something about an address.
                stop.wait(_CHANCE.uniform(*DELAY))
            self._awake.clear()

    def run_once(self, stop: Stop = lambda: False, rest: Rest = lambda _: None) -> Tally:
        """Decide every sign-up that waits, and send every mail that is due, each once at most.

        `rest` waits so many seconds between two steps, or until `stop` is set. Raises RelayUnusable, SettingsUnusable, StoreUnusable and Busy; the next pass goes on.
        """
        tally, now = Tally(), self._clock()
        if not self._anything(now):
            return tally
        with sole_courier(self._store):
            while not stop():
                begun = time.monotonic()
                decided = applications.decide(self._store, self._keys, self._settings, now, BATCH)
                tally.asked += decided.asked
                tally.known += decided.known
                tally.dropped += decided.dropped
                if sum(decided) < BATCH:
                    break
                rest(time.monotonic() - begun)
            if not self._resting(now):
                self._send(tally, now, stop, rest)
        return tally

    def _anything(self, now: int) -> bool:
        with self._store.read() as connection:
            return applications.waiting_since(connection) is not None or bool(
                notices.due(connection, now, 1)
            )

    def _send(self, tally: Tally, now: int, stop: Stop, rest: Rest) -> None:
        mailer: Mailer | None = None
        try:
            while batch := self._due(now):
                mailer = mailer or self._mailer()
                for owed in batch:
                    if stop():
                        return
                    self._attempt(mailer, owed, max(now, self._clock()), tally)
                    rest(60 / self._settings.limits.mails)
        except (RelayUnusable, SettingsUnusable):
            self._rest_until = self._clock() + REST
            raise
        finally:
            if mailer is not None:
                mailer.close()

    def _due(self, now: int) -> list[Notice]:
        with self._store.read() as connection:
            return notices.due(connection, now, BATCH)

    def _attempt(self, mailer: Mailer, owed: Notice, now: int, tally: Tally) -> None:
        if now >= self._letters.good_until(owed):
            notices.refused(self._store, owed)
            tally.failed += 1
            return
        token = notices.begin(self._store, owed, now, message_id=self._letters.name(owed))
        if token is None:
            tally.withdrawn += 1
            return
        try:
            mail = self._letters.write(owed, token, now)
            outcome = mailer.deliver(mail, lambda: self._may_end(owed))
        except (RelayUnusable, SettingsUnusable):
            attempts.give_back(self._store, owed, token, now)
            raise
        self._note(owed, token, outcome, now, tally)

    def _may_end(self, owed: Notice) -> bool:
        with self._store.read() as connection:
            return attempts.may_end(connection, owed)

    def _note(self, owed: Notice, token: str, outcome: Outcome, now: int, tally: Tally) -> None:
        """Write down what became of an attempt; `begin` has already put down when to try again."""
        match outcome.result:
            case Result.ACCEPTED:
                notices.sent(self._store, owed, self._letters.name(owed), max(now, self._clock()))
                tally.sent += 1
            case Result.WITHHELD:
                tally.withdrawn += 1
            case Result.REFUSED if not refuses_the_house(outcome):
                notices.refused(self._store, owed)
                tally.failed += 1
            case _:
                if refuses_the_house(outcome) or lost(outcome):
                    wait = max(REST, min((now - owed.asked_at) // 4, _LONGEST))
                    attempts.give_back(self._store, owed, token, now + wait)
                tally.later += 1
        if outcome.result in (Result.REFUSED, Result.DEFERRED, Result.UNCERTAIN):
            self._log.warning("courier.not_accepted", phase=outcome.phase, code=outcome.code)

    def _resting(self, now: int) -> bool:
        return now < self._rest_until <= now + REST  # a clock that was set back makes no long rest

    def _say(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self._log.error("courier.failed", reason=text)
