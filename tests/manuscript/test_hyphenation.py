"""Long words of headings know where they may break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript import hyphenation
from plugins.manuscript.hyphenation import SOFT_HYPHEN, hyphenated, keep, recall


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


def test_words_are_kept_from_build_to_build_and_rubbish_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr(hyphenation, "_known", {})
    file = tmp_path / ".cache" / "silben.json"
    shown = hyphenated("Wahlbeteiligung")
    keep(file)
    monkeypatch.setattr(hyphenation, "_known", {})
    monkeypatch.setattr(hyphenation, "_patterns", None)  # must not be asked again
    recall(file)
    assert hyphenated("Wahlbeteiligung") == shown
    for rubbish in ("{", "[]", '{"rules": "other", "words": {"Wahlbeteiligung": "x"}}'):
        monkeypatch.setattr(hyphenation, "_known", {})
        file.write_text(rubbish, encoding="utf-8")
        recall(file)
        assert not hyphenation._known
