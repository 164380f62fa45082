"""What catalogues of data are told."""

from plugins.indicators.files.dataset import indicator_dataset, package_dataset
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


def test_the_package_names_its_archive():
    found = package_dataset("Zahlen", "Alle.", "/daten/alles.zip", SITE)
    assert found["url"] == "https://muster.example/daten/"
    assert found["distribution"]["contentUrl"] == "https://muster.example/daten/alles.zip"
