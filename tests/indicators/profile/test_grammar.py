"""Gender, article and preposition of areas; counts; times as the measure names them."""

from dataclasses import replace

import pytest

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.profile.grammar import (
    a,
    called,
    counted,
    in_full,
    kind,
    moment,
    named,
    plural,
    the,
)


def area_named(short, word, name="", designation="", *, smallest=False):
    """Return an area of the middle of three levels, or of the lowest, and all areas."""
    words = ("Land", "Ort", word) if smallest else ("Land", word, "Ort")
    levels = tuple(Level(f"{n}", each, f"{each}s") for n, each in enumerate(words))
    level = "2" if smallest else "1"
    area = Area("a", short, name or short, level, designation=designation)
    return area, Areas({"a": area}, levels)


@pytest.mark.parametrize(
    ("short", "level", "the_words", "within", "to"),
    [
        ("Landkreis", "Landkreis", "der Landkreis", "im Landkreis", "zum Landkreis"),
        ("Kreis", "Landkreis", "der Kreis", "im Kreis", "zum Kreis"),
        ("Ilm-Kreis", "Landkreis", "der Ilm-Kreis", "im Ilm-Kreis", "zum Ilm-Kreis"),
        ("Region Nord", "Region", "die Region Nord", "in der Region Nord", "zur Region Nord"),
        ("Raum Nord", "Sozialregion", "der Raum Nord", "im Raum Nord", "zum Raum Nord"),
        ("Nord", "Planungsraum", "der Planungsraum Nord", "im Planungsraum Nord", None),
        ("Südost", "Sozialregion", "die Sozialregion Südost", "in der Sozialregion Südost", None),
        ("Mitte", "Stadtteil", "der Stadtteil Mitte", "im Stadtteil Mitte", "zum Stadtteil Mitte"),
        ("Am Wall", "Viertel", "das Viertel Am Wall", "im Viertel Am Wall", None),
        ("Altes Feld", "Quadrant", "Altes Feld", "in Altes Feld", "zu Altes Feld"),
    ],
)
def test_article_and_preposition_follow_the_word_for_the_area(short, level, the_words, within, to):
    noun = named(*area_named(short, level))
    assert (noun.the, noun.within) == (the_words, within)
    assert to is None or noun.to == to


@pytest.mark.parametrize("name", ["Neustadt am Berg", "Altdorf", "Bad Königsbrunn", "Saarland"])
def test_names_of_places_have_no_article_whatever_they_end_like(name):
    assert named(*area_named(name, "Gemeinde", smallest=True)).within == f"in {name}"


def test_the_whole_is_known_elsewhere_by_its_official_name(areas):
    whole = areas.by_key["99001"]
    assert named(whole, areas).within == "im Landkreis"
    assert in_full(whole, areas).within == "im Landkreis Musterland"
    plain = replace(whole, name="Musterland")
    assert in_full(plain, areas).within == "im Landkreis Musterland"


@pytest.mark.parametrize(
    ("name", "designation", "expected", "full"),
    [
        ("Ahausen", "", "Gemeinde", "zur Gemeinde Ahausen"),
        ("Ahausen, Stadt", "Stadt", "Stadt", "zur Stadt Ahausen"),
        ("Ahausen, Stadt, Kurstadt", "Stadt", "Kurstadt", "zur Kurstadt Ahausen"),
        ("Ahausen, Stadt, Stadt der Uhren", "Stadt", "Stadt", "zur Stadt Ahausen"),
        ("Ahausen, Markt", "Markt", "Markt", "zum Markt Ahausen"),
        ("Ahausen, Flecken", "Flecken", "Flecken", "zu Ahausen"),
    ],
)
def test_an_area_is_called_what_it_calls_itself(name, designation, expected, full):
    area, areas = area_named("Ahausen", "Gemeinde", name, designation, smallest=True)
    assert kind(area, areas) == expected
    assert called(area, areas).to == full


def test_a_word_of_unknown_gender_has_no_article_and_no_plural():
    assert (a("Stadt"), a("Markt"), a("Flecken")) == ("eine Stadt", "ein Markt", "")
    assert (the("Gemeinde", "einzige "), the("Flecken")) == ("die einzige Gemeinde", "")
    assert [plural(word) for word in ("Stadt", "Kurstadt", "Markt", "Flecken")] == [
        *("Städte", "Kurstädte", "Märkte", "")
    ]


def test_small_counts_are_words():
    assert [counted(n) for n in (2, 12, 13, 1100)] == ["zwei", "zwölf", "13", "1.100"]


@pytest.mark.parametrize(
    ("measure", "time", "at", "since"),
    [
        ("Einwohner am 31. Dezember", "2023", "Ende 2023", "Ende 2023"),
        ("Einwohner am Jahresende", "2023", "Ende 2023", "Ende 2023"),
        ("Einwohner am 30. Juni", "2022", "Mitte 2022", "Mitte 2022"),
        ("Einwohner am 1. Januar", "2022", "Anfang 2022", "Anfang 2022"),
        ("Einwohner am 9. Mai", "2022", "am 9. Mai 2022", "dem 9. Mai 2022"),
        ("Einwohner, gezählt am 9. Mai 2022", "2022", "im Jahr 2022", "2022"),
        ("Einwohner", "2022", "im Jahr 2022", "2022"),
        ("Einwohner am 31. Dezember", "2022-09", "im September 2022", "September 2022"),
    ],
)
def test_the_day_of_a_time_is_that_of_the_measure(make_indicator, measure, time, at, since):
    assert moment(make_indicator(measure=measure), time) == (at, since)
