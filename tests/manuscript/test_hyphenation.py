"""Long words of headings know where they may break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.hyphenation import SOFT_HYPHEN, hyphenated


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Freiberg hält sich", "Freiberg hält sich"),
        ("Schulsozialarbeit", "Schul|so|zialarbeit"),
        ("Die Wahlbeteiligung steigt", "Die Wahl|be|tei|li|gung steigt"),
        ("Krankenhausbetten", "Kran|kenhaus|betten"),
        ("GESUNDHEITSFÖRDERUNG", "GESUNDHEITSFÖRDERUNG"),
    ],
)
def test_only_long_words_get_places_to_break(text, shown):
    assert hyphenated(text).replace(SOFT_HYPHEN, "|") == shown


@given(st.text())
def test_the_text_stays_the_same(text):
    assert hyphenated(text).replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")
