"""The file of the log: what is written is read, and what people break is named."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.history.difference import KINDS
from plugins.indicators.history.log import Entry, Item, Rows, read_log, write_log
from plugins.indicators.history.staleness import judge_log

WORDS = st.text(max_size=8)
DAYS = st.dates().map(date.isoformat)
CELLS = st.tuples(st.decimals(allow_nan=False, allow_infinity=False) | st.just(""), WORDS).map(
    lambda cell: f"{cell[0]},{cell[1]}"
)
ROWS = st.builds(
    Rows,
    st.integers(1),
    WORDS,
    st.integers(1),
    st.lists(st.tuples(WORDS, WORDS, CELLS, CELLS), max_size=2).map(tuple),
)
ITEMS = st.builds(
    Item,
    *[WORDS] * 5,
    st.dictionaries(st.sampled_from(KINDS), ROWS, max_size=2),
    st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=2).map(tuple),
)
FIRST = st.builds(Entry, DAYS, WORDS, WORDS, st.tuples(st.integers(1), st.integers(0)))
LATER = st.builds(Entry, DAYS, WORDS, WORDS, st.none(), st.lists(ITEMS, max_size=2).map(tuple))


@given(st.lists(LATER | FIRST, max_size=3).map(tuple))
def test_what_is_written_is_read_again(log):
    assert read_log(write_log(log), "p") == (log, [])


def entry(**more):
    return json.dumps({"eintraege": [{"tag": "2025-03-01", "pruefsumme": "ab"} | more]})


def changed(*row):
    rows = {"berichtigt": {"anzahl": 1, "zeiten": "2023", "gebiete": 1, "werte": [row]}}
    return entry(reihen=[{"reihe": "q", "titel": "Q", "art": "geaendert", "zeilen": rows}])


@pytest.mark.parametrize(
    "text",
    [
        '{"eintraege": [',
        "[]",
        "{}",
        '{"eintraege": [{"tag": "2025-03-01"}]}',
        '{"eintraege": [7]}',
        entry(tag="1. März 2025"),
        entry(tag=20250301),
        changed("99001001", "2023", "elf,", "12,"),
        changed("99001001", "2023", "11,"),
        changed("99001001", "2023", 11, 12),
    ],
)
def test_a_broken_log_is_a_fault_with_its_file(text):
    log, (fault,) = read_log(text, "content/daten/aenderungen.json")
    assert log == ()
    assert fault.path == "content/daten/aenderungen.json"


def test_a_reason_without_words_is_none():
    ((read,), _) = read_log(entry(grund=None), "p")
    assert read.reason == ""
    assert not read_log(changed("99001001", "2023", "11,", "12,"), "p")[1]


def test_the_check_says_when_data_are_newer_than_the_log(house):
    folder = house.root / "content/daten"
    assert judge_log(folder, house.root) == ([], [])
    house.record()
    assert judge_log(folder, house.root) == ([], [])
    house.series["quote"][0] = "99001001,2022,10.00,"
    house.write()
    assert judge_log(folder, house.root) == ([], [])
    house.series["quote"][0] = "99001001,2022,11,"
    house.write()
    faults, (hint,) = judge_log(folder, house.root)
    assert not faults
    assert hint.place == "content/daten/aenderungen.json"
    assert "inv data.history" in hint.advice
    house.log_file.write_text(json.dumps({"eintraege": {}}), "utf-8")
    assert judge_log(folder, house.root)[1]
    house.log_file.write_text("{", "utf-8")
    (fault,), hints = judge_log(folder, house.root)
    assert fault.line == 1
    assert not hints
