from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.forms.passages import settled, stray
from plugins.manuscript.directives import INLINE, parse_inline
from plugins.manuscript.faults import Faults
from plugins.manuscript.manuscript import Manuscript, Metadata
from plugins.manuscript.sources import Source

HEAD = ("---", "titel: Newsletter", "---")


def text(*lines):
    source = Source("content/seiten/a.md", Path("a.md"), (*HEAD, *lines))
    return Manuscript(source, "seite", Metadata(), len(HEAD) + 1, usable=True)


def read(*lines, newsletter):
    """Return the lines that hold, and the faults."""
    faults = Faults()
    return settled(text(*lines), {"newsletter": newsletter}, faults).source.lines[3:], list(faults)


BOTH = ("a", "[[wenn: newsletter]]", "mit", "[[sonst: newsletter]]", "ohne", "[[ende: newsletter]]")


def test_a_passage_holds_or_the_other_one():
    assert read(*BOTH, "z", newsletter=True) == (("a", "", "mit", "", "", "", "z"), [])
    assert read(*BOTH, "z", newsletter=False) == (("a", "", "", "", "ohne", "", "z"), [])


def test_the_other_one_may_be_missing():
    lines = ("[[wenn: newsletter]]", "mit", "[[ende: newsletter]]", "z")
    assert read(*lines, newsletter=True)[0] == ("", "mit", "", "z")
    assert read(*lines, newsletter=False)[0] == ("", "", "", "z")


def test_marks_may_be_typed_with_spaces_and_capitals():
    lines = (" [[ Wenn : Newsletter ]] ", "mit", "[[ENDE:newsletter]]")
    assert read(*lines, newsletter=False) == (("", "", ""), [])


@given(st.lists(st.sampled_from([*BOTH, "", "[[wenn: x]]", "[[ende:]]", "## T"])), st.booleans())
def test_no_line_moves_whatever_is_typed_and_a_line_without_a_mark_never_changes(lines, holds):
    after, _ = read(*lines, newsletter=holds)
    assert len(after) == len(lines)
    assert all(new in ("", old) for old, new in zip(lines, after, strict=True))
    assert not any("[[" in line for line in after)


@given(st.integers(0, 4), st.lists(st.sampled_from(["a", "", "- b"]), max_size=3))
def test_every_line_between_sound_marks_is_seen_in_just_one_case(times, lines):
    typed = (BOTH[1:2] + tuple(lines) + BOTH[3:4] + tuple(lines) + BOTH[5:]) * times
    (on, faults), (off, _) = read(*typed, newsletter=True), read(*typed, newsletter=False)
    assert not faults
    assert (
        [line for line in on if line]
        == [line for line in off if line]
        == [line for line in lines if line] * times
    )


def test_a_text_without_marks_is_the_same_text():
    manuscript = text("a", "[[angabe: telefon]]", "wenn: newsletter")
    assert settled(manuscript, {"newsletter": True}, Faults()) is manuscript


@pytest.mark.parametrize(
    ("lines", "line", "message", "advice"),
    [
        (
            ("[[wenn: newsleter]]", "[[ende: newsletter]]"),
            4,
            "Eine Bedingung „newsleter“ gibt es nicht.",
            "Meinten Sie „newsletter“?",
        ),
        (
            ("a", "[[wenn: newsletter]]"),
            5,
            "Dieser Abschnitt wird nicht geschlossen.",
            "Setzen Sie hinter den Abschnitt eine Zeile mit [[ende: newsletter]].",
        ),
        (
            ("[[wenn: newsletter]]", "[[wenn: newsletter]]", "[[ende: newsletter]]"),
            5,
            "Hier beginnt ein Abschnitt in einem anderen.",
            "Setzen Sie davor [[ende: newsletter]].",
        ),
        (
            ("[[ende: newsletter]]",),
            4,
            "Zu [[ende: newsletter]] fehlt der Anfang.",
            "Davor fehlt [[wenn: newsletter]].",
        ),
        (
            (*BOTH[:4], "[[sonst: newsletter]]", "[[ende: newsletter]]"),
            8,
            "Zu [[sonst: newsletter]] fehlt der Anfang.",
            "Davor fehlt [[wenn: newsletter]].",
        ),
    ],
    ids=["unknown", "open", "nested", "lone end", "second sonst"],
)
def test_a_wrong_mark_is_a_fault_where_it_stands(lines, line, message, advice):
    faults = read(*lines, newsletter=True)[1]
    fault = next(fault for fault in faults if fault.line == line)
    assert (fault.message, fault.advice) == (message, advice)
    assert fault.excerpt == lines[line - 4]


def test_a_mark_inside_a_line_is_a_fault():
    typed = "Text [[wenn: newsletter]] weiter"
    faults = Faults()
    assert stray(parse_inline(INLINE.search(typed), "a.md", 7, 6, typed), faults) == ""
    (fault,) = faults
    assert (fault.line, fault.column) == (7, 6)
    assert "eigene Zeile" in fault.message
