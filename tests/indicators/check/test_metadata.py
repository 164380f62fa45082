from typing import Any

import pytest


@pytest.mark.parametrize("word", ["definition", "methode", "kurztitel", "dimension"])
def test_an_empty_word_is_a_hint(daten: Any, word: str):
    daten.resources["menschen"][word] = ""
    (hint,) = daten.inspect().hints
    assert hint.message == f"Beim Indikator „menschen“ ist „{word}“ noch leer."
    assert f'"{word}": ""' in hint.excerpt


@pytest.mark.parametrize("word", ["sources", "licenses", "felder"])
def test_an_empty_list_is_a_hint(daten: Any, word: str):
    daten.resources["faelle"][word] = []
    (hint,) = daten.inspect().hints
    assert hint.message == f"Beim Indikator „faelle“ ist „{word}“ noch leer."


def test_an_unchecked_licence_is_listed_and_neither_error_nor_hint(daten: Any):
    daten.resources["faelle"]["lizenz_geprueft"] = False
    found = daten.inspect()
    assert found.unchecked == ("faelle",)
    assert not found.findings


def test_an_unknown_field_is_an_error_with_advice(daten: Any):
    daten.resources["faelle"]["felder"] = ["alter", "wonen"]
    (error,) = daten.inspect().errors
    assert error.message == "Beim Indikator „faelle“ steht das Feld „wonen“, das es nicht gibt."
    assert error.advice == "Meinten Sie „wohnen“?"
    assert error.excerpt.strip() == '"wonen"'
    assert (error.column, error.length) == (error.excerpt.index('"') + 1, len('"wonen"'))


def test_a_dimension_that_looks_like_a_slip_is_a_hint(daten: Any):
    daten.resources["faelle"]["dimension"] = "Demographie"
    (hint,) = daten.inspect().hints
    assert hint.advice == "Meinten Sie „Demografie“?"


@pytest.mark.parametrize("day", ["neulich", "2024-13", "06.03.2024", ""])
def test_a_date_that_is_none_is_an_error(daten: Any, day: str):
    daten.resources["faelle"]["stand"] = day
    (error,) = daten.inspect().errors
    assert error.message == f"Beim Indikator „faelle“ ist der Stand „{day}“ kein Datum."


@pytest.mark.parametrize(
    ("start", "is_error"), [("2009", False), ("2010", False), ("2024", False), ("neu", True)]
)
def test_a_break_outside_the_data_parts_nothing(daten: Any, *, start: str, is_error: bool):
    daten.resources["faelle"]["brueche"] = [{"ab": start, "grund": "Neue Zählung."}]
    (finding,) = daten.inspect().findings
    assert finding.is_error == is_error
    assert '"brueche"' in finding.fault.excerpt


def test_a_factor_without_sense_is_an_error(daten: Any):
    daten.resources["quote"]["faktor"] = 0
    assert "ist „faktor“ keine Zahl" in daten.inspect().errors[0].message


def test_a_table_that_nobody_names_is_a_hint(daten: Any):
    daten.write()
    (daten.folder / "alt.csv").write_text("gebiet,zeit,wert,status\n")
    (hint,) = daten.inspect().hints
    assert hint.place == "content/daten/alt.csv"
