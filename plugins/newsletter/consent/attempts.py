"""An attempt to send a notice after it has begun: may it still end, and what if nobody heard it.

Attempts are counted to give up on a mailbox that does not take the mail within a day. One that never
came to be judged, because the mail server was out of reach or refuses this house, says nothing about the mailbox:
it is given back, and counts for nothing.
"""

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from plugins.newsletter.consent.notices import Notice, hashed
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import NoticeState, notice, token


def may_end(connection: Connection, owed: Notice) -> bool:
    """Say whether the attempt that began with `owed` may still send: nobody has left or been erased."""
    found = select(notice.c.id).where(_begun(owed))
    return connection.execute(found).first() is not None


def give_back(store: Store, owed: Notice, made: str, at: int) -> None:
    """Undo the beginning of an attempt whose mail was surely not accepted; it is due again `at`.

    `made` is the token that began it ("" for KNOWN): nobody has it, so it is taken back.
    """
    with store.begin(durable=True) as connection:
        connection.execute(delete(token).where(token.c.digest == hashed(made)))
        connection.execute(
            update(notice).where(_begun(owed)).values(attempt=owed.attempt, next_attempt_at=at)
        )


def _begun(owed: Notice) -> ColumnElement[bool]:
    return and_(
        notice.c.id == owed.id,
        notice.c.state == NoticeState.OWED,
        notice.c.attempt == owed.attempt + 1,
    )
