from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.slugs import anchor, is_slug, slugify


def test_german_letters_become_two_letters():
    assert slugify("Größe & Maß") == "groesse-mass"
    assert slugify("Ältere Menschen: Öffnung, Übergang") == "aeltere-menschen-oeffnung-uebergang"


def test_other_accents_are_dropped():
    assert slugify("Café à Łódź") == "cafe-a-odz"


def test_decomposed_umlauts_of_a_mac_are_umlauts():
    assert slugify("Gro\u0308ße") == "groesse"


def test_a_heading_without_letters_still_has_an_id():
    assert anchor("???", "-") == "abschnitt"


@given(st.text())
def test_a_slug_is_a_slug_and_stays_one(text):
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert slugify(slug) == slug
