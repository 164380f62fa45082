from collections.abc import Callable

import pytest

from plugins.indicators.data.indicator import Break
from plugins.indicators.data.number import MISSING
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.plots import TablePlot
from plugins.indicators.kinds.scene import Scene, ValueTable
from plugins.manuscript.faults import Fault

Draw = Callable[..., Scene]
Make = Callable[..., Package]
YEARS = [str(year) for year in range(2000, 2014)]


def table(scene: Scene) -> ValueTable:
    assert isinstance(scene.drawn.plot, TablePlot)
    return scene.drawn.plot.table


@pytest.fixture
def long(make_package: Make) -> Package:
    course = {year: str(number) for number, year in enumerate(YEARS)}
    return make_package({f"9900100{number}": course for number in range(1, 6)})


def test_rows_of_one_time_are_areas_the_highest_first(simple: Package, draw: Draw):
    found = table(draw(simple, "art: tabelle", "gebiete: alle Gemeinden"))
    assert found.head == ("Gemeinde", "2023")
    assert [row[0] for row in found.rows][:3] == ["Bad Königsbrunn", "Ahausen", "Südwald"]
    assert [row[1] for row in found.rows][3:] == [MISSING, MISSING]
    assert found.row_keys[0] == "99001003"


def test_rows_can_be_sorted_by_name(simple: Package, draw: Draw):
    for years in ("2023", "2022–2023"):
        lines = ("gebiete: alle Gemeinden", "sortierung: name", f"jahre: {years}")
        found = table(draw(simple, "art: tabelle", *lines))
        assert [row[0] for row in found.rows][:3] == [
            "Ahausen",
            "Bad Königsbrunn",
            "Neustadt am Berg",
        ]


def test_areas_at_several_times_keep_the_order_of_the_block(simple: Package, draw: Draw):
    found = table(draw(simple, "art: tabelle", "gebiete: Südwald, Landkreis, Ahausen"))
    assert found.head == ("Gebiet", "2019", "2020", "2021", "2022", "2023")
    assert [row[0] for row in found.rows] == ["Südwald", "Landkreis", "Ahausen"]


def test_rows_of_one_area_are_its_times(simple: Package, draw: Draw):
    found = table(draw(simple, "art: tabelle", "gebiete: Bad Königsbrunn"))
    assert found.head == ("Jahr", "Bad Königsbrunn")
    assert found.rows[1] == ("2020", "entfällt")
    assert found.column_keys == ("99001003",)


def test_a_table_too_wide_for_a_sheet_is_turned_if_it_can_be(long: Package, draw: Draw):
    found = table(draw(long, "art: tabelle", "gebiete: Ahausen, Südwald"))
    assert found.head == ("Jahr", "Ahausen", "Südwald")
    assert len(found.rows) == 14


def test_highlighted_rows_are_known_by_their_key(simple: Package, draw: Draw):
    scene = draw(simple, "art: tabelle", "gebiete: alle Gemeinden", "hervorheben: Südwald")
    assert isinstance(scene.drawn.plot, TablePlot)
    assert scene.drawn.plot.highlighted == ("99001002",)


def test_many_areas_at_several_times_are_described_by_their_change(long: Package, draw: Draw):
    scene = draw(long, "art: tabelle", "gebiete: alle Gemeinden", "jahre: 2010–2013")
    (words,) = scene.description
    assert words.startswith("Von 2010 bis 2013 ist der Wert in allen 5 Gemeinden gestiegen.")
    assert words.endswith(" Anstieg: 3,0 Prozentpunkte (5 Gemeinden).")


def test_nothing_is_compared_across_a_break(make_package: Make, draw: Draw):
    course = {"2019": "1", "2022": "5"}
    package = make_package(
        {f"9900100{number}": course for number in range(1, 6)},
        breaks=(Break("2021", "Neu gezählt."),),
    )
    scene = draw(package, "art: tabelle", "gebiete: alle Gemeinden", "jahre: alle")
    assert scene.description == ("Werte auf alter und neuer Grundlage sind nicht vergleichbar.",)
    assert "Neu gezählt." in scene.notes


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("gebiete: alle Gemeinden", "jahre: alle"), "14 Spalten sind zu viele"),
        (("gebiete: Ahausen", "sortierung: name"), "Die Zeilen dieser Tabelle sind Zeiten"),
    ],
)
def test_what_makes_no_table_is_said(
    long: Package, complain: Callable[..., list[Fault]], lines: tuple[str, ...], message: str
):
    (fault,) = complain(long, "indikator: quote", "art: tabelle", *lines)
    assert fault.message.startswith(message)
    assert fault.advice
