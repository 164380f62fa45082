"""What a person may answer, and the hint they get when it does not fit."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk import question
from plugins.desk.errors import WrongAnswer

KNOWN = ("armut", "senioren", "wohnen")
LABELS = {"datenbeitrag": "Datenbeitrag", "hilfe": "Hilfe und Beratung"}


def test_a_title_loses_stray_blanks() -> None:
    assert question.title("  Gut   leben\tin Musterland ") == "Gut leben in Musterland"


@pytest.mark.parametrize("text", ["", "   ", "?!", "–"])
def test_a_title_needs_a_letter_or_digit(text: str) -> None:
    with pytest.raises(WrongAnswer, match="mindestens einen Buchstaben"):
        question.title(text)


@pytest.mark.parametrize("text", ["2", "hilfe", "HILFE", "Hilfe und Beratung"])
def test_a_kind_by_number_key_or_label(text: str) -> None:
    assert question.kind(text, LABELS) == "hilfe"


@pytest.mark.parametrize("text", ["0", "3", "²", ""])
def test_an_unknown_kind_names_the_choices(text: str) -> None:
    with pytest.raises(WrongAnswer, match="Möglich sind: datenbeitrag, hilfe"):
        question.kind(text, LABELS)


@pytest.mark.parametrize("text", ["senioren, wohnen", "2,3", "Senioren wohnen", "2; wohnen, 2"])
def test_fields_by_number_or_key(text: str) -> None:
    assert question.fields(text, KNOWN) == ("senioren", "wohnen")


def test_a_misspelled_field_gets_a_suggestion() -> None:
    with pytest.raises(WrongAnswer, match="Meinten Sie „senioren“"):
        question.fields("seniorn", KNOWN)


@pytest.mark.parametrize("text", ["", ", ,", "1 2 3 4"])
def test_one_to_three_fields(text: str) -> None:
    with pytest.raises(WrongAnswer, match="ein bis drei Felder"):
        question.fields(text, (*KNOWN, "arbeit"))


@pytest.mark.parametrize(
    "text", ["06.03.2024", "6.3.2024", "6. 3. 2024", "2024-03-06", " 2024-3-6 "]
)
def test_a_day_in_both_spellings(text: str) -> None:
    assert question.day(text) == date(2024, 3, 6)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("31.02.2024", "Den 31. Februar 2024 gibt es nicht."),
        ("2024-02-31", "Den 31. Februar 2024 gibt es nicht."),
        ("6.13.2024", "Einen Monat 13 gibt es nicht."),
        ("morgen", "„morgen“ ist kein Datum."),
        ("6.3.24", "Oder so: 22.11.2026"),
    ],
)
def test_a_day_that_does_not_exist(text: str, hint: str) -> None:
    with pytest.raises(WrongAnswer) as caught:
        question.day(text)
    assert hint in str(caught.value)


def test_a_year() -> None:
    assert question.year("2024") == 2024
    with pytest.raises(WrongAnswer, match="Bitte vier Ziffern: 2026"):
        question.year("24")


@given(st.text())
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    for read in (
        question.title,
        question.day,
        question.year,
        lambda typed: question.kind(typed, LABELS),
        lambda typed: question.fields(typed, KNOWN),
    ):
        with suppress(WrongAnswer):
            read(text)  # nothing else may be raised
