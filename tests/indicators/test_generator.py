"""All pages of data, through a real build of an invented county."""

import csv
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.desk.check import check
from plugins.indicators.data.gazetteer import COLUMNS

ROOT = Path(__file__).parent.parent.parent
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
SITENAME = "Musterland Sozial"
PUBLIC_URL = "https://musterland.example"
PATH = "content"
THEME = {str(ROOT / "theme")!r}
MENU, HELP_MENU, FOOTER = (("Indikatoren", "/indikatoren/"),), (), ()
JINJA_GLOBALS = {{"NEWSLETTER_PAGE": None}}
FEEDS = FeedSettings(public_url=PUBLIC_URL, title=SITENAME)
"""
LEVELS = [
    {"schluessel": "kreis", "einzahl": "Landkreis", "mehrzahl": "Landkreise"},
    {"schluessel": "gemeinde", "einzahl": "Gemeinde", "mehrzahl": "Gemeinden"},
]
AREAS = [
    {"ags": "99001", "kurzname": "Landkreis", "name": "Kreis Musterland", "ebene": "kreis", "rang": "1"},
    *(
        {"ags": f"9900100{n}", "kurzname": name, "name": name, "ebene": "gemeinde", "teil_von": "99001", "rang": f"{n + 1}"}
        for n, name in enumerate(("Ahausen", "Südwald", "Zemünd"), 1)
    ),
]  # fmt: skip
QUOTE = "99001,2022,9,\n99001,2023,10.5,\n99001001,2022,7.25,\n99001001,2023,.,\n".replace(
    ".,\n", ",.\n"
)
CLOSED = "99001,2022,1,\n99001,2023,2,\n"
HEAD = "gebiet,zeit,wert,status\n"


def indicator(key: str, **more: object) -> dict[str, object]:
    return {
        "art": "indikator", "name": key, "path": f"{key}.csv", "title": f"Die {key.capitalize()}",
        "kurztitel": key.capitalize(), "messgroesse": f"{key.capitalize()} in Prozent",
        "definition": "Was <b>gemessen</b> wird.", "methode": "Gezählt & geteilt.",
        "einheit": "%", "nachkommastellen": 1, "additiv": False, "stand": "2024-03",
        "sources": [{"title": "Tabelle 7", "herausgeber": "Amt", "path": "https://amt.example/7"}],
        "licenses": [{"title": "frei"}], "lizenz_geprueft": True, "dimension": "Teilhabe",
        "felder": ["alter"],
    } | more  # fmt: skip


def table(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory, pelican, post, site_of):
    root = tmp_path_factory.mktemp("musterland")
    block = "```diagramm\nindikator: quote\ntitel: Die </script> steigt\n```"
    field = "---\ntitel: ALTER schätzen\nkurz: Alter\nrang: 1\n---\nText.\n"
    resources = [
        indicator("quote"),
        indicator("geheim", lizenz_geprueft=False, dimension="Finanzen", felder=[]),
        indicator("beiwerk", seite=False),
        {"art": "gebiete", "name": "gebiete", "path": "gebiete.csv", "ebenen": LEVELS},
    ]
    files = {
        "conf.py": CONF,
        "content/felder/alter.md": field,
        "content/daten/gebiete.csv": table(AREAS),
        "content/daten/quote.csv": HEAD + QUOTE,
        "content/daten/geheim.csv": HEAD + CLOSED,
        "content/daten/beiwerk.csv": HEAD + CLOSED,
        "content/daten/datapackage.json": json.dumps({"title": "Zahlen", "resources": resources}),
        "content/beitraege/2025/bild.md": post(
            f"Ein Satz.\n\n{block}\n\n{block}\n", titel="Im Bild"
        ),
        "content/beitraege/2025/satz.md": post(
            "Es sind [[wert: quote, Landkreis, 2023]].", titel="Im Satz"
        ),
        "content/beitraege/2025/ohne.md": post(titel="Ohne Zahl"),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    run = pelican("-s", "conf.py", "-o", str(root / "output"), cwd=root)
    assert run.returncode == 0, run.stdout + run.stderr
    return site_of(root / "output", run)


def figure_addresses(site):
    return [
        f"/{page.parent.relative_to(site.output)}"
        for page in site.output.glob("diagramme/*/index.html")
    ]


def test_the_check_of_the_desk_finds_nothing(site):
    assert not [str(finding) for finding in check(site.output)]


def test_each_figure_of_a_text_has_a_page_a_bare_page_and_five_files(site):
    addresses = figure_addresses(site)
    assert len(addresses) == 2
    for address in addresses:
        assert site.page(f"{address}/einbetten/").select_one("h1").text == "Die </script> steigt"
        for ending in (".png", ".svg", ".csv", "-excel.csv", ".json"):
            assert (site.output / f"{address[1:]}{ending}").stat().st_size
        page = site.page(f"{address}/")
        assert page.select_one("h1").text == "Die </script> steigt"
        assert f"https://musterland.example{address}/einbetten/" in page.select_one("pre").text
        assert page.select_one('main a[href^="/2025/"]').text == "Im Bild"


def test_a_bare_page_stands_alone(site):
    page = site.page(f"{figure_addresses(site)[0]}/einbetten/")
    assert not page.select("script, nav, template, .chart-files")
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert page.select_one(".frame-foot a").text.startswith("Musterland Sozial")


def test_an_indicator_has_its_page_with_text_figure_table_and_files(site):
    page = site.page("/indikatoren/quote/")
    assert page.h1.text == "Die Quote"
    assert page.select_one(".lead").text == "Was <b>gemessen</b> wird."
    assert page.select_one("figure.chart .chart-title").text == "Quote: Landkreis"
    rows = [[cell.text for cell in row.select("th, td")] for row in page.select(".areas tbody tr")]
    assert ["Ahausen", "7,3\N{NO-BREAK SPACE}%", "k.\N{NO-BREAK SPACE}A."] in rows
    assert {a["href"] for a in page.select(".downloads a")} == {
        f"/indikatoren/quote{ending}" for ending in ("-excel.csv", ".csv", ".svg", ".png", ".json")
    }
    assert "„Die Quote“. Zahlen: Amt, Stand: März 2024." in page.select_one(".citation").text


def test_its_files_have_every_value_of_the_source(site):
    source = list(csv.DictReader(io.StringIO(HEAD + QUOTE)))
    tidy = list(csv.DictReader((site.output / "indikatoren/quote.csv").open(encoding="utf-8")))
    assert [{key: row[key] for key in source[0]} for row in tidy] == source
    about = json.loads(
        (site.output / "indikatoren/quote.json").read_text("utf-8"), parse_float=Decimal
    )
    assert [row["wert"] for row in about["werte"]] == [9, Decimal("10.5"), Decimal("7.25"), None]


def test_it_lists_the_posts_that_show_or_say_it(site):
    page = site.page("/indikatoren/quote/")
    assert {a.text for a in page.select(".register a")} == {"Im Bild", "Im Satz"}
    assert not site.page("/indikatoren/geheim/").select(".register")


def datasets(page: BeautifulSoup) -> list[dict[str, object]]:
    graph = json.loads(page.select_one('script[type="application/ld+json"]').string)["@graph"]
    return [node for node in graph if node["@type"] == "Dataset"]


def test_only_a_checked_licence_makes_a_dataset(site):
    (found,) = datasets(site.page("/indikatoren/quote/"))
    assert found["temporalCoverage"] == "2022/2023"
    secret = site.page("/indikatoren/geheim/")
    assert not datasets(secret)
    assert "keine offene Lizenz" in secret.select_one(".notice").text


def test_a_series_can_do_without_a_page(site):
    assert not (site.output / "indikatoren/beiwerk").exists()
    assert "Die Beiwerk" in site.page("/daten/").text


def test_the_overview_has_each_indicator_by_dimension_and_by_field(site):
    page = site.page("/indikatoren/")
    assert [h2.text for h2 in page.select("main h2")] == ["Teilhabe", "Finanzen", "Nach Themenfeld"]
    quote = page.select_one('.indicators a[href="/indikatoren/quote/"]').parent.text
    assert "10,5\N{NO-BREAK SPACE}%" in quote
    assert "Landkreis, 2023" in quote
    assert [a.text for a in page.select(".by-field li a")] == ["Die Quote"]


def test_the_package_has_the_open_series_only(site):
    with zipfile.ZipFile(site.output / "daten/musterland-sozial-daten.zip") as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert names == {"quote.csv", "beiwerk.csv", "gebiete.csv", "datapackage.json", "LIESMICH.txt"}
    beside = {file.name for file in (site.output / "daten").iterdir()}
    made = {"index.html", "musterland-sozial-daten.zip", "aenderungen"}
    assert {name for name in beside - made if not name.startswith("katalog.")} == names
    page = site.page("/daten/")
    assert page.select_one('a[href="/daten/musterland-sozial-daten.zip"]')
    left_out = page.select_one("#nicht-enthalten").find_all_next("a", href="/indikatoren/geheim/")
    assert left_out


def test_a_figure_is_the_picture_of_its_page_for_others(site):
    for address in (figure_addresses(site)[0], "/indikatoren/quote/"):
        head = site.page(address).head
        picture = head.select_one('meta[property="og:image"]')["content"]
        assert picture == f"https://musterland.example{address.rstrip('/')}.png"
        assert head.select_one('meta[property="og:image:width"]')["content"].isdecimal()
        assert head.select_one('meta[property="og:image:alt"]')["content"]


def test_the_site_map_names_the_pages_and_not_the_frames(site):
    text = (site.output / "sitemap.xml").read_text(encoding="utf-8")
    for address in ("/indikatoren/", "/indikatoren/quote/", "/daten/", *figure_addresses(site)):
        assert f"https://musterland.example{address}" in text
    assert "einbetten" not in text


def test_a_feed_shows_the_figure_without_its_downloads(site):
    feed = BeautifulSoup((site.output / "feeds/alle.atom.xml").read_text("utf-8"), "xml")
    assert "steigt" in feed.text
    assert "Herunterladen" not in feed.text
