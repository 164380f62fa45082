"""Mails in a real browser: phones, dark mode, no pictures; axe, and eyes that need large text."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from plugins.newsletter.store.people import NoticeKind
from plugins.newsletter.store.states import Frequency

SMALLEST = 14  # px, notes
WIDE = "<table><tr>" + "<th>Jahr</th>" * 9 + "</tr><tr>" + "<td>301.176</td>" * 9 + "</tr></table>"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsamt"


@pytest.fixture
def look(browser) -> Iterator[object]:
    contexts = []

    def go(html: str, *, width: int = 320, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.set_content(html)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def pages(mailed, noticed, article) -> dict[str, str]:
    hard = article(
        title=f"Das {LONG} zieht um",
        html=f"<h2>{LONG}</h2>{article().html}{WIDE}<h4>{LONG}</h4><pre>{LONG * 2}</pre>"
        "<p><a href='https://kreis.example/'>https://kreis.example/" + "x" * 90 + "</a></p>",
    )
    return {
        "instant": mailed(hard).as_page,
        "digest": mailed(hard, *map(article, range(4)), kind=Frequency.WEEKLY).as_page,
        # All notices are one template; this kind shows every part of it.
        "notice": noticed(NoticeKind.KNOWN, topics=[LONG, "Wohnen"]).html,
    }


@pytest.mark.parametrize("dark", [False, True], ids=["hell", "dunkel"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(look, pages, width, dark):
    for html in pages.values():
        page = look(html, width=width, dark=dark)
        # As in tests/browser/test_every_figure.py: contrast once in each scheme.
        skip = (width, dark) in {(320, True), (1280, False)}
        result = Axe().run(page, options={"rules": {"color-contrast": {"enabled": not skip}}})
        assert result.violations_count == 0, result.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not [url for url in page.asked if not url.startswith(("data:", "about:"))]


def test_no_text_is_too_small_to_read(look, pages):
    for html in pages.values():
        smallest = look(html).evaluate(
            """() => Math.min(...[...document.querySelectorAll('.blatt *')]
            .filter(each => [...each.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
        )
        assert smallest >= SMALLEST


def test_without_pictures_their_words_stand_there_and_nothing_sticks_out(look, pages):
    blocked = re.sub(r'src="data:[^"]*"', 'src="cid:blocked"', pages["instant"])
    page = look(blocked)
    assert page.get_by_alt_text("Liniendiagramm: Anteil ab 65 Jahren").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("dark", [False, True], ids=["hell", "dunkel"])
def test_where_a_program_drops_the_style_sheet_the_mail_is_the_light_one(look, pages, dark):
    bare = re.sub(r"<style.*?</style>", "", pages["instant"], flags=re.DOTALL)
    page = look(bare, dark=dark)
    assert page.evaluate("getComputedStyle(document.querySelector('.grund')).backgroundColor") == (
        "rgb(250, 247, 242)"
    )
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_preview_is_not_seen(look, pages):
    assert not look(pages["instant"]).locator(".vorschau").is_visible()
