"""The year in order and in figures."""

import pytest

from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Faults
from plugins.reviews.timeline import (
    Happening,
    YearFigure,
    may_stand,
    read_figures,
    read_timeline,
)


def read(reader, text):
    faults = Faults()
    lines = tuple(text.strip("\n").split("\n"))
    return reader(Block("zeitleiste", "content/rueckblicke/2024.md", 10, lines), faults), [*faults]


def test_an_entry_says_when_what_and_more():
    text = """
6. März: Ein Bericht
Er ist lang.
Und gut.

! Sommer: Ein Fest: für alle
"""
    entries, faults = read(read_timeline, text)
    assert not faults
    assert entries == (
        Happening("6. März", "Ein Bericht", "Er ist lang. Und gut."),
        Happening("Sommer", "Ein Fest: für alle", major=True),
    )


def test_an_entry_without_when_is_a_fault_in_its_line():
    entries, (fault,) = read(read_timeline, "6. März: Eins\n\n  Nur ein Satz")
    assert [entry.what for entry in entries] == ["Eins"]
    assert (fault.line, fault.column) == (13, 3)
    assert "wann" in fault.message


def test_entries_without_an_empty_line_between_them_are_no_text():
    text = "6. März: Eins\nIm Saal: voll.\n! Sommer: Zwei\n9. Juni: Drei"
    _, faults = read(read_timeline, text)
    assert [fault.line for fault in faults] == [13, 14]
    assert all("leere Zeile" in fault.message for fault in faults)


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ("6. März", "9. Juni", True),
        ("März", "6. März", True),
        ("6. März", "März", True),
        ("6. März", "Frühjahr", True),
        ("9. Juni", "6. März", False),
        ("6. März", "5. März", False),
        ("Ende Juni", "Anfang März", False),
    ],
)
def test_the_order_is_the_years(first, second, fits):
    _, faults = read(read_timeline, f"{first}: Eins\n\n{second}: Zwei")
    assert [fault.line for fault in faults] == ([] if fits else [13])


def test_a_figure_is_number_words_and_origin():
    figures, faults = read(read_figures, "über 70: Termine (Bericht)\n\n3.: Bericht")
    assert not faults
    assert figures == (YearFigure("über 70", "Termine", "Bericht"), YearFigure("3.", "Bericht"))


def test_more_than_four_figures_and_what_is_none_are_faults():
    text = "\n".join(f"{number}: Dinge" for number in range(5)) + "\nkeine"
    figures, faults = read(read_figures, text)
    assert len(figures) == 4
    assert [fault.line for fault in faults] == [15, 16]


@pytest.mark.parametrize(
    ("path", "former", "message"),
    [
        ("content/rueckblicke/2024.md", (), ""),
        ("content/rueckblicke/2024.md", ("Eintrag",), "hat dieser Rückblick schon"),
        ("content/beitraege/2024/a.md", (), "nur in Jahresrückblicken"),
    ],
)
def test_what_no_page_would_show_is_a_fault(path, former, message):
    faults = Faults()
    block = Block("zeitleiste", path, 10, ())
    assert may_stand(block, {"content/rueckblicke/2024.md"}, former, faults) == (not message)
    assert [message in fault.message and fault.line == 10 for fault in faults] == [True] * bool(
        message
    )
