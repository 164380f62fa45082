"""What people see who open a feed in the browser."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from plugins.feeds.formats import atom, rss
from tests.feeds.invented import SETTINGS, entry, feed

CSS = Path(__file__).parents[2] / "theme/static/css/feed.css"
ORIGIN = "http://musterland.test"


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = CSS.read_text(encoding="utf-8")
    assert "@import" not in text
    assert re.findall(r"url\(([^)]*)\)", text) == ['"http://www.w3.org/2005/Atom"']  # a name


def opened(browser: Browser, content: bytes, width: int = 800) -> Any:
    """Return the page that shows a feed, served the way common servers serve `.xml`."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'self'"}
    page.route(
        f"{ORIGIN}/**",
        lambda route: (
            route.fulfill(body=CSS.read_bytes(), content_type="text/css")
            if route.request.url.endswith(".css")
            else route.fulfill(body=content, content_type="application/xml", headers=policy)
        ),
    )
    page.goto(f"{ORIGIN}/feed.xml")
    return page


SHOWN = """() => [...document.documentElement.getElementsByTagName('*')]
  .filter(e => e.checkVisibility() && !e.children.length)
  .map(e => e.localName)"""


@pytest.mark.parametrize("write", [atom, rss])
def test_title_date_summary_and_address_are_shown_and_nothing_else(
    write: Any, browser: Browser
) -> None:
    page = opened(browser, write(feed(entry(2), entry(1)), SETTINGS, "x.xml"))
    shown = page.evaluate(SHOWN)
    channel = ["title", "subtitle"] if write is atom else ["title", "description"]
    item = (
        ["title", "link", "summary", "published"]
        if write is atom
        else ["title", "link", "description", "pubDate"]
    )
    assert shown == channel + item * 2
    page.close()


@pytest.mark.parametrize("write", [atom, rss])
def test_a_word_of_explanation_and_room_on_a_small_screen(write: Any, browser: Browser) -> None:
    page = opened(browser, write(feed(), SETTINGS, "x.xml"), width=320)
    root = "document.documentElement"
    explanation = page.evaluate(f"getComputedStyle({root}, '::before').content")
    assert "Das ist ein Feed." in explanation
    assert "Newsletter" in explanation
    assert page.evaluate(f"{root}.scrollWidth") <= 320
    empty = root if write is atom else f"{root}.firstElementChild"
    assert "noch kein Beitrag" in page.evaluate(f"getComputedStyle({empty}, '::after').content")
    page.close()
