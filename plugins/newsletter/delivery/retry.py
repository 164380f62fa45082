"""When a mail that was refused for a time is tried again, and when no more.

Five minutes after the first attempt, then twice as long each time up to four hours: greylisting
wants a retry after some minutes and within a day (RFC 6647, 5), a full mailbox wants patience. A
dialogue that broke off says nothing about the mail, so it waits a fifth of that. Each delivery adds
its own share of a quarter, so that a thousand deferred at once do not come back at once.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2s
from itertools import accumulate, repeat

from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.store.states import DeliveryState

CLOSING = 421  # RFC 5321, 3.8: the server closes the connection
TOO_LARGE = 552  # at MAIL (RFC 1870, 6.1) the one refusal that is the mail's own fault
_PERMANENT = 500
_WAITS = tuple(accumulate(repeat(300, 7), lambda wait, _: min(wait * 2, 14_400)))
LONGEST = _WAITS[-1] * 5 // 4  # seconds between two attempts at most
_SOONER = 5


@dataclass(frozen=True)
class Step:
    """Where a delivery goes after an attempt; `at` counts for DEFERRED only."""

    state: DeliveryState
    at: int = 0


def next_step(
    outcome: Outcome,
    *,
    delivery: int,
    attempt: int,
    first_attempt_at: int | None,
    retry_for: timedelta,
    now: int,
) -> Step:
    """Return what becomes of a delivery whose attempt number `attempt` (from 1) ended like this.

    One last attempt is made when `retry_for` is over. WITHHELD is the journal's business: ValueError.
    """
    match outcome.result:
        case Result.ACCEPTED:
            return Step(DeliveryState.SENT)
        case Result.UNCERTAIN:
            return Step(DeliveryState.UNCERTAIN)
        case Result.REFUSED if not refuses_the_house(outcome):
            return Step(DeliveryState.FAILED)
        case Result.WITHHELD:
            raise ValueError("nothing was tried")
    began = now if first_attempt_at is None else min(first_attempt_at, now)  # clocks are set back
    end = began + int(retry_for.total_seconds())
    if refuses_the_house(outcome):
        # A wrong setting of ours must not use up anybody's time.
        return Step(DeliveryState.DEFERRED, now + wait(delivery, attempt))
    if now >= end:
        return Step(DeliveryState.EXPIRED)
    return Step(DeliveryState.DEFERRED, min(end, now + wait(delivery, attempt, lost(outcome))))


def wait(delivery: int, attempt: int, sooner: bool = False) -> int:  # noqa: FBT001, FBT002  # always named or from lost()
    """Return the seconds from attempt number `attempt` to the next."""
    base = _WAITS[min(max(attempt, 1), len(_WAITS)) - 1]
    drawn = blake2s(f"{delivery}:{attempt}".encode(), digest_size=2).digest()
    return (base + base * int.from_bytes(drawn, "big") // 4 // 65_536) // (_SOONER if sooner else 1)


def lost(outcome: Outcome) -> bool:
    """Say whether the dialogue broke off before the server judged the mail."""
    return outcome.result is Result.DEFERRED and outcome.code in (0, CLOSING)


def refuses_the_house(outcome: Outcome) -> bool:
    """Say whether the server refuses us as senders: no fault of this mail or this address."""
    return (
        outcome.phase is Phase.MAIL
        and outcome.result in (Result.REFUSED, Result.DEFERRED)
        and outcome.code >= _PERMANENT
        and outcome.code != TOO_LARGE
    )
