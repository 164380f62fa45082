from collections.abc import Callable

from plugins.indicators.data.indicator import Break
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene

Draw = Callable[..., Scene]
PERCENT = "\N{NO-BREAK SPACE}%"


def text(scene: Scene) -> str:
    return " ".join(scene.description).replace(PERCENT, " %")


def test_a_course_has_level_change_and_extremes(simple: Package, draw: Draw):
    assert text(draw(simple)) == (
        "Landkreis: 2019 waren es 10,0 %, 2023 waren es 10,5 %, also 0,5 Prozentpunkte mehr. "
        "Der Wert war am höchsten 2021 mit 12,5 %."
    )


def test_counts_change_by_their_number_and_in_per_cent(
    make_package: Callable[..., Package], draw: Draw
):
    values = {"99001": {"2011": "321736", "2016": "311619", "2022": "301176"}}
    scene = draw(make_package(values, unit="Personen", decimals=0))
    assert text(scene) == (
        "Landkreis: 2011 waren es 321.736 Personen, 2022 waren es 301.176, "
        "also 20.560 weniger (−6,4 %)."
    )
    assert "Prozentpunkte" not in text(scene)


def test_the_change_is_that_of_the_numbers_shown(make_package: Callable[..., Package], draw: Draw):
    scene = draw(make_package({"99001": {"2014": "49.9513", "2024": "74.3323"}}))
    assert "2014 waren es 50,0 %, 2024 waren es 74,3 %, also 24,3 Prozentpunkte" in text(scene)


def test_a_season_is_not_compared_with_another(make_package: Callable[..., Package], draw: Draw):
    scene = draw(make_package({"99001": {"2023-08": "5.0", "2023-09": "5.2", "2024-01": "6.0"}}))
    assert text(scene) == "Landkreis: im August 2023 waren es 5,0 %, im Januar 2024 waren es 6,0 %."


def test_equal_as_shown_is_equal_as_said(make_package: Callable[..., Package], draw: Draw):
    values = {"2018": "1", "2019": "8.21", "2020": "8.24", "2021": "5.04", "2022": "5.01"}
    assert "Der Wert war am höchsten 2019 und 2020 mit 8,2 %." in text(
        draw(make_package({"99001": values}))
    )


def test_from_zero_there_is_no_change_in_per_cent(make_package: Callable[..., Package], draw: Draw):
    scene = draw(make_package({"99001": {"2019": "0", "2020": "1"}}, unit="Personen", decimals=0))
    assert text(scene) == "Landkreis: 2019 waren es 0 Personen, 2020 waren es 1, also 1 mehr."


def test_the_same_is_the_same(simple: Package, draw: Draw):
    assert text(draw(simple, "gebiete: Südwald")).endswith("waren es 5,0 %, also gleich viel.")


def test_one_value_is_one_sentence(simple: Package, draw: Draw):
    scene = draw(simple, "jahre: 2023", "art: linie")
    assert text(scene) == "Landkreis: 2023 waren es 10,5 %."
    assert text(draw(simple, "jahre: 2023", "art: balken")) == "Landkreis: 2023 waren es 10,5 %."


def test_what_is_missing_is_said(simple: Package, draw: Draw):
    scene = draw(simple, "gebiete: Bad Königsbrunn")
    assert text(scene).endswith("Keine Angabe gibt es für 2020.")


def test_nothing_is_compared_across_a_break(make_package: Callable[..., Package], draw: Draw):
    values = {"99001": {"2021": "300", "2022": "310", "2023": "290"}}
    package = make_package(
        values, unit="Personen", decimals=0, breaks=(Break("2023", "Neue Zählung."),)
    )
    assert text(draw(package)) == (
        "Landkreis: 2021 waren es 300 Personen, 2022 waren es 310, also 10 mehr (+3,3 %). "
        "Landkreis, neue Grundlage: 2023 waren es 290 Personen. "
        "Werte auf alter und neuer Grundlage sind nicht vergleichbar."
    )


def test_a_ranking_names_highest_lowest_and_the_highlighted(simple: Package, draw: Draw):
    scene = draw(
        simple, "gebiete: Ahausen, Südwald, Bad Königsbrunn", "jahre: 2023", "hervorheben: Ahausen"
    )
    assert scene.drawn.announcement == "Balkendiagramm: Gemessene Quote, 2023, 3 Gemeinden."
    assert text(scene) == (
        "Höchster Wert: Bad Königsbrunn mit 16,0 %. Niedrigster Wert: Südwald mit 5,0 %. "
        "Ahausen: 9,0 %, Rang 2 von 3."
    )


def test_ties_are_named_together(make_package: Callable[..., Package], draw: Draw):
    values = {f"9900100{n}": {"2023": value} for n, value in enumerate("2214", 1)}
    scene = draw(make_package(values), "gebiete: alle Gemeinden")
    assert "Niedrigster Wert: Bad Königsbrunn mit 1,0 %." in text(scene)
    values = {f"9900100{n}": {"2023": value} for n, value in enumerate("4411", 1)}
    scene = draw(make_package(values), "gebiete: alle Gemeinden")
    assert "Höchster Wert: Ahausen und Südwald mit je 4,0 %." in text(scene)
    assert "Keine Angabe gibt es für Neustadt am See." in text(scene)


def test_equal_values_have_no_ranking(make_package: Callable[..., Package], draw: Draw):
    values = {f"9900100{n}": {"2023": "3"} for n in range(1, 6)}
    scene = draw(make_package(values), "gebiete: alle Gemeinden", "hervorheben: Ahausen")
    assert text(scene) == "Alle Werte sind gleich: 3,0 %."


def test_one_person_is_not_persons(make_package: Callable[..., Package], draw: Draw):
    package = make_package({"99001": {"2023": "1"}}, unit="Personen", decimals=0)
    assert text(draw(package, "art: balken")) == "Landkreis: 2023 war es 1 Person."


def test_a_text_of_the_editor_goes_first(simple: Package, draw: Draw):
    assert draw(simple, "beschreibung: Eigener Satz.").description == ("Eigener Satz.",)


def test_several_areas_have_a_paragraph_each(simple: Package, draw: Draw):
    scene = draw(simple, "gebiete: Landkreis, Ahausen")
    assert [words.split(":")[0] for words in scene.description] == ["Landkreis", "Ahausen"]
