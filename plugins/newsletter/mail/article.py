"""A post as it stands in a mail."""

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.newsletter.source.entry import Picture


@dataclass(frozen=True)
class Article:
    """One entry, read back from the database; fields as in source/entry.py.

    `topics` are what people read: labels, where the feed has them.
    """

    id: int
    title: str
    link: str
    summary: str
    html: str
    topics: tuple[str, ...]
    published_at: int | None
    author: str
    lead: str
    pictures: Mapping[str, Picture]
    lead_alt: str = ""
