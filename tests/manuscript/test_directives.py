from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.directives import INLINE, parse_inline

LINE = "Es sind [[Wert: einwohner ,  Neu Stadt, 2023]] Menschen."


def test_a_directive_has_a_name_and_arguments_with_their_places():
    match = INLINE.search(LINE)
    inline = parse_inline(match, "a.md", 7, match.start() + 1, LINE)
    assert inline.name == "wert"
    assert inline.arguments == ("einwohner", "Neu Stadt", "2023")
    assert [
        LINE[c - 1 :].split(",", maxsplit=1)[0].split("]", maxsplit=1)[0].strip()
        for c in inline.columns
    ] == [
        "einwohner",
        "Neu Stadt",
        "2023",
    ]


def test_ordinary_brackets_are_no_directive():
    for text in ("[[Fußnote]]", "[a](b)", "[[x: [y]]]"[:6], "[[a\nb: c]]"):
        assert INLINE.search(text) is None


@given(st.lists(st.text(alphabet="abc äß0–", min_size=1, max_size=8), min_size=1, max_size=5))
def test_each_column_points_at_its_argument(words):
    line = f"vorn [[wert:{','.join(words)}]] hinten"
    match = INLINE.search(line)
    inline = parse_inline(match, "a.md", 1, match.start() + 1, line)
    for word, column in zip(inline.arguments, inline.columns, strict=True):
        assert line[column - 1 :].startswith(word)
