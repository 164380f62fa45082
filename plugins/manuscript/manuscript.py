"""A file of content/ after reading: its head understood, its text still Markdown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from plugins.manuscript.header import Scalar, canonical
from plugins.manuscript.renditions import Rendition
from plugins.manuscript.sources import Source
from plugins.manuscript.vocabulary import DRAFT, EASY_VERSION, PUBLISHED


@dataclass(frozen=True)
class Picture:
    """The lead picture: address from the site's root, alternative text, source.

    `rendition` are its files, where a plugin makes some.
    """

    src: str
    alt: str
    source: str
    rendition: Rendition | None = None


@dataclass(frozen=True)
class Metadata:
    """What the head says, one attribute per key of the front matter (DESIGN.md)."""

    title: str = ""
    date: datetime | None = None
    modified: datetime | None = None
    status: str = DRAFT
    kind: str = ""
    fields: tuple[str, ...] = ()
    areas: tuple[Scalar, ...] = ()
    summary: str = ""
    picture: Picture | None = None
    identifier: UUID | None = None
    slug: str = ""
    aliases: tuple[str, ...] = ()
    begin: datetime | None = None
    end: datetime | None = None
    place: str = ""
    online: str = ""
    registration: str = ""
    registration_until: datetime | None = None
    valid_until: datetime | None = None
    year: int | None = None
    published_by_source: int | None = None
    source_note: str = ""
    language: str = "de"
    original: UUID | None = None
    reviewed_by: str = ""
    reviewed_on: datetime | None = None
    short: str = ""
    rank: int = 0


@dataclass(frozen=True)
class Manuscript:
    """One text of content/.

    `folder` is beitrag, rueckblick, feld, seite, or leicht for an easy version of a post. `usable` is
    false where the head could not be understood well enough to make a page of it. `base` is the
    address of the post that an easy version belongs to.
    """

    source: Source
    folder: str
    metadata: Metadata
    body_line: int
    usable: bool
    base: str = ""

    @property
    def path(self) -> str:
        """The editor's name of the file."""
        return self.source.path

    @property
    def body(self) -> str:
        """The Markdown text."""
        return "\n".join(self.source.lines[self.body_line - 1 :])

    def header_line(self, key: str) -> int:
        """Return the file's line on which the head gives `key`, or 0."""
        head = self.source.lines[: self.body_line - 1]
        return next(
            (n for n, line in enumerate(head, 1) if canonical(line.split(":")[0]) == key), 0
        )

    @property
    def address(self) -> str:
        """The page's address from the site's root, or nothing where it will have none."""
        slug = self.metadata.slug
        if not self.usable or not slug:
            return ""
        if self.folder == EASY_VERSION:
            return f"{self.base}{EASY_VERSION}/" if self.base else ""
        if self.folder == "feld":
            return f"/felder/{slug}/"
        if self.folder == "seite":
            return f"/{slug}/"
        if self.metadata.date is None:
            return ""
        return f"/{self.metadata.date:%Y}/{self.metadata.date:%m}/{slug}/"

    def is_public(self, moment: datetime) -> bool:
        """Tell whether readers may see it at `moment`: no draft, and not dated later."""
        if self.metadata.status == DRAFT:
            return False
        return self.metadata.date is None or self.metadata.date <= moment

    def notice(self, moment: datetime) -> str:
        """Return the mark that a preview shows on what readers may not see yet."""
        if self.metadata.status == DRAFT:
            return "Entwurf"
        if self.metadata.date is not None and self.metadata.date > moment:
            when = self.metadata.date
            return f"erscheint am {when.day}.{when.month}.{when.year}"
        return "" if self.metadata.status == PUBLISHED else "versteckt"
