"""What each page of the real site says to machines, and the site map against the pages."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from tests.discovery.vocabulary import faults

ORIGIN = "https://mittelsachsen-sozial.de"
OWN = {
    "/": {"WebSite", "GovernmentOrganization"},
    "/2026/11/aeltere-1995-bis-2022/": {"BlogPosting"},
    "/2023/12/arbeitsgruppe-integrierte-sozialplanung/": {"BlogPosting"},
    "/felder/senioren/": {"CollectionPage"},
    "/felder/": {"CollectionPage"},
    "/beitraege/": {"CollectionPage"},
    "/rueckblicke/": {"CollectionPage"},
    "/art/datenbeitrag/": {"CollectionPage"},
    "/2026/": {"CollectionPage"},
    "/indikatoren/": {"CollectionPage"},
    "/indikatoren/anteil_65plus/": {"WebPage", "Dataset"},
    "/indikatoren/bevoelkerung/": {"WebPage"},  # its licence is not open: no catalogue may offer it
    "/daten/": {"WebPage", "Dataset"},
    "/impressum/": {"WebPage"},
}
EVERYWHERE = {"GovernmentOrganization", "BreadcrumbList"}


@pytest.fixture(scope="module")
def heads(real_site):
    """Return the head of each page by its address; a head is read fast, a page is not."""
    found = {}
    for page in real_site.pages:
        name = page.relative_to(real_site.output).as_posix()
        head = page.read_text(encoding="utf-8").partition("<body")[0]
        found[f"/{name.removesuffix('index.html')}"] = BeautifulSoup(head, "lxml")
    return found


@pytest.fixture(scope="module")
def listed(heads):
    """Return the addresses of the pages that want to be found."""
    return {a for a, head in heads.items() if not head.select('meta[name="robots"]')}


@pytest.fixture(scope="module")
def changes(real_site):
    """Return the site map: address → day of the last change, or None."""
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    tree = ET.parse(real_site.output / "sitemap.xml")  # noqa: S314 - this house wrote it
    found = [
        (url.findtext(f"{name}loc"), url.findtext(f"{name}lastmod"))
        for url in tree.iter(f"{name}url")
    ]
    assert len(dict(found)) == len(found)
    return {address.removeprefix(ORIGIN): day for address, day in found}


def graph(head):
    (script,) = head.select('script[type="application/ld+json"]')
    found = json.loads(script.string)
    assert found["@context"] == "https://schema.org"
    return found["@graph"]


def test_every_page_speaks_schema_org_without_a_fault(heads):
    for address, head in heads.items():
        if "/einbetten/" in address:
            assert not head.select("script"), address
            continue
        assert not list(faults(graph(head))), address


@pytest.mark.parametrize("address", OWN)
def test_each_kind_of_page_says_what_it_is(heads, address):
    kinds = {node["@type"] for node in graph(heads[address])}
    assert kinds == OWN[address] | (EVERYWHERE if address != "/" else set())


def test_reviews_are_articles(heads):
    for link in (a for a in heads if re.match(r"/\d{4}/12/.*(rueckblick|meilensteine)", a)):
        assert "Article" in {node["@type"] for node in graph(heads[link])}


def test_breadcrumbs_lead_over_pages_that_exist(heads):
    for address, head in heads.items():
        if address == "/" or "/einbetten/" in address:
            continue
        (crumbs,) = (n for n in graph(head) if n["@type"] == "BreadcrumbList")
        steps = [step["item"].removeprefix(ORIGIN) for step in crumbs["itemListElement"]]
        assert steps[0] == "/", address
        assert steps[-1] == address
        assert set(steps) <= set(heads), address


def test_visible_breadcrumbs_are_those_that_machines_read(real_site, heads):
    for address in ("/felder/senioren/", "/indikatoren/anteil_65plus/", "/2026/"):
        (crumbs,) = (n for n in graph(heads[address]) if n["@type"] == "BreadcrumbList")
        steps = [step["item"].removeprefix(ORIGIN) for step in crumbs["itemListElement"]]
        seen = [a["href"] for a in real_site.page(address).select(".crumbs a")]
        assert seen == steps[: len(seen)]
        assert len(seen) >= len(steps) - 1


def test_a_page_names_its_own_address_or_does_not_want_to_be_found(heads, listed):
    assert "/404.html" not in listed
    for address, head in heads.items():
        canonical = [link["href"] for link in head.select('link[rel="canonical"]')]
        if address in listed:
            assert canonical == [f"{ORIGIN}{address}"]
        else:
            assert canonical in ([], [f"{ORIGIN}{address.removesuffix('einbetten/')}"])


def test_every_page_can_be_shared(heads, listed):
    for address in listed:
        said = {
            meta["property"]: meta["content"]
            for meta in heads[address].select('meta[property^="og:"]')
        }
        assert {"og:title", "og:description", "og:type", "og:url", "og:locale"} <= set(said)
        assert said["og:url"] == f"{ORIGIN}{address}"
        assert all(value.strip() for value in said.values()), address
        if "og:image" in said:
            assert said["og:image"].startswith(f"{ORIGIN}/")
            assert "og:image:alt" in said


def test_a_post_is_shared_with_its_card_in_the_size_it_has(real_site, heads):
    head = heads["/2026/11/aeltere-1995-bis-2022/"]
    said = {m["property"]: m["content"] for m in head.select('meta[property^="og:image"]')}
    card = (real_site.output / said["og:image"].removeprefix(f"{ORIGIN}/")).read_bytes()
    assert card.startswith(b"\x89PNG")
    assert [str(int.from_bytes(card[at : at + 4])) for at in (16, 20)] == [
        said["og:image:width"],
        said["og:image:height"],
    ]


def test_the_site_map_names_all_pages_that_want_to_be_found_and_no_other(listed, changes):
    assert set(changes) == listed


def test_a_text_changed_when_its_editor_says_so_and_a_list_with_its_newest(changes):
    post = "/2023/12/arbeitsgruppe-integrierte-sozialplanung/"
    assert changes[post] == "2023-12-20"
    posts = {a: day for a, day in changes.items() if re.match(r"/\d{4}/\d{2}/", a)}
    newest = max(posts.values())
    assert changes["/"] == changes["/beitraege/"] == newest
    for year in ("2023", "2024", "2026"):
        own = [day for a, day in posts.items() if a.startswith(f"/{year}/")]
        assert changes[f"/{year}/"] == max(own)
    assert changes["/impressum/"] is None  # no date in its head: nothing is made up


def test_data_changed_on_the_day_of_their_source(changes):
    assert changes["/indikatoren/anteil_65plus/"] == "2022"
    assert changes["/indikatoren/"] >= changes["/indikatoren/anteil_65plus/"]


def test_a_figure_changed_with_the_text_it_stands_in(real_site, changes):
    page = real_site.page("/2023/12/arbeitsgruppe-integrierte-sozialplanung/")
    for figure in page.select("figure.chart[data-picture]"):
        address = f"{figure['data-picture'].removesuffix('.png')}/"
        assert changes[address] == "2023-12-20"


def test_robots_and_finders_of_holes_are_told_where_to_go(real_site):
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in (real_site.output / "robots.txt").read_text()
    security = (real_site.output / ".well-known/security.txt").read_text()
    assert f"Canonical: {ORIGIN}/.well-known/security.txt" in security
    assert re.search(r"^Contact: (mailto:|https://)\S+$", security, re.MULTILINE)


def test_events_hidden_texts_and_odd_titles(county, post, build):
    """One build for all three: a title that looks like markup, a hidden post, a changed one."""
    event = post(
        titel="""'"Pflege" </script><!-- & Heim'""",
        art="termin",
        beginn="2025-06-17 10:30",
        ort="Rathaus",
        adresse="tag",
    )
    hidden = post("Still.", titel="Versteckt", status="versteckt", adresse="still")
    changed = post("Neu.", titel="Zuletzt", aktualisiert="2025-05-02", adresse="neu")
    texts = {f"content/beitraege/{n}.md": text for n, text in enumerate((event, hidden, changed))}
    county.write(texts)
    site = build()
    assert site.run.returncode == 0, site.said

    page = site.page("/2025/03/tag/")
    (told,) = (node for node in graph(page.head) if node["@type"] == "Event")
    assert told["name"] == page.find("h1").text
    assert "script>" in told["name"]
    assert told["startDate"] == "2025-06-17T10:30:00+02:00"
    assert told["organizer"] == {"@id": "https://musterland.example/#herausgeber"}
    assert not list(faults(graph(page.head)))

    head = site.page("/2025/03/still/").head
    assert head.select('meta[name="robots"][content="noindex"]')
    assert not head.select('link[rel="canonical"]')
    text = (site.output / "sitemap.xml").read_text(encoding="utf-8")
    assert "still" not in text
    assert "/felder/alter/</loc><lastmod>2025-05-02</lastmod>" in text
    assert not (site.output / ".well-known").exists()  # no contact is known
