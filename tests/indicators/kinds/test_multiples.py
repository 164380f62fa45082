from collections.abc import Callable
from decimal import Decimal

import pytest

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.data.indicator import Break
from plugins.indicators.data.number import MISSING, NBSP
from plugins.indicators.data.observations import Observation, Observations
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.plots import MultiplesPlot
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.faults import Fault

Draw = Callable[..., Scene]
Complain = Callable[..., list[Fault]]
KIND = "art: vielfache"
FOUR = "gebiete: Landkreis, Ahausen, Südwald, Bad Königsbrunn"


def plot(scene: Scene) -> MultiplesPlot:
    assert isinstance(scene.drawn.plot, MultiplesPlot)
    return scene.drawn.plot


@pytest.fixture
def many(make_package: Callable[..., Package]) -> Package:
    """Return twenty invented municipalities, 2020 and 2021."""
    simple = make_package({})
    level = Level("gemeinde", "Gemeinde", "Gemeinden")
    places = [Area(f"98{n:03}", f"Dorf {n}", f"Dorf {n}", "gemeinde") for n in range(20)]
    observed = {
        (area.key, time): Observation(Decimal(number + shift))
        for number, area in enumerate(places)
        for shift, time in enumerate(("2020", "2021"))
    }
    areas = Areas({area.key: area for area in places}, (Level("kreis", "K", "K"), level))
    return Package(simple.indicators, {"quote": Observations(observed)}, areas)


def test_each_area_has_a_panel_in_the_order_of_the_request(simple: Package, draw: Draw):
    panels = plot(draw(simple, KIND, "gebiete: Südwald, Ahausen")).panels
    assert [(panel.name, panel.key) for panel in panels] == [
        ("Südwald", "99001002"),
        ("Ahausen", "99001001"),
    ]


def test_all_panels_share_their_axes(simple: Package, draw: Draw):
    drawn = plot(draw(simple, KIND, FOUR))
    assert [tick.label for tick in drawn.times] == ["2019", "2023"]
    assert [tick.label for tick in drawn.values] == ["0", "10", "20"]
    ends = {panel.name: panel.runs[-1][-1].y for panel in drawn.panels}
    assert ends["Bad Königsbrunn"] == pytest.approx(1 - 16 / 20)  # as high as its value anywhere
    assert ends["Südwald"] == pytest.approx(1 - 5 / 20)


def test_a_panel_ends_with_its_last_value(simple: Package, draw: Draw):
    texts = [panel.end_text for panel in plot(draw(simple, KIND, FOUR)).panels]
    assert texts == [f"{value}{NBSP}%" for value in ("10,5", "9,0", "5,0", "16,0")]


def test_a_last_value_that_is_older_says_when_it_was(
    make_package: Callable[..., Package], draw: Draw
):
    values = {
        "99001001": {"2021-01": "5", "2021-02": "6"},
        "99001002": {"2021-01": "7", "2021-02": "."},
    }
    panels = plot(draw(make_package(values), KIND, "gebiete: Ahausen, Südwald")).panels
    assert [panel.end_text for panel in panels] == [f"6,0{NBSP}%", f"7,0{NBSP}%{NBSP}(1/2021)"]


def test_gaps_stay_gaps_and_lonely_values_are_dots(
    make_package: Callable[..., Package], draw: Draw
):
    years = [str(year) for year in range(2010, 2022)]
    whole = dict.fromkeys(years, "4")
    values = {"99001001": whole, "99001002": whole | {"2012": ".", "2014": "."}}
    one, other = plot(draw(make_package(values), KIND, "gebiete: Ahausen, Südwald")).panels
    assert [len(run) for run in one.runs] == [12]
    assert [len(run) for run in other.runs] == [2, 7]
    assert [round(dot.x * 11) for dot in other.dots] == [3, 11]  # 2013, and the end


def test_an_area_without_values_keeps_its_panel(many: Package, draw: Draw):
    keys = [f"98{n:03}" for n in range(1, 6)]
    kept = {
        key: each for key, each in many.observations["quote"].by_key.items() if key[0] != "98005"
    }
    package = Package(many.indicators, {"quote": Observations(kept)}, many.areas)
    scene = draw(package, KIND, f"gebiete: {', '.join(keys)}")
    last = plot(scene).panels[-1]
    assert (last.end_text, last.runs, last.dots) == (MISSING, (), ())
    assert "Keine Angabe gibt es für Dorf 5." in " ".join(scene.description)


def test_breaks_cut_every_panel_at_the_same_places(
    make_package: Callable[..., Package], draw: Draw
):
    course = dict.fromkeys(("2018", "2019", "2020", "2021", "2022"), "5")
    breaks = (Break("2019", "Neue Zählung."), Break("2021", "Neues Gesetz."))
    package = make_package({"99001001": course, "99001002": course}, breaks=breaks)
    scene = draw(package, KIND, "gebiete: Ahausen, Südwald")
    assert plot(scene).breaks == (0.125, 0.625)
    assert [len(run) for run in plot(scene).panels[0].runs] == [2, 2]
    assert plot(scene).panels[0].dots
    assert scene.notes[:2] == ("Neue Zählung.", "Neues Gesetz.")


@pytest.mark.parametrize("values", [("0", "0"), ("1000000000", "9"), ("0.000001", "0.000002")])
@pytest.mark.parametrize("sign", ["", "-"])
def test_no_size_of_values_leaves_the_panel(
    make_package: Callable[..., Package], draw: Draw, values: tuple[str, str], sign: str
):
    course = {"2020": sign + values[0], "2021": values[1]}
    package = make_package({"99001001": course, "99001002": course}, decimals=6)
    drawn = plot(draw(package, KIND, "gebiete: Ahausen, Südwald"))
    assert all(0 <= mark.y <= 1 for panel in drawn.panels for mark in panel.runs[0])
    assert 2 <= len(drawn.values) <= 4
    assert drawn.values[0].place == 1
    assert drawn.values[-1].place == 0


def test_between_negative_and_positive_ends_stands_zero(
    make_package: Callable[..., Package], draw: Draw
):
    values = {"99001001": {"2020": "-14", "2021": "4"}, "99001002": {"2020": "0", "2021": "1"}}
    drawn = plot(draw(make_package(values), KIND, "gebiete: Ahausen, Südwald"))
    assert [tick.label for tick in drawn.values] == ["−15", "0", "5"]


def test_an_axis_without_zero_is_said(make_package: Callable[..., Package], draw: Draw):
    course = {"2020": "301", "2021": "321"}
    package = make_package({"99001001": course, "99001002": course}, decimals=0)
    assert draw(package, KIND, "gebiete: Ahausen, Südwald").subtitle.endswith(
        "die Achse beginnt bei 300"
    )


def test_the_table_has_times_as_rows_for_few_areas_and_areas_as_rows_for_many(
    simple: Package, many: Package, draw: Draw
):
    few = draw(simple, KIND, FOUR).drawn.table
    assert few
    assert few.head == ("Jahr", "Landkreis", "Ahausen", "Südwald", "Bad Königsbrunn")
    assert few.column_keys[1] == "99001001"
    areas = ", ".join(f"Dorf {n}" for n in range(7))
    rows = draw(many, KIND, f"gebiete: {areas}").drawn.table
    assert rows
    assert rows.head == ("Gemeinde", "2020", "2021")
    assert rows.rows[3] == ("Dorf 3", f"3,0{NBSP}%", f"4,0{NBSP}%")
    assert rows.row_keys[3] == "98003"


def test_highlighted_panels_are_marked(simple: Package, draw: Draw):
    panels = plot(draw(simple, KIND, FOUR, "hervorheben: Südwald, Ahausen")).panels
    assert [panel.is_highlighted for panel in panels] == [False, True, True, False]


def test_one_area_one_time_or_too_many_areas_are_answered(
    simple: Package, many: Package, complain: Complain
):
    (alone,) = complain(simple, "indikator: quote", KIND, "gebiete: Ahausen")
    assert alone.message == "Vielfache vergleichen Gebiete; hier ist es nur eines."
    (once,) = complain(simple, "indikator: quote", KIND, FOUR, "jahre: 2023")
    assert once.message == "Vielfache zeigen einen Verlauf; hier ist es nur ein Zeitpunkt."
    (crowd,) = complain(many, "indikator: quote", KIND, "gebiete: Gemeinden")
    assert "höchstens 16" in crowd.message
    (sorting,) = complain(simple, "indikator: quote", KIND, FOUR, "sortierung: name")
    assert "Reihenfolge der Gebiete" in sorting.message


def test_names_leave_out_what_the_subtitle_says(make_package: Callable[..., Package], draw: Draw):
    values = {key: {"2020": "1", "2021": "2"} for key in ("r1", "r2", "99001001")}
    package = make_package(values)
    scene = draw(package, KIND, "gebiete: alle Regionen")
    assert [panel.name for panel in plot(scene).panels] == ["Nord", "Süd"]
    assert "; 2 Regionen" in scene.subtitle
    assert "Region Nord" in scene.description[0]
    mixed = draw(package, KIND, "gebiete: alle Regionen, Ahausen")
    assert [panel.name for panel in plot(mixed).panels] == ["Region Nord", "Region Süd", "Ahausen"]
    assert "Regionen" not in mixed.subtitle
