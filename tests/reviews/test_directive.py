from collections import Counter

import pytest

from plugins.manuscript.directives import INLINE, parse_inline
from plugins.manuscript.faults import Faults
from plugins.reviews.directive import year_count
from plugins.reviews.facts import YearFacts

YEARS = {2024: YearFacts(2024, 3, (0,) * 12, Counter(hilfe=1), Counter(alter=2), 21, "x")}


def ask(text):
    faults = Faults()
    match = INLINE.search(text)
    inline = parse_inline(match, "a.md", 5, match.start() + 1, text)
    return year_count(inline, faults, YEARS), list(faults)


@pytest.mark.parametrize(
    ("what", "count"),
    [
        ("beitraege", "3"),
        ("Beiträge", "3"),
        ("veroeffentlicht", "21"),
        ("hilfe", "1"),
        ("alter", "2"),
    ],
)
def test_counts_are_digits(what, count):
    assert ask(f"Es gab [[jahr: 2024, {what}]].") == (count, [])


@pytest.mark.parametrize(
    ("text", "column", "message", "advice"),
    [
        ("[[jahr: 2019, beitraege]]", 9, "„2019“", "Beiträge gibt es aus: 2024."),
        ("[[jahr: neu, beitraege]]", 9, "„neu“", "Beiträge gibt es aus: 2024."),
        ("[[jahr: 2024, beitrage]]", 15, "„beitrage“", "Meinten Sie „beitraege“?"),
        ("[[jahr: 2024]]", 9, "braucht ein Jahr", "[[jahr: 2024, beitraege]]"),
    ],
)
def test_what_cannot_be_counted_is_a_fault(text, column, message, advice):
    result, (fault,) = ask(text)
    assert result == ""
    assert (fault.line, fault.column) == (5, column)
    assert message in fault.message
    assert advice in fault.advice
