"""Syllables counted by hand are the measure; hyphenation, the usual way, must not be better."""

import pyphen
import pytest

from plugins.readability.syllables import count_syllables

BY_HAND = {
    1: "Jahr ein See Boot Staat wie zwei",
    2: "aber Idee über Landkreis Bayern ihre oder jede eine Schule Quelle bequem neue teuer Häuser dienen ziehen "
    "Zensus Leerstand Kita Asyl",
    3: "Ferien Museum Station aktuell Ältere Eigentum Europa Ausbildung arbeitslos sozial Region Studie Studien "
    "Ehrenamt Theater ideal Linie Prämie Radio Statistik Gemeinden",
    4: "Familie Familien Bürgermeister Spezialist Bevölkerung Wohnungslose Jubiläum",
    5: "Krankenhausbetten",
}
PAIRS = [(word, number) for number, words in BY_HAND.items() for word in words.split()]


def test_vowels_count_better_than_hyphens():
    hyphens = pyphen.Pyphen(lang="de")
    ours = sum(count_syllables(word) == number for word, number in PAIRS)
    theirs = sum(len(hyphens.positions(word.lower())) + 1 == number for word, number in PAIRS)
    assert ours >= 0.9 * len(PAIRS) > 0.8 * len(PAIRS) > theirs


@pytest.mark.parametrize("word", ["2024", "17,7", "BKG", "%"])
def test_what_has_no_vowel_is_one_beat(word):
    assert count_syllables(word) == 1
