"""Figures, indicators and downloads of the real site: all files exist and say the same."""

import csv
import gzip
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import lxml.html
import pytest

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "content/daten"
ENDINGS = (".png", ".svg", ".csv", "-excel.csv", ".json")


def resources():
    return json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]


INDICATORS = {each["name"]: each for each in resources() if each["art"] == "indikator"}


def tree_of(page):
    return lxml.html.fromstring(page.read_text(encoding="utf-8"))


def source(key, cache={}):  # noqa: B006 - each file is read once for all tests
    """Return the rows of an indicator's file as this test reads them, by area and time."""
    if key not in cache:
        text = (DATA / INDICATORS[key]["path"]).read_text(encoding="utf-8-sig")
        rows = csv.DictReader(io.StringIO(text))
        cache[key] = {(row["gebiet"], row["zeit"]): (row["wert"], row["status"]) for row in rows}
    return cache[key]


def of_class(tree, tag, name):
    return tree.xpath(f'.//{tag}[contains(concat(" ", @class, " "), " {name} ")]')


def figures(site):
    """Yield the address of every figure of the site, without an ending."""
    for page in sorted(site.output.glob("*/*/einbetten/index.html")):
        yield page.parent.parent.relative_to(site.output).as_posix()


def test_every_figure_on_every_page_offers_files_that_are_there(real_site):
    offered = set()
    for page in real_site.pages:
        for figure in of_class(tree_of(page), "figure", "chart"):
            if page.parent.parent.name == "gebiete":
                assert figure.get("data-picture") is None, page
                continue
            address = figure.get("data-picture").removesuffix(".png")
            for ending in ENDINGS:
                assert (real_site.output / f"{address}{ending}".lstrip("/")).is_file(), page
            for files in of_class(figure, "*", "chart-files"):
                for link in files.iter("a"):
                    assert link.get("href").startswith(address), page
            offered.add(address.lstrip("/"))
    assert offered == set(figures(real_site))


def test_csv_excel_json_and_the_source_say_the_same_of_every_figure(real_site):
    for address in figures(real_site):
        tidy = list(csv.DictReader((real_site.output / f"{address}.csv").open(encoding="utf-8")))
        text = (real_site.output / f"{address}.json").read_text(encoding="utf-8")
        values = json.loads(text, parse_float=Decimal, parse_int=Decimal)["werte"]
        excel = (real_site.output / f"{address}-excel.csv").read_text(encoding="utf-8-sig")
        cells = list(csv.DictReader(io.StringIO(excel), delimiter=";"))
        assert tidy
        assert len(tidy) == len(values) == len(cells), address
        for row, value, cell in zip(tidy, values, cells, strict=True):
            known = source(row["indikator"]).get((row["gebiet"], row["zeit"]), ("", ""))
            assert (row["wert"], row["status"]) == known, address
            assert value["wert"] == (Decimal(known[0]) if known[0] else None), address
            assert cell["Wert"].replace(",", ".") == known[0], address
            same = ("gebiet", "zeit", "status", "indikator", "name")
            assert [value[name] for name in same] == [row[name] for name in same], address
            assert cell["Schlüssel"] == row["gebiet"]


def test_an_indicator_has_a_page_unless_its_metadata_say_no(real_site):
    there = {page.parent.name for page in real_site.output.glob("indikatoren/*/index.html")}
    wanted = {key for key, each in INDICATORS.items() if each.get("seite", True)}
    assert {name for name in there if not name.endswith("-karte")} == wanted
    listed = {
        link["href"].split("/")[2]
        for link in real_site.page("/indikatoren/").select(".indicators a")
    }
    assert listed == wanted


def test_the_files_of_an_indicator_hold_its_whole_source(real_site):
    for key in (key for key, each in INDICATORS.items() if each.get("seite", True)):
        rows = csv.DictReader((real_site.output / f"indikatoren/{key}.csv").open(encoding="utf-8"))
        found = {(row["gebiet"], row["zeit"]): (row["wert"], row["status"]) for row in rows}
        assert found == source(key), key


def test_a_series_without_a_checked_licence_is_in_no_package_and_no_catalogue(real_site):
    closed = {key for key, each in INDICATORS.items() if not each["lizenz_geprueft"]}
    assert closed
    with zipfile.ZipFile(next(real_site.output.glob("daten/*.zip"))) as archive:
        packed = {name.rpartition("/")[2] for name in archive.namelist()}
    for key, each in INDICATORS.items():
        assert (each["path"] in packed) == (key not in closed), key
        assert (real_site.output / "daten" / each["path"]).is_file() == (key not in closed), key
        page = real_site.output / f"indikatoren/{key}/index.html"
        if page.is_file():
            (found,) = tree_of(page).xpath('//script[@type="application/ld+json"]')
            assert ('"Dataset"' in found.text) == (key not in closed), key


def test_the_descriptor_of_the_package_describes_what_lies_beside_it(real_site):
    folder = real_site.output / "daten"
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for each in described["resources"]:
        assert (folder / each["path"]).read_bytes() == (DATA / each["path"]).read_bytes()


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("diagramme/*/index.html", 6_000),
        ("indikatoren/*/index.html", 14_000),
        ("*/*/einbetten/index.html", 6_000),
    ],
    ids=["figures", "indicators", "frames"],
)
def test_pages_of_data_are_light(real_site, pattern, most):
    """Bytes are gates (design/web.md), compressed as a server sends them; a map has 2 KB more."""
    pages = {page: page.read_bytes() for page in real_site.output.glob(pattern)}
    assert len(pages) > 5
    sizes = {
        page.parent: len(gzip.compress(html)) - 2_000 * (b"chart-map" in html)
        for page, html in pages.items()
    }
    assert not {page: size for page, size in sizes.items() if size > most}
