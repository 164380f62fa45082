"""Entries that wait for a person: listed, let through, or skipped."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, select, update

from plugins.newsletter.errors import WrongUse
from plugins.newsletter.store.schema import entry
from plugins.newsletter.store.states import EntryState, Reason

_MEANING = {
    Reason.MANY: "kam mit ungewöhnlich vielen anderen",
    Reason.OLD: "trägt ein altes Datum",
    Reason.FUTURE: "trägt ein Datum in der Zukunft",
    Reason.REPEATED: "gleicht einem früheren Beitrag",
    Reason.RESTORED: "ist vielleicht schon verschickt; die zurückgeholte Sicherung weiß es nicht",
}


@dataclass(frozen=True)
class Held:
    """One entry that waits for a person."""

    id: int
    title: str
    reason: Reason

    def __str__(self) -> str:
        return f"{self.id}: „{self.title}“ ({_MEANING[self.reason]})"


def held(connection: Connection) -> tuple[Held, ...]:
    """Return what is held, oldest first."""
    rows = connection.execute(
        select(entry.c.id, entry.c.title, entry.c.reason)
        .where(entry.c.state == EntryState.HELD)
        .order_by(entry.c.id)
    )
    return tuple(Held(row.id, row.title, Reason(row.reason)) for row in rows)


def release(connection: Connection, ids: Sequence[int] | None, now: int) -> int:
    """Let held entries through, all where `ids` is None; the next planning takes them. Return how many.

    Raises WrongUse where one of them is not held; then nothing is changed.
    """
    chosen = _chosen(connection, ids, (EntryState.HELD,), "freigegeben")
    # A post dated in the future counts as seen only now: who subscribed meanwhile gets it too. This
    # also saves what came in while the clock of the machine stood far in the past.
    seen = case((entry.c.reason == Reason.FUTURE, now), else_=entry.c.first_seen_at)
    for part in _parts(chosen):
        connection.execute(
            update(entry)
            .where(entry.c.id.in_(part))
            .values(
                state=EntryState.WAITING,
                first_seen_at=seen,
                reason=Reason.APPROVED,
                released_at=now,
            )
        )
    return len(chosen)


def skip(connection: Connection, ids: Sequence[int] | None) -> int:
    """Never mail these entries, all held ones where `ids` is None. Return how many.

    A waiting entry can be skipped too, and a released one for the digests that have not taken it.
    Raises WrongUse where one of them is none of these; then nothing is changed.
    """
    states = (EntryState.HELD, EntryState.WAITING, EntryState.RELEASED)
    chosen = _chosen(connection, ids, states[:1] if ids is None else states, "übersprungen")
    for part in _parts(chosen):
        connection.execute(
            update(entry).where(entry.c.id.in_(part)).values(state=EntryState.SEEN, reason="")
        )
    return len(chosen)


def _chosen(
    connection: Connection, ids: Sequence[int] | None, states: Sequence[EntryState], act: str
) -> list[int]:
    of_state = select(entry.c.id).where(entry.c.state.in_(states))
    if ids is None:
        return list(connection.scalars(of_state))
    asked = sorted(set(ids))
    found = [
        one
        for part in _parts(asked)
        for one in connection.scalars(of_state.where(entry.c.id.in_(part)))
    ]
    missing = [str(one) for one in sorted({*asked} - {*found})]
    if missing:
        raise WrongUse(
            f"Diese Beiträge können nicht {act} werden: {', '.join(missing)}; "
            "„inv newsletter.status“ zeigt, welche auf eine Entscheidung warten."
        )
    return found


def _parts(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[at : at + 500] for at in range(0, len(ids), 500)]
