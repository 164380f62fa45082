"""What is written down about each mail, and when: the reason why none is lost and none comes twice.

    claim          pending, deferred → claimed     before a byte of the mail leaves
    about_to_end   claimed → sending               committed before the final dot
    record         sending → sent, failed, …       committed as soon as the answer is known
    give_back      claimed → pending               nothing was tried; the attempt does not count
    recover        after a crash: claimed → pending, sending → uncertain

Each write names worker and attempt of the claim (fencing): a process that was taken for dead and
wakes up can change nothing. What goes back to an issue that has ended meanwhile is closed with it
when the issue is settled.
"""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from plugins.newsletter.delivery import statements
from plugins.newsletter.delivery.limits import Buckets
from plugins.newsletter.delivery.outcome import Outcome
from plugins.newsletter.delivery.retry import LONGEST, Step
from plugins.newsletter.store.database import Store, recall, remember
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.session import Session
from plugins.newsletter.store.states import DeliveryState, Frequency, SubscriberState

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_ADDRESS = re.compile(r"\S*(?:@|＠|%40|=40)\S*")


@dataclass(frozen=True)
class Claim:
    """A delivery taken by this process, and what its mail needs; the numbers are those of rows."""

    delivery: int
    issue: int
    kind: Frequency
    variant: int
    subscriber: int
    address: str = field(repr=False)
    domain: str = field(repr=False)
    attempt: int  # from 1
    first_attempt_at: int | None


class Batch(NamedTuple):
    """What one claim brought. `excluded`: no longer subscribed, settled on the spot."""

    claims: tuple[Claim, ...]
    excluded: int
    returned: int  # no token for their domain


class Recovered(NamedTuple):
    """What a crash had left behind."""

    pending: int
    uncertain: int


class Journal:
    """The journal of one process; `worker` names it, like no other process that was or will be.

    Every method raises StoreUnusable where the database cannot be used.
    """

    def __init__(self, store: Store, worker: str) -> None:
        self._store, self.worker = store, worker
        self._session = Session(store)
        self._end = self._session.prepare(statements.END)
        self._record = self._session.prepare(statements.RECORD)

    def claim(self, count: int, now: int, buckets: Buckets, resting: Collection[int] = ()) -> Batch:
        """Take up to `count` due deliveries whose domains have tokens, none of `resting` issues."""
        most = min(count, buckets.room(now))
        if most == 0:
            return Batch((), 0, 0)
        values = {"at": now, "by": self.worker, "blocked": sorted(buckets.blocked(now))}
        claims, returned, unwanted = [], [], 0
        with self._store.begin(durable=True) as connection:
            ids: list[int] = []
            for number in _sending(connection, resting):
                if (left := most - len(ids)) == 0:
                    break
                ids += connection.scalars(
                    statements.CLAIM, {**values, "of": number, "count": left}
                ).all()
            rows = connection.execute(statements.NEEDED, {"ids": ids}).all() if ids else ()
            for *needed, state in rows:
                claim = Claim(*needed)
                wanted = state == SubscriberState.CONFIRMED
                if wanted and buckets.admit(claim.domain, now):
                    claims.append(claim)
                else:
                    returned.append(claim.delivery)
                    unwanted += not wanted
            if returned:
                back = statements.BACK.where(delivery.c.id.in_(returned))
                connection.execute(back, {"at": now})
            buckets.save(connection, now)
        return Batch(tuple(claims), unwanted, len(returned) - unwanted)

    def waiting(self, now: int, resting: Collection[int] = ()) -> bool:
        """Say whether any delivery is due, blocked or not."""
        with self._store.read() as connection:
            return any(
                connection.scalar(statements.DUE, {"at": now, "count": 1, "of": number}) is not None
                for number in _sending(connection, resting)
            )

    def about_to_end(self, claim: Claim, now: int) -> bool:
        """Commit that the final dot may leave; False: it must not.

        No longer subscribed, issue or sender paused, or the claim is not ours any more.
        """
        return self._end({**self._mine(claim), "at": now}) == 1

    def record(self, claim: Claim, outcome: Outcome, step: Step, now: int) -> bool:
        """Commit what became of a mail; False where the claim is not ours any more."""
        values = {
            **self._mine(claim),
            "at": now,
            "to": step.state.value,
            "next": step.at,
            "in_phase": outcome.phase.value,
            "with_code": outcome.code,
            "text": without_addresses(outcome.reply, claim.address),
            "queue": outcome.queue_id,
        }
        return self._record(values) == 1

    def give_back(self, claim: Claim, now: int) -> DeliveryState | None:
        """Return a claim of which nothing has left, and where it went: back, or out for good.

        None: it is not ours any more.
        """
        back = statements.BACK.where(statements.MINE, statements.CLAIMED)
        with self._store.begin() as connection:
            values = {**self._mine(claim), "at": now}
            found = connection.scalar(back.returning(delivery.c.state), values)
        return None if found is None else DeliveryState(found)

    def give_back_all(self, now: int) -> None:
        """Return every claim of which nothing has left."""
        mine = delivery.c.worker == self.worker
        with self._store.begin() as connection:
            connection.execute(statements.BACK.where(mine, statements.CLAIMED), {"at": now})

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def _mine(self, claim: Claim) -> dict[str, object]:
        return {"which": claim.delivery, "by": self.worker, "nth": claim.attempt}


def recover(store: Store, now: int, boot: str | None = None) -> Recovered:
    """Put in order what a killed process has left; only while holding the lock of the sole sender.

    `boot` names this start of the machine (None: as Linux names it). Where it is another than at the last
    recovery, the power may have been lost, and with it the marks of the last 100 ms (store/session.py):
    then what SQLite remembers as claimed is as uncertain as what it remembers as sending.
    """
    boot = _this_boot() if boot is None else boot
    with store.begin(durable=True) as connection:
        powerless = 0
        if store.file is not None and boot and recall(connection, "boot") not in ("", boot):
            powerless = connection.execute(statements.LEFT_POWERLESS).rowcount
        remember(connection, "boot", boot)
        claimed = connection.execute(statements.LEFT_CLAIMED, {"at": now}).rowcount
        sending = connection.execute(statements.LEFT_SENDING).rowcount
        connection.execute(statements.PUT_OFF, {"at": now, "latest": now + LONGEST})
    return Recovered(claimed, sending + powerless)


def _this_boot() -> str:
    with suppress(OSError):
        return _BOOT.read_text(encoding="ascii").strip()
    return ""  # no Linux: nothing is known, and a loss of power may send the last 100 ms again


def _sending(connection: Connection, resting: Collection[int]) -> Sequence[int]:
    return connection.scalars(statements.SENDING_ISSUES, {"resting": list(resting)}).all()


def without_addresses(reply: str, address: str) -> str:
    """Return a reply of a mail server without anything that looks like an address, or part of this one."""
    cleaned = _ADDRESS.sub("…", reply)
    local = address.rpartition("@")[0]
    if local and local.lower() in cleaned.lower():
        cleaned = re.sub(rf"(?<!\w){re.escape(local)}(?!\w)", "…", cleaned, flags=re.IGNORECASE)
    return cleaned
