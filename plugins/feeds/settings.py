"""What the feeds need to know about the site."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

_TAG = re.compile(r"tag:[^\s,:/]+,\d{4}(-\d\d){0,2}:\S+")


@dataclass(frozen=True)
class FeedSettings:
    """Settings of the feeds, set once in `pelicanconf.py`.

    `public_url` is the site's address without a slash at its end. `identifier` is a tag URI
    (RFC 4151, `tag:example.org,2026:feeds`) that begins the feeds' own ids and the names of their
    categories; give one, then they survive a change of `public_url`. `since` is the `updated` of
    a site without any post. `limit` counts the entries of one feed. Raises ValueError on what
    would make every feed invalid.
    """

    public_url: str
    title: str
    subtitle: str = ""
    author: str = ""
    rights: str = ""
    language: str = "de"
    identifier: str = ""
    since: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    limit: int = 30
    stylesheet: str = "/theme/css/feed.css"

    def __post_init__(self) -> None:
        parts = urlsplit(self.public_url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
            raise ValueError(f"public_url must be like https://example.org, not {self.public_url}")
        if not self.title.strip():
            raise ValueError("title must not be empty")
        if self.since.tzinfo is None:
            raise ValueError("since needs a time zone")
        if self.limit < 1:
            raise ValueError("limit must be at least 1")
        if self.identifier and not _TAG.fullmatch(self.identifier):
            raise ValueError(
                f"identifier must be like tag:example.org,2026:feeds, not {self.identifier}"
            )

    def address(self, path: str) -> str:
        """Return the absolute address of a path from the site's root, with or without slash."""
        return f"{self.public_url}/{path.lstrip('/')}"

    def permanent_id(self, name: str) -> str:
        """Return the permanent id of a feed or a list of categories: `alle`, `feld/senioren`, `feld`."""
        host = urlsplit(self.public_url).hostname
        return f"{self.identifier or f'tag:{host},{self.since.year}:feeds'}/{name}"
