"""Contrast as WCAG 2.2 defines it, against values that others have published."""

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.assets.contrast import contrast, luminance, tones

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        ("#767676", "#ffffff", 4.54),  # the lightest grey for text on white
        ("#777777", "#ffffff", 4.48),
        ("#949494", "#ffffff", 3.03),  # the lightest for outlines
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.00),
        ("#8f2f2b", "#faf7f2", 7.53),  # the look's own table says 7.5
    ],
)
def test_known_pairs_have_their_known_contrast(one, other, expected):
    assert contrast(one, other) == pytest.approx(expected, abs=0.006)


def test_luminance_goes_from_black_to_white():
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


def parts(colour):
    return colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(colour[1:])))


@given(COLOURS, COLOURS)
def test_against_one_ground_there_is_always_a_tone(colour, ground):
    darker, lighter = tones(colour, [(ground, 4.5)])
    assert darker or lighter
    for tone in filter(None, (darker, lighter)):
        assert contrast(tone, ground) >= 4.5
    if darker and lighter:
        assert luminance(darker) <= luminance(lighter)


def test_a_tone_keeps_its_hue_and_is_the_nearest():
    darker, lighter = tones("#d95f59", [("#faf7f2", 4.5)])
    assert not lighter
    assert parts(darker)[0] == pytest.approx(parts("#d95f59")[0], abs=0.01)
    assert contrast(darker, "#faf7f2") < 4.7


def test_between_two_grounds_that_ask_for_opposites_no_tone_does():
    assert tones("#808080", [("#ffffff", 7), ("#000000", 7)]) == ("", "")
