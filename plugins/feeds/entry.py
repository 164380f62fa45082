"""An entry of a feed, complete and valid, whatever format it will be written in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


class EntryError(ValueError):
    """An article that cannot be an entry. The text is a German sentence for the editor."""


@dataclass(frozen=True)
class Category:
    """What an entry is about: `term` for programs, `label` for people, `scheme` the list it is from."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True)
class Enclosure:
    """The lead picture: absolute address, bytes, media type, alternative text."""

    url: str
    length: int
    type: str
    title: str


@dataclass(frozen=True)
class FeedEntry:
    """One post or review. `title` and `summary` are plain text, `html` is the full text.

    Raises EntryError where feedgen would stop without naming the file, or write an invalid feed.
    """

    identifier: UUID
    title: str
    url: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    categories: tuple[Category, ...] = ()
    enclosure: Enclosure | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise EntryError("Der Titel fehlt.")
        if self.published.tzinfo is None or self.updated.tzinfo is None:
            raise EntryError("Dem Datum fehlt die Zeitzone.")

    @property
    def urn(self) -> str:
        """The permanent id: made of the kennung alone, so that no mail goes out twice."""
        return f"urn:uuid:{self.identifier}"
