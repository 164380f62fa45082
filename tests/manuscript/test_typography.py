from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.typography import typeset


def html(text):
    root = fromstring(f"<div>{text}</div>")  # noqa: S314 - typed in this test
    typeset(root)
    return tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('<p>Das "Wort" gilt.</p>', "<p>Das „Wort“ gilt.</p>"),
        ('<p>"Am Anfang" und ("innen").</p>', "<p>„Am Anfang“ und („innen“).</p>"),
        ('<p>"<em>Wort</em>", sagt er</p>', "<p>„<em>Wort</em>“, sagt er</p>"),
        ('<p>Das <a href="x">"Wort"</a>.</p>', '<p>Das <a href="x">„Wort“</a>.</p>'),
        ('<p>Ende</p><p>"Neu"</p>', "<p>Ende</p><p>„Neu“</p>"),
        ("<p>Wie geht's?</p>", "<p>Wie geht’s?</p>"),
        ("<p>Ein 'Wort', Hans' Haus</p>", "<p>Ein ‚Wort‘, Hans’ Haus</p>"),
        ("<p>2011 - 2022 und so -- weiter ...</p>", "<p>2011 – 2022 und so – weiter …</p>"),
        ("<p>E-Mail, 2011-2022</p>", "<p>E-Mail, 2011-2022</p>"),
        ('<p><code>"x" ...</code> "y"</p>', '<p><code>"x" ...</code> „y“</p>'),
    ],
)
def test_typed_signs_become_german_ones(typed, printed):
    assert html(typed) == printed


@given(st.text(alphabet="ab \"'.-–„“", max_size=40))
def test_no_straight_quotation_mark_is_left_and_twice_is_once(text):
    once = html(f"<p>{text}</p>")
    assert '"' not in once
    assert html(once) == once
