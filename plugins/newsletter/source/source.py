"""The feed that the settings name: read it, and get the pictures of its entries.

The feed is a file, or an https address; http is for this machine only (tests, the demo). Its host
may redirect within itself, with or without `www.`, never elsewhere and never to http. What it sends
must be whole: half a feed would make the missing entries look withdrawn.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from plugins.newsletter.errors import FeedUnusable, SettingsUnusable
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.source import pictures
from plugins.newsletter.source.download import Rules, download, same_site
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.source.network import Patience
from plugins.newsletter.source.reach import everywhere, is_loopback, this_machine
from plugins.newsletter.source.reading import Feed, read_feed

AGAIN = "Der nächste Lauf versucht es wieder."
PATIENCE = Patience()
_SAYABLE = re.compile(r"[\x20-\x7e\x80-\xff]{0,1000}")  # RFC 9110, section 5.5


@dataclass(frozen=True)
class Validators:
    """What tells whether a feed has changed: HTTP's own; for a file a hash stands in `etag`."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Reading:
    """What came of one look at the feed. `entries` is None where nothing has changed.

    `notes`: sentences for the operator.
    """

    entries: tuple[Entry, ...] | None
    validators: Validators
    notes: tuple[str, ...] = ()


class Source:
    """The feed of the settings. Raises SettingsUnusable where its address can never work.

    `notes` collects a sentence for each picture that could not be had.
    """

    def __init__(
        self, settings: NewsletterSettings, root: Path, patience: Patience = PATIENCE
    ) -> None:
        self.notes: list[str] = []
        self._settings = settings
        self._patience = patience
        self._file = None if "://" in settings.feed else root / settings.feed
        self._load: pictures.Load | None = None
        if self._file is None:
            _check(settings.feed)

    def read(self, validators: Validators) -> Reading:
        """Look at the feed. Raises FeedUnusable."""
        try:
            return self._download(validators) if self._file is None else self._open(validators)
        except FeedUnusable as error:
            raise FeedUnusable(f"{error} {AGAIN}") from error

    def with_pictures(self, entry: Entry) -> Entry:
        """Return the entry with the pictures that could be had; never raises for one that cannot."""
        if not entry.lead and "<img" not in entry.html:
            return entry
        try:
            load = self._load or self._loader()
        except FeedUnusable as error:
            self.notes.append(f"{error} Die Bilder des Beitrags „{entry.title}“ fehlen.")
            return entry
        self._load = load
        complete, notes = pictures.with_pictures(entry, load)
        self.notes += notes
        return complete

    def _download(self, known: Validators) -> Reading:
        address, limits = self._settings.feed, self._settings.limits
        here = is_loopback(urlsplit(address).hostname)
        rules = Rules(
            "Der Feed",
            limits.feed_bytes,
            this_machine if here else everywhere,
            same_site,
            self._patience,
        )
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        asked = {name: value for name, value in headers.items() if value}
        got = download(address, asked, rules)
        if got.content is None:
            return Reading(None, known)
        feed = read_feed(
            got.content,
            address=got.address,
            content_type=got.headers.get("Content-Type", ""),
            topic_scheme=self._settings.topic_scheme,
        )
        moved = (
            f"Der Feed ist dauerhaft umgezogen; tragen Sie in den Einstellungen {got.moved} ein.",
        )
        fresh = Validators(*(_validator(got.headers, name) for name in ("ETag", "Last-Modified")))
        return Reading(feed.entries, fresh, feed.notes + (moved if got.moved else ()))

    def _open(self, known: Validators) -> Reading:
        content = self._content()
        fresh = Validators(etag=f"sha256:{hashlib.sha256(content).hexdigest()}")
        if fresh == known:
            return Reading(None, known)
        feed = self._parsed(content)
        return Reading(feed.entries, fresh, feed.notes)

    def _parsed(self, content: bytes) -> Feed:
        return read_feed(
            content,
            site=f"{self._settings.site}/",
            topic_scheme=self._settings.topic_scheme,
        )

    def _content(self) -> bytes:
        file, limit = self._file or Path(), self._settings.limits.feed_bytes
        try:
            if not file.is_file():
                raise FeedUnusable(
                    f"Die Feed-Datei „{self._settings.feed}“ gibt es nicht; bauen Sie die Website."
                )
            with file.open("rb") as opened:
                content = opened.read(limit + 1)
        except OSError as error:
            raise FeedUnusable(
                f"Die Feed-Datei „{self._settings.feed}“ kann nicht gelesen werden."
            ) from error
        if len(content) > limit:
            raise FeedUnusable(
                f"Die Feed-Datei „{self._settings.feed}“ ist größer als {limit / 1_000_000:.3g} MB."
            )
        return content

    def _loader(self) -> pictures.Load:
        limit = self._settings.limits.picture_bytes
        if self._file is None:
            return pictures.from_web(self._settings.feed, limit)
        # Read once more: a run in which the feed has not changed does not know its home.
        home = self._parsed(self._content()).home or f"{self._settings.site}/"
        return pictures.from_folder(self._file, home, limit)


def _validator(headers: Mapping[str, str], name: str) -> str:
    """Return what may be stored and sent back, "" where a server says what no server may."""
    value = headers.get(name, "").strip()
    return value if _SAYABLE.fullmatch(value) else ""


def _check(feed: str) -> None:
    try:
        parts = urlsplit(feed)
        _ = parts.port
    except ValueError as error:
        raise SettingsUnusable(
            "Die Adresse des Feeds in den Einstellungen ist ungültig."
        ) from error
    if parts.username or parts.password:
        raise SettingsUnusable(
            "Die Adresse des Feeds enthält einen Namen oder ein Passwort; das gehört nicht in die "
            "Einstellungen, denn ein Feed ist öffentlich."
        )
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and is_loopback(parts.hostname):
        return
    raise SettingsUnusable(
        "Die Adresse des Feeds muss mit https:// beginnen oder der Name einer Datei sein; http:// "
        "gilt nur für diesen Rechner."
    )
