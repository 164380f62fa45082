"""An entry of a feed, as the rest of the newsletter sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Picture:
    """A picture ready for a mail: PNG or JPEG, at most 1,200 px wide, without metadata."""

    digest: str
    media_type: str
    width: int
    height: int
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Entry:
    """One post. All times are seconds since 1970 in UTC; texts are without line breaks or markup.

    `key` is the feed's id for it ("" where there is none), `link` its canonical address,
    `fingerprint` a hash of title and text. `html` is cleaned: only the tags and attributes of
    cleaning.py, addresses absolute. `lead` is the address of its lead picture, "" without, `lead_alt` what
    the feed says for those who do not see it; `pictures` has them by their address. `topics` are stable terms; `topic_labels` has what people read instead,
    where the feed says it.
    """

    key: str
    link: str
    fingerprint: str
    title: str
    summary: str
    html: str
    topics: tuple[str, ...]
    published_at: int | None
    updated_at: int | None
    author: str = ""
    lead: str = ""
    lead_alt: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    topic_labels: Mapping[str, str] = field(default_factory=dict)
