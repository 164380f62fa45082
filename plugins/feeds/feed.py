"""A feed before it is written: its name, its page, its entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from plugins.feeds.articles import Article
from plugins.feeds.entry import FeedEntry


@dataclass(frozen=True)
class Feed:
    """One feed. `name` (`alle`, `feld/senioren`) makes its id; `page` is its absolute address in HTML.

    `since` is when the feed was last changed as long as it has no entry.
    """

    name: str
    title: str
    subtitle: str
    page: str
    entries: tuple[FeedEntry, ...]
    since: datetime

    @property
    def updated(self) -> datetime:
        """When the feed changed for its readers: with its newest entry, never with the build."""
        return max((entry.updated for entry in self.entries), default=self.since)


def newest(articles: Iterable[Article], limit: int) -> list[Article]:
    """Return the articles of a feed, newest first, without drafts; those of one moment by kennung."""
    public = [article for article in articles if not article.draft_note]
    public.sort(key=lambda article: str(article.identifier))
    public.sort(key=lambda article: article.date, reverse=True)
    return public[:limit]
