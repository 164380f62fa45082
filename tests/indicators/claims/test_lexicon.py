import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.claims.lexicon import CLAIMS, FILLERS, LIMITS, MORE, PARTED, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("Einwohner", "Einwohnerinnen", "Einwohner:innen", "Einwohnern"),
        ("Wahl", "Wahlen"),
        ("Arbeitslose", "Arbeitslosen", "Arbeitsloser", "Arbeitslosigkeit"),
        ("Fläche", "Flächen"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len(set(map(stem, forms))) == 1


@given(st.text())
def test_a_stem_has_no_ending_left(word):
    assert stem(stem(word)) == stem(word)


def test_no_word_means_two_things():
    """A word that negates or limits must never be passed over, nor claim something by itself."""
    assert not LIMITS & (FILLERS | set(CLAIMS))
    assert not FILLERS & set(CLAIMS)
    assert {verb for verb, _ in PARTED}.isdisjoint(CLAIMS)
    assert set(CLAIMS) >= MORE
    assert "nicht" in LIMITS
