"""What the doctor asks of web servers: whether they answer, and what time it is there."""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Protocol

import requests


@dataclass(frozen=True)
class Answer:
    """The status, and the server's clock in seconds since 1970 (None where it told none)."""

    status: int
    clock: int | None


class Web(Protocol):
    """Who calls web servers."""

    def call(self, address: str) -> Answer | None:
        """Return the answer of a server, None where there is none."""


class RealWeb:
    """Web servers over the network."""

    def call(self, address: str) -> Answer | None:
        """Send a HEAD; redirects are not followed, for their clock is as good."""
        try:
            answer = requests.head(address, timeout=10, allow_redirects=False)
        except requests.RequestException:
            return None
        try:
            clock = int(parsedate_to_datetime(answer.headers["Date"]).timestamp())
        except (KeyError, ValueError, TypeError):
            clock = None
        return Answer(answer.status_code, clock)
