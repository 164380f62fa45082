"""An indicator → its record: nothing but what the data say."""

import pytest

from plugins.indicators.data.indicator import Break, Licence, Source
from plugins.indicators.files.openpackage import OpenPackage
from plugins.indicators.files.site import Site
from plugins.indicators.opendata.describe import archive_file, package_record

BY = Licence("Namensnennung", "https://www.govdata.de/dl-de/by-2-0")
LIST = "http://dcat-ap.de/def/licenses"


def test_it_says_what_where_from_and_since_when(make_indicator, record_of):
    found = record_of(make_indicator(dimension="Demografie"))
    assert found.title == "Die Quote"
    assert found.description == "Was gemessen wird. Gezählt."
    assert found.keywords == ("Quote", "Demografie", "Wohnen")
    assert found.creators == ("Amt für Muster",)
    assert found.related == ("https://muster.example/7",)
    assert found.provenance == "Quelle: Amt für Muster: Tabelle 7, Stand 2024."
    assert found.modified == "2024-03-06"
    assert found.period == ("2019", "2023")
    assert found.changes == ()


def test_breaks_are_changes_and_own_calculations_are_said(make_indicator, record_of):
    found = record_of(
        make_indicator(breaks=(Break("2022-09", "Neu gezählt."),), own_calculation=True)
    )
    assert found.changes == ("Ab September 2022: Neu gezählt.",)
    assert found.provenance.endswith(" Eigene Berechnung aus diesen Angaben.")


def test_a_source_without_an_address_is_related_to_nothing(make_indicator, record_of):
    found = record_of(make_indicator(sources=(Source("Umfrage", "Amt", "", ""),)))
    assert found.related == ()
    assert found.provenance == "Quelle: Amt: Umfrage."


def test_themes_are_those_of_its_dimension_and_its_fields_each_once(make_indicator, record_of):
    themes = {"Demografie": ("SOCI",), "arbeit": ("ECON", "SOCI"), "bildung": ("EDUC",)}
    found = record_of(make_indicator(dimension="Demografie", fields=("arbeit",)), themes)
    assert [theme.rpartition("/")[2] for theme in found.themes] == ["SOCI", "ECON"]


def test_files_are_those_that_lie_there_with_their_sizes(make_indicator, record_of):
    assert [
        (file.name, file.format, file.media_type, file.size)
        for file in record_of(make_indicator()).files
    ] == [
        ("csv", "CSV", "text/csv", len("indikatoren/quote.csv")),
        ("excel", "CSV", "text/csv", len("indikatoren/quote-excel.csv")),
        ("json", "JSON", "application/json", len("indikatoren/quote.json")),
    ]


@pytest.mark.parametrize(
    ("licences", "entry", "words"),
    [
        ((BY,), "dl-by-de/2.0", ""),
        ((BY, BY), "dl-by-de/2.0", ""),
        ((Licence("Mit Quellenangabe"),), "other-open", "Mit Quellenangabe."),
        ((Licence("Bis 2023 so"), BY), "other-open", "Bis 2023 so. Namensnennung."),
    ],
    ids=["listed", "twice", "unlisted", "mixed"],
)
def test_terms_without_one_entry_of_the_list_are_said_in_words(
    make_indicator, record_of, licences, entry, words
):
    terms = record_of(make_indicator(licences=licences)).terms
    assert (terms.licence, terms.words) == (f"{LIST}/{entry}", words)
    assert terms.attribution.startswith("„Die Quote“. Zahlen: Amt für Muster, Stand: ")


def test_the_archive_has_the_terms_of_its_areas_as_well(make_indicator, record_of, output):
    indicator = make_indicator(licences=(BY,))
    for areas, entry in (((BY,), "dl-by-de/2.0"), ((Licence("Mit Quelle"),), "other-open")):
        package = OpenPackage("alles", "Zahlen", {}, b"", (indicator,), (), "", areas)
        record = package_record(
            package,
            [record_of(indicator)],
            archive_file("/daten/alles.zip", output, Site("Musterland", "")),
            page="https://muster.example/daten/",
            identifier="https://muster.example/daten/#paket",
        )
        assert record.terms.licence == f"{LIST}/{entry}"


def test_the_archive_has_the_span_the_themes_and_the_date_of_all_series(catalogue):
    series, archive = catalogue.records
    assert (archive.period, archive.themes) == (series.period, series.themes)
    assert archive.modified == catalogue.modified == "2024-03-06"
    assert archive.terms.attribution == "„Zahlen“. Von hier."
    assert archive.files[0].address == "https://muster.example/daten/alles.zip"
