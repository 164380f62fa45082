"""What catalogues of data are told."""

from plugins.indicators.data.indicator import Licence
from plugins.indicators.files.dataset import (
    data_catalogue,
    indicator_dataset,
    package_dataset,
)
from plugins.indicators.files.openpackage import OpenPackage
from plugins.indicators.files.site import Site

SITE = Site("Musterland", "https://muster.example")


def test_a_dataset_says_what_catalogues_ask_for(make_indicator):
    found = indicator_dataset(
        make_indicator(), ("2019", "2023"), "Landkreis Musterland", "/indikatoren/quote", SITE
    )
    assert found["@type"] == "Dataset"
    assert found["url"] == "https://muster.example/indikatoren/quote/"
    assert found["temporalCoverage"] == "2019/2023"
    assert found["spatialCoverage"]["name"] == "Landkreis Musterland"
    assert found["license"] == ["https://muster.example/frei"]
    assert found["creator"] == [{"@type": "Organization", "name": "Amt für Muster"}]
    assert found["isBasedOn"] == ["https://muster.example/7"]
    assert found["variableMeasured"]["unitText"] == "%"
    assert {each["contentUrl"] for each in found["distribution"]} == {
        "https://muster.example/indikatoren/quote.csv",
        "https://muster.example/indikatoren/quote.json",
    }


def test_a_single_year_is_no_span(make_indicator):
    found = indicator_dataset(make_indicator(), ("2022",), "x", "/indikatoren/quote", SITE)
    assert found["temporalCoverage"] == "2022"


def test_the_package_names_its_archive_its_sources_and_their_terms(make_indicator):
    areas = (Licence("Nur mit Quelle"),)
    package = OpenPackage("alles", "Zahlen", {}, b"", (make_indicator(),), (), "", areas)
    found = package_dataset(package, "/daten/alles.zip", SITE)
    assert found["url"] == "https://muster.example/daten/"
    assert found["distribution"]["contentUrl"] == "https://muster.example/daten/alles.zip"
    assert found["creator"] == [{"@type": "Organization", "name": "Amt für Muster"}]
    assert found["license"] == ["https://muster.example/frei", "Nur mit Quelle"]


def test_a_dataset_names_the_catalogue_that_lists_it(make_indicator):
    times, address = ("2022",), "/indikatoren/quote"
    catalogue = data_catalogue("Offene Daten", "/daten/", SITE)
    found = indicator_dataset(make_indicator(), times, "x", address, SITE, catalogue=catalogue)
    assert found["@id"] == "https://muster.example/indikatoren/quote/#datensatz"
    assert found["includedInDataCatalog"] == {
        "@type": "DataCatalog",
        "@id": "https://muster.example/daten/#katalog",
        "name": "Offene Daten",
        "url": "https://muster.example/daten/",
    }
    alone = indicator_dataset(make_indicator(), times, "x", address, SITE)
    assert "includedInDataCatalog" not in alone
