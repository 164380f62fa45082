"""Pelican generator that writes every feed."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.feeds.articles import FIELD, KIND, feed_entry
from plugins.feeds.entry import EntryError, FeedEntry
from plugins.feeds.feed import Feed, newest
from plugins.feeds.formats import atom, rss
from plugins.feeds.settings import FeedSettings
from plugins.manuscript.build import build_of
from plugins.manuscript.faults import Fault

ALL_ATOM = "feeds/alle.atom.xml"
ALL_RSS = "feeds/alle.rss.xml"


class FeedsGenerator(Generator):
    """Writes the feeds of all articles, of each field and of each kind; those without posts too."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the feeds, when every text, chart and picture is where it will stay."""
        del writer  # it writes text through templates, feeds are bytes
        settings: FeedSettings = self.settings["FEEDS"]
        self._entries: dict[str, FeedEntry | None] = {}
        whole = Feed(
            name="alle",
            title=settings.title,
            subtitle=settings.subtitle,
            page=settings.address(""),
            entries=self._entries_of(self.context["articles"], settings),
            since=settings.since,
        )
        self._write(ALL_ATOM, atom(whole, settings, ALL_ATOM))
        self._write(ALL_RSS, rss(whole, settings, ALL_RSS))
        for field in self.context["fields"]:
            self._write_part(FIELD, field, field.title, field.summary, whole.updated)
        for kind in self.context["kinds"]:
            self._write_part(KIND, kind, kind.plural, kind.intro, whole.updated)

    def _write_part(
        self,
        prefix: str,
        part: Any,  # noqa: ANN401 - a field or a kind
        title: str,
        summary: str,
        since: datetime,
    ) -> None:
        settings: FeedSettings = self.settings["FEEDS"]
        feed = Feed(
            name=f"{prefix}/{part.key}",
            title=f"{settings.title}: {title}",
            subtitle=summary,
            page=settings.address(part.url),
            entries=self._entries_of(part.articles, settings),
            since=since,
        )
        self._write(part.feed, atom(feed, settings, part.feed))

    def _entries_of(self, articles: Iterable[Any], settings: FeedSettings) -> tuple[FeedEntry, ...]:
        found = (self._entry(article, settings) for article in newest(articles, settings.limit))
        return tuple(entry for entry in found if entry is not None)

    def _entry(self, article: Any, settings: FeedSettings) -> FeedEntry | None:  # noqa: ANN401 - Pelican has no types
        """Return the entry, made once for all its feeds; None after a fault."""
        if article.identifier is None:
            return None  # plugins.manuscript has named it
        if article.url not in self._entries:
            # content/ first: Pelican copies files into the output only after all generators.
            folders = (Path(self.path), Path(self.output_path))
            try:
                self._entries[article.url] = feed_entry(article, settings, folders)
            except EntryError as error:
                build = build_of(self.settings)
                path = build.path_of(article.source_path)
                build.faults.add(Fault(path, 0, 0, f"Kein Eintrag im Feed: {error}"))
                self._entries[article.url] = None
        return self._entries[article.url]

    def _write(self, path: str, content: bytes) -> None:
        file = Path(self.output_path, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
