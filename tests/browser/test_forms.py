"""The form for the newsletter in a real browser: keyboard, small screens, large text, no script."""

from urllib.parse import parse_qsl

import pytest

from benchmarks.webspace import Webspace
from tests.browser import judgement

POST = "/2024/03/soziale-teilhabe-staerken/"
# The page to sign up and the posts are judged in test_reading.py.
ANSWERS = ("/newsletter/einstellungen/", "/newsletter/bestaetigen/")


@pytest.fixture(scope="module")
def address(site_with_service):
    """Serve the site with a service in place of the one without, for `visit`."""
    with Webspace(site_with_service.output) as space:
        yield space.origin


@pytest.fixture
def sent(visit):
    """Return what opens a page without scripts, and the list of all that its forms send."""
    requests = []

    def answer(route):
        if route.request.method != "POST":
            route.continue_()
            return
        requests.append((route.request.url, parse_qsl(route.request.post_data or "")))
        route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>Da</title>")

    def open_page(path):
        page = visit(path, java_script_enabled=False)
        page.route("**/newsletter/**", answer)
        return page, requests

    return open_page


@pytest.mark.parametrize("path", ANSWERS)
def test_axe_finds_nothing_and_nothing_sticks_out(visit, path):
    page = visit(path, width=320)
    page.evaluate(judgement.OPEN)
    wrong = judgement.axe(page) + judgement.width(page)
    judgement.zoomed(page, 200)
    assert not wrong + judgement.width(page)
    assert not page.said


def test_the_keyboard_goes_through_the_form_in_the_order_of_reading(visit):
    """Nobody meets the field for programs, and each stop can be seen."""
    page = visit(POST)
    page.locator(".letter .actions a").last.focus()
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                    return [e.name || e.textContent, s.outlineStyle, parseFloat(s.outlineWidth)]; }"""
            )
        )
    assert [name for name, _, _ in stops] == [
        "adresse",
        "Themen und Häufigkeit wählen",
        "Mehr zum Datenschutz",
        "Newsletter bestellen",
    ]
    assert all(style != "none" and width >= 2 for _, style, width in stops)
    assert not page.locator("[name=homepage]").is_visible()


def test_without_a_choice_a_post_orders_everything(sent):
    page, requests = sent(POST)
    page.locator("#seite--adresse").fill("anna@musterland.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/anmelden/")
    ((url, fields),) = requests
    assert url.endswith("/newsletter/anmelden/")
    assert dict(fields) == {
        "adresse": "anna@musterland.example",
        "haeufigkeit": "sofort",
        "fassung": "2026-11-22",
        "seite": POST,
    }


def test_topics_and_frequency_can_be_chosen_without_a_script(sent):
    page, requests = sent(POST)
    page.locator("#seite--adresse").fill("anna@müller.example")
    page.get_by_text("Themen und Häufigkeit wählen").click()
    page.get_by_label("Senioren").check()
    page.get_by_label("Wohnen").check()
    page.get_by_label("einmal im Monat").check()
    page.get_by_role("button", name="Newsletter bestellen").click()
    page.wait_for_url("**/anmelden/")
    fields = requests[0][1]
    assert [value for name, value in fields if name == "thema"] == ["senioren", "wohnen"]
    assert ("haeufigkeit", "monat") in fields
    assert dict(fields)["adresse"] in {"anna@müller.example", "anna@xn--mller-kva.example"}


def test_what_is_no_address_is_told_before_it_is_sent(sent):
    page, requests = sent("/newsletter/")
    page.locator("#seite--adresse").fill("anna")
    page.get_by_role("button", name="Newsletter bestellen").click()
    assert page.locator("#seite--adresse:invalid").count() == 1
    assert page.url.endswith("/newsletter/")
    assert not requests


@pytest.mark.parametrize(
    ("folder", "button", "fields"),
    [
        ("bestaetigen", "Ja, ich bestätige", []),
        ("abmelden", "Newsletter abbestellen", [("tat", "abmelden")]),
    ],
)
def test_the_button_behind_a_link_sends_its_token_back(sent, folder, button, fields):
    page, requests = sent(f"/newsletter/{folder}/?t=abc123")
    assert not requests
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    ((url, said),) = requests
    assert url.endswith(f"/newsletter/{folder}/?t=abc123")
    assert said == fields


def test_fields_and_buttons_are_large_enough_for_a_finger(visit):
    """44 px high at least (WCAG 2.2, 2.5.5), also the labels that one taps to choose."""
    page = visit("/newsletter/", width=320)
    targets = page.locator(".form :is(#seite--adresse, .choices label, .button)")
    heights = targets.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert len(heights) == 16
    assert min(heights) >= 44


def test_the_form_keeps_its_borders_in_the_readers_own_colours(visit):
    page = visit(POST)
    page.emulate_media(forced_colors="active")
    width = "e => parseFloat(getComputedStyle(e).borderTopWidth)"
    for field in ("#seite--adresse", ".letter .button"):
        assert page.locator(field).evaluate(width) >= 2


def test_paper_shows_the_text_and_no_form_to_sign_up(visit):
    page = visit("/newsletter/")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.locator("form").is_visible()
