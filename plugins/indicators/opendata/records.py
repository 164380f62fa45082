"""What the catalogue says, before it is a graph: the catalogue, its series, their files.

All addresses are absolute. Nothing here knows RDF.
"""

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to take: `name` tells it from others of its series, `format` is a code of the EU's file types.

    `size` is in bytes.
    """

    name: str
    address: str
    title: str
    format: str
    media_type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On which terms a series may be used: an entry of the list of licences, and how to name the source.

    `words` are the terms themselves where the list has no entry for them, else empty.
    """

    licence: str
    attribution: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """A dataset. Times are years, months or days (ISO 8601); `period` is the first and the last.

    `creators` are names; `related` are addresses of the sources; `provenance` says where the numbers
    are from, `changes` what makes older numbers incomparable.
    """

    identifier: str
    page: str
    title: str
    description: str
    keywords: tuple[str, ...]
    themes: tuple[str, ...]
    creators: tuple[str, ...]
    modified: str
    period: tuple[str, str]
    provenance: str
    terms: Terms
    files: tuple[File, ...]
    related: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place:
    """The county: its entry in the list of districts, its name, and west, south, east, north in degrees."""

    iri: str
    name: str
    box: Box | None = None


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All of it; `page` is where people find the same, `publisher_id` the publisher's node on the site."""

    identifier: str
    page: str
    home: str
    title: str
    description: str
    licence: str
    publisher: str
    publisher_id: str
    email: str
    place: Place
    records: tuple[Record, ...]
    contributor: str = ""

    @property
    def modified(self) -> str:
        """The latest date of all series."""
        return max(record.modified for record in self.records)
