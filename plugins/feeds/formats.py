"""Feeds as Atom (RFC 4287) and RSS 2.0: the only room that knows feedgen.

feedgen 1.0.0 has defects; each detour here is marked, and `tests/feeds/test_feedgen.py` tells when
it can go.
"""

from html import escape
from typing import Any

from feedgen.entry import FeedEntry as Entry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from plugins.feeds.characters import printable
from plugins.feeds.entry import FeedEntry
from plugins.feeds.feed import Feed
from plugins.feeds.settings import FeedSettings

ATOM = "application/atom+xml"
RSS = "application/rss+xml"
GENERATOR = "Pelican und feedgen"  # without a version: an update alone must not change the feed


class _Stylesheet(BaseExtension):
    """Puts the stylesheet for people before the feed's first element."""

    address = ""

    def extend_atom(self, feed: Any) -> Any:  # noqa: ANN401 - lxml has no types
        values = f'type="text/css" href="{escape(self.address)}"'
        feed.addprevious(etree.ProcessingInstruction("xml-stylesheet", values))
        return feed

    extend_rss = extend_atom


class _LinkAttributes(BaseEntryExtension):
    """Gives the links of an Atom entry the attributes that feedgen forgets."""

    links: tuple[dict[str, str], ...] = ()

    def extend_atom(self, entry: Any) -> Any:  # noqa: ANN401 - lxml has no types
        for element, attributes in zip(entry.findall("link"), self.links, strict=True):
            element.attrib.update(attributes)
        return entry


def atom(feed: Feed, settings: FeedSettings, path: str) -> bytes:
    """Return the feed as Atom; `path` is its address from the site's root."""
    generator = _channel(feed, settings, path, ATOM)
    for entry in feed.entries:
        item = _item(entry)
        item.author(name=printable(settings.author or settings.title))
        if entry.summary:
            item.summary(printable(entry.summary), type="text")
        links = _links(entry, settings)
        item.link([dict(link) for link in links])
        item.register_extension("link_attributes", _LinkAttributes, rss=False)
        item.link_attributes.links = links
        generator.add_entry(item, order="append")  # feedgen prepends
    return bytes(generator.atom_str(pretty=True))


def rss(feed: Feed, settings: FeedSettings, path: str) -> bytes:
    """Return the feed as RSS 2.0; `path` is its address from the site's root."""
    generator = _channel(feed, settings, path, RSS)
    for entry in feed.entries:
        item = _item(entry)
        if entry.summary:
            item.summary(escape(printable(entry.summary), quote=False))  # RSS reads it as HTML
        item.link([dict(link) for link in _links(entry, settings)])
        generator.add_entry(item, order="append")
    return bytes(generator.rss_str(pretty=True))


def _channel(feed: Feed, settings: FeedSettings, path: str, media_type: str) -> Any:  # noqa: ANN401 - feedgen has no types
    generator = FeedGenerator()
    generator.id(settings.permanent_id(feed.name))
    generator.title(printable(feed.title))
    generator.subtitle(printable(feed.subtitle or feed.title))
    generator.author(name=printable(settings.author or settings.title), uri=settings.address(""))
    generator.updated(feed.updated)  # feedgen takes the time of the build
    # The last link becomes RSS's <link>, so the page comes last.
    generator.link(href=settings.address(path), rel="self", type=media_type)
    generator.link(href=feed.page, rel="alternate", type="text/html", hreflang=settings.language)
    generator.language(settings.language)
    generator.generator(GENERATOR)
    generator.docs("")  # no address of others
    if settings.rights:
        generator.rights(printable(settings.rights))
    generator.register_extension("stylesheet", _Stylesheet)
    generator.stylesheet.address = settings.stylesheet
    return generator


def _item(entry: FeedEntry) -> Any:  # noqa: ANN401 - feedgen has no types
    item = Entry()
    item.id(entry.urn)
    item.title(printable(entry.title))
    item.published(entry.published)
    item.updated(entry.updated)  # feedgen takes the time of the build
    item.content(printable(entry.html), type="html")
    item.category(
        [
            {"term": category.term, "scheme": category.scheme, "label": printable(category.label)}
            for category in entry.categories
        ]
    )
    return item


def _links(entry: FeedEntry, settings: FeedSettings) -> tuple[dict[str, str], ...]:
    page = {"href": entry.url, "rel": "alternate", "type": "text/html"}
    page["hreflang"] = settings.language
    if entry.enclosure is None:
        return (page,)
    picture = {
        "href": entry.enclosure.url,
        "rel": "enclosure",
        "type": entry.enclosure.type,
        "length": str(entry.enclosure.length),
    }
    if entry.enclosure.title:
        picture["title"] = printable(entry.enclosure.title)
    return (page, picture)
