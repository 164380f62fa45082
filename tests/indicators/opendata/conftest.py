"""Musterland's catalogue: one series, and the archive."""

import pytest

from plugins.indicators.files.openpackage import OpenPackage
from plugins.indicators.files.site import Site
from plugins.indicators.opendata.describe import (
    archive_file,
    indicator_files,
    indicator_record,
    package_record,
)
from plugins.indicators.opendata.records import Catalogue, Place

SITE = Site("Musterland", "https://muster.example")
PAGE = "https://muster.example/daten/"
SERIES = "https://muster.example/indikatoren/quote/"
OWN = f"{SERIES}#datensatz"


@pytest.fixture
def output(tmp_path):
    """What a build has written: the files of one series and the archive."""
    for name in ("indikatoren/quote.csv", "indikatoren/quote-excel.csv", "indikatoren/quote.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * len(name))
    (tmp_path / "daten").mkdir()
    (tmp_path / "daten/alles.zip").write_bytes(b"PK")
    return tmp_path


@pytest.fixture
def record_of(output):
    """Return a maker of the record of an indicator."""

    def make(indicator, themes=None):
        return indicator_record(
            indicator,
            ("2019", "2023"),
            indicator_files("/indikatoren/quote", output, SITE),
            page=SERIES,
            identifier=OWN,
            site=SITE,
            subjects=["Wohnen"],
            themes=themes or {},
        )

    return make


@pytest.fixture
def catalogue(make_indicator, record_of, output):
    indicator = make_indicator(dimension="Demografie", fields=("wohnen",))
    record = record_of(indicator, {"Demografie": ("SOCI",)})
    package = OpenPackage("alles", "Zahlen", {}, b"", (indicator,), (), "„Zahlen“. Von hier.")
    archive = archive_file("/daten/alles.zip", output, SITE)
    return Catalogue(
        identifier=f"{PAGE}#katalog",
        page=PAGE,
        home="https://muster.example/",
        title="Offene Daten",
        description="Alles, was offen ist.",
        licence="http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
        publisher="Kreis Musterland",
        publisher_id="https://muster.example/#herausgeber",
        email="amt@muster.example",
        place=Place(
            iri="http://dcat-ap.de/def/politicalGeocoding/districtKey/99001",
            name="Landkreis Musterland",
            box=(10.0, 50.0, 10.05, 50.02),
        ),
        records=(
            record,
            package_record(package, [record], archive, page=PAGE, identifier=f"{PAGE}#paket"),
        ),
    )
