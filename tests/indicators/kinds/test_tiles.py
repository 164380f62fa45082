from collections.abc import Callable

import pytest

from plugins.indicators.block.reading import read_request
from plugins.indicators.data.indicator import Break
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.chart import compose
from plugins.indicators.kinds.plots import Tile, TilePlot
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault

Draw = Callable[..., Scene]
Make = Callable[..., Package]
NBSP = "\N{NO-BREAK SPACE}"


def tiles(scene: Scene) -> tuple[Tile, ...]:
    assert isinstance(scene.drawn.plot, TilePlot)
    return scene.drawn.plot.tiles


@pytest.fixture
def two(make_package: Make) -> Package:
    """Return a quote until 2023 and a number of people until 2021."""
    quote = make_package({"99001": {"2019": "10", "2023": "12.5"}})
    people = make_package(
        {"99001": {"2018": "200", "2021": "150"}}, key="leute", unit="Personen", decimals=0
    )
    return Package(
        {**quote.indicators, **people.indicators},
        {**quote.observations, **people.observations},
        quote.areas,
    )


def test_a_tile_says_what_how_much_when_and_what_changed(simple: Package, draw: Draw):
    (tile,) = tiles(draw(simple, "art: kennzahl"))
    assert (tile.label, tile.value, tile.unit) == ("Landkreis", f"10,5{NBSP}%", "")
    assert (tile.time, tile.change) == ("2023", "0,5 Prozentpunkte mehr als 2019")


def test_areas_stand_side_by_side_in_the_order_of_the_block(simple: Package, draw: Draw):
    scene = draw(simple, "art: kennzahl", "gebiete: Südwald, Ahausen", "hervorheben: Ahausen")
    assert [(tile.label, tile.key[-1], tile.is_highlighted) for tile in tiles(scene)] == [
        ("Südwald", "2", False),
        ("Ahausen", "1", True),
    ]
    assert tiles(scene)[0].change == "genauso viel wie 2019"
    assert scene.subtitle == "Gemessene Quote"


def test_each_of_several_indicators_has_its_own_latest_time(
    two: Package, block: Callable[..., Block]
):
    request, faults = read_request(block("indikator: quote, leute", "art: kennzahl"), two)
    assert request, faults
    scene = compose(request, two)
    first, second = tiles(scene)
    assert (first.label, first.time, first.change) == (
        "Quote",
        "2023",
        "2,5 Prozentpunkte mehr als 2019",
    )
    assert (second.value, second.unit, second.time) == ("150", "Personen", "2021")
    assert second.change == f"50 Personen weniger als 2018 (−25,0{NBSP}%)"
    assert scene.title == "Landkreis in Zahlen"
    assert "Leute: Gemessene Leute." in scene.notes


def test_what_is_shown_is_what_the_scene_holds(simple: Package, draw: Draw):
    """Downloads are written from the series of the scene."""
    (series,) = draw(simple, "art: kennzahl").series
    assert [point.time for point in series.points] == ["2019", "2023"]


def test_two_times_are_compared_with_each_other(simple: Package, draw: Draw):
    (tile,) = tiles(draw(simple, "art: kennzahl", "jahre: 2021, 2022"))
    assert (tile.time, tile.change) == ("2022", "1,5 Prozentpunkte weniger als 2021")


def test_no_change_is_told_across_a_break(make_package: Make, draw: Draw):
    values = {"99001": {"2019": "1", "2020": "2", "2021": "4", "2022": "5"}}
    broken = make_package(values, breaks=(Break("2021", "Neu gezählt."),))
    (tile,) = tiles(draw(broken, "art: kennzahl"))
    assert tile.change == "1,0 Prozentpunkte mehr als 2021"
    (tile,) = tiles(draw(broken, "art: kennzahl", "jahre: 2021"))
    assert tile.change == ""


def test_months_are_compared_with_the_same_month(make_package: Make, draw: Draw):
    course = {"2022-06": "3", "2022-09": "4", "2023-01": "9", "2023-09": "5"}
    (tile,) = tiles(draw(make_package({"99001": course}), "art: kennzahl"))
    assert tile.time == "September 2023"
    assert tile.change == "1,0 Prozentpunkte mehr als im September 2022"


def test_a_missing_value_says_why(make_package: Make, draw: Draw):
    package = make_package({"99001001": {"2022": "1", "2023": "."}, "99001002": {"2023": "2p"}})
    first, second = tiles(draw(package, "art: kennzahl", "gebiete: Ahausen, Südwald"))
    assert (first.value, first.change, first.is_missing) == (
        f"k.{NBSP}A.",
        "unbekannt oder geheim",
        True,
    )
    assert (second.value, second.time) == (f"2,0{NBSP}%", f"2023{NBSP}p")


def test_a_comparison_with_nothing_says_so(simple: Package, draw: Draw):
    lines = ("gebiete: Bad Königsbrunn", "jahre: 2020, 2021")
    (tile,) = tiles(draw(simple, "art: kennzahl", *lines))
    assert tile.change == "entfällt für 2020"


@pytest.mark.parametrize(
    ("value", "text", "unit"),
    [
        ("1000000000", "1.000.000.000", "Personen"),
        ("1", "1", "Person"),
        ("-3", "−3", "Personen"),
        ("0", "0", "Personen"),
    ],
)
def test_any_number_is_a_key_figure(
    make_package: Make, draw: Draw, value: str, text: str, unit: str
):
    package = make_package({"99001": {"2023": value}}, unit="Personen", decimals=0)
    (tile,) = tiles(draw(package))
    assert (tile.value, tile.unit, tile.change) == (text, unit, "")


def test_tiny_numbers_keep_their_decimals(make_package: Make, draw: Draw):
    package = make_package({"99001": {"2023": "0.000001"}}, unit="€", decimals=6)
    (tile,) = tiles(draw(package))
    assert tile.value == f"0,000001{NBSP}€"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("indikator: quote", "gebiete: alle Gemeinden"), "5 Kennzahlen sind zu viele"),
        (("indikator: quote", "jahre: 2019–2021"), "Eine Kennzahl zeigt ein Jahr"),
        (("indikator: quote", "sortierung: name"), "Kennzahlen stehen in der Reihenfolge"),
    ],
)
def test_what_is_no_key_figure_is_said(
    simple: Package, complain: Callable[..., list[Fault]], lines: tuple[str, ...], message: str
):
    (fault,) = complain(simple, *lines, "art: kennzahl")
    assert fault.message.startswith(message)
    assert fault.advice


def test_areas_and_indicators_cannot_both_be_many(
    two: Package, complain: Callable[..., list[Fault]]
):
    faults = complain(
        two, "indikator: quote, leute", "art: kennzahl", "gebiete: Landkreis, Ahausen"
    )
    assert any("nicht beides" in fault.message for fault in faults)


def test_a_break_between_two_named_times_is_a_fault(
    make_package: Make, complain: Callable[..., list[Fault]]
):
    values = {"99001": {"2019": "1", "2022": "5"}}
    package = make_package(values, breaks=(Break("2021", "Neu gezählt."),))
    (fault,) = complain(package, "indikator: quote", "art: kennzahl", "jahre: 2019, 2022")
    assert fault.message.startswith("2019 und 2022 sind nicht vergleichbar")
    assert fault.advice == "Nennen Sie zwei Zeiten vor 2021 oder zwei ab 2021."


def test_a_small_count_changes_by_a_number_and_not_by_per_cent(make_package: Make, draw: Draw):
    package = make_package({"99001": {"2022": "40", "2026": "90"}}, unit="Personen", decimals=0)
    (tile,) = tiles(draw(package, "art: kennzahl"))
    assert tile.change == "50 Personen mehr als 2022"
    assert "%" not in draw(package).description[0]
