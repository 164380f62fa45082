from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.feeds.characters import printable


def test_german_text_and_line_breaks_stay() -> None:
    text = "Größe – „Straße“\n\tund 10,5\u00a0% 😀"
    assert printable(text) == text


def test_control_characters_go() -> None:
    assert printable("a\x00b\x0bc\x1fd\x85e\ud800f\uffffg") == "abcdefg"


@given(st.text(st.characters(codec=None)))
def test_whatever_is_left_fits_into_xml(text: str) -> None:
    element = etree.Element("x")
    element.text = printable(text)
    assert etree.fromstring(etree.tostring(element)).text in (
        printable(text).replace("\r\n", "\n"),
        printable(text),
        None,
    )
