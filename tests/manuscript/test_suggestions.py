from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.suggestions import fold, suggest


def test_umlauts_case_and_dashes_do_not_matter():
    assert fold("Südwald") == fold("SUEDWALD")
    assert fold("2011–2022") == fold("2011-2022")


def test_the_nearest_word_is_suggested_as_it_is_written():
    assert suggest("kreistadt", ["Landkreis", "Kreisstadt"]) == "Meinten Sie „Kreisstadt“?"
    assert suggest("Doebeln", ["Döbeln", "Freital"]) == "Meinten Sie „Döbeln“?"


def test_without_a_near_word_the_choices_are_named():
    assert suggest("xyz", ["linie", "balken"]) == "Möglich sind: linie, balken."
    assert suggest("xyz", []) == ""


def test_a_long_list_is_cut():
    advice = suggest("?", [f"Gemeinde {n}" for n in range(60)])
    assert advice.endswith(" …")
    assert advice.count(",") == 11


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
