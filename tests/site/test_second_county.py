"""Any county could take it over: an invented one, from settings and content alone."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from plugins.desk.check import check

ROOT = Path(__file__).parent.parent.parent

AREAS = [
    ("99000", "Kreis", "Kreis Musterland", "landkreis", "", 1),
    ("r1", "Raum Nord", "Planungsraum Nord", "sozialregion", "99000", 2),
    ("r2", "Raum Süd", "Planungsraum Süd", "sozialregion", "99000", 3),
    ("99000001", "Adorfstadt", "Adorfstadt", "gemeinde", "r1", 4),
    ("99000002", "Behausen", "Behausen", "gemeinde", "r1", 5),
    ("99000003", "Zemünd", "Zemünd an der Aue", "gemeinde", "r2", 6),
]
NUMBERS = {"99000001": (1000, 1100), "99000002": (500, 450), "99000003": (20, 25)}

POST = """\
# Im Kreis

Es sind [[wert: einwohner, Kreis, 2024]] Menschen, 2023 waren es [[wert: einwohner, Kreis, 2023]].

```diagramm
indikator: einwohner
gebiete: Kreis, Zemünd
titel: Der Kreis wächst
```

```diagramm
indikator: einwohner
gebiete: alle Gemeinden
jahre: 2024
titel: Adorfstadt ist am größten
```
""".replace("# Im Kreis\n\n", "")

GREEN = """
from dataclasses import replace
SITE_OUTLINE = "M100,100h800v600h-800z"
GREEN = Pair("#1d6b3f", "#8fd3a8")
COLOURS = replace(COLOURS, brand=GREEN, brand_area=Pair("#17532f", "#123d24"), series_1=GREEN)
ASSETS = AssetSettings(colours=COLOURS)
CARDS = replace(CARDS, brand=GREEN.light, area=COLOURS.brand_area.light)
INDICATORS = replace(INDICATORS, colors=replace(INDICATORS.colors, first=GREEN.light))
"""


def table(header, rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def data():
    """Return the data package of Musterland, by the rules of this site's own one."""
    package = json.loads((ROOT / "content/daten/datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    own = resources["bevoelkerung"] | {
        "name": "einwohner",
        "path": "einwohner.csv",
        "title": "Einwohner am Jahresende",
        "kurztitel": "Einwohner",
        "messgroesse": "Einwohner am Jahresende",
        "sources": [{"title": "Zählung", "herausgeber": "Amt Musterland", "stand": "2025-02-01"}],
        "licenses": [{"name": "dl-de/zero-2-0", "title": "dl-de/zero-2-0"}],
        "lizenz_geprueft": True,
        "stand": "2025-02-01",
        "hinweise": [],
    }
    package |= {"name": "musterland", "title": "Zahlen", "description": "Zahlen"}
    register = {"title": "Verzeichnis der Gebiete", "herausgeber": "Amt Musterland"}
    package["resources"] = [own, resources["gebiete"] | {"sources": [register]}]
    totals = {"r1": ("99000001", "99000002"), "r2": ("99000003",), "99000": tuple(NUMBERS)}
    sums = {
        area: tuple(sum(NUMBERS[one][n] for one in members) for n in (0, 1))
        for area, members in totals.items()
    }
    header = (ROOT / "content/daten/gebiete.csv").read_text(encoding="utf-8").split("\n")[0]
    columns = header.split(",")
    areas = [
        dict(zip(("ags", "kurzname", "name", "ebene", "teil_von", "rang"), area, strict=True))
        for area in AREAS
    ]
    return {
        "content/daten/datapackage.json": json.dumps(package, ensure_ascii=False),
        "content/daten/gebiete.csv": table(
            columns, [[area.get(column, "") for column in columns] for area in areas]
        ),
        "content/daten/einwohner.csv": table(
            ["gebiet", "zeit", "wert", "status"],
            [
                [area, year, values[n], ""]
                for area, values in sorted((sums | NUMBERS).items())
                for n, year in enumerate((2023, 2024))
            ],
        ),
    }


@pytest.fixture
def musterland(county, post, build):
    county.write(data())
    review = post(
        "Das Jahr war gut: [[jahr: 2025, beitraege]] Beitrag.",
        art=None,
        felder=None,
        jahr="2025",
        datum="2025-12-20",
        titel="Rückblick 2025",
        adresse="rueckblick-2025",
    )
    county.write(
        {
            "content/beitraege/2025/wachstum.md": post(POST, art="datenbeitrag"),
            "content/rueckblicke/2025.md": review,
            "content/seiten/impressum.md": "---\ntitel: Impressum\nstatus: veroeffentlicht\n---\n"
            "[[angabe: anbieter]], [[angabe: ort]]\n",
        }
    )
    site = build(extra=GREEN)
    assert site.run.returncode == 0, site.said
    return site


def test_it_has_its_own_posts_fields_review_charts_and_feeds(musterland):
    page = musterland.page("/2025/03/wachstum/")
    assert "Es sind 1.575 Menschen, 2023 waren es 1.520." in page.get_text().replace("\n", " ")
    assert len(page.select("figure.chart")) == 2
    assert "Amt Musterland" in page.select_one(".chart-source").text
    assert musterland.page("/felder/alter/").find("h1").text == "ALTER schätzen"
    assert "Das Jahr war gut: 1 Beitrag." in musterland.page("/2025/12/rueckblick-2025/").get_text()
    assert "Kreis Musterland, 99000 Musterstadt" in musterland.page("/impressum/").get_text()
    assert len(list((musterland.output / "diagramme").glob("*.png"))) == 2
    changes = musterland.page("/daten/aenderungen/").main.get_text()
    assert "Bisher ist keine Änderung festgehalten." in changes
    feed = (musterland.output / "feeds/feld/alter.atom.xml").read_text(encoding="utf-8")
    assert "https://musterland.example/2025/03/wachstum/" in feed


def test_its_areas_have_pages_that_lead_to_the_comparison(musterland):
    page = musterland.page("/gebiete/zemuend/")
    assert "25" in page.select_one("table.profile td").text
    (link,) = page.select("a[href^='/vergleich/']")
    assert link["href"] == "/vergleich/?a=zemuend"
    choices = (
        musterland.page("/vergleich/").select("select")[0].select("option[value]:not([value=''])")
    )
    assert {each["value"] for each in choices} >= {"zemuend", "kreis", "raum-nord"}


def test_it_wears_its_own_colours(musterland):
    sheet = next((musterland.output / "theme/css").glob("site.*.css")).read_text(encoding="utf-8")
    assert "--brand:#1d6b3f" in sheet
    mark = (musterland.output / "favicon.svg").read_text(encoding="utf-8")
    assert "#17532f" in mark
    assert "M100,100h800v600h-800z" in mark
    pictures = [path.read_text(encoding="utf-8") for path in musterland.output.rglob("*.svg")]
    assert any("#1d6b3f" in picture for picture in pictures)
    for text in (sheet, *pictures):
        assert not re.search("8f2f2b|7d2a27|f2a596;--brand", text)


def test_the_check_finds_nothing_where_no_catalogue_is_wanted(musterland):
    assert not [str(finding) for finding in check(musterland.output)]
    assert (musterland.output / "daten/index.html").is_file()
    assert not [*musterland.output.rglob("katalog.*")], "a catalogue needs settings of its own"


def test_nothing_of_the_first_county_is_in_it(musterland):
    names = re.compile(r"mittelsachsen|freiberg|14522|porphyr|mittweida|döbeln", re.IGNORECASE)
    for path in sorted(musterland.output.rglob("*")):
        if path.suffix in {".html", ".xml", ".css", ".txt", ".json", ".csv", ".svg"}:
            found = names.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.relative_to(musterland.output)}: {found[0]}"
