"""The list of gaps in the declaration on accessibility."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.faults import Faults
from plugins.publisher.gaps import Gap, find_gaps, read_gaps

PAGE = """\
# Erklärung

```luecken
luecke: Videos fehlen: alle.
grund: unvereinbar
alternative: Schreiben Sie uns.
bis: 2027-06

Lücke: Karten anderer Stellen.
Grund: Ausgenommen
```

Mehr Text.
"""


def read(text, first=10):
    faults = Faults()
    return read_gaps(text.splitlines(), "b.md", first, faults), list(faults)


def test_the_block_is_found_wherever_it_stands_and_however_its_words_are_spelt():
    faults = Faults()
    assert find_gaps(PAGE.splitlines(), "b.md", 5, faults) == (
        Gap("Videos fehlen: alle.", "unvereinbar", "Schreiben Sie uns.", "2027-06"),
        Gap("Karten anderer Stellen.", "ausgenommen"),
    )
    assert not list(faults)


def test_no_block_is_not_the_same_as_no_gap():
    assert find_gaps(["Text"], "b.md", 1, Faults()) is None
    assert find_gaps(["```luecken", "```"], "b.md", 1, Faults()) == ()


@pytest.mark.parametrize(
    ("text", "line", "message", "advice"),
    [
        ("luecke: A.", 10, "fehlt die Angabe „grund“", "unvereinbar, belastung, ausgenommen"),
        ("grund: belastung", 10, "fehlt die Angabe „luecke“", "Eine Lücke braucht"),
        ("luecke: A.\ngrund: unvereinba", 11, "Einen Grund „unvereinba“", "„unvereinbar“?"),
        ("luecke: A.\ngrund: belastung\nbis: Juni", 12, "„Juni“ ist kein Monat", "2027-06"),
        ("luecke: A.\ngrund: belastung\nbis: 2027-13", 12, "„2027-13“ ist kein Monat", "2027"),
        ("luecke: A.\ngrund: belastung\nluecke: B.", 12, "zweimal", "eine leere Zeile"),
        ("luecke: A.\ngrund: belastung\nersatz: B.", 12, "„ersatz“ gibt es hier nicht", ""),
    ],
)
def test_a_mistake_is_said_at_its_line(text, line, message, advice):
    _, (fault,) = read(text)
    assert (fault.path, fault.line) == ("b.md", line)
    assert message in fault.message
    assert advice in fault.advice


@given(st.lists(st.text()))
def test_whatever_stands_in_the_block_is_read_or_is_a_fault(lines):
    faults = Faults()
    gaps = read_gaps(lines, "b.md", 1, faults)
    assert len(gaps) or len(faults) or not any(line.strip() for line in lines)
