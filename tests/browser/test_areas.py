"""Readers find their municipality: on the map, in the list, by postcode, by a name of before; without a script."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

HIT = ".search-hits > li a"


def test_the_map_leads_to_the_area_that_is_pointed_at_and_names_it(visit):
    page = visit("/gebiete/", java_script_enabled=False)
    link = page.locator('.plan a[href="/gebiete/freiberg/"]')
    assert not link.locator("text").is_visible()
    link.locator("path").hover()
    assert link.locator("text").is_visible()
    link.locator("path").click()
    assert page.locator("h1").inner_text() == "Freiberg"


def test_the_keyboard_passes_the_map_and_reaches_the_list(visit):
    page = visit("/gebiete/")
    page.locator("#liste + p").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg')") is None
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gebiete/freiberg/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("09599", {"/gebiete/freiberg/"}),
        ("09648", {"/gebiete/altmittweida/", "/gebiete/kriebstein/", "/gebiete/mittweida/"}),
        ("Ostrau", {"/gebiete/jahnatal/"}),
        ("Mittweida", {"/gebiete/mittweida/"}),
    ],
)
def test_postcodes_and_names_of_all_times_find_the_area_first(visit, query, found):
    page = visit(f"/suche/?q={quote(query)}")
    expect(page.get_by_role("status")).not_to_be_empty()
    hits = page.locator(HIT).evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert set(hits[: len(found)]) == found


def test_the_start_page_asks_and_the_search_answers(visit):
    page = visit("/")
    page.get_by_label("Gemeinde, früherer Name oder Postleitzahl").fill("Ostrau")
    page.get_by_role("button", name="Finden").click()
    page.locator(HIT).first.click()
    assert page.locator("h1").inner_text() == "Jahnatal"


def test_without_a_script_the_search_leads_to_the_list(visit):
    page = visit("/suche/?q=09599", java_script_enabled=False)
    page.get_by_role("link", name="Liste mit Karte").click()
    expect(page.locator("li", has_text="09599")).to_have_text("Freiberg 09599, 41.045 Menschen")


def test_axe_finds_nothing_on_a_phone_in_the_dark(visit, axe):
    page = visit("/gebiete/", width=320, dark=True)
    assert axe(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_it_is_one_sheet(visit):
    pdf = visit("/gebiete/").pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 1
