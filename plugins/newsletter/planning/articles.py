"""Entries read back from the database as articles for a mail."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from plugins.newsletter.mail.article import Article
from plugins.newsletter.source.entry import Picture
from plugins.newsletter.store.ledger import issue_entry
from plugins.newsletter.store.schema import entry, entry_picture, entry_topic, picture


def issue_articles(connection: Connection, issue_id: int) -> tuple[Article, ...]:
    """Return the articles of an issue; an article's index is its position, its bit in a mask."""
    ids = connection.scalars(
        select(issue_entry.c.entry_id)
        .where(issue_entry.c.issue_id == issue_id)
        .order_by(issue_entry.c.position)
    ).all()
    return articles(connection, ids)


def articles(connection: Connection, ids: Sequence[int]) -> tuple[Article, ...]:
    """Return these entries as articles, in this order."""
    topics: dict[int, list[str]] = defaultdict(list)
    for entry_id, topic, label in connection.execute(
        select(entry_topic.c.entry_id, entry_topic.c.topic, entry_topic.c.label)
        .where(entry_topic.c.entry_id.in_(ids))
        .order_by(entry_topic.c.position, entry_topic.c.topic)
    ):
        topics[entry_id].append(label or topic)
    pictures: dict[int, dict[str, Picture]] = defaultdict(dict)
    for row in connection.execute(
        select(entry_picture.c.entry_id, entry_picture.c.address, picture)
        .join_from(entry_picture, picture)
        .where(entry_picture.c.entry_id.in_(ids))
        .order_by(entry_picture.c.address)
    ):
        pictures[row.entry_id][row.address] = Picture(
            digest=row.digest,
            media_type=row.media_type,
            width=row.width,
            height=row.height,
            content=bytes(row.content),
        )
    found = {
        row.id: Article(
            id=row.id,
            title=row.title,
            link=row.link,
            summary=row.summary,
            html=row.html,
            topics=tuple(topics[row.id]),
            published_at=row.published_at,
            author=row.author,
            lead=row.lead,
            lead_alt=row.lead_alt,
            pictures=pictures[row.id],
        )
        for row in connection.execute(select(entry).where(entry.c.id.in_(ids)))
    }
    return tuple(found[entry_id] for entry_id in ids)
