from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.claims.tokens import tokens


def read(title):
    return [(token.kind, token.text, token.times) for token in tokens(title)]


def test_years_are_spans_or_stand_alone():
    assert read("von 2011 bis 2022 2011–2022 zwischen 2011 und 2022") == [
        ("span", "von 2011 bis 2022", ("2011", "2022")),
        ("span", "2011-2022", ("2011", "2022")),
        ("span", "zwischen 2011 und 2022", ("2011", "2022")),
    ]
    assert read("seit 2011 bis 2022") == [
        ("span", "seit 2011", ("2011", "")),
        ("span", "bis 2022", ("", "2022")),
    ]
    assert read("2022") == [("year", "2022", ("2022", "2022"))]


def test_a_bound_has_its_number_and_its_sign():
    (token,) = tokens("mehr als 2.000,5 %")
    assert (token.kind, token.text, token.number, token.is_percent) == (
        "bound",
        "mehr als",
        "2.000,5",
        True,
    )
    assert [token.kind for token in tokens("mehr als 17 Prozentpunkte")] == ["bound", "word"]
    assert [token.kind for token in tokens("um rund 6,4 % 321.736")] == [
        *("amount", "figure", "other", "figure")
    ]


def test_a_comma_between_words_separates_and_a_hyphen_joins():
    assert [token.kind for token in tokens("Bad-Ahausen sinkt, er – nein: so")] == [
        *("word", "word", "stop", "word", "stop", "word", "stop", "word")
    ]


@given(st.text())
def test_nothing_of_a_title_is_lost(title):
    found = list(tokens(title))
    rest = list(title)
    for token in found:
        assert title[token.start :].startswith(token.typed)
        if token.kind != "bound":
            rest[token.start : token.start + len(token.typed)] = " " * len(token.typed)
    if all(token.kind != "bound" for token in found):
        assert not "".join(rest).strip()
