"""Compounds come apart where readers would take them apart."""

import pytest

from plugins.search.compounds import Seams

KNOWN = {
    "pfleg",
    "heim",
    "platz",
    "jugend",
    "hilf",
    "arbeit",
    "arbeitslos",
    "amt",
    "rat",
    "land",
    "schul",
    "famili",
}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("pflegeheim", "heim"),
        ("pflegeheimplatz", "heimplatz platz"),
        ("jugendhilfeausschuss", "hilfeausschuss"),
        ("arbeitsamt", "amt"),
        ("langzeitarbeitslos", "arbeitslos"),
        ("grundschul", "schul"),
        ("familienbildung", "bildung"),
    ],
)
def test_seams_are_beside_words_of_the_site(form, expected):
    assert set(expected.split()) <= set(Seams(KNOWN).parts(form))


@pytest.mark.parametrize(
    "form", ["heim", "landlich", "arbeit", "beirat", "x" * 200, "2024", "jugendschaft"]
)
def test_what_is_one_word_stays_whole(form):
    assert list(Seams(KNOWN).parts(form)) == []
