"""How far the site is accessible: derived, never typed."""

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.directives import Block, Inline
from plugins.manuscript.faults import Faults
from plugins.publisher.declaration import FULLY, NOT, PARTLY, Declaration, listed, said
from plugins.publisher.gaps import Gap
from plugins.publisher.record import Record, Violation

CLEAN = Record("https://m.example", date(2026, 11, 20), 300, 0, (), ("axe-core 4.11", "Nu 26"))
BROKEN = replace(CLEAN, faulty_pages=3, violations=(Violation("Der Kontrast reicht nicht.", 3),))
REVIEWED = Declaration((), CLEAN, "Fachstelle Barrierefreiheit", "2026-11-21")


@pytest.mark.parametrize(
    ("declaration", "status"),
    [
        (REVIEWED, FULLY),
        (replace(REVIEWED, gaps=(Gap("Karten anderer.", "ausgenommen"),)), FULLY),
        (replace(REVIEWED, reviewer=""), PARTLY),
        (replace(REVIEWED, reviewed=""), PARTLY),
        (replace(REVIEWED, record=None), PARTLY),
        (replace(REVIEWED, gaps=(Gap("Videos.", "unvereinbar"),)), PARTLY),
        (replace(REVIEWED, gaps=(Gap("Archiv.", "belastung"),)), PARTLY),
        (replace(REVIEWED, record=BROKEN), PARTLY),
        (replace(REVIEWED, record=replace(BROKEN, faulty_pages=150)), PARTLY),
        (replace(REVIEWED, record=replace(BROKEN, faulty_pages=151)), NOT),
    ],
)
def test_the_status_follows_from_gaps_audit_and_review(declaration, status):
    assert declaration.status == status


GAPS = st.lists(
    st.builds(Gap, st.text(min_size=1), st.sampled_from(["unvereinbar", "ausgenommen"]))
)


@given(GAPS, st.none() | st.just(CLEAN) | st.just(BROKEN), st.sampled_from(["", "Fachstelle"]))
def test_never_fully_without_a_person_and_never_with_a_known_gap(gaps, record, reviewer):
    declaration = Declaration(tuple(gaps), record, reviewer, "2026" if reviewer else "")
    if not reviewer or record is not CLEAN or any(g.reason == "unvereinbar" for g in gaps):
        assert declaration.status != FULLY


def test_the_sentence_on_the_audit_names_day_pages_and_programs():
    assert Declaration((), CLEAN).audit == (
        "Am 20. November 2026 haben Programme alle 300 Seiten mit axe-core 4.11 und Nu 26 geprüft "
        "und keine Verstöße gefunden."
    )
    assert Declaration((), BROKEN).audit.endswith(
        "auf 3 Seiten Verstöße gefunden. Sie stehen oben."
    )


def test_a_review_that_was_not_is_not_made_up():
    assert "noch nicht" in Declaration().review
    assert REVIEWED.review == (
        "Außerdem von Hand geprüft: Fachstelle Barrierefreiheit, 21. November 2026."
    )


def gap_list(declaration, text=""):
    faults = Faults()
    block = Block("luecken", "b.md", 3, tuple(text.splitlines()))
    return BeautifulSoup(listed(block, faults, declaration), "html.parser"), list(faults)


def test_gaps_stand_under_their_reason_with_those_that_the_audit_found():
    text = (
        "luecke: Videos <b>fehlen</b>.\ngrund: unvereinbar\nalternative: Fragen Sie.\nbis: 2027-06"
    )
    html, faults = gap_list(Declaration((), BROKEN), text)
    assert not faults
    assert [heading.text for heading in html("h3")] == ["Nicht mit den Anforderungen vereinbar"]
    assert [item.text for item in html("li")] == [
        "Videos <b>fehlen</b>. Fragen Sie. Wir wollen das bis Juni 2027 ändern.",
        "Der Kontrast reicht nicht.",
    ]
    assert "bei keinem Punkt auf eine unverhältnismäßige Belastung" in html.text


def test_without_a_gap_the_page_says_what_still_keeps_it_from_fully():
    assert gap_list(REVIEWED)[0].text.startswith("Uns ist keine Lücke bekannt.Wir berufen uns")
    assert "erst, wenn auch ein Mensch" in gap_list(Declaration((), CLEAN))[0].text


def ask(word, declaration=REVIEWED):
    faults = Faults()
    words = tuple(part.strip() for part in word.split(","))
    directive = Inline("barrierefreiheit", words, (20,) * len(words), "b.md", 3, 1, "…")
    return said(directive, faults, declaration), list(faults)


def test_texts_ask_for_status_audit_and_person():
    status, _ = ask("stand")
    assert (status.tag, status.text) == ("strong", FULLY)
    assert ask("Prüfung")[0] == REVIEWED.audit
    assert ask("person")[0] == REVIEWED.review
    gap, faults = ask("pruefung", Declaration())
    assert (gap.get("class"), gap.text, faults) == ("gap", "[Die Prüfung folgt]", [])


@pytest.mark.parametrize("word", ["stnad", "", "stand, pruefung"])
def test_what_it_cannot_answer_is_a_fault(word):
    answer, (fault,) = ask(word)
    assert answer == ""
    assert (fault.line, fault.column) == (3, 20)
