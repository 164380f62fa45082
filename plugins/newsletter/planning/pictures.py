"""Pictures of entries that are about to be planned; fetched while no transaction is open."""

from sqlalchemy import Connection, select

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.planning.arrivals import Source
from plugins.newsletter.source.entry import Entry, Picture
from plugins.newsletter.store.database import Store, insert_for
from plugins.newsletter.store.schema import entry, entry_picture, picture
from plugins.newsletter.store.states import EntryState


def fetch_pictures(store: Store, source: Source) -> None:
    """Fetch the pictures of waiting entries that have none yet.

    A held entry gets its pictures only when a person lets it through, so that 10,000 entries by
    mistake are not 10,000 downloads. What cannot be had is asked for again by each planning until the
    grace time is over; then the mail goes without it.
    """
    for number, one in _waiting_without(store):
        try:
            pictures = source.with_pictures(one).pictures
        except FeedUnusable:  # this one entry's pictures; the feed itself is reported elsewhere
            continue
        if pictures:
            with store.begin() as connection:
                for address, found in pictures.items():
                    _keep(connection, number, address, found)


def _waiting_without(store: Store) -> list[tuple[int, Entry]]:
    illustrated = select(1).where(entry_picture.c.entry_id == entry.c.id).exists()
    has_any = (entry.c.lead != "") | entry.c.html.contains("<img")
    with store.read() as connection:
        rows = connection.execute(
            select(entry).where(entry.c.state == EntryState.WAITING, has_any, ~illustrated)
        ).all()
    return [
        (
            row.id,
            Entry(
                key=row.key,
                link=row.link,
                fingerprint=row.fingerprint,
                title=row.title,
                summary=row.summary,
                html=row.html,
                topics=(),
                published_at=row.published_at,
                updated_at=row.updated_at,
                author=row.author,
                lead=row.lead,
            ),
        )
        for row in rows
    ]


def _keep(connection: Connection, number: int, address: str, found: Picture) -> None:
    insert = insert_for(connection)
    connection.execute(
        insert(picture)
        .values(
            digest=found.digest,
            media_type=found.media_type,
            width=found.width,
            height=found.height,
            content=found.content,
        )
        .on_conflict_do_nothing(index_elements=["digest"])
    )
    connection.execute(
        insert(entry_picture)
        .values(entry_id=number, address=address, digest=found.digest)
        .on_conflict_do_nothing(index_elements=["entry_id", "address"])
    )
