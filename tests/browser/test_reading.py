"""What a reader does, in a real browser: small screens, large text, keyboard, own colours, no motion, print.

Every kind of page is asked everything, once: the largest page of each kind, found in the built site itself
(plugins/desk/kinds.py), as it will be with the newsletter's form. Every page in all views: `make audit`.
"""

import pytest

from benchmarks.webspace import Webspace
from plugins.desk.kinds import kinds
from tests.browser import judgement

POST = "/2026/11/einwohner-2011-bis-2022/"


@pytest.fixture(scope="module")
def origin(site_with_service):
    with Webspace(site_with_service.output) as space:
        yield space.origin


@pytest.fixture(scope="module")
def opened(browser, origin, site_with_service):
    """Open one page of each kind on a phone, in a browser that knows nothing yet, for all tests."""
    context = browser.new_context(locale="de-DE", viewport={"width": 320, "height": 800})
    pages = {}
    for kind in kinds(site_with_service.output):
        pages[kind.name] = page = judgement.listen(context.new_page())
        page.goto(origin + kind.example)
        page.evaluate(judgement.OPEN)
    yield pages
    context.close()


@pytest.fixture
def ask(opened):
    """Return what asks every page a question, and tells all that is wrong."""

    def of_all(question, *more, width=1280, dark=False):
        wrong = []
        for kind, page in opened.items():
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="dark" if dark else "light", media="screen")
            wrong += [(kind, *each) for each in question(page, *more)]
        assert not wrong, "\n".join(map(str, [len(wrong), *wrong[:12]]))

    return of_all


def test_there_are_all_kinds_of_pages(opened):
    """Whoever adds a template finds its pages here by themselves."""
    assert {"/", "/404.html", "/*/", "/*/ (Formular)", "/felder/*/", "/JJJJ/", "/JJJJ/MM/*/"} < set(
        opened
    )
    assert {"/JJJJ/MM/*/ (Diagramm)", "/JJJJ/MM/*/ (Rückblick)", "/indikatoren/*/einbetten/"} < set(
        opened
    )


# No layout depends on the colours and no colour on the width: two views have every rule and every colour.
@pytest.mark.parametrize(
    ("width", "dark"), [(320, False), (1280, True)], ids=["klein-hell", "groß-dunkel"]
)
def test_axe_finds_nothing(ask, width, dark):
    ask(judgement.axe, width=width, dark=dark)


def test_nothing_sticks_out_on_a_phone(ask):
    ask(judgement.width, width=320)


def test_nothing_sticks_out_on_a_phone_with_text_twice_as_large(ask):
    def doubled(page):
        judgement.zoomed(page, 200)
        found = judgement.width(page)
        judgement.zoomed(page, 100)
        return found

    ask(doubled, width=320)


def test_text_may_be_spaced_as_a_reader_needs_it(ask):
    ask(judgement.spacing, width=320)


def test_no_text_is_too_small_to_read(ask):
    ask(judgement.size, width=320)


def test_every_stop_of_the_keyboard_is_visible_and_the_first_leads_to_the_content(ask):
    ask(judgement.keyboard)


def test_controls_and_focus_are_seen_in_the_readers_own_colours(ask):
    ask(judgement.own_colours)


def test_nothing_moves_for_who_wants_no_motion(ask):
    ask(judgement.stillness)


def test_paper_has_no_menu_and_no_form(ask):
    ask(judgement.paper)


def test_only_pages_with_figures_or_a_search_have_a_script(ask):
    ask(judgement.scripts)


def test_a_page_asks_only_its_own_server_stores_nothing_and_keeps_the_policy(ask, opened, origin):
    """Not even after all that the tests above did to it."""
    assert all(page.asked for page in opened.values())
    ask(judgement.privacy, origin)


def test_the_questions_can_find_something(opened, origin):
    """A page that does everything wrong is told so by every question."""
    page = judgement.listen(next(iter(opened.values())).context.new_page())
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{origin}/impressum/")
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`.bad { width: 900px; font-size: 9px; transition: color 3s; color: #ccc; }
                .box { height: 1.3em; overflow: hidden; } :focus-visible { outline: none !important; }
                button { border: 0 !important; }`);
            document.querySelector('main').insertAdjacentHTML('afterbegin',
                '<p class="bad">Zu blass</p><p class="box">Ein Satz</p><button>x</button>');
            document.adoptedStyleSheets = [sheet];
            document.querySelector('.skip').remove();
            localStorage.setItem('a', 'b');
            document.cookie = 'c=d';
            console.log('e');
        }"""
    )
    found = {
        rule
        for question in (judgement.axe, judgement.width, judgement.size, judgement.keyboard)
        for rule, _ in question(page)
    }
    assert {"color-contrast", "reflow", "text-size", "focus-visible", "skip-link"} <= found
    assert {rule for rule, _ in judgement.privacy(page, origin)} == {"console", "cookie", "storage"}
    assert judgement.own_colours(page)
    assert judgement.stillness(page)
    assert judgement.paper(page)
    page.context.clear_cookies()
    page.evaluate("localStorage.clear()")
    page.close()


def test_the_first_key_leads_to_the_content(visit):
    page = visit(POST)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#seite--inhalt")
    # From there on with real keys, stop by stop; every stop of every kind is asked above.
    for _ in range(10):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_numbers_of_a_chart_are_there_for_everyone(visit):
    """Drawn points, table and description speak of the same data."""
    page = visit(POST)
    figures = page.locator("figure.chart").all()
    assert len(figures) == 3
    for figure in figures:
        named = figure.get_attribute("aria-labelledby")
        assert len(page.locator(f"#{named}").inner_text()) > 10
        assert len(figure.locator(".chart-description").inner_text()) > 10
        for summary in figure.locator("summary").all():
            summary.click()
        assert figure.locator("table td").first.is_visible()


def test_print_shows_the_content_and_the_tables(visit):
    page = visit(POST)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator("figure.chart").first.is_visible()
    assert len(page.pdf(format="A4")) > 10_000


def test_dark_and_light_differ(visit):
    background = "getComputedStyle(document.body).backgroundColor"
    page = visit("/")
    light = page.evaluate(background)
    page.emulate_media(color_scheme="dark")
    assert light != page.evaluate(background)
