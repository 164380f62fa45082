"""A served stylesheet says what its source says, in fewer characters."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from plugins.assets.reduction import reduced

THEME = sorted((Path(__file__).parents[2] / "theme/css").glob("*.css"))
RULES = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return [...sheet.cssRules].map(rule => rule.cssText);
}"""
NAMES = st.text("abc:;,{}/* ", max_size=8)


@pytest.mark.parametrize(
    ("css", "served"),
    [
        ("/* why */\na {\n  color: red;\n}\n", "a{color:red}"),
        ("a , b{c:d ; e:f}", "a,b{c:d;e:f}"),
        (".a :is(b, c) > d + e { f: calc(1px - 2px) }", ".a :is(b,c)>d + e{f:calc(1px - 2px)}"),
        ("@layer x{\n  .a :not(b) { c: d }\n}", "@layer x{.a :not(b){c:d}}"),
        ("a{b:c/* d */ e}", "a{b:c e}"),
        ("a{/* ; } */b:c}", "a{b:c}"),
    ],
)
def test_comments_and_air_go_and_meaning_stays(css: str, served: str):
    assert reduced(css) == served


@given(NAMES, st.sampled_from("'\""))
def test_a_string_stays_as_it_is(words: str, quote: str):
    string = f"{quote}{words}{quote}"
    assert reduced(f"a {{ content: {string}; }} /* {words.replace('*/', '')} */") == (
        f"a{{content:{string}}}"
    )


def test_a_reduced_sheet_cannot_be_reduced_further():
    for path in THEME:
        once = reduced(path.read_text(encoding="utf-8"))
        assert reduced(once) == once


def test_a_browser_reads_the_same_rules(browser: Browser):
    page = browser.new_page()
    assert THEME
    for path in THEME:
        css = path.read_text(encoding="utf-8").partition("@namespace")[0]
        # Values with var() are told as they are written.
        rules, served = (
            [re.sub(r"\s*,\s*", ",", rule) for rule in page.evaluate(RULES, each)]
            for each in (css, reduced(css))
        )
        assert rules == served, path.name
        assert rules or "@namespace" in path.read_text(encoding="utf-8")
    page.close()
