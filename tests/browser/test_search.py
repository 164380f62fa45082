"""Readers find what they look for: by parts of words, with few keys, by filter, by address, and without a script."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from plugins.search.index import form_of
from plugins.search.stopwords import STOPWORDS

HITS = ".search-hits > li"


def status(page):
    return page.get_by_role("status")


@pytest.fixture
def search(visit):
    """Return a search by address: the page when the answer is there."""

    def ask(query, **options):
        page = visit(f"/suche/?{query if '=' in query else f'q={quote(query)}'}", **options)
        expect(status(page)).not_to_be_empty()
        return page

    return ask


def titles(page):
    return page.locator(f"{HITS} a").all_inner_texts()


def addresses(page):
    return page.locator(f"{HITS} a").evaluate_all("all => all.map(a => a.getAttribute('href'))")


QUESTIONS = {
    "Heim": "/2026/11/sterbefaelle-1990-bis-2022/",
    "Pflege": "/felder/senioren/",
    "Aerzte": "/indikatoren/aerzte/",
    "Ärztin": "/indikatoren/aerzte/",
    "Kindergarten": "/indikatoren/kita_u3/",
    "Wahlbeteiligung": "/indikatoren/wahlbeteiligung_landtag/",
    "arbeitslos": "/indikatoren/arbeitslose/",
    "Wohnung": "/indikatoren/wohnungslose/",
    "Einwohnerzahl": "/indikatoren/bevoelkerung_veraenderung/",
    "Schulabschluss": "/indikatoren/ohne_schulabschluss/",
    "Haus Betten": "/indikatoren/krankenhausbetten/",
    "DATEN herunterladen": "/daten/",
}


SHOW_ALL = "() => { const more = document.querySelector('ol + button'); while (!more.hidden) more.click(); }"


def test_ten_questions_and_two(search, address):
    page = search("Anfang")
    missing = []
    for query, wanted in QUESTIONS.items():
        page.goto(f"{address}/suche/?q={quote(query)}")
        expect(status(page)).not_to_be_empty()
        page.evaluate(SHOW_ALL)
        if wanted not in addresses(page):
            missing.append((query, addresses(page)))
    assert missing == []
    assert page.said == []


def test_the_best_comes_first_and_the_word_is_marked(search):
    page = search("Arbeit")
    assert addresses(page)[0] == "/felder/arbeit/"
    assert "Arbeit" in page.locator("mark").all_inner_texts()
    assert page.title().startswith("Arbeit – Suche")


def test_typing_is_enough_and_a_screen_reader_hears_how_many(visit, address):
    page = visit("/suche/")
    assert not any(each.endswith(".json") for each in page.asked)
    page.get_by_label("Was suchen Sie?").focus()
    page.keyboard.type("Wohnungslo", delay=5)
    expect(status(page)).to_have_text(re.compile(r"\d+ Treffer"))
    expect(page).to_have_url(
        re.compile(r"\?q=Wohnungslo$")
    )  # a slow machine searches while one types
    assert all(each.startswith(f"{address}/") for each in page.asked)
    fetched = [each for each in page.asked if each.endswith(".json")]
    assert len(fetched) >= 2
    assert all(each.startswith(f"{address}/suche/") for each in fetched)


def test_the_keyboard_alone_leads_from_the_question_to_a_page_and_back(visit):
    page = visit("/suche/")
    page.get_by_label("Was suchen Sie?").focus()
    page.keyboard.type("Kita")
    page.keyboard.press("Enter")
    page.locator(HITS).first.wait_for()
    for _ in range(3):  # the button, the filters, the first hit
        page.keyboard.press("Tab")
    wanted = page.evaluate("document.activeElement.getAttribute('href')")
    assert wanted == addresses(page)[0]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")
    page.go_back()
    page.locator(HITS).first.wait_for()
    assert page.get_by_label("Was suchen Sie?").input_value() == "Kita"


def test_filters_narrow_and_the_back_button_widens(search):
    page = search("Landkreis")
    everything = status(page).inner_text()
    page.get_by_text("Eingrenzen nach").click()
    page.get_by_label("Art", exact=True).select_option("datenbeitrag")
    page.wait_for_url("**art=datenbeitrag*")
    page.get_by_label("Themenfeld", exact=True).select_option("senioren")
    page.wait_for_url("**feld=senioren*")
    expect(status(page)).not_to_have_text(everything)
    kickers = page.locator(f"{HITS} .kicker").all_inner_texts()
    assert kickers
    assert all("Datenbeitrag" in each and "Senioren" in each for each in kickers)
    page.go_back()
    page.go_back()
    expect(status(page)).to_have_text(everything)
    assert page.get_by_label("Art", exact=True).input_value() == ""


def test_a_filter_without_a_word_lists_what_there_is(search):
    page = search("art=rueckblick&jahr=2024")
    assert addresses(page)
    assert all(address.startswith("/2024/") for address in addresses(page))


def test_more_hits_come_on_demand_and_take_the_focus_along(search):
    page = search("Menschen")
    assert len(titles(page)) == 10
    page.locator("ol + button").click()
    assert page.evaluate("document.activeElement.getAttribute('href')") == addresses(page)[10]


def test_a_typing_error_is_seen_through(search):
    page = search("Wahlbeteiligugn")
    page.get_by_role("link", name="Wahlbeteiligung", exact=True).click()
    page.locator(HITS).first.wait_for()
    assert page.get_by_label("Was suchen Sie?").input_value() == "Wahlbeteiligung"


def test_a_better_word_is_sought_among_the_same_pages(search):
    page = search("q=Wahlbeteiligugn&art=datenbeitrag")
    href = page.get_by_role("link", name="Wahlbeteiligung", exact=True).get_attribute("href")
    assert href == "?q=Wahlbeteiligung&art=datenbeitrag"


def test_an_address_asks_for_no_more_than_the_form_could(search):
    page = search(f"q={'x' * 900}&art=gibt-es-nicht&jahr=1066")
    assert page.get_by_label("Was suchen Sie?").input_value() == "x" * 200
    chosen = page.locator("select").evaluate_all("all => all.map(each => each.selectedIndex)")
    assert chosen == [0, 0, 0]


def test_what_cannot_be_sought_is_not_called_too_short(search):
    for query in ("und", "65"):
        assert status(search(query)).inner_text().startswith("Danach lässt sich nicht suchen")


def test_nothing_found_says_so_and_helps(search):
    page = search("Xylophonquark")
    assert status(page).inner_text() == "Nichts gefunden zu „Xylophonquark“"
    assert page.get_by_text("weniger oder kürzere Wörter").is_visible()


def test_words_that_never_meet_are_sought_one_by_one(search):
    page = search("Krankenhausbetten Jugendhilfe Wahlbeteiligung")
    assert status(page).inner_text().startswith("Alle Wörter zusammen stehen nirgends")
    assert titles(page)


def test_whatever_is_asked_is_text(search, address):
    page = search("Anfang")
    for query in ("<img src=x onerror=alert(1)>", "e", '"\\', "☃ 🏠", "a" * 200):
        page.goto(f"{address}/suche/?q={quote(query)}")
        expect(status(page)).not_to_be_empty()
        assert page.locator("main img").count() == 0
    assert page.said == []


def test_script_and_build_bring_words_to_the_same_form(visit, real_site):
    """On all words of the site: what one side enters, the other finds."""
    text = " ".join(path.read_text(encoding="utf-8") for path in real_site.pages[::4])
    words = sorted(
        {*re.findall(r"[^\W_]+", text), "Ärztinnen", "Straẞe", "İzmir", "ﬁnden", "Łódź", "ѐ", "½"}
    )
    page = visit("/suche/")
    script = page.locator("script[type=module]").get_attribute("src")
    forms = page.evaluate(
        "async ([script, words, small]) => {"
        " const { formOf } = await import(script), stopwords = new Set(small);"
        " return words.map(word => formOf(word, stopwords)); }",
        [script, words, sorted(STOPWORDS)],
    )
    assert len(words) > 3000
    assert dict(zip(words, forms, strict=True)) == {word: form_of(word) for word in words}


@pytest.mark.parametrize(
    ("path", "dark"),
    [
        ("/suche/?q=Arbeit", False),
        ("/suche/?q=Arbeit", True),
        ("/suche/?q=Xylophonquark", True),
        ("/a-z/", False),
    ],
)
def test_axe_finds_nothing(visit, axe, path, dark):
    page = visit(path, width=320, dark=dark)
    if "?" in path:
        expect(status(page)).not_to_be_empty()
    assert axe(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_a_script_the_page_leads_on(visit):
    page = visit("/suche/", java_script_enabled=False)
    assert not page.get_by_role("search").is_visible()
    page.get_by_role("link", name="Register von A bis Z").first.click()
    page.get_by_role("link", name="W", exact=True).click()
    page.get_by_role("link", name="Wahlbeteiligung bei der Landtagswahl").first.click()
    assert page.url.endswith("/indikatoren/wahlbeteiligung_landtag/")


def test_the_search_may_fetch_from_its_own_server_only(headers_of):
    policy = headers_of("/suche/")["Content-Security-Policy"]
    assert "connect-src 'self';" in policy
    assert "unsafe" not in policy


def test_the_files_of_the_index_are_below_their_page(real_site):
    page = real_site.page("/suche/")
    start = json.loads((real_site.output / page.form["data-index"].lstrip("/")).read_text("utf-8"))
    names = {name for _, name in start["shards"]}
    assert names | {page.form["data-index"].rpartition("/")[2]} == {
        file.name for file in (real_site.output / "suche").glob("*.json")
    }
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
