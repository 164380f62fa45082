"""Headlines of every length stand in their room, large, and break where a reader would."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.cards.lines import fitted, joined, parted
from plugins.cards.typeface import Typeface

FONTS = Path(__file__).parents[2] / "plugins/indicators/picture/fonts"
FACE = Typeface(FONTS / "Faustina-SemiBold.ttf")
ROOM, SIZES, LEADING = (1056, 342), range(124, 44, -4), 1.1
WORDS = st.text("abcdefghijklmnopqrstuvwxyzäöüßABCÄÖ", min_size=1, max_size=60)


def fit(text: str):
    return fitted(text, ROOM, SIZES, LEADING, FACE.measure)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_no_line_is_wider_and_not_all_are_higher_than_the_room(text):
    size, lines = fit(text)
    assert size in SIZES
    assert len(lines) * size * LEADING <= ROOM[1]
    assert all(size * FACE.measure(line) <= ROOM[0] + 0.001 for line in lines)
    if size > SIZES[-1]:
        assert " ".join(lines) == text
    if not lines[-1].endswith("…"):
        letters = "".join(lines).replace("-", "").replace(" ", "")
        assert letters == text.replace(" ", "")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Pflege", ["Pflege"]),
        ("Freiberg hält sich, der Landkreis schrumpft", ["Freiberg hält sich,", "der Landkreis", "schrumpft"]),
        (
            "Die Wahlbeteiligung steigt und ist in den Dörfern höher als in den Städten",
            ["Die Wahlbeteiligung steigt", "und ist in den Dörfern", "höher als in den Städten"],
        ),
        ("Bevölkerungsvorausberechnungen", ["Bevölkerungsvorausberechnungen"]),
    ],
)  # fmt: skip
def test_lines_break_where_a_reader_would(title, lines):
    assert fit(title)[1] == lines


def test_a_title_of_120_letters_is_still_large():
    title = "In Freiberg hat jede zehnte Person keinen deutschen Pass, in manchen Gemeinden nicht einmal jede hundertste, und anderswo"
    size, lines = fit(title)
    assert len(title) >= 120
    assert size >= 64
    assert len(lines) == 4


def test_a_word_too_long_for_the_smallest_type_is_parted_between_syllables():
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    size, lines = fit(word)
    assert size == SIZES[-1]
    assert lines[0].endswith("be-")
    assert list(parted("Wort", 20, FACE.measure)) == ["Wort"]


def test_what_has_no_room_ends_with_an_ellipsis_behind_a_whole_word():
    assert fit("Sehr " * 90 + "lang")[1][-1].endswith("Sehr…")


def test_short_words_go_with_what_follows():
    assert joined(["Wo", "vielen", "die", "Wohnung", "gehört"]) == [
        "Wo vielen",
        "die Wohnung",
        "gehört",
    ]
