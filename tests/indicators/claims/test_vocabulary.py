import pytest

from plugins.indicators.claims.vocabulary import vocabulary


def words(make_indicator, title, short, unit="%", **more):
    vocabulary.cache_clear()
    return vocabulary(make_indicator(unit=unit, title=title, short_title=short, **more))


def test_the_head_of_a_name_may_be_said_shorter_but_not_longer(make_indicator):
    known = words(make_indicator, "Wahlbeteiligung bei der Ratswahl", "Wahlbeteiligung")
    assert known.is_head("Beteiligung")
    assert known.is_head("Wahlbeteiligung")
    assert not known.is_head("Briefwahlbeteiligung")
    assert not known.is_head("Ratswahl")
    assert known.is_other("Ratswahlen")


def test_unemployment_is_another_word_for_its_rate_and_not_for_jobs(make_indicator):
    known = words(make_indicator, "Arbeitslosenquote", "Arbeitslosenquote")
    assert known.is_head("Arbeitslosigkeit")
    assert not known.is_head("Arbeitsplätze")
    assert not known.is_head("Arbeitslose")


def test_people_and_their_number_are_meant_where_people_are_counted(make_indicator):
    facts = {"unit": "Personen", "additive": True}
    measure = "Einwohnerinnen und Einwohner am 30. Juni"
    known = words(
        make_indicator, "Bevölkerung am 30. Juni", "Bevölkerung", measure=measure, **facts
    )
    assert all(map(known.is_head, ("Einwohner:innen", "Menschen", "Einwohnerzahl", "Bevölkerung")))
    assert not known.is_head("Bevölkerungsdichte")
    others = words(make_indicator, "Wohnungen", "Wohnungen", unit="Wohnungen", additive=True)
    assert not others.is_head("Menschen")
    assert others.is_head("Wohnungen")


@pytest.mark.parametrize(
    ("title", "is_narrow"),
    [
        ("Anteil der Menschen ab 65", True),
        ("Schulden je Kopf", True),
        ("Bevölkerung im Mai", False),
    ],
)
def test_a_name_that_says_of_whom_is_narrow(make_indicator, title, is_narrow):
    assert words(make_indicator, title, "Zwei Wörter").is_narrow is is_narrow


def test_a_share_is_called_so_and_a_count_a_number(make_indicator):
    assert "anteil" in words(make_indicator, "Quote", "Quote").pronouns
    assert "zahl" not in words(make_indicator, "Quote", "Quote").pronouns
    counts = words(make_indicator, "Kinder", "Kinder", unit="Kinder", additive=True).pronouns
    assert ("zahl" in counts, "anteil" in counts) == (True, False)
