"""RSS 2.0 (rssboard.org/rss-specification) and the W3C validator's usual rules for it."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from lxml import etree

from plugins.feeds.formats import rss
from tests.feeds.invented import SETTINGS, entry, feed

ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
# RFC 822 with the year of four digits that RSS prefers.
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
CHANNEL = {
    "title", "link", "description", "language", "copyright", "generator", "lastBuildDate", "item",
    ATOM_LINK,
}  # fmt: skip
ITEM = {"title", "link", "description", "category", "enclosure", "guid", "pubDate", ENCODED}


@pytest.fixture(params=["full", "empty"])
def channel(request: pytest.FixtureRequest) -> Any:
    entries = [entry(3), entry(2, enclosure=None), entry(1, summary="")]
    chosen = entries if request.param == "full" else []
    root = etree.fromstring(rss(feed(*chosen), SETTINGS, "feeds/alle.rss.xml"))
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    return root[0]


def test_only_elements_of_the_specification(channel: Any) -> None:
    assert {child.tag for child in channel} <= CHANNEL
    assert {child.tag for item in channel.iter("item") for child in item} <= ITEM


def test_title_link_and_description_once_each(channel: Any) -> None:
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        (element,) = channel.findall(name)
        assert element.text


def test_the_link_is_the_page_and_the_feed_names_itself(channel: Any) -> None:
    assert channel.findtext("link") == "https://musterland.example/felder/arbeit/"
    (own,) = channel.findall(ATOM_LINK)
    assert dict(own.attrib) == {
        "href": "https://musterland.example/feeds/alle.rss.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_dates_are_rfc_822_with_the_right_weekday_and_not_in_the_future(channel: Any) -> None:
    for element in channel.iter("pubDate", "lastBuildDate"):
        assert RFC_822.fullmatch(element.text)
        day = parsedate_to_datetime(element.text)
        weekdays = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        assert weekdays[day.weekday()] == element.text[:3]
        assert day <= datetime.now(tz=UTC)


def test_guids_are_unique_and_no_addresses(channel: Any) -> None:
    guids = [item.find("guid") for item in channel.iter("item")]
    assert all(guid.get("isPermaLink") == "false" for guid in guids)
    assert all(guid.text.startswith("urn:uuid:") for guid in guids)
    assert len({guid.text for guid in guids}) == len(guids)


def test_an_item_has_each_element_once_but_categories(channel: Any) -> None:
    for item in channel.iter("item"):
        names = [child.tag for child in item if child.tag != "category"]
        assert len(names) == len(set(names))
        assert {"title", "link", "guid", "pubDate"} <= set(names)


def test_enclosures_are_complete(channel: Any) -> None:
    for enclosure in channel.iter("enclosure"):
        assert set(enclosure.attrib) == {"url", "length", "type"}
        assert int(enclosure.get("length")) > 0
        assert enclosure.get("url").startswith("https://")


def test_the_full_text_is_beside_the_summary_or_in_its_place(channel: Any) -> None:
    for item in channel.iter("item"):
        assert (item.findtext(ENCODED) or item.findtext("description")).startswith("<p>Über")
