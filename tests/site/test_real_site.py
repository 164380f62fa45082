"""The real site, judged as it was built."""

import gzip
import re

import brotli
import html5lib
import pytest
from bs4 import BeautifulSoup

from plugins.desk.check import check

REVIEW_2023 = (
    "/2023/12/jahresrueckblick-2023-erfolge-kooperationen-und-ausblicke-im-bereich-integrierte-"
    "sozialplanung-des-landkreises-mittelsachsen/"
)
REVIEW_2024 = (
    "/2024/12/gemeinsam-stark-meilensteine-der-kooperation-zur-integrierten-sozialplanung-im-"
    "landkreis-mittelsachsen-2024/"
)
OLD_ADDRESSES = (REVIEW_2023, REVIEW_2024, "/sozialbericht/", "/methodik/")
FIELDS = [
    "arbeit",
    "inklusion",
    "integration",
    "bildung",
    "gesundheit",
    "aufwachsen",
    "mobilitaet",
    "senioren",
    "wohnen",
    "miteinander",
    "armut",
]


@pytest.fixture(scope="module")
def soups(real_site):
    """Return (page, its tree) pairs, read once for all tests: none of them changes a tree."""
    return [
        (page, BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser"))
        for page in real_site.pages
    ]


def test_the_check_of_the_desk_finds_nothing(real_site):
    assert not [str(finding) for finding in check(real_site.output)]


@pytest.mark.parametrize("address", OLD_ADDRESSES)
def test_addresses_of_the_old_site_answer(real_site, address):
    assert real_site.page(address).find("h1")


@pytest.mark.parametrize("key", FIELDS)
def test_each_field_has_its_page_and_its_feed(real_site, key):
    page = real_site.page(f"/felder/{key}/")
    assert page.find("h1")
    assert f"/feeds/feld/{key}.atom.xml" in str(page.head)
    assert (real_site.output / f"feeds/feld/{key}.atom.xml").is_file()


def test_every_page_is_html_by_the_standard(real_site):
    parser = html5lib.HTMLParser(strict=False)
    for page in real_site.pages:
        parser.parse(page.read_text(encoding="utf-8"))
        # «&» and friends inside SVG title are fine; everything else would be a real fault
        assert not parser.errors, f"{page.relative_to(real_site.output)}: {parser.errors[:3]}"


def test_only_pages_with_figures_have_a_script_and_it_is_a_small_one(real_site, soups):
    """At most 3 KB, compressed; a frame, the start page and a page without figures or search have none."""
    folder = real_site.output / "theme/js"
    names = {path.name.partition(".")[0]: path for path in folder.iterdir()}
    assert set(names) == {"figures", "search", "compare"}
    address = {name: f"/theme/js/{path.name}" for name, path in names.items()}
    for page, soup in soups:
        start, search, compare = (
            page == real_site.output / name / "index.html" for name in ("", "suche", "vergleich")
        )
        scripts = [tag for tag in soup("script") if tag.get("type") != "application/ld+json"]
        framed = "frame" in soup.body.get("class", ())
        wanted = bool(soup.select(".chart")) and not framed and not start
        expected = [address["figures"]] * wanted + [address["search"]] * search
        expected += [address["compare"]] * compare
        assert [tag["src"] for tag in scripts] == expected, page
        assert not any(tag.string for tag in scripts), page
        assert len(soup.select("template")) == len(expected), page
    assert sorted(real_site.output.rglob("*.js")) == sorted(names.values())
    assert len(gzip.compress(names["figures"].read_bytes(), 9)) <= 3 * 1024
    assert len(gzip.compress(names["search"].read_bytes(), 9)) <= 4 * 1024
    assert names["compare"].stat().st_size <= 5000


def test_the_whole_look_is_small_and_the_start_page_fits_the_first_window(real_site):
    """At most 8 KB of style, at most 14 KB with the start page, as they are served."""
    (sheet,) = (real_site.output / "theme/css").glob("site.*.css")
    css, page = sheet.read_bytes(), (real_site.output / "index.html").read_bytes()
    assert b"/*" not in css
    assert len(brotli.compress(css)) <= 8000
    assert len(brotli.compress(css)) + len(brotli.compress(page)) <= 14_000
    soup = BeautifulSoup(page, "html.parser")
    assert [tag["href"] for tag in soup.select("link[rel=stylesheet], link[rel=preload]")] == [
        soup.select_one("link[rel=preload]")["href"],
        f"/theme/css/{sheet.name}",
    ]
    assert not soup.select("script[src], img, iframe")


def test_pages_need_no_inline_style_and_no_inline_handler(soups):
    for page, soup in soups:
        assert not soup.find("style"), page
        assert not soup.find(style=True), page
        assert not [t for t in soup.find_all() if any(a.startswith("on") for a in t.attrs)], page


def test_nothing_is_loaded_from_elsewhere(real_site, soups):
    """Links may lead out; nothing that a browser loads by itself may."""
    for page, soup in soups:
        for tag in soup.find_all(src=True):
            assert tag["src"].startswith("/"), f"{page}: {tag}"
        for tag in soup.find_all("link"):
            allowed = tag["href"].startswith("/") or tag.get("rel") in (
                ["canonical"],
                ["alternate"],
            )
            assert allowed, f"{page}: {tag}"
    for css in real_site.output.rglob("*.css"):
        text = css.read_text(encoding="utf-8")
        text = re.sub(r"@namespace[^;]*;", "", text)  # a name, not an address
        for target in re.findall(r"url\(([^)]*)\)", text):
            assert not re.match(r"[\"']?(https?:)?//", target), f"{css}: {target}"
        assert "@import" not in text


def test_every_page_names_the_feeds_and_speaks_german(soups):
    for page, soup in soups:
        assert soup.html["lang"] == "de", page
        if page.parts[-2] == "einbetten":
            continue  # a figure in another site's frame is no place to subscribe
        feeds = {link["href"] for link in soup.select('link[rel="alternate"]')}
        assert any(feed.endswith("/feeds/alle.atom.xml") for feed in feeds), page
        assert any(feed.endswith("/feeds/alle.rss.xml") for feed in feeds), page


def test_every_number_with_a_place_in_the_data_is_set_by_the_data(real_site):
    """The data posts hold inline values, and none of them is a gap."""
    posts = [path for path in real_site.pages if path.parts[-4:-3] == ("2026",)]
    assert len(posts) >= 3
    for page in posts:
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        values = soup.select("data.value")
        assert len(values) >= 3, page
        assert all(re.search(r"\d", value.text) for value in values)
        assert soup.select("figure.chart"), page


def test_each_chart_is_complete_without_colour_script_or_network(real_site, soups):
    charts = [(page, chart) for page, soup in soups for chart in soup.select("figure.chart")]
    assert charts
    for page, chart in charts:
        assert chart.select_one(".chart-title").text.strip(), page
        assert chart.select_one(".chart-subtitle").text.strip(), page
        assert chart.select_one(".chart-description").text.strip(), page
        # Key figures are text as they stand; every other kind has a table.
        assert chart.find("table") or "chart-tile" in chart["class"], page
        assert "Quelle" in chart.select_one(".chart-source").text, page
        if page.parts[-3] == "gebiete":
            # Sixty pages: the pages of the indicators have the files of these.
            assert "data-picture" not in chart.attrs, page
            continue
        picture = real_site.output / chart["data-picture"].lstrip("/")
        assert picture.read_bytes().startswith(b"\x89PNG"), page


def test_the_review_does_not_contradict_itself(real_site):
    """21 posts were published in 2024; the archive here is smaller, and the page says both."""
    text = real_site.page(REVIEW_2024).find("main").get_text(" ", strip=True)
    assert "21" in text
    assert "Archiv" in text


def test_reviews_and_posts_link_to_each_other(real_site):
    post = real_site.page("/2024/03/soziale-teilhabe-staerken/")
    assert post.select_one(f'main a[href="{REVIEW_2024}"]')
    review = real_site.page(REVIEW_2024)
    assert review.select_one('main a[href="/2024/03/soziale-teilhabe-staerken/"]')


def test_gaps_of_the_publisher_are_visible_in_a_local_build(real_site):
    assert real_site.page("/impressum/").select("mark.gap")


def test_the_start_page_is_small(real_site):
    """Bytes are gates (design/web.md): the page without its picture and font."""
    assert len((real_site.output / "index.html").read_bytes()) < 40_000
