"""Text between tags."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.markup import escape


def test_text_stands_in_elements_and_in_attributes():
    assert escape('a < b & "c"') == "a &lt; b &amp; &quot;c&quot;"


@given(st.text())
def test_any_text_comes_back_as_it_was_also_the_second_time(text: str):
    for escaped in (escape(text), escape(text)):
        assert unescape(escaped) == text
        assert not set('<>"').intersection(escaped)
