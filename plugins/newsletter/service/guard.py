"""How many sign-ups one network, and all together, may make in an hour.

Only in memory, and only of sign-ups that were let through: so there are never more than `overall` of
them. A network (/24, of IPv6 /64) is kept as a hash with a random salt, for an hour; the salt is forgotten
with everything after a day, so nobody can find out later who it was.
"""

import hashlib
import secrets
import time
from collections import Counter, deque
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

HOUR = 3600.0
DAY = 24 * HOUR
_OF_IPV4, _OF_IPV6 = 8, 64  # bits of an address that are not its network's


class Guard:
    """Counts sign-ups; `ticks` is a clock that never jumps, in seconds. For one thread."""

    def __init__(
        self, network: int, overall: int, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._network = network
        self._overall = overall
        self._ticks = ticks
        self._forget(ticks())

    def lets(self, client: str) -> bool:
        """Say whether one more from this client may pass, and count it if so.

        `client`: an IP address; all whose address cannot be read share one count.
        """
        now = self._ticks()
        if now - self._since >= DAY:
            self._forget(now)
        while self._passed and now - self._passed[0][0] >= HOUR:
            _, old = self._passed.popleft()
            self._counts[old] -= 1
            if not self._counts[old]:
                del self._counts[old]
        key = hashlib.blake2b(_network_of(client), key=self._salt, digest_size=16).digest()
        if len(self._passed) >= self._overall or self._counts[key] >= self._network:
            return False
        self._passed.append((now, key))
        self._counts[key] += 1
        return True

    def _forget(self, now: float) -> None:
        self._since = now
        self._salt = secrets.token_bytes(32)
        self._passed: deque[tuple[float, bytes]] = deque()
        self._counts: Counter[bytes] = Counter()


def _network_of(client: str) -> bytes:
    try:
        address: IPv4Address | IPv6Address = ip_address(client.strip())
    except ValueError:
        return b""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    hidden = _OF_IPV4 if isinstance(address, IPv4Address) else _OF_IPV6
    return b"%d:%d" % (address.version, int(address) >> hidden)
