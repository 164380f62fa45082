"""Colours that people could not read stop the build, and the message says which would do."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pelicanconf import COLOURS
from plugins.assets.contrast import contrast
from plugins.assets.legibility import USES, check_colours
from plugins.assets.reduction import reduced
from plugins.assets.settings import Colours, Pair
from plugins.assets.sheets import bundle
from plugins.assets.tokens import county_tokens, read_tokens, resolve

CSS = reduced(bundle(Path(__file__).parents[2] / "theme/css/site.css"))
FILE = "theme/css/parts/token.css"


def faults(css: str = CSS, **changed: Pair):
    colours = replace(COLOURS, **changed)
    return list(check_colours(colours, read_tokens(css + county_tokens(colours)), FILE))


def test_the_real_colours_are_legible_by_day_and_in_the_dark():
    assert not faults()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_fault_names_setting_colours_ratio_and_a_tone_that_would_do(mode):
    grey = "#999999" if mode == "light" else "#555555"
    found = faults(link=replace(COLOURS.link, **{mode: grey}))
    assert len(found) == 2  # paper and sand
    for fault in found:
        assert fault.path == "pelicanconf.py"
        assert f"colours.link.{mode} ({grey})" in fault.message
        tone = re.search(r"(dunkler|heller) (#[0-9a-f]{6})", fault.advice)
        assert tone
        assert tone[1] == ("dunkler" if mode == "light" else "heller")
        assert not faults(link=replace(COLOURS.link, **{mode: tone[2]}))


def test_the_message_is_whole_and_german():
    fault = next(one for one in faults(link=Pair("#999999", "#93cbd3")) if "--paper" in one.message)
    assert str(fault) == (
        "pelicanconf.py: colours.link.light (#999999) hebt sich von --paper (hell: #faf7f2) zu wenig ab: "
        "Kontrast 2,66 : 1, nötig 4,5 : 1 (für Schrift).\n"
        "        = Von #999999 genügt als nächster Ton dunkler #6a6a6a."
    )


def test_of_two_colours_of_the_county_either_may_change():
    found = faults(brand_area=Pair("#e07a5f", "#5c2421"), on_brand=Pair("#fff8f1", "#fff8f1"))
    advice = found[0].advice
    assert "Von #e07a5f genügt als nächster Ton dunkler" in advice
    assert "Von #fff8f1 genügt als nächster Ton dunkler" in advice


def test_a_bar_needs_less_than_a_word():
    assert contrast(COLOURS.class_3.light, "#faf7f2") < 4.5
    found = faults(class_3=Pair("#e0b195", "#ab6452"))
    assert [fault.message.partition("nötig ")[2][:5] for fault in found] == ["3 : 1"]


def test_the_theme_is_held_to_the_same():
    found = faults(CSS.replace("--quiet:#5f574f", "--quiet:#a09a90"))
    assert found
    assert {fault.path for fault in found} == {FILE}
    assert "--quiet (hell: #a09a90)" in found[0].message


def test_a_theme_without_a_colour_that_is_measured_is_a_mistake_of_its_maker():
    with pytest.raises(ValueError, match="--ink"):
        faults(CSS.replace("--ink:#221e1b", "--ink:black"))


def test_the_colours_that_are_measured_are_those_of_the_sheet():
    tokens = read_tokens(CSS + county_tokens(COLOURS))
    for front, ground, _ in USES:
        for mode in ("light", "dark"):
            assert resolve(front, mode, tokens) != resolve(ground, mode, tokens)


@pytest.mark.parametrize("wrong", ["8f2f2b", "#8f2", "#8F2F2B", "red", ""])
def test_what_is_no_colour_is_an_error_at_start(wrong):
    colours = COLOURS.__dict__ | {"brand": Pair("#8f2f2b", wrong)}
    with pytest.raises(ValueError, match=r"brand\.dark"):
        Colours(**colours)
