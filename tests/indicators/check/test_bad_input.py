"""Whatever stands in a table: it works, or it is answered with place, reason and advice."""

from typing import Any

import pytest

NAMED = {
    "a decimal comma": ("10,5,", "Die Zeile hat 5 Spalten.", "Dezimalzeichen ist der Punkt."),
    "a quoted comma": ('"10,5",', "„10,5“ ist keine Zahl.", "Dezimalzeichen ist der Punkt."),
    "no number": ("NaN,", "„NaN“ ist keine Zahl.", "bleibt das Feld leer"),
    "no value and no sign": (",", "Hier steht kein Wert.", "nicht sicher genug"),
    "a value and a sign": ("5,x", "schließen sich aus", "vorhanden"),
}


@pytest.mark.parametrize("case", NAMED)
def test_a_bad_cell_is_an_error_at_its_place(daten: Any, case: str):
    cell, message, advice = NAMED[case]
    daten.cells["menschen"]["99001001", 2010] = cell
    (error,) = daten.inspect().errors
    assert error.place.startswith("content/daten/menschen.csv:2:1")
    assert error.message.startswith(message) or message in error.message
    assert advice in error.advice


def test_an_unknown_area_is_an_error_with_advice(daten: Any):
    daten.cells["menschen"]["99001010", 2010] = "5,"
    (error,) = daten.inspect().errors
    assert "Gebiet „99001010“ steht nicht in der Gebietsliste." in error.message
    assert error.advice.startswith("Meinten Sie „9900100")


def test_a_doubled_key_is_an_error_that_names_the_first(daten: Any):
    daten.write()
    file = daten.folder / "menschen.csv"
    file.write_text(file.read_text() + "99001001,2010,1,\n")
    daten.cells.pop("menschen")
    (error,) = daten.inspect().errors
    assert error.place == "content/daten/menschen.csv:114:1"
    assert "stehen schon in Zeile 2" in error.message


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("", "menschen.csv", "Die Datei ist leer."),
        ("\n", "menschen.csv:1:1", "Die Kopfzeile stimmt nicht."),
        ("gebiet;zeit;wert;status\n", "menschen.csv:1:1", "Die Kopfzeile stimmt nicht."),
    ],
)
def test_a_table_without_its_head_is_one_error(daten: Any, content: str, place: str, message: str):
    daten.write()
    daten.cells.pop("menschen")
    (daten.folder / "menschen.csv").write_text(content)
    (error,) = daten.inspect().errors
    assert (error.place, error.message) == (f"content/daten/{place}", message)
    assert "gebiet,zeit,wert,status" in error.advice


@pytest.mark.parametrize("cell", ["1000000000,", "0.000001,", "0,", "7,", ",.", ",x"])
def test_the_same_cell_everywhere_simply_works(daten: Any, cell: str):
    cells = dict.fromkeys(daten.cells["menschen"], cell)
    daten.add("gleich", cells, einheit="Punkte je Kopf", nachkommastellen=6, additiv=False)
    found = daten.inspect()
    assert not found.findings
    assert found.rows == 4 * 8 * 14


def test_a_table_with_a_head_only_simply_works(daten: Any):
    daten.add("leer", {})
    assert not daten.inspect().findings


def test_faults_of_the_boundaries_are_errors(daten: Any):
    daten.resources["grenzen"] = {"art": "grenzen", "name": "grenzen", "path": "grenzen.json"}
    daten.write()
    (daten.folder / "grenzen.json").write_text("{")
    assert [error.path for error in daten.inspect().errors] == ["content/daten/grenzen.json"]


def test_all_errors_of_all_tables_come_at_once(daten: Any):
    daten.cells["menschen"]["99001001", 2010] = "viele,"
    daten.cells["menschen"]["99001001", 2011] = "NaN,"
    daten.cells["faelle"]["r1", 2010] = "1,"
    daten.resources["quote"]["felder"] = ["altr"]
    found = daten.inspect()
    assert {fault.path.rpartition("/")[2] for fault in found.errors} == {
        "menschen.csv",
        "faelle.csv",
        "quote.csv",  # a rate of what does not add up
        "datapackage.json",
    }
    assert len([fault for fault in found.errors if fault.path.endswith("menschen.csv")]) == 2
