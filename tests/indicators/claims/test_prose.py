from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.claims.prose import prose
from plugins.manuscript.manuscript import Manuscript, Metadata
from plugins.manuscript.sources import Source

HEAD = ("---", "titel: 1", "zusammenfassung: Es sind 2 [[wert: x, 3]].", "---")


def read(*lines):
    source = Source("x.md", Path("x.md"), (*HEAD, *lines))
    manuscript = Manuscript(source, "beitrag", Metadata(), len(HEAD) + 1, usable=True)
    return dict(prose(manuscript, lambda _: True))


def test_the_summary_is_prose_at_its_place():
    text = read()[3]
    assert text.split() == ["Es", "sind", "2", "."]
    assert [text.index(word) for word in ("2", ".")] == [HEAD[2].index("2"), HEAD[2].index(".")]


def test_what_is_no_prose_becomes_blanks():
    line = 'A `1` [2](/3/4 "5") [[wert: 6]] <b id=7> https://x.example/8 ![9](/10.jpg) ``1`1`` 11'
    (text,) = [text for number, text in read(line).items() if number > len(HEAD)]
    assert text.split() == ["A", "[2]", "![9]", "11"]
    assert text.index("11") == line.rindex("11")


def test_blocks_are_left_out_up_to_their_own_fence():
    lines = ("1", "```diagramm", "2", "```", "3", "~~~~", "4", "~~~", "```", "5", "~~~~", "6")
    assert [text for number, text in read(*lines).items() if number > len(HEAD)] == ["1", "3", "6"]


@given(st.lists(st.text(alphabet='a1`[](<>) :/."~', max_size=30), max_size=6))
def test_every_word_keeps_its_place(lines):
    for number, text in read(*lines).items():
        line = (*HEAD, *lines)[number - 1]
        assert len(text) == len(line)
        assert all(sign in {" ", there} for sign, there in zip(text, line, strict=True))
