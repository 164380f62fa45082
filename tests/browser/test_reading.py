"""What a reader does, in a real browser: small screens, large text, keyboard, dark, print."""

import pytest

PAGES = {
    "start": "/",
    "datenbeitrag": "/2026/11/einwohner-2011-bis-2022/",
    "tabelle": "/2026/11/wahlbeteiligung-2014-bis-2024/",
    "beitrag": "/2024/03/soziale-teilhabe-staerken/",
    "rueckblick": "/2024/12/gemeinsam-stark-meilensteine-der-kooperation-zur-integrierten-"
    "sozialplanung-im-landkreis-mittelsachsen-2024/",
    "feld": "/felder/senioren/",
    "felder": "/felder/",
    "art": "/art/datenbeitrag/",
    "beitraege": "/beitraege/",
    "jahr": "/2024/",
    "rueckblicke": "/rueckblicke/",
    "indikatoren": "/indikatoren/",
    "indikator": "/indikatoren/bevoelkerung/",
    "diagramm": "/indikatoren/bevoelkerung-karte/",
    "rahmen": "/indikatoren/bevoelkerung/einbetten/",
    "daten": "/daten/",
    "impressum": "/impressum/",
    "404": "/404.html",
}


@pytest.fixture(scope="module", params=PAGES.values(), ids=PAGES)
def opened(request, browser, listen, address):
    """Open each page once, in a browser that knows nothing yet, for all tests of every page."""
    context = browser.new_context(locale="de-DE", viewport={"width": 320, "height": 800})
    page = listen(context.new_page())
    page.goto(address + request.param)
    yield page
    context.close()


@pytest.fixture
def page(opened):
    """Return an opened page, wide and light, whatever the test before made of it."""
    opened.set_viewport_size({"width": 1280, "height": 800})
    opened.emulate_media(color_scheme="light")
    opened.evaluate("document.documentElement.style.fontSize = ''")
    return opened


@pytest.fixture
def narrow(page):
    page.set_viewport_size({"width": 320, "height": 800})
    return page


def test_nothing_sticks_out_on_a_phone_with_text_twice_as_large(narrow):
    for size in ("100%", "200%"):
        narrow.evaluate(f"document.documentElement.style.fontSize = '{size}'")
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 320, size


def test_no_text_is_too_small_to_read(narrow):
    """Font size in CSS pixels; a drawing that scales its text shows here, too."""
    smallest = narrow.evaluate(
        """() => Math.min(...[...document.querySelectorAll('body *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
            .filter(e => e.getClientRects().length)
            .map(e => {
                const scale = e.getScreenCTM ? Math.abs(e.getScreenCTM().d) || 1 : 1;
                return parseFloat(getComputedStyle(e).fontSize) * scale;
            }))"""
    )
    assert smallest >= 12


@pytest.mark.parametrize("scheme", ["light", "dark"], ids=["hell", "dunkel"])
def test_axe_finds_nothing(page, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    result = axe(page)
    assert result.violations_count == 0, result.generate_report()


def test_a_page_asks_only_its_own_server_stores_nothing_and_keeps_the_policy(page, address):
    """Not even after all that the tests above did to it."""
    assert page.asked
    assert all(url.startswith(address) for url in page.asked)
    assert not page.context.cookies()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert not page.said


def test_the_first_key_leads_to_the_content(visit):
    page = visit(PAGES["datenbeitrag"])
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#seite--inhalt")


def test_every_stop_of_the_keyboard_is_visible(visit):
    page = visit(PAGES["datenbeitrag"])
    stops = page.evaluate(
        "document.querySelectorAll('a[href], summary, button, input, [tabindex=\"0\"]').length"
    )
    for _ in range(min(stops, 40)):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                return e === document.body || (s.outlineStyle !== 'none'
                    && parseFloat(s.outlineWidth) >= 2); }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_the_numbers_of_a_chart_are_there_for_everyone(visit):
    """Drawn points, table and description speak of the same data."""
    page = visit(PAGES["datenbeitrag"])
    figures = page.locator("figure.chart").all()
    assert len(figures) == 3
    for figure in figures:
        named = figure.get_attribute("aria-labelledby")
        assert len(page.locator(f"#{named}").inner_text()) > 10
        assert len(figure.locator(".chart-description").inner_text()) > 10
        for summary in figure.locator("summary").all():
            summary.click()
        assert figure.locator("table td").first.is_visible()


def test_print_shows_the_content_and_the_tables_and_no_menus(visit):
    page = visit(PAGES["datenbeitrag"])
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("figure.chart").first.is_visible()
    assert len(page.pdf(format="A4")) > 10_000


def test_dark_and_light_differ(visit):
    background = "getComputedStyle(document.body).backgroundColor"
    light, dark = visit("/").evaluate(background), visit("/", dark=True).evaluate(background)
    assert light != dark
