"""Lists that spreadsheets open, run nothing of, and give back unchanged."""

import io
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.newsletter.consent.spreadsheet import (
    COLUMNS,
    defuse,
    joined,
    read,
    restore,
    split,
    write,
)
from plugins.newsletter.errors import WrongUse

HEADING = ";".join(COLUMNS)
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NAMES = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=8)


def lines(text):
    return list(read(io.StringIO(text, newline="")))


@given(CELLS)
@example("'=1")
@example("''-x")
@example("'neill@kreis.example")
def test_no_cell_is_a_formula_and_each_comes_back(cell):
    safe = defuse(cell)
    assert safe[:1] not in set("=+-@\t\r\n＝＋－＠") - {""}
    assert restore(safe) == cell


def test_an_address_that_begins_with_an_apostrophe_of_its_own_is_left_alone():
    assert restore("'neill@kreis.example") == "'neill@kreis.example"


@given(st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=4))
def test_what_is_written_is_read_again(rows):
    rows = [["x" + row[0], *row[1:]] for row in rows]  # an empty row is no row
    stream = io.StringIO(newline="")
    assert write(stream, [dict(zip(COLUMNS, row, strict=True)) for row in rows]) == len(rows)
    assert [list(line.cells.values()) for line in lines(stream.getvalue())] == rows


@given(st.none() | st.frozensets(NAMES, min_size=1, max_size=4))
@example(frozenset({"a|b"}))
@example(frozenset({"[a"}))
@example(frozenset({" a"}))
def test_topics_come_back_from_their_cell(topics):
    assert split(joined(topics)) == topics


def test_topics_are_easy_to_write_by_hand():
    assert split(" senioren | wohnen ") == {"senioren", "wohnen"}
    assert split(" ") is None
    with pytest.raises(WrongUse, match="Themen"):
        split("[senioren")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_columns_stand_in_any_order_under_any_usual_delimiter_and_others_are_passed_over(delimiter):
    heading = delimiter.join(["Name", *(name.upper() for name in reversed(COLUMNS))])
    (line,) = lines(f"{heading}\r\n{delimiter.join('abcdefgh')}\r\n")
    assert [line.cells[name] for name in COLUMNS] == list("hgfedcb")


def test_lines_are_counted_as_an_editor_shows_them():
    text = f'{HEADING}\n\na;b;c;d;e;f;g\n;;;;;;\n"a\nb";b;c;d;e;f;g\nzu;kurz\n'
    assert [(line.number, bool(line.fault)) for line in lines(text)] == [
        (3, False), (6, False), (7, True),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n", "adresse;themen\nx;y\n", "Liebe Leute\n"])
def test_a_file_without_the_heading_is_refused_as_a_whole(text):
    with pytest.raises(WrongUse, match="fehlen Spalten"):
        lines(text)


def test_what_is_not_utf_8_or_breaks_off_is_told_with_its_place(tmp_path):
    (tmp_path / "liste").write_bytes(
        f"{HEADING}\n".encode() + b"a;b;c;d;e;f;g\n" * 2 + b"J\xfcrgen\n"
    )
    stream = (tmp_path / "liste").open(encoding="utf-8-sig", newline="")
    with stream, pytest.raises(WrongUse, match="nicht in UTF-8"):
        list(read(stream))
    with pytest.raises(WrongUse, match="Anführungszeichen"):
        lines(f'{HEADING}\na;b;c;d;e;f;g\n"a;b')


@given(st.text(max_size=200))
def test_no_text_ends_in_anything_but_lines_or_a_sentence(text):
    with suppress(WrongUse):
        lines(f"{HEADING}\n{text}")


def test_a_list_is_read_as_it_comes(tmp_path):
    """A hundred thousand rows are never all in memory."""

    def endless():
        yield HEADING + "\n"
        while True:
            yield "a;b;c;d;e;f;g\n"

    class Stream(io.TextIOBase):
        rows = endless()

        def readline(self, *_):
            return next(self.rows)

        def __next__(self):
            return next(self.rows)

    rows = read(Stream())
    assert [next(rows).number for _ in range(3)] == [2, 3, 4]
