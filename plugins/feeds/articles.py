"""An article of the site → an entry of a feed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from plugins.feeds.enclosure import enclosure
from plugins.feeds.entry import Category, EntryError, FeedEntry
from plugins.feeds.fulltext import full_text
from plugins.feeds.settings import FeedSettings

# The two lists that categories are from; they begin the names of the feeds as well.
FIELD = "feld"
KIND = "art"


class Field(Protocol):
    """A field of social policy, as far as feeds need it."""

    key: str
    title: str


class Kind(Protocol):
    """A kind of post, as far as feeds need it."""

    key: str
    label: str


class Picture(Protocol):
    """A lead picture: address from the site's root, alternative text."""

    src: str
    alt: str


class Article(Protocol):
    """A post or review, as far as feeds need it; `modified` may be missing."""

    identifier: UUID | None
    title: str
    url: str
    date: datetime
    summary: str
    content: str
    kind: Kind
    field_list: Sequence[Field]
    picture: Picture | None
    draft_note: str


def feed_entry(article: Article, settings: FeedSettings, folders: Sequence[Path]) -> FeedEntry:
    """Return the entry of an article; its pictures are looked up in `folders`. Raises EntryError."""
    if article.identifier is None:
        raise EntryError("Die Kennung fehlt.")
    url = settings.address(article.url)
    fields = settings.permanent_id(FIELD)
    text = full_text(article.content, url)
    picture = article.picture or text.chart
    return FeedEntry(
        identifier=article.identifier,
        title=article.title,
        url=url,
        published=article.date,
        updated=max(article.date, getattr(article, "modified", article.date)),
        summary=article.summary,
        html=text.html,
        categories=(
            *(Category(field.key, fields, field.title) for field in article.field_list),
            Category(article.kind.key, settings.permanent_id(KIND), article.kind.label),
        ),
        enclosure=enclosure(picture.src, picture.alt, settings, folders) if picture else None,
    )
