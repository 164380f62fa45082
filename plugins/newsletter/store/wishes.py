"""Whether anybody may be owed an entry at once who was not when it was last looked up.

Looking up costs as many steps as there are subscribers, for each entry of the last months; so it is
done only when an entry was released or somebody said what he wants (memory `switched`). Each change
writes another value, and what was looked up takes back only the value it began with: a change that
is committed meanwhile is found by the next look.
"""

import secrets

from sqlalchemy import Connection

from plugins.newsletter.store.database import forget, recall, remember

_NAME = "switched"


def changed(connection: Connection) -> None:
    """Note a change, in the transaction that makes it."""
    remember(connection, _NAME, secrets.token_hex(8))


def last_change(connection: Connection) -> str:
    """Return a sign of the last change that was not looked at yet, "" where there is none."""
    return recall(connection, _NAME)


def looked_at(connection: Connection, change: str) -> None:
    """Note that all was frozen that was owed when this was the last change."""
    forget(connection, _NAME, change)
