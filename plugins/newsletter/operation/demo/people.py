"""Invented subscribers, at hosts that can never exist (RFC 2606)."""

from sqlalchemy import Connection

from plugins.newsletter import subscribers
from plugins.newsletter.address import read_address
from plugins.newsletter.store.states import Frequency

_NAMES = (
    "ada", "berta", "clemens", "dora", "emil", "frieda", "gustav", "helene", "ida", "jonas", "karla",
    "ludwig", "mina", "noah", "olga", "paul", "rosa", "stefan", "theo", "jörg",
)  # fmt: skip


def sign_up(connection: Connection, topic: str, now: int) -> int:
    """Confirm all of them: every third wants one topic only, each frequency has its share."""
    kinds = tuple(Frequency)
    for number, name in enumerate(_NAMES):
        host = "müller.example" if number % 5 == 0 else f"post{number % 3}.example"
        subscriber = subscribers.ask(
            connection,
            read_address(f"{name}@{host}"),
            now,
            topics=[topic] if number % 3 == 1 else None,
            frequency=kinds[number % 4 % 3],
        )
        subscribers.confirm(connection, subscriber, now)
    return len(_NAMES)
