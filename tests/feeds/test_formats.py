"""feedparser, which shares no line with feedgen, reads what was written."""

from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plugins.feeds.characters import printable
from plugins.feeds.formats import GENERATOR, atom, rss
from tests.feeds.invented import SETTINGS, entry, feed

ATOM_PATH = "feeds/feld/arbeit.atom.xml"
RSS_PATH = "feeds/alle.rss.xml"
NS = {"atom": "http://www.w3.org/2005/Atom"}


def atom_read(*entries: Any) -> Any:
    found = feedparser.parse(atom(feed(*entries), SETTINGS, ATOM_PATH), sanitize_html=False)
    assert not found.bozo
    return found


def rss_read(*entries: Any) -> Any:
    found = feedparser.parse(rss(feed(*entries), SETTINGS, RSS_PATH), sanitize_html=False)
    assert not found.bozo
    return found


def moment(parsed: Any) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


class TestAtom:
    def test_the_feed_comes_back(self) -> None:
        found = atom_read(entry(2), entry(1))
        assert found.version == "atom10"
        assert found.encoding == "utf-8"
        head = found.feed
        assert head.id == "tag:musterland.example,2020:feeds/feld/arbeit"
        assert head.title == "Musterland Sozial: ARBEIT finden"
        assert head.subtitle == "Alles über Arbeit & Größe"
        assert head.author_detail == {
            "name": "Sozialplanung Musterland",
            "href": "https://musterland.example/",
        }
        assert head.rights == "CC BY 4.0, Landkreis Musterland"
        assert head.generator == GENERATOR
        assert head.language == "de"
        assert moment(head.updated_parsed) == entry(2).updated
        assert [(link.rel, link.type, link.href) for link in head.links] == [
            ("self", "application/atom+xml", f"https://musterland.example/{ATOM_PATH}"),
            ("alternate", "text/html", "https://musterland.example/felder/arbeit/"),
        ]

    def test_every_part_of_an_entry_comes_back(self) -> None:
        written = entry(1)
        (read,) = atom_read(written).entries
        assert read.id == written.urn
        assert read.title == written.title
        assert read.title_detail.type == "text/plain"
        assert read.link == written.url
        assert moment(read.published_parsed) == written.published
        assert moment(read.updated_parsed) == written.updated
        assert read.summary == written.summary
        assert read.summary_detail.type == "text/plain"
        assert read.content[0].value == written.html
        assert read.content[0].type == "text/html"
        assert read.author == "Sozialplanung Musterland"
        assert [(tag.term, tag.scheme, tag.label) for tag in read.tags] == [
            (one.term, one.scheme, one.label) for one in written.categories
        ]
        (picture,) = read.enclosures
        assert written.enclosure is not None
        assert picture.href == written.enclosure.url
        assert int(picture.length) == written.enclosure.length
        assert picture.type == written.enclosure.type
        assert picture.title == written.enclosure.title

    def test_the_zone_is_written(self) -> None:
        assert b"<published>2024-03-07T09:30:00+01:00<" in atom(feed(entry(1)), SETTINGS, "x")

    def test_a_field_without_posts_has_a_feed(self) -> None:
        found = atom_read()
        assert found.entries == []
        assert moment(found.feed.updated_parsed) == feed().since


class TestRss:
    def test_the_channel_comes_back(self) -> None:
        found = rss_read(entry(2), entry(1))
        assert found.version == "rss20"
        head = found.feed
        assert head.title == "Musterland Sozial: ARBEIT finden"
        assert head.link == "https://musterland.example/felder/arbeit/"
        assert head.subtitle == "Alles über Arbeit & Größe"
        assert head.language == "de"
        assert head.rights == "CC BY 4.0, Landkreis Musterland"
        assert moment(head.updated_parsed) == entry(2).updated
        assert f"https://musterland.example/{RSS_PATH}" in [
            link.href for link in head.links if link.rel == "self"
        ]

    def test_every_part_of_an_item_comes_back(self) -> None:
        written = entry(1)
        (read,) = rss_read(written).entries
        assert read.id == written.urn
        assert read.guidislink is False
        assert read.title == written.title
        assert read.link == written.url
        assert moment(read.published_parsed) == written.published
        assert read.summary == "Wer hilft &amp; wie: a &lt; b, „Straße“."  # HTML here
        assert read.content[0].value == written.html
        assert [(tag.term, tag.scheme) for tag in read.tags] == [
            (one.label, one.scheme) for one in written.categories
        ]
        (picture,) = read.enclosures
        assert (picture.href, picture.length, picture.type) == (
            "https://musterland.example/bilder/markt.jpg",
            "2345",
            "image/jpeg",
        )

    def test_a_channel_without_items(self) -> None:
        assert rss_read().entries == []


@pytest.mark.parametrize("write", [atom, rss])
class TestBoth:
    def test_twice_the_same_bytes(self, write: Any) -> None:
        first, second = (write(feed(entry(2), entry(1)), SETTINGS, "x.xml") for _ in range(2))
        assert first == second

    def test_entries_stay_in_their_order(self, write: Any) -> None:
        found = feedparser.parse(write(feed(entry(3), entry(1), entry(2)), SETTINGS, "x.xml"))
        assert [one.id for one in found.entries] == [entry(n).urn for n in (3, 1, 2)]

    def test_the_stylesheet_stands_before_the_feed(self, write: Any) -> None:
        root = etree.fromstring(write(feed(), SETTINGS, "x.xml"))
        instruction = root.getprevious()
        assert instruction.target == "xml-stylesheet"
        assert instruction.attrib == {"type": "text/css", "href": "/theme/css/feed.css"}

    def test_an_update_of_feedgen_alone_changes_nothing(self, write: Any) -> None:
        assert b"python-feedgen" not in write(feed(entry(1)), SETTINGS, "x.xml")

    def test_control_characters_are_left_out(self, write: Any) -> None:
        bad = entry(1, title="Ti\x00tel", summary="Kurz\x0b.", html="<p>Te\x1fxt</p>")
        (read,) = feedparser.parse(write(feed(bad), SETTINGS, "x.xml")).entries
        assert (read.title, read.summary, read.content[0].value) == (
            "Titel",
            "Kurz.",
            "<p>Text</p>",
        )

    def test_an_entry_without_summary_picture_and_field(self, write: Any) -> None:
        bare = entry(1, summary="", enclosure=None, categories=())
        (read,) = feedparser.parse(write(feed(bare), SETTINGS, "x.xml")).entries
        assert read.enclosures == []
        assert "tags" not in read

    def test_a_very_long_post_arrives_whole(self, write: Any) -> None:
        html = "<p>Wort für Wort.</p>" * 20_000
        (read,) = feedparser.parse(
            write(feed(entry(1, html=html)), SETTINGS, "x.xml"), sanitize_html=False
        ).entries
        assert read.content[0].value == html

    @settings(max_examples=50, deadline=None)
    @given(title=st.text(min_size=1).filter(lambda text: printable(text).strip()), html=st.text())
    def test_any_text_is_well_formed(self, write: Any, title: str, html: str) -> None:
        if title.strip():
            etree.fromstring(write(feed(entry(1, title=title, html=html)), SETTINGS, "x.xml"))
