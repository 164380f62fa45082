"""The real site, with the service for the newsletter and without it, judged as it was built."""

import gzip
import json
import re

import html5lib
import pytest

from pelicanconf import FORMS, PUBLIC_URL
from plugins.desk.addresses import Shelf
from plugins.desk.page import read_page
from plugins.forms.generator import ANSWERS
from plugins.manuscript.suggestions import fold

POST = "/2024/03/soziale-teilhabe-staerken/"
REVIEW = "/2023/12/jahresrueckblick-2023-erfolge-kooperationen-und-ausblicke-im-bereich-integrierte-sozialplanung-des-landkreises-mittelsachsen/"
WITH_FORM = ("/newsletter/", "/newsletter/anmelden/", POST, REVIEW)


def main_text(site, address):
    return " ".join(site.page(address).main.get_text(" ").split())


@pytest.fixture(params=WITH_FORM, ids=["page", "answer", "post", "review"])
def form(request, site_with_service):
    """Return the form of a page that has one, and the page's address."""
    (found,) = site_with_service.page(request.param)("form")
    return found, request.param


def fields(form):
    """Return what a browser can send: name and value of each field, in their order."""
    return [(each["name"], each.get("value", "")) for each in form("input")]


def test_the_form_sends_what_the_service_takes_and_nothing_else(form, site_with_service):
    form, address = form
    said = json.loads((site_with_service.output / "newsletter/formular.json").read_bytes())
    assert (form["method"], form["action"]) == ("post", "/newsletter/anmelden/")
    assert fields(form) == [
        ("adresse", ""),
        ("homepage", ""),
        *(("thema", topic["kennung"]) for topic in said["themen"]),
        *(("haeufigkeit", value) for value in ("sofort", "woche", "monat")),
        ("fassung", said["einwilligung"]["fassung"]),
        ("seite", address),
    ]


def test_nothing_is_chosen_beforehand_but_the_frequency(form):
    (checked,) = form[0].select("[checked]")
    assert (checked["name"], checked["value"]) == ("haeufigkeit", "sofort")


def test_the_address_is_asked_for_so_that_programs_can_help(form):
    field = form[0].find(id="seite--adresse")
    attributes = ("autocomplete", "inputmode", "spellcheck", "maxlength", "pattern")
    assert [field[name] for name in attributes] == ["email", "email", "false", "320", ".+@.+"]
    assert field.has_attr("required")
    assert field["type"] == "text"  # as `email` browsers refuse letters such as ö before the @
    assert form[0].find("label", attrs={"for": field["id"]}).text == "Ihre E-Mail-Adresse"


def test_the_consent_stands_above_the_button_it_names_beside_the_way_to_more(form):
    form = form[0]
    consent = form.select_one(".consent")
    button = form.button.text
    assert consent.text.startswith(FORMS.text)
    assert f"„{button}“" in FORMS.text
    assert consent.a["href"] == FORMS.privacy
    assert consent.sourceline <= form.button.sourceline
    assert form.find_all(["p", "button"])[-2:] == [consent, form.button]


def test_the_wording_says_who_what_and_how_it_ends():
    for part in ("Landkreis Mittelsachsen", "E-Mail-Adresse", "Mittelsachsen Sozial", "widerrufen"):
        assert part in FORMS.text
    assert "neue Beiträge" in FORMS.text
    assert "@" in FORMS.text


def test_the_feed_is_offered_before_the_form(form, site_with_service):
    form, address = form
    if address == "/newsletter/anmelden/":
        return  # only for those who come back to the address that takes the form
    before = [link["href"] for link in form.find_all_previous("a")]
    assert "/feeds/alle.atom.xml" in before


def test_topics_are_the_categories_of_the_feed(site_with_service):
    said = json.loads((site_with_service.output / "newsletter/formular.json").read_bytes())
    feeds = site_with_service.output / "feeds/feld"
    assert {topic["kennung"] for topic in said["themen"]} == {
        path.name.removesuffix(".atom.xml") for path in feeds.glob("*.atom.xml")
    }
    assert all(fold(topic["name"]) for topic in said["themen"])


@pytest.mark.parametrize("folder", ANSWERS.values())
def test_each_answer_is_a_page_that_search_engines_leave_out(site_with_service, folder):
    page = site_with_service.page(f"/newsletter/{folder}/")
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert page.select_one(".lead").text.strip()
    assert not page.select('link[rel="canonical"]')
    sitemap = (site_with_service.output / "sitemap.xml").read_text(encoding="utf-8")
    assert f"/newsletter/{folder}/" not in sitemap


@pytest.mark.parametrize(
    ("folder", "sent"), [("bestaetigen", []), ("abmelden", [("tat", "abmelden")])]
)
def test_a_page_behind_a_link_changes_something_only_by_its_button(site_with_service, folder, sent):
    """Its form has no address, so it goes where the link led, token and all."""
    (form,) = site_with_service.page(f"/newsletter/{folder}/")("form")
    assert form["method"] == "post"
    assert not form.has_attr("action")
    assert fields(form) == sent
    assert len(form("button")) == 1


def test_the_preferences_are_a_frame_with_a_place_for_the_form(site_with_service):
    text = (site_with_service.output / "newsletter/einstellungen/index.html").read_text("utf-8")
    before, _, rest = text.partition("<!--einstellungen-->")
    inside, _, after = rest.partition("<!--/einstellungen-->")
    assert "<h1>Ihr Newsletter</h1>" in before
    assert "nicht laden" in inside
    assert "</main>" in after
    assert "einstellungen-->" not in after


CHANGED = (
    "newsletter",
    *(f"newsletter/{folder}" for folder in ANSWERS.values()),
    "datenschutz",
    POST[1:-1],
)


def test_every_page_that_is_new_or_has_a_form_is_sound(site_with_service):
    output = site_with_service.output
    texts = {
        f"{name}/index.html": (output / name / "index.html").read_text("utf-8") for name in CHANGED
    }
    pages = {name: read_page(text) for name, text in texts.items()}
    files = frozenset(path.relative_to(output).as_posix() for path in output.rglob("*"))
    shelf = Shelf(files, {name: page.ids for name, page in pages.items()}, PUBLIC_URL)
    parser = html5lib.HTMLParser(strict=False)
    for name, page in pages.items():
        assert not page.faults, name
        for reference in page.references:
            foreign = shelf.is_foreign(reference.address)
            assert not (foreign and reference.loads), reference
            assert foreign or not shelf.fault(name, reference.address), reference
        parser.parse(texts[name])
        assert not parser.errors, f"{name}: {parser.errors[:3]}"
        assert texts[name].count("<script") == texts[name].count("application/ld+json") == 1


def test_the_form_below_a_post_is_small(site_with_service, real_site):
    """At most 900 bytes more, compressed."""

    def weight(site):
        return len(gzip.compress((site.output / POST[1:] / "index.html").read_bytes(), 6))

    assert weight(site_with_service) - weight(real_site) <= 900


def test_without_a_service_no_form_is_built_and_the_feed_is_the_way(real_site):
    assert [path.name for path in (real_site.output / "newsletter").iterdir()] == ["index.html"]
    for page in real_site.pages:
        assert 'method="post"' not in page.read_text(encoding="utf-8"), page
    text = main_text(real_site, "/newsletter/")
    assert "können Sie sich hier noch nicht anmelden" in text
    assert "/feeds/alle.atom.xml" in str(real_site.page("/newsletter/").main)


def test_no_page_speaks_as_if_the_other_case_held(site_with_service, real_site):
    early = re.compile(r"noch nicht in Betrieb|Anmeldung folgt|noch nicht anmelden")
    late = re.compile(r"Newsletter bestellen|Art\. 6 Abs\. 1 Buchst\. a DSGVO|nach sieben Tagen")
    for page in site_with_service.pages:
        assert not early.search(page.read_text(encoding="utf-8")), page
    for page in real_site.pages:
        assert not late.search(page.read_text(encoding="utf-8")), page


@pytest.mark.parametrize("said", [
    "Art. 6 Abs. 1 Buchst. a DSGVO",
    "jederzeit widerrufen",
    "bleibt rechtmäßig",
    "den Wortlaut Ihrer Einwilligung",
    "nach sieben Tagen",
    "drei Jahre",
    "ein Prüfwert (Hash), den ein geheimer Schlüssel schützt",
    "nach höchstens 24 Stunden",
    "liest ein Programm",
    "als Datei (JSON) herunterladen",
    "Diese Einwilligung können Sie jederzeit widerrufen",
])  # fmt: skip
def test_the_privacy_page_says_what_becomes_of_an_address(site_with_service, real_site, said):
    assert said in main_text(site_with_service, "/datenschutz/")
    assert said not in main_text(real_site, "/datenschutz/")


def test_the_privacy_page_has_the_place_that_the_form_leads_to(site_with_service):
    page, _, place = FORMS.privacy.partition("#")
    assert site_with_service.page(page).find(id=place).name == "h2"
