"""Words that mean the same to a reader have one form; what a compound begins with begins its form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search.index import form_of, forms
from plugins.search.stem import fold, stem


@pytest.mark.parametrize(
    "words",
    [
        "Haus Häuser Haeuser Häusern Hauses HAUS",
        "Arzt Ärzte Aerzte Ärzten",
        "Ärztin Ärztinnen",
        "Kita Kitas",
        "Kind Kinder Kindern Kindes",
        "Wohnungslose Wohnungsloser wohnungslos",
        "Straße Strasse Straßen STRASSE",
        "neu neue neuer neuen neues",
        "Schulabschluss Schulabschluß Schulabschlüsse",
        "Familie Familien",
        "Café Cafe Cafés",
    ],
)
def test_one_form_for_all_that_means_the_same(words):
    assert len({form_of(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Steuer", "Stau"), ("Frauen", "Frost"), ("Rat", "Rad")]
)
def test_other_words_stay_apart(one, other):
    assert form_of(one) != form_of(other)


@pytest.mark.parametrize(
    ("word", "compound"),
    [("Pflege", "Pflegeheim"), ("Einwohner", "Einwohnerzahl"), ("Arbeitslose", "Arbeitslosigkeit")],
)
def test_the_form_of_a_word_begins_those_of_its_compounds(word, compound):
    assert form_of(compound).startswith(form_of(word))


def test_small_words_single_letters_and_numbers_say_too_little_but_years_do():
    assert forms("Die Zahl der 55 Ärzte, z. B. 2024; 296.431 und „KI“") == (
        "zahl",
        "arzt",
        "2024",
        "ki",
    )


def test_joined_words_are_several():
    assert forms("Eltern-Kind-Gruppe Bürger:innen") == ("elt", "kind", "grupp", "burg", "in")


@given(st.text())
def test_any_text_has_forms_that_the_files_can_hold(text):
    for form in forms(text):
        assert form
        assert not any("A" <= sign <= "Z" or sign in ' "\\' for sign in form)


@given(st.text(alphabet="aeiouäöüßsntrmd", min_size=1))
def test_how_umlauts_are_encoded_does_not_matter(word):
    assert forms(unicodedata.normalize("NFD", word)) == forms(unicodedata.normalize("NFC", word))
    assert len(stem(fold(word))) >= min(len(fold(word)), 3)
