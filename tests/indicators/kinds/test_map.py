from collections.abc import Callable
from dataclasses import replace

import pytest

from plugins.indicators.data.package import Package
from plugins.indicators.kinds.mapplot import MapPlot
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.faults import Fault

Draw = Callable[..., Scene]
Complain = Callable[..., list[Fault]]
Mapped = Callable[[Package], Package]


@pytest.fixture
def package(make_package: Callable[..., Package], mapped: Mapped) -> Package:
    """Return a quote of five municipalities; one has no value, but the former area in it has."""
    values = ("4", "x", "8", "9.04", "20")
    courses = {f"9900100{number}": {"2023": value} for number, value in enumerate(values, 1)}
    return mapped(make_package(courses | {"99001099": {"2023": "5.5"}, "99001": {"2023": "9"}}))


def plot(scene: Scene) -> MapPlot:
    assert isinstance(scene.drawn.plot, MapPlot)
    return scene.drawn.plot


def test_a_map_shows_all_municipalities_at_the_last_time(package: Package, draw: Draw):
    shapes = plot(draw(package, "art: karte")).shapes
    assert [shape.name for shape in shapes] == [
        "Ahausen",
        "Südwald",
        "Bad Königsbrunn",
        "Neustadt am Berg",
        "Neustadt am See",
    ]
    assert all(shape.path.startswith("M") for shape in shapes)


def test_each_area_is_in_the_class_of_its_value_as_it_is_shown(package: Package, draw: Draw):
    drawn = plot(draw(package, "art: karte"))
    assert {shape.key[-1]: shape.grade for shape in drawn.shapes} == {
        "1": 1,
        "2": 0,
        "3": 2,
        "4": 3,
        "5": 4,
    }
    said = [(grade.number, grade.label, grade.counted) for grade in drawn.grades]
    percent = "\N{NO-BREAK SPACE}%"
    assert said == [
        (1, f"unter 5{percent}", "1 Gemeinde"),
        (2, f"5 bis unter 9{percent}", "1 Gemeinde"),
        (3, f"9 bis unter 20{percent}", "1 Gemeinde"),
        (4, f"20{percent} und mehr", "1 Gemeinde"),
        (0, "keine Angabe", "1 Gemeinde"),
    ]
    assert sum(grade.count for grade in drawn.grades) == len(drawn.shapes)


def test_a_map_without_gaps_has_no_class_for_them(package: Package, draw: Draw):
    drawn = plot(draw(package, "art: karte", "gebiete: Ahausen, Bad Königsbrunn"))
    assert all(grade.number for grade in drawn.grades)


def test_only_the_areas_asked_for_are_drawn(package: Package, draw: Draw):
    north = plot(draw(package, "art: karte", "gebiete: Gemeinden der Region Nord"))
    assert [shape.name for shape in north.shapes] == ["Ahausen", "Neustadt am Berg"]
    assert north.height < plot(draw(package, "art: karte")).height


def test_highlighted_areas_come_last_and_are_named(package: Package, draw: Draw):
    drawn = plot(draw(package, "art: karte", "hervorheben: Südwald, Ahausen"))
    assert [shape.name for shape in drawn.shapes][-2:] == ["Ahausen", "Südwald"]
    assert [shape.is_highlighted for shape in drawn.shapes] == [False] * 3 + [True] * 2
    assert drawn.highlighted == "hervorgehoben: Südwald und Ahausen"
    all_of_them = plot(draw(package, "art: karte", "hervorheben: Gemeinden"))
    assert all_of_them.highlighted == "hervorgehoben: 5 Gemeinden"


def test_the_table_has_a_row_per_area_by_name(package: Package, draw: Draw):
    table = draw(package, "art: karte").drawn.table
    assert table
    assert table.head == ("Gemeinde", "2023")
    assert table.rows[0] == ("Ahausen", "4,0\N{NO-BREAK SPACE}%")
    assert table.rows[-1] == ("Südwald", "entfällt")
    assert table.row_keys[-1] == "99001002"


def test_the_description_names_ends_middle_and_gaps(package: Package, draw: Draw):
    scene = draw(package, "art: karte")
    assert scene.drawn.announcement == "Karte: Gemessene Quote, 2023, 5 Gemeinden."
    (text,) = scene.description
    assert text.replace("\N{NO-BREAK SPACE}", " ") == (
        "Höchster Wert: Neustadt am See mit 20,0 %. Niedrigster Wert: Ahausen mit 4,0 %. "
        "Keine Angabe gibt es für Südwald."
    )


def test_of_many_areas_the_middle_is_told(make_package: Callable[..., Package], draw: Draw):
    values = {f"9900100{number}": {"2023": str(number)} for number in range(1, 6)}
    (text,) = draw(make_package(values), "gebiete: alle Gemeinden").description
    assert "In der Mitte der Rangfolge: 3,0\N{NO-BREAK SPACE}%." in text


def test_values_of_former_areas_are_named_and_never_drawn(package: Package, draw: Draw):
    scene = draw(package, "art: karte")
    assert scene.notes[-2] == (
        "Südwald: keine Angabe, weil sich das Gebiet geändert hat. "
        "Werte gibt es 2023 für Altdorf (5,5\N{NO-BREAK SPACE}%)."
    )
    assert next(shape for shape in plot(scene).shapes if shape.name == "Südwald").grade == 0


def test_the_source_of_the_boundaries_is_named(package: Package, draw: Draw):
    assert draw(package, "art: karte").notes[-1] == "Grenzen: © Vermessung Muster."


def test_absolute_numbers_come_with_a_warning(
    make_package: Callable[..., Package], mapped: Mapped, draw: Draw
):
    values = {f"9900100{number}": {"2023": str(number)} for number in range(1, 6)}
    counted = mapped(make_package(values, unit="Personen", additive=True))
    warning = "Absolute Zahlen: Große Gemeinden haben schon deshalb hohe Werte."
    assert warning in draw(counted, "art: karte").notes
    assert warning not in draw(mapped(make_package(values)), "art: karte").notes


@pytest.mark.parametrize("value", ["0", "-3.5", "1000000000", "0.000001"])
def test_equal_values_of_any_size_are_one_class(
    make_package: Callable[..., Package], mapped: Mapped, draw: Draw, value: str
):
    values = {f"9900100{number}": {"2023": value} for number in range(1, 6)}
    drawn = plot(draw(mapped(make_package(values)), "art: karte"))
    assert [(grade.number, grade.counted) for grade in drawn.grades] == [(1, "5 Gemeinden")]
    assert {shape.grade for shape in drawn.shapes} == {1}


def test_gains_among_losses_have_a_look_of_their_own(
    make_package: Callable[..., Package], mapped: Mapped, draw: Draw
):
    values = {
        f"9900100{n}": {"2023": value} for n, value in enumerate(("-9", "-6", "-3", "-1", "2"), 1)
    }
    drawn = plot(draw(mapped(make_package(values)), "art: karte"))
    assert [(grade.number, grade.label[-8:]) for grade in drawn.grades][-1] == (6, "und mehr")
    grades = {shape.key[-1]: shape.grade for shape in drawn.shapes}
    assert grades["5"] == 6
    assert grades["1"] > grades["4"]
    assert {shape.grade for shape in drawn.shapes} == {grade.number for grade in drawn.grades}


def test_a_map_of_two_times_is_refused(simple: Package, mapped: Mapped, complain: Complain):
    lines = ("indikator: quote", "art: karte", "jahre: 2022, 2023")
    (fault,) = complain(mapped(simple), *lines)
    assert fault.message == "Eine Karte zeigt genau ein Jahr."
    assert fault.advice == "Schreiben Sie zum Beispiel „jahre: 2023“."


def test_areas_without_a_shape_are_refused(package: Package, complain: Complain):
    lines = ("indikator: quote", "art: karte", "gebiete: Landkreis, Ahausen")
    (fault,) = complain(package, *lines)
    assert fault.message == "Grenzen für eine Karte fehlen für: Landkreis."
    assert fault.advice == "Grenzen gibt es für: Gemeinden."
    assert fault.line == 15


def test_without_boundaries_there_is_no_map(simple: Package, complain: Complain):
    (fault,) = complain(simple, "indikator: quote", "art: karte")
    assert fault.message == "Für Karten fehlen die Grenzen im Datenordner."


def test_no_other_kind_reads_boundaries(simple: Package, draw: Draw):
    def never() -> None:
        raise AssertionError

    draw(replace(simple, open_boundaries=never), "gebiete: alle Gemeinden")
