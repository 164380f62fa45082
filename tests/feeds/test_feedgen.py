"""feedgen 1.0.0's defects, one by one. A test here that fails after an update is good news: its
detour in `plugins/feeds/formats.py` can go."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

A = "{http://www.w3.org/2005/Atom}"
DAY = datetime(2024, 3, 6, tzinfo=UTC)


def generator() -> Any:
    made = FeedGenerator()
    made.id("urn:x:feed")
    made.title("Titel")
    made.subtitle("Untertitel")
    made.link(href="https://a.example/", rel="alternate")
    made.updated(DAY)
    return made


def item(number: int = 1) -> Any:
    made = FeedEntry()
    made.id(f"urn:x:{number}")
    made.title("Titel")
    made.updated(DAY)
    made.content("<p>Text</p>", type="html")
    return made


def test_links_of_atom_entries_lose_their_attributes() -> None:
    feed, one = generator(), item()
    one.link(href="https://a.example/b.png", rel="enclosure", type="image/png", length="3")
    feed.add_entry(one)
    link = etree.fromstring(feed.atom_str()).find(f"{A}entry/{A}link")
    assert dict(link.attrib) == {"href": "https://a.example/b.png"}


def test_entries_are_put_in_front() -> None:
    feed = generator()
    for number in (1, 2):
        feed.add_entry(item(number))
    ids = [one.text for one in etree.fromstring(feed.atom_str()).iterfind(f"{A}entry/{A}id")]
    assert ids == ["urn:x:2", "urn:x:1"]


@pytest.mark.parametrize("made", [FeedGenerator, FeedEntry])
def test_updated_is_now_unless_set(made: Any) -> None:
    assert abs(datetime.now(tz=UTC) - made().updated()) < timedelta(minutes=1)


def test_dates_without_zone_stop_it() -> None:
    with pytest.raises(ValueError, match="timezone"):
        FeedEntry().published(datetime(2024, 3, 6))  # noqa: DTZ001 - the fault itself


def test_cdata_content_gets_an_invalid_type() -> None:
    feed, one = generator(), item()
    one.content("<p>Text</p>", type="CDATA")
    feed.add_entry(one)
    assert etree.fromstring(feed.atom_str()).find(f"{A}entry/{A}content").get("type") == "CDATA"


def test_xhtml_content_stops_at_ordinary_html() -> None:
    feed, one = generator(), item()
    one.content("<p>a<br>b</p>", type="xhtml")
    feed.add_entry(one)
    with pytest.raises(etree.XMLSyntaxError):
        feed.atom_str()


def test_control_characters_stop_it() -> None:
    feed = generator()
    feed.title("Ti\x00tel")
    with pytest.raises(ValueError, match="XML compatible"):
        feed.atom_str()


def test_the_last_link_becomes_the_link_of_the_rss_channel() -> None:
    feed = generator()
    feed.link(href="https://a.example/feed.xml", rel="self")
    assert etree.fromstring(feed.rss_str()).findtext("channel/link") == "https://a.example/feed.xml"


@pytest.mark.parametrize("missing", ["id", "title"])
def test_what_is_missing_is_said_without_naming_the_entry(missing: str) -> None:
    feed, one = generator(), FeedEntry()
    one.content("Text", type="html")
    if missing != "id":
        one.id("urn:x:1")
    if missing != "title":
        one.title("Titel")
    feed.add_entry(one)
    with pytest.raises(ValueError) as error:
        feed.atom_str()
    assert str(error.value) == "Required fields not set"


def test_the_generator_carries_its_version() -> None:
    feed = etree.fromstring(generator().atom_str())
    assert feed.find(f"{A}generator").get("version")


def test_rss_names_a_foreign_address_unless_told_otherwise() -> None:
    assert etree.fromstring(generator().rss_str()).findtext("channel/docs")


def test_rss_takes_a_plain_summary_for_html() -> None:
    feed, one = generator(), item()
    one.summary("a < b", type="text")
    feed.add_entry(one)
    assert etree.fromstring(feed.rss_str()).findtext("channel/item/description") == "a < b"
