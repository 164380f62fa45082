import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plugins.indicators.data.errors import WordError
from plugins.indicators.data.gazetteer import COLUMNS
from plugins.indicators.data.indicator import Rate
from plugins.indicators.data.metadata import REQUIRED
from plugins.indicators.data.package import Package, read_package
from plugins.manuscript.faults import Fault

AREAS = ",".join(COLUMNS) + "\n99001,Landkreis,Landkreis Musterland,kreis,,,,,,,,,1\n"
LEVEL = {"schluessel": "kreis", "einzahl": "Landkreis", "mehrzahl": "Landkreise"}
INDICATOR: dict[str, Any] = {
    "art": "indikator",
    "name": "quote",
    "path": "quote.csv",
    "title": "Die Quote",
    "kurztitel": "Quote",
    "messgroesse": "Quote in Prozent",
    "definition": "Was gemessen wird.",
    "methode": "Gezählt.",
    "einheit": "%",
    "nachkommastellen": 1,
    "additiv": False,
    "stand": "2024",
    "sources": [{"title": "Tabelle 7", "herausgeber": "Amt für Muster"}],
    "licenses": [{"title": "Freie Lizenz"}],
    "lizenz_geprueft": True,
    "dimension": "Demografie",
    "felder": ["alter"],
    "brueche": [{"ab": "2022", "grund": "Neue Zählung."}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "content" / "daten"
    made.mkdir(parents=True)
    (made / "gebiete.csv").write_text(AREAS)
    (made / "quote.csv").write_text("gebiet,zeit,wert,status\n99001,2023,10.5,\n")
    return made


def read(folder: Path, **changes: Any) -> tuple[Package, list[Fault]]:
    indicator = {key: value for key, value in (INDICATOR | changes).items() if value is not None}
    areas = {"art": "gebiete", "name": "gebiete", "path": "gebiete.csv", "ebenen": [LEVEL]}
    text = json.dumps({"resources": [indicator, areas]}, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return read_package(folder, folder.parent.parent)


def test_a_package_has_indicators_observations_and_areas(folder: Path):
    package, faults = read(folder)
    assert not faults
    indicator = package.select("quote")
    assert indicator.unit.is_percent
    assert indicator.segment("2021") != indicator.segment("2022")
    assert package.observations["quote"].times() == ("2023",)
    assert package.areas.find("Landkreis").key == "99001"


def test_an_indicator_has_a_key_and_a_title(folder: Path):
    package, _ = read(folder)
    assert package.select("die quote") == package.select("Quote")
    with pytest.raises(WordError) as error:
        package.select("quotte")
    assert error.value.advice == "Meinten Sie „quote“?"


@pytest.mark.parametrize("name", [name for name in REQUIRED if name != "name"])
def test_missing_metadata_are_named_with_their_line(folder: Path, name: str):
    package, faults = read(folder, **{name: None})
    assert [(fault.place, fault.message) for fault in faults] == [
        ("content/daten/datapackage.json:5", f"Beim Indikator „quote“ fehlt „{name}“.")
    ]
    assert not package.indicators


@pytest.mark.parametrize(("name", "value"), [("nachkommastellen", "1"), ("additiv", "ja")])
def test_metadata_of_the_wrong_kind_are_named(folder: Path, name: str, value: str):
    (fault,) = read(folder, **{name: value})[1]
    assert fault.message == f"Beim Indikator „quote“ passt „{name}“ nicht: {value!r}."


@pytest.mark.parametrize("path", ["../quote.csv", "/etc/quote.csv", ""])
def test_a_path_out_of_the_folder_is_refused(folder: Path, path: str):
    (fault,) = read(folder, path=path)[1]
    assert "führt aus dem Datenordner heraus" in fault.message


def test_a_missing_file_is_named(folder: Path):
    (fault,) = read(folder, path="weg.csv")[1]
    assert fault.message == "Die Datei „weg.csv“ fehlt im Datenordner."


def test_nobody_is_led_to_put_a_secret_delivery_there(folder: Path):
    rule = {"mindestens": 3, "null_zeigen": True, "grund": "Wenige."}
    count = {"einheit": "Personen", "nachkommastellen": 0, "additiv": True}
    (fault,) = read(folder, path="weg.csv", geheimhaltung=rule, **count)[1]
    assert "„inv data.uebernehmen“" in fault.advice


def test_a_file_in_latin_1_is_named_with_its_line(folder: Path):
    (folder / "quote.csv").write_bytes("gebiet,zeit,wert,status\n99001,2023,,ü\n".encode("latin-1"))
    (fault,) = read(folder)[1]
    assert fault.place == "content/daten/quote.csv:2"
    assert "nicht in UTF-8" in fault.message


def test_broken_json_is_named_with_its_place(folder: Path):
    (folder / "datapackage.json").write_text('{\n "resources": [,]\n}')
    package, (fault,) = read_package(folder, folder.parent.parent)
    assert fault.place == "content/daten/datapackage.json:2:16"
    assert not package.indicators


def test_faults_of_data_reach_the_reader(folder: Path):
    (folder / "quote.csv").write_text("gebiet,zeit,wert,status\n99001,2023,zehn,\n")
    (fault,) = read(folder)[1]
    assert fault.place == "content/daten/quote.csv:2:12"


def test_a_doubled_indicator_is_named(folder: Path):
    text = json.dumps({"resources": [INDICATOR, INDICATOR]})
    (folder / "datapackage.json").write_text(text)
    faults = read_package(folder, folder.parent.parent)[1]
    assert "Den Indikator „quote“ gibt es zweimal." in [fault.message for fault in faults]


def test_a_site_without_data_has_an_empty_package(tmp_path: Path):
    package, faults = read_package(tmp_path / "content" / "daten", tmp_path)
    assert not faults
    with pytest.raises(WordError) as error:
        package.select("quote")
    assert error.value.advice == "Es gibt noch keine Daten."


def test_with_a_report_a_table_is_read_when_it_is_asked_for(folder: Path):
    read(folder)
    (folder / "quote.csv").write_text("gebiet,zeit,wert,status\n99001,2023,zehn,\n")
    heard: list[Fault] = []
    package, faults = read_package(folder, folder.parent.parent, heard.extend)
    assert (faults, heard) == ([], [])
    assert not package.observations["quote"].areas
    assert [fault.place for fault in heard] == ["content/daten/quote.csv:2:12"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sources": [{"title": "Tabelle"}]}, "fehlt in „sources“ das Wort „herausgeber“."),
        ({"sources": ["Tabelle"]}, "fehlt in „sources“ das Wort „title“."),
        ({"licenses": [{"title": 3}]}, "fehlt in „licenses“ das Wort „title“."),
        ({"brueche": [{"ab": "2022"}]}, "fehlt in „brueche“ das Wort „grund“."),
        ({"brueche": "2022"}, "passt „brueche“ nicht: '2022'."),
        ({"felder": [3]}, "passt ein Eintrag von „felder“ nicht: 3."),
        ({"zaehler": "a", "nenner": "b"}, "fehlt „faktor“."),
        ({"zaehler": "a", "nenner": "b", "faktor": True}, "passt „faktor“ nicht: True."),
    ],
)
def test_metadata_are_judged_down_to_their_parts(
    folder: Path, changes: dict[str, Any], message: str
):
    package, faults = read(folder, **changes)
    assert f"Beim Indikator „quote“ {message}" in [fault.message for fault in faults]
    assert not package.indicators


def test_a_rate_names_its_parts(folder: Path):
    package, faults = read(folder, zaehler="faelle", nenner="menschen", faktor=0.5)
    assert not faults
    assert package.indicators["quote"].rate == Rate("faelle", "menschen", Decimal("0.5"))


def test_what_is_no_resource_is_left_out(folder: Path):
    (folder / "datapackage.json").write_text('{"resources": ["quote.csv", null, 3]}')
    package, faults = read_package(folder, folder.parent.parent)
    assert (dict(package.indicators), faults) == ({}, [])


def test_a_note_can_be_about_one_level(folder: Path):
    note = {"text": "Nur im Kleinen.", "ebenen": ["kreis"]}
    package, faults = read(folder, hinweise=["Immer.", note])
    assert not faults
    indicator = package.indicators["quote"]
    assert indicator.notes == ("Immer.", "Nur im Kleinen.")
    assert indicator.notes_on({"kreis"}) == ("Immer.", "Nur im Kleinen.")
    assert indicator.notes_on({"gemeinde"}) == ("Immer.",)


@pytest.mark.parametrize(
    "note",
    [
        {"text": "Nur so."},
        {"text": "Nur so.", "ebenen": []},
        {"text": "Nur so.", "ebenen": "kreis"},
        {"text": 3, "ebenen": ["kreis"]},
        {"text": "Nur so.", "ebenen": ["kreis"], "art": "x"},
        7,
    ],
)
def test_a_note_of_another_form_is_a_fault(folder: Path, note: object):
    _, (fault,) = read(folder, hinweise=[note])
    assert (
        fault.message == f"Beim Indikator „quote“ passt ein Eintrag von „hinweise“ nicht: {note!r}."
    )


def test_a_note_about_an_unknown_level_is_a_fault(folder: Path):
    note = {"text": "Nur so.", "ebenen": ["kreiss"]}
    _, (fault,) = read(folder, hinweise=[note])
    assert fault.message == (
        "Beim Indikator „quote“ nennt „hinweise“ die Ebene „kreiss“, die es nicht gibt."
    )
    assert "kreis" in fault.advice
