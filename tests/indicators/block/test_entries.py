from collections.abc import Callable

from plugins.indicators.block.entries import read_entries
from plugins.manuscript.directives import Block

NAMES = ("indikator", "gebiete", "titel")


def test_a_line_is_a_name_a_colon_and_the_rest(block: Callable[..., Block]):
    entries, faults = read_entries(block("Indikator: quote", "titel: Eins: zwei # drei"), NAMES)
    assert not faults
    assert entries["indikator"].value == "quote"
    assert entries["titel"].value == "Eins: zwei # drei"
    assert (entries["titel"].line, entries["titel"].column) == (14, 8)


def test_empty_lines_and_remarks_are_passed_over(block: Callable[..., Block]):
    entries, faults = read_entries(block("", "  # nur eine Notiz", "titel: x"), NAMES)
    assert (list(entries), faults) == (["titel"], [])


def test_quotes_around_a_value_fall_away(block: Callable[..., Block]):
    for first, last in ('""', "„“", "»«", "''"):
        entry = read_entries(block(f"titel: {first}Ja{last}"), NAMES)[0]["titel"]
        assert (entry.value, entry.column) == ("Ja", 9)


def test_every_faulty_line_is_answered_at_once(block: Callable[..., Block]):
    _, faults = read_entries(block("kein Doppelpunkt", "  title: x", "titel: x", "Titel: y"), NAMES)
    assert [(fault.line, fault.column, fault.length) for fault in faults] == [
        (13, 1, 16),
        (14, 3, 5),
        (16, 1, 5),
    ]
    assert faults[0].message == "In dieser Zeile fehlt der Doppelpunkt."
    assert faults[1].advice == "Meinten Sie „titel“?"
    assert faults[2].message == "Das Feld „Titel“ steht zweimal im Block."


def test_parts_of_a_list_know_their_place(block: Callable[..., Block]):
    entry = read_entries(block("gebiete:  Ahausen ,, Südwald"), NAMES)[0]["gebiete"]
    parts = list(entry.parts())
    assert [words for words, _ in parts] == ["Ahausen", "Südwald"]
    for words, offset in parts:
        assert entry.excerpt[entry.column - 1 + offset :].startswith(words)
