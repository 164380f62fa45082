"""Readers put areas beside each other: by choice, by address, by keyboard, on a phone, on paper, without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser import judgement

TWO = "/vergleich/?a=freiberg&a=mittweida"
FOUR = "/vergleich/?a=freiberg&a=zettlitz&a=jahnatal&a=sozialregion-nord"


def status(page):
    return page.get_by_role("status")


def heads(page):
    return page.get_by_role("columnheader").all_inner_texts()[1:]


def row(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))


@pytest.fixture
def compare(visit):
    """Return a comparison by address: the page when the table is there."""

    def go(address, **options):
        page = visit(address, **options)
        expect(page.get_by_role("table")).to_be_visible()
        return page

    return go


def test_choosing_gives_a_table_an_address_and_a_title(visit):
    page = visit("/vergleich/")
    assert not any("werte.json" in each for each in page.asked)
    expect(page.get_by_role("table")).to_be_hidden()
    page.get_by_label("Erstes Gebiet").select_option("Freiberg")
    page.get_by_label("Zweites Gebiet").select_option("Mittweida")
    page.get_by_role("button", name="Vergleichen").click()
    expect(page.get_by_role("heading", name="Freiberg und Mittweida")).to_be_focused()
    assert page.url.endswith(TWO)
    assert page.title().startswith("Freiberg und Mittweida – Gebiete vergleichen")
    expect(status(page)).to_contain_text("Indikatoren nebeneinander")
    assert heads(page) == ["Freiberg", "Mittweida"]
    assert page.said == []


def test_a_row_leads_to_its_indicator_and_says_values_time_and_change(compare, real_site):
    page = compare(TWO)
    cells = row(page, "Frauenanteil")
    table = real_site.page("/gebiete/freiberg/").select_one("#zahlen").parent
    shown = table.find("a", href="/indikatoren/frauenanteil/").find_parent("tr").td.get_text()
    expect(cells.get_by_role("cell").first).to_contain_text(shown)
    expect(cells.get_by_role("cell").first).to_contain_text("seit 20")
    expect(cells.get_by_role("rowheader")).to_contain_text("20")
    cells.get_by_role("link").click()
    assert page.url.endswith("/indikatoren/frauenanteil/")


def test_times_that_differ_stand_in_the_cells_and_a_missing_value_says_why(compare):
    page = compare("/vergleich/?a=landkreis&a=zettlitz")
    people = row(page, "Bevölkerung am 31. Dezember")
    assert "20" not in people.get_by_role("rowheader").inner_text()
    for cell in people.get_by_role("cell").all():
        assert any(year in cell.inner_text() for year in ("2022", "2023", "2024"))
    expect(row(page, "Gestorbene Männer").get_by_role("cell").nth(1)).to_contain_text("geheim")


def test_rows_of_one_area_only_come_last(compare):
    page = compare("/vergleich/?a=zettlitz&a=landkreis")
    end = page.locator("tbody").last
    expect(end.get_by_role("rowheader").first).to_have_text("Nur von einem dieser Gebiete bekannt")
    expect(status(page)).to_contain_text(
        "Am Ende steht, was nur von einem dieser Gebiete bekannt ist"
    )
    for each in end.locator("[data-key]").all_inner_texts():
        assert each.count("k.\N{NO-BREAK SPACE}A.") == 1
    assert page.locator("tbody:not(:last-child) td").count()
    assert not page.locator("tbody:not(:last-child) td:not(:has(b))").count()


def test_back_and_reload_keep_the_comparison(compare):
    page = compare(TWO)
    page.get_by_label("Zweites Gebiet").select_option("Döbeln")
    page.get_by_role("button", name="Vergleichen").click()
    expect(page.get_by_role("heading", name="Freiberg und Döbeln")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="Freiberg und Mittweida")).to_be_visible()
    assert page.get_by_label("Zweites Gebiet").input_value() == "mittweida"
    page.reload()
    expect(page.get_by_role("heading", name="Freiberg und Mittweida")).to_be_visible()
    assert heads(page) == ["Freiberg", "Mittweida"]


def test_the_keyboard_alone_is_enough(visit):
    page = visit("/vergleich/?a=freiberg")
    expect(status(page)).to_have_text("Wählen Sie noch ein Gebiet zum Vergleichen.")
    page.get_by_label("Erstes Gebiet").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Zett")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Freiberg und Zettlitz")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Freiberg", exact=True).first).to_be_focused()


def test_unknown_names_are_told_and_the_others_compared(compare):
    page = compare("/vergleich/?a=atlantis&a=freiberg&a=freiberg&a=%3Cb%3Ex&a=mittweida")
    expect(status(page)).to_contain_text("Ein Gebiet „atlantis“ gibt es auf dieser Website nicht.")
    expect(status(page)).to_contain_text("„<b>x“")
    assert heads(page) == ["Freiberg", "Mittweida"]


def test_more_than_four_are_told(compare):
    page = compare(f"{FOUR}&a=doebeln")
    expect(status(page)).to_contain_text("Zu sehen sind die ersten vier.")
    assert len(heads(page)) == 4


def test_values_that_do_not_come_are_told_and_asked_for_again(visit, address):
    page = visit("/vergleich/")
    page.route("**/mittweida/werte.json", lambda route: route.abort())
    page.goto(address + TWO)
    expect(status(page)).to_contain_text("Diese Zahlen lassen sich gerade nicht laden: Mittweida.")
    expect(page.get_by_role("table")).to_be_hidden()
    page.unroute("**/mittweida/werte.json")
    page.get_by_role("button", name="Vergleichen").click()
    expect(page.get_by_role("table")).to_be_visible()


def test_a_jump_within_the_page_leaves_the_table_alone(compare):
    page = compare(TWO)
    page.evaluate("document.querySelector('table').id = 'dieselbe'")
    page.evaluate("location.hash = 'alle'")
    page.wait_for_url("**#alle")
    expect(page.locator("#dieselbe")).to_be_visible()


def test_without_a_script_the_page_leads_on(visit):
    page = visit("/vergleich/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Vergleichen")).to_be_hidden()
    assert page.locator("noscript").count() == 1
    assert not page.get_by_role("region").count()
    page.get_by_role("link", name="Zettlitz").click()
    assert page.url.endswith("/gebiete/zettlitz/#zahlen")


@pytest.mark.parametrize(
    ("width", "dark"), [(320, False), (1280, True)], ids=["klein-hell", "groß-dunkel"]
)
def test_nothing_is_wrong_for_anyone(compare, address, width, dark):
    page = compare(FOUR, width=width, dark=dark)
    assert judgement.axe(page) == []
    assert judgement.width(page) == judgement.spacing(page) == judgement.size(page) == []
    assert judgement.keyboard(page) == judgement.own_colours(page) == []
    judgement.zoomed(page, 200)
    assert judgement.width(page) == []
    assert judgement.privacy(page, address) == []


def test_on_a_phone_all_areas_are_seen_at_once_and_their_names_stay(compare):
    page = compare(FOUR, width=320)
    first = row(page, "Frauenanteil")
    first.scroll_into_view_if_needed()
    for cell in first.get_by_role("cell").all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    page.mouse.wheel(0, 1500)
    expect(page.get_by_role("columnheader", name="Jahnatal")).to_be_in_viewport()


def test_paper_has_the_table_and_the_whole_address(compare):
    page = compare(TWO)
    assert judgement.paper(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".permalink")).to_contain_text("/vergleich/?a=freiberg&a=mittweida")
    expect(page.get_by_role("link", name="Zettlitz")).to_be_hidden()
