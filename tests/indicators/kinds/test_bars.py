from collections.abc import Callable

from plugins.indicators.data.number import MISSING
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.plots import BarPlot
from plugins.indicators.kinds.scene import Scene

Draw = Callable[..., Scene]


def plot(scene: Scene) -> BarPlot:
    assert isinstance(scene.drawn.plot, BarPlot)
    return scene.drawn.plot


def names(scene: Scene) -> list[str]:
    return [bar.name for bar in plot(scene).bars]


def test_bars_are_sorted_by_value_and_missing_ones_come_last(simple: Package, draw: Draw):
    scene = draw(simple, "gebiete: alle Gemeinden", "jahre: 2020")
    assert names(scene) == [
        "Ahausen",
        "Südwald",
        "Bad Königsbrunn",
        "Neustadt am Berg",
        "Neustadt am See",
    ]
    assert [bar.text for bar in plot(scene).bars][2:] == ["entfällt", MISSING, MISSING]
    assert [bar.is_missing for bar in plot(scene).bars] == [False, False, True, True, True]


def test_bars_can_be_sorted_by_name(simple: Package, draw: Draw):
    scene = draw(simple, "gebiete: alle Gemeinden", "sortierung: name")
    assert names(scene)[:3] == ["Ahausen", "Bad Königsbrunn", "Südwald"]


def test_the_longest_bar_fills_the_width_and_the_others_their_share(simple: Package, draw: Draw):
    bars = plot(draw(simple, "gebiete: Ahausen, Südwald, Bad Königsbrunn", "jahre: 2023")).bars
    assert [round(bar.length * 16, 6) for bar in bars] == [16, 9, 5]
    assert {bar.start for bar in bars} == {0}
    assert plot(draw(simple, "gebiete: Ahausen", "jahre: 2023", "art: balken")).zero is None


def test_negative_values_go_left_of_a_zero_line(make_package: Callable[..., Package], draw: Draw):
    values = {"99001001": {"2023": "30"}, "99001002": {"2023": "-10"}}
    drawn = plot(draw(make_package(values), "gebiete: Ahausen, Südwald"))
    assert drawn.zero == 0.25
    assert [(bar.start, bar.length) for bar in drawn.bars] == [(0.25, 0.75), (0, 0.25)]


def test_all_zero_is_no_length(make_package: Callable[..., Package], draw: Draw):
    values = {"99001001": {"2023": "0"}, "99001002": {"2023": "0"}}
    drawn = plot(draw(make_package(values), "gebiete: Ahausen, Südwald"))
    assert [(bar.length, bar.text) for bar in drawn.bars] == [(0, "0,0\N{NO-BREAK SPACE}%")] * 2


def test_highlighted_rows_are_marked(simple: Package, draw: Draw):
    scene = draw(simple, "gebiete: alle Gemeinden", "hervorheben: Südwald, Ahausen")
    marked = [bar.name for bar in plot(scene).bars if bar.is_highlighted]
    assert sorted(marked) == ["Ahausen", "Südwald"]


def test_rows_of_one_area_are_its_times_in_order(simple: Package, draw: Draw):
    scene = draw(simple, "art: balken", "gebiete: Bad Königsbrunn")
    assert names(scene) == ["2019", "2020", "2021", "2022", "2023"]
    assert (plot(scene).row_head, plot(scene).value_head) == ("Jahr", "Bad Königsbrunn")


def test_heads_say_what_rows_and_values_are(simple: Package, draw: Draw):
    drawn = plot(draw(simple, "gebiete: alle Gemeinden"))
    assert (drawn.row_head, drawn.value_head) == ("Gemeinde", "2023")
    assert plot(draw(simple, "gebiete: Landkreis, Ahausen", "jahre: 2023")).row_head == "Gebiet"


def test_rows_leave_out_what_their_head_says(make_package: Callable[..., Package], draw: Draw):
    package = make_package({"r1": {"2023": "2"}, "r2": {"2023": "1"}})
    drawn = draw(package, "art: balken", "gebiete: alle Regionen").drawn.plot
    assert isinstance(drawn, BarPlot)
    assert (drawn.row_head, [bar.name for bar in drawn.bars]) == ("Region", ["Nord", "Süd"])
    one = draw(package, "art: balken", "gebiete: Region Nord").drawn.plot
    assert isinstance(one, BarPlot)
    assert [bar.name for bar in one.bars] == ["Region Nord"]


def test_the_head_of_months_is_month(make_package: Callable[..., Package], draw: Draw):
    package = make_package({"99001": {"2024-09": "2", "2024-10": "1"}})
    drawn = draw(package, "art: balken").drawn.plot
    assert isinstance(drawn, BarPlot)
    assert drawn.row_head == "Monat"
    table = draw(package, "art: linie").drawn.table
    assert table
    assert table.head[0] == "Monat"
