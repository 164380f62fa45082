"""How fast mails may leave: token buckets, one for all mails and one for each recipient domain.

A bucket fills at its rate and holds ten seconds of it. Buckets are kept in the database and saved
with each claim, before a mail leaves, so that a killed and restarted process has no burst to spend.
A server that closes with 421 halves the overall rate and gets a pause; success brings it back.
"""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, select

from plugins.newsletter.settings import Limits
from plugins.newsletter.store.database import insert_for
from plugins.newsletter.store.ledger import ALL_MAILS, bucket

SLOWEST = 64.0
PAUSE = 5.0  # seconds after a 421, times slowness
_BURST = 10.0  # seconds of its rate that a bucket holds
_WHOLE = 1 - 1e-9  # a token, but for the rounding of many small gains
_EASE = 0.95  # of its slowness remains after each success


@dataclass
class Bucket:
    """Tokens for mails; `rate` is mails a minute, times are seconds since 1970."""

    rate: float
    tokens: float
    filled_at: float
    slowness: float = 1.0

    @classmethod
    def full(cls, rate: float, now: float) -> "Bucket":
        """Return a bucket that nobody has taken from yet."""
        made = cls(rate, 0.0, now)
        made.tokens = made.size
        return made

    @property
    def per_second(self) -> float:
        """Tokens a second at the present slowness."""
        return self.rate / 60 / self.slowness

    @property
    def size(self) -> float:
        """How many tokens fit in."""
        return max(1.0, self.per_second * _BURST)

    def fill(self, now: float) -> None:
        """Add what time has brought. A clock set back brings nothing, one set forward no more than fits."""
        gained = max(0.0, now - self.filled_at) * self.per_second
        self.tokens = min(self.size, self.tokens + gained)
        self.filled_at = now

    def take(self, now: float) -> bool:
        """Take one token, if there is one."""
        self.fill(now)
        if self.tokens < _WHOLE:
            return False
        self.tokens -= 1
        return True

    def wait(self, now: float, tokens: float = 1) -> float:
        """Return the seconds until there are so many tokens (at most a full bucket)."""
        self.fill(now)
        return max(0.0, min(tokens, self.size) - self.tokens) / self.per_second

    def slow_down(self, now: float) -> None:
        """Halve the rate, and give nothing for a while: a debt of tokens."""
        self.fill(now)
        self.slowness = min(SLOWEST, self.slowness * 2)
        self.tokens = min(self.tokens, 1 - PAUSE * self.slowness * self.per_second)

    def ease(self) -> None:
        """Come a little nearer to the full rate."""
        self.slowness = max(1.0, self.slowness * _EASE)

    def idle(self, now: float) -> bool:
        """Say whether the bucket is like one that nobody has taken from."""
        self.fill(now)
        return self.slowness == 1 and self.tokens >= self.size


@dataclass
class Buckets:
    """All buckets of the sender, loaded once and saved with each claim."""

    limits: Limits
    named: dict[str, Bucket] = field(default_factory=dict)
    # Domains that were refused a token, each until its bucket is half full: letting one mail through
    # as soon as there is one token would make every claim look through all that wait.
    empty: Counter[str] = field(default_factory=Counter)

    def load(self, connection: Connection, now: int) -> None:
        """Read what an earlier run has saved."""
        for name, tokens, filled_at, slowness in connection.execute(
            select(bucket.c.name, bucket.c.tokens, bucket.c.filled_at, bucket.c.slowness)
        ):
            self.named[name] = Bucket(self._rate(name), tokens, filled_at, slowness)
            self.named[name].fill(now)

    def save(self, connection: Connection, now: int) -> None:
        """Write all buckets; forget those that are full, so that there are never many."""
        idle = [name for name, found in self.named.items() if found.idle(now)]
        for name in idle:
            del self.named[name]
            self.empty.pop(name, None)
        if idle:
            connection.execute(delete(bucket).where(bucket.c.name.in_(idle)))
        if not self.named:
            return
        upsert = insert_for(connection)(bucket)
        columns = ("tokens", "filled_at", "slowness")
        connection.execute(
            upsert.on_conflict_do_update(
                index_elements=["name"], set_={name: upsert.excluded[name] for name in columns}
            ),
            [
                {"name": name, **{column: getattr(found, column) for column in columns}}
                for name, found in self.named.items()
            ],
        )

    def room(self, now: float) -> int:
        """Return how many mails may leave now."""
        overall = self._bucket(ALL_MAILS, now)
        overall.fill(now)
        return max(0, int(overall.tokens + 1 - _WHOLE))

    def admit(self, domain: str, now: float) -> bool:
        """Take a token of the domain and one of all; False where either is missing."""
        if domain in self.empty or self.room(now) < 1:
            return False
        if not self._bucket(domain, now).take(now):
            self.empty[domain] += 1
            return False
        return self._bucket(ALL_MAILS, now).take(now)

    def blocked(self, now: float) -> frozenset[str]:
        """Return the domains that get nothing now."""
        for domain in list(self.empty):
            if not self._half(domain, now):
                del self.empty[domain]
        return frozenset(self.empty)

    def wait(self, now: float) -> float:
        """Return the seconds until mails may leave: any at all, else to the first blocked domain."""
        if self.room(now) < 1:
            return self._bucket(ALL_MAILS, now).wait(now)
        return min((self._half(domain, now) for domain in self.blocked(now)), default=0.0)

    def slow_down(self, now: float) -> None:
        """Heed a 421 of the mail server."""
        self._bucket(ALL_MAILS, now).slow_down(now)

    def ease(self, now: float) -> None:
        """Heed that the mail server has taken a mail."""
        self._bucket(ALL_MAILS, now).ease()

    def _half(self, domain: str, now: float) -> float:
        found = self._bucket(domain, now)
        return found.wait(now, max(1.0, found.size / 2))

    def _bucket(self, name: str, now: float) -> Bucket:
        if name not in self.named:
            self.named[name] = Bucket.full(self._rate(name), now)
        return self.named[name]

    def _rate(self, name: str) -> float:
        return (
            self.limits.mails
            if name == ALL_MAILS
            else self.limits.domains.get(name, self.limits.domain)
        )
