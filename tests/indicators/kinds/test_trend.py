from collections.abc import Callable

import pytest

from plugins.indicators.data.indicator import Break
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene

Draw = Callable[..., Scene]
KEYS = {"Ahausen": "99001001", "Südwald": "99001002", "Bad Königsbrunn": "99001003"}


@pytest.fixture
def told(make_package: Callable[..., Package], draw: Draw) -> Callable[..., str]:
    """Return what is told about courses by name, each a text of values from 2019 on."""

    def tell(courses: dict[str, str], *lines: str, **facts: object) -> str:
        values = {
            KEYS[name]: {str(2019 + n): value for n, value in enumerate(course.split())}
            for name, course in courses.items()
        }
        package = make_package(values, **facts)
        scene = draw(package, "art: vielfache", f"gebiete: {', '.join(courses)}", *lines)
        return " ".join(scene.description).replace("\N{NO-BREAK SPACE}", " ")

    return tell


def test_a_common_direction_is_told_with_the_greatest_and_the_smallest_change(told):
    text = told({"Ahausen": "5 8", "Südwald": "5 6", "Bad Königsbrunn": "2 3.5"})
    assert "Von 2019 bis 2020 ist der Wert in allen 3 Gemeinden gestiegen." in text
    assert "Größter Anstieg: 3,0 Prozentpunkte (Ahausen, von 5,0 % auf 8,0 %)." in text
    assert "Kleinster Anstieg: 1,0 Prozentpunkte (Südwald" in text


def test_without_a_common_direction_both_sides_are_told(told):
    text = told({"Ahausen": "5 8", "Südwald": "5 4", "Bad Königsbrunn": "2 3.5"})
    assert "in 2 von 3 Gemeinden gestiegen und in 1 gesunken" in text
    assert "Größter Anstieg: 3,0 Prozentpunkte (Ahausen" in text
    assert "Einziger Rückgang: 1,0 Prozentpunkte (Südwald" in text


def test_the_ends_are_compared_at_the_last_time(told):
    text = told({"Ahausen": "5 8", "Südwald": "5 4"})
    assert (
        "Höchster Wert 2020: Ahausen mit 8,0 %. Niedrigster Wert 2020: Südwald mit 4,0 %." in text
    )


def test_a_highlighted_area_gets_its_rank(told):
    text = told({"Ahausen": "5 8", "Südwald": "5 4"}, "hervorheben: Südwald")
    assert "Südwald: 4,0 %, Rang 2 von 2." in text


def test_nothing_is_compared_across_a_break(told):
    breaks = (Break("2020", "Neu."), Break("2021", "Neuer."))
    text = told({"Ahausen": "9 1 5 6", "Südwald": "1 9 5 4"}, breaks=breaks)
    assert "Von 2021 bis 2022" in text
    assert "2019" not in text
    assert text.endswith("Werte auf alter und neuer Grundlage sind nicht vergleichbar.")


def test_behind_a_break_at_the_end_nothing_is_compared(told):
    text = told({"Ahausen": "9 1", "Südwald": "1 9"}, breaks=(Break("2020", "Neu."),))
    assert "gestiegen" not in text
    assert text.startswith("Höchster Wert 2020: Südwald")


def test_a_time_that_only_few_areas_have_is_no_end(told):
    courses = {"Ahausen": "1 5 6 9", "Südwald": ". 5 4 .", "Bad Königsbrunn": ". 3 4 ."}
    text = told(courses)
    assert "Von 2020 bis 2021 ist der Wert in 2 von 3 Gemeinden gestiegen" in text


def test_a_single_value_among_many_gaps_is_told(told):
    text = told({"Ahausen": ". . 5", "Südwald": "4 . ."})
    assert text.startswith("Ahausen: 2021 waren es 5,0 %.")
    assert "Keine Angabe gibt es für Südwald." in text


def test_equal_courses_are_told_as_equal(told):
    text = told({"Ahausen": "5 5", "Südwald": "5 5"})
    assert "in beiden Gemeinden gleich geblieben" in text
    assert "Alle Werte 2020 sind gleich: 5,0 %." in text


def test_months_are_compared_with_the_same_month(make_package: Callable[..., Package], draw: Draw):
    course = {"2020-01": "9", "2020-06": "5", "2021-06": "6"}
    package = make_package({"99001001": course, "99001002": course})
    text = " ".join(draw(package, "art: vielfache", "gebiete: Ahausen, Südwald").description)
    assert "Von Juni 2020 bis Juni 2021" in text
