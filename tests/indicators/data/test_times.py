import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.errors import WordError
from plugins.indicators.data.times import (
    at_time,
    position,
    select_times,
    shown_times,
    span,
    time_word,
)

KNOWN = tuple(str(year) for year in range(2011, 2023))
ELECTIONS = ("2014", "2019", "2024")


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("2011–2013", ("2011", "2012", "2013")),
        ("2011-2013", ("2011", "2012", "2013")),
        ("2011 - 2013", ("2011", "2012", "2013")),
        ("2011 bis 2013", ("2011", "2012", "2013")),
        ("2022", ("2022",)),
        ("ab 2020", ("2020", "2021", "2022")),
        ("seit 2021", ("2021", "2022")),
        ("bis 2012", ("2011", "2012")),
        ("letzte 2", ("2021", "2022")),
        ("Letzten 1", ("2022",)),
        ("zuletzt", ("2022",)),
        ("2020, 2012", ("2012", "2020")),
        ("alle", KNOWN),
        ("", KNOWN),
        ("letzte 99", KNOWN),
    ],
)
def test_words_mean_times(words: str, chosen: tuple[str, ...]):
    assert select_times(words, KNOWN) == chosen


@pytest.mark.parametrize(
    ("words", "message", "advice"),
    [
        ("2009–2022", "Der Zeitraum „2009–2022“ geht über die Daten hinaus.", "2011–2022."),
        ("2011–2023", "Der Zeitraum „2011–2023“ geht über die Daten hinaus.", "2011–2022."),
        ("2022–2011", "Der Zeitraum „2022–2011“ läuft rückwärts.", "frühere Jahr steht vorn"),
        ("2023", "Für 2023 gibt es keine Werte.", "Vorhanden: 2011–2022."),
        ("ab 2030", "Der Zeitraum „ab 2030“ geht über die Daten hinaus.", "2011–2022."),
        ("bis 1999", "Der Zeitraum „bis 1999“ geht über die Daten hinaus.", "2011–2022."),
        ("letzte 0", "Im Zeitraum „letzte 0“ liegen keine Werte.", "2011–2022."),
        ("neulich", "Den Zeitraum „neulich“ verstehe ich nicht.", "letzte 5"),
        ("2011, neulich", "Den Zeitraum „neulich“ verstehe ich nicht.", "zuletzt"),
    ],
)
def test_what_cannot_be_meant_is_said(words: str, message: str, advice: str):
    with pytest.raises(WordError) as error:
        select_times(words, KNOWN)
    assert error.value.message == message
    assert advice in error.value.advice


def test_times_with_gaps_are_listed_one_by_one():
    with pytest.raises(WordError) as error:
        select_times("2015", ELECTIONS)
    assert error.value.advice == "Vorhanden: 2014, 2019, 2024."
    with pytest.raises(WordError, match="liegen keine Werte"):
        select_times("2015–2018", ELECTIONS)


def test_a_series_without_values_has_no_times():
    with pytest.raises(WordError, match="noch keine Werte"):
        select_times("alle", ())


@given(st.text(max_size=30))
def test_any_words_are_understood_or_answered(words: str):
    try:
        chosen = select_times(words, KNOWN)
    except WordError as error:
        assert error.message  # noqa: PT017 - both outcomes are right, a third is not
    else:
        assert chosen
        assert set(chosen) <= set(KNOWN)


@given(st.integers(2011, 2022), st.integers(2011, 2022))
def test_a_span_has_every_known_time_between_its_ends(first: int, last: int):
    low, high = sorted((first, last))
    assert select_times(f"{low}–{high}", KNOWN) == tuple(str(year) for year in range(low, high + 1))


def test_months_have_their_place_and_their_name():
    assert position("2024-07") == 2024.5
    assert at_time("2024-09") == "im September 2024"
    assert span(("2024-09", "2025-01")) == "September 2024 bis Januar 2025"
    assert select_times("2024", ("2024-01", "2024")) == ("2024",)


def test_one_time_is_no_span():
    assert span(("2024",)) == "2024"
    assert span(()) == ""


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (("2011", "2012", "2013"), "2011 bis 2013"),
        (("2011", "2022"), "2011 und 2022"),
        (("2022",), "2022"),
        (ELECTIONS, "2014, 2019 und 2024"),
        (("1990", "2000", "2010", "2019", "2022"), "1990, 2000, 2010, 2019 und 2022"),
        (tuple(map(str, range(1990, 2024, 2))), "1990 bis 2022"),
        (("2024-11", "2024-12", "2025-01"), "November 2024 bis Januar 2025"),
        (("2024-09", "2025-09"), "September 2024 und September 2025"),
    ],
)
def test_a_few_times_that_stand_apart_are_named_one_by_one(times: tuple[str, ...], words: str):
    assert shown_times(times) == words


@given(st.lists(st.integers(1950, 2050), min_size=1, unique=True))
def test_a_span_is_said_only_if_no_year_in_it_is_left_out_or_there_are_many(years: list[int]):
    times = tuple(map(str, sorted(years)))
    whole = len(times) == max(years) - min(years) + 1
    assert (" bis " in shown_times(times)) is ((whole or len(times) > 6) and len(times) > 1)


@pytest.mark.parametrize(
    ("times", "word"), [(("2022",), "Jahr"), (("2024-09",), "Monat"), (("2022", "2024-09"), "Zeit")]
)
def test_heads_say_what_the_times_are(times: tuple[str, ...], word: str):
    assert time_word(times) == word
