"""Rows of entries: looked up in batches, made, and corrected while they are open."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from plugins.newsletter.planning.identity import Known, Sighting
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.store.schema import entry, entry_picture, entry_topic
from plugins.newsletter.store.states import EntryState

OPEN = (EntryState.WAITING, EntryState.HELD)
_BATCH = 500
_AHEAD = 86_400  # seconds
_KNOWN = (
    entry.c.id,
    entry.c.key,
    entry.c.link,
    entry.c.fingerprint,
    entry.c.published_at,
    entry.c.first_seen_at,
    entry.c.state,
    entry.c.reason,
)
_SHOWN = ("title", "summary", "html", "author", "lead", "lead_alt", "published_at", "updated_at")
_T = TypeVar("_T")


def parts(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Cut a sequence into pieces that one statement can take."""
    return (values[at : at + _BATCH] for at in range(0, len(values), _BATCH))


def lookup(connection: Connection, entries: Sequence[Entry]) -> list[Known]:
    """Return every row that shares an id, a link or a text with one of these, oldest first."""
    found: dict[int, Known] = {}
    for part in parts(entries):
        # One statement for each sign: an OR over three indexes is slow where many rows match.
        for column, name in (
            (entry.c.key, "key"),
            (entry.c.link, "link"),
            (entry.c.fingerprint, "fingerprint"),
        ):
            signs = {getattr(one, name) for one in part} - {""}
            for row in connection.execute(select(*_KNOWN).where(column.in_(signs))):
                found.setdefault(row.id, _known(row))
    return [found[number] for number in sorted(found)]


def open_rows(connection: Connection) -> list[Known]:
    """Return every entry that waits or is held."""
    return [
        _known(row) for row in connection.execute(select(*_KNOWN).where(entry.c.state.in_(OPEN)))
    ]


def moment_of_sight(connection: Connection, now: int) -> int:
    """Return when an entry that comes in now counts as first seen: never before one that came earlier.

    Else a clock set back would put it before the confirmation of people whom it is owed to. What was
    seen more than a day ahead comes from a clock that was wrong, and counts for nothing.
    """
    ahead = select(func.max(entry.c.first_seen_at)).where(entry.c.first_seen_at <= now + _AHEAD)
    return max(now, connection.scalar(ahead) or 0)


def insert_new(
    connection: Connection, rows: Sequence[Mapping[str, Any]], entries: Sequence[Entry]
) -> list[int]:
    """Make one row for each entry, with its topics; return their ids in this order."""
    if not entries:
        return []
    values = [
        {
            "key": one.key,
            "link": one.link,
            "fingerprint": one.fingerprint,
            **{name: getattr(one, name) for name in _SHOWN},
            **row,
        }
        for one, row in zip(entries, rows, strict=True)
    ]
    ids = list(
        connection.scalars(
            insert(entry).returning(entry.c.id, sort_by_parameter_order=True), values
        )
    )
    _insert_topics(connection, zip(ids, entries, strict=True))
    return ids


def change_state(connection: Connection, ids: Collection[int], **values: Any) -> None:  # noqa: ANN401  # values of columns
    """Set these columns of these entries."""
    for part in parts(sorted(ids)):
        connection.execute(update(entry).where(entry.c.id.in_(part)).values(**values))


def correct(connection: Connection, sightings: Sequence[Sighting]) -> list[int]:
    """Take over what changed since an entry was stored; return the ids of open ones that changed.

    Of an entry that is no longer open only the signs it is known by are renewed.
    """
    _renew_signs(connection, sightings)
    still_open = {one.known.id: one.entry for one in sightings if one.known.state in OPEN}
    changed = []
    for part in parts(sorted(still_open)):
        stored = _shown(connection, part)
        changed += [number for number in part if stored[number] != _as_shown(still_open[number])]
    for number in changed:
        rewrite(connection, number, still_open[number])
    return changed


def _renew_signs(connection: Connection, sightings: Iterable[Sighting]) -> None:
    signs = []
    for one in sightings:
        known, new = one.known, one.entry
        link = new.link or known.link
        if known.state is EntryState.RELEASED and not _is_same_post(one):
            link = known.link  # a digest may still show it: its title must not lead elsewhere
        renewed = (new.key or known.key, link, new.fingerprint or known.fingerprint)
        if renewed != (known.key, known.link, known.fingerprint):
            key, link, fingerprint = renewed
            signs.append({"_id": known.id, "key": key, "link": link, "fingerprint": fingerprint})
    if signs:
        renewal = update(entry).where(entry.c.id == bindparam("_id"))
        connection.execute(
            renewal.values(
                key=bindparam("key"), link=bindparam("link"), fingerprint=bindparam("fingerprint")
            ),
            signs,
        )


def _is_same_post(one: Sighting) -> bool:
    """Tell whether a second sign agrees with the id; ids have been reused for other posts."""
    known, new = one.known, one.entry
    return new.fingerprint == known.fingerprint or new.published_at == known.published_at


def rewrite(connection: Connection, number: int, new: Entry) -> None:
    """Replace what an entry shows; its pictures are to be had anew."""
    connection.execute(
        update(entry)
        .where(entry.c.id == number)
        .values({name: getattr(new, name) for name in _SHOWN})
    )
    connection.execute(delete(entry_topic).where(entry_topic.c.entry_id == number))
    connection.execute(delete(entry_picture).where(entry_picture.c.entry_id == number))
    _insert_topics(connection, [(number, new)])


def _insert_topics(connection: Connection, entries: Iterable[tuple[int, Entry]]) -> None:
    values = [
        {"entry_id": number, "topic": topic, "label": label, "position": position}
        for number, one in entries
        for position, (topic, label) in enumerate(_topics(one))
    ]
    if values:
        connection.execute(insert(entry_topic), values)


def _shown(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[object, ...]]:
    topics: dict[int, list[tuple[str, str]]] = {number: [] for number in ids}
    for number, topic, label in connection.execute(
        select(entry_topic.c.entry_id, entry_topic.c.topic, entry_topic.c.label)
        .where(entry_topic.c.entry_id.in_(ids))
        .order_by(entry_topic.c.position)
    ):
        topics[number].append((topic, label))
    columns = [entry.c[name] for name in _SHOWN]
    return {
        row[0]: (*row[1:], topics[row[0]])
        for row in connection.execute(select(entry.c.id, *columns).where(entry.c.id.in_(ids)))
    }


def _as_shown(one: Entry) -> tuple[object, ...]:
    return (*(getattr(one, name) for name in _SHOWN), _topics(one))


def _topics(one: Entry) -> list[tuple[str, str]]:
    """Return each topic once, with its label, as the feed has them."""
    labels = one.topic_labels
    return [(topic, labels.get(topic, "")) for topic in dict.fromkeys(one.topics) if topic]


def _known(row: Any) -> Known:  # noqa: ANN401  # a row of the columns above
    return Known(
        row.id,
        row.key,
        row.link,
        row.fingerprint,
        row.published_at,
        row.first_seen_at,
        EntryState(row.state),
        row.reason,
    )
