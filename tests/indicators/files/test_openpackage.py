"""The part of the data package that everyone may take."""

import io
import json
import zipfile
from dataclasses import replace

import pytest

from plugins.indicators.data.indicator import Licence
from plugins.indicators.data.package import Package
from plugins.indicators.files.openpackage import open_package
from plugins.indicators.files.readme import README
from plugins.indicators.files.site import Site

SITE = Site("Musterland Sozial", "https://muster.example")
PAGE = "/daten/"


@pytest.fixture
def package(make_indicator, areas):
    closed = make_indicator("geheim", licence_checked=False, licences=(Licence("keine genannt"),))
    indicators = {each.key: each for each in (make_indicator(), closed)}
    return Package(indicators, {}, areas)


@pytest.fixture
def folder(tmp_path):
    names = ("quote", "geheim", "gebiete", "grenzen")
    for name in names:
        (tmp_path / f"{name}.csv").write_text(f"{name}\n", encoding="utf-8")
    resources = [
        {"name": "quote", "path": "quote.csv", "art": "indikator"},
        {"name": "geheim", "path": "geheim.csv", "art": "indikator"},
        {
            "name": "gebiete", "path": "gebiete.csv", "art": "gebiete", "title": "Die Gebiete",
            "sources": [{"title": "Verzeichnis"}], "licenses": [{"title": "frei"}],
            "quellenvermerk": "© Vermessung Muster",
        },
        {"name": "grenzen", "path": "grenzen.csv", "art": "grenzen", "lizenz_geprueft": False},
        {"name": "oben", "path": "../oben.csv", "art": "gebiete"},
        {"name": "weg", "path": "weg.csv", "art": "gebiete"},
    ]  # fmt: skip
    text = json.dumps({"name": "muster", "title": "Zahlen aus Musterland", "resources": resources})
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    (tmp_path.parent / "oben.csv").write_text("x", encoding="utf-8")
    return tmp_path


def test_a_series_without_a_checked_licence_stays_at_home(folder, package):
    found = open_package(folder, package, SITE, "muster-daten", PAGE)
    assert set(found.files) == {"quote.csv", "gebiete.csv", "datapackage.json", README}
    described = json.loads(found.files["datapackage.json"])
    assert [each["name"] for each in described["resources"]] == ["quote", "gebiete"]
    assert described["name"] == "muster"
    assert found.files["quote.csv"] == (folder / "quote.csv").read_bytes()
    assert [each.key for each in found.included] == ["quote"]
    assert found.by_licence(included=False) == [("keine genannt", list(found.excluded))]


def test_the_archive_has_the_same_files(folder, package):
    found = open_package(folder, package, SITE, "muster-daten", PAGE)
    with zipfile.ZipFile(io.BytesIO(found.archive)) as archive:
        packed = {
            name.removeprefix("muster-daten/"): archive.read(name) for name in archive.namelist()
        }
    assert packed == dict(found.files)


def test_the_readme_names_source_licence_and_signs(folder, package):
    text = open_package(folder, package, SITE, "x", PAGE).files[README].decode()
    assert "Zahlen aus Musterland\n=====================\n" in text
    assert "quote.csv\n  Die Quote\n  Stand: 6. März 2024\n" in text
    assert "  Quelle: Amt für Muster, Tabelle 7, https://muster.example/7\n" in text
    assert "  Lizenz: Freie Lizenz, https://muster.example/frei\n" in text
    assert "gebiete.csv\n  Die Gebiete\n  Verzeichnis. frei\n" in text
    assert "unbekannt oder geheim" in text
    assert "geheim.csv" not in text


def test_it_says_how_to_name_it_on_its_page_and_in_the_readme(folder, package):
    found = open_package(folder, package, SITE, "x", PAGE)
    assert found.citation == (
        "„Zahlen aus Musterland“. Zusammenstellung: Musterland Sozial, https://muster.example/daten/. "
        "Stand der Zahlen: 6. März 2024. Zahlen: Amt für Muster. Lizenz: Freie Lizenz. "
        "Grenzen: © Vermessung Muster."
    )
    assert f"Zitieren\n--------\n{found.citation}\n" in found.files[README].decode()


def test_its_licences_are_those_of_all_its_files(folder, package):
    found = open_package(folder, package, SITE, "x", PAGE)
    (free,) = found.included[0].licences
    assert found.licences == (free, Licence("frei"))


def test_a_file_that_leads_out_of_the_folder_is_never_packed(folder, package):
    files = open_package(folder, package, SITE, "x", PAGE).files
    assert not [name for name in files if ".." in name]


def test_a_site_without_data_has_no_package(folder, package):
    assert open_package(folder, replace(package, indicators={}), SITE, "x", PAGE) is None
