from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.indicators.data.indicator import Break
from plugins.indicators.data.number import MISSING
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.plots import DumbbellPlot
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.faults import Fault

Draw = Callable[..., Scene]
Make = Callable[..., Package]
NBSP = "\N{NO-BREAK SPACE}"
ALL = "gebiete: alle Gemeinden"


def plot(scene: Scene) -> DumbbellPlot:
    assert isinstance(scene.drawn.plot, DumbbellPlot)
    return scene.drawn.plot


def names(scene: Scene) -> list[str]:
    return [pair.name for pair in plot(scene).pairs]


def test_rows_are_areas_with_both_values_and_their_difference(simple: Package, draw: Draw):
    pair = plot(draw(simple, "art: vergleich", ALL)).pairs[0]
    assert (pair.name, pair.key) == ("Bad Königsbrunn", "99001003")
    assert pair.texts == (f"20,0{NBSP}%", f"16,0{NBSP}%", "−4,0")


def test_the_unit_of_a_difference_stands_in_its_head(
    make_package: Make, simple: Package, draw: Draw
):
    heads = plot(draw(simple, "art: vergleich", ALL)).heads
    assert [head.replace("\N{SOFT HYPHEN}", "") for head in heads] == [
        "2019",
        "2023",
        "Prozentpunkte",
    ]
    people = make_package({"99001": {"2019": "5", "2023": "7"}}, unit="Personen", decimals=0)
    drawn = plot(draw(people, "art: vergleich"))
    assert drawn.heads[2].replace("\N{SOFT HYPHEN}", "") == "Veränderung"
    assert drawn.pairs[0].texts == ("5", "7", "+2")


def test_rows_are_sorted_by_the_last_value_and_incomplete_ones_come_last(
    simple: Package, draw: Draw
):
    scene = draw(simple, "art: vergleich", ALL, "jahre: 2020, 2022")
    assert names(scene)[:3] == ["Ahausen", "Südwald", "Bad Königsbrunn"]
    incomplete = plot(scene).pairs[2]
    assert (incomplete.first, incomplete.texts[2]) == (None, MISSING)
    assert incomplete.last is not None


def test_rows_can_be_sorted_by_name(simple: Package, draw: Draw):
    scene = draw(simple, "art: vergleich", ALL, "sortierung: name")
    assert names(scene)[:3] == ["Ahausen", "Bad Königsbrunn", "Südwald"]


def test_two_areas_are_compared_time_by_time(simple: Package, draw: Draw):
    scene = draw(simple, "art: vergleich", "gebiete: Südwald, Bad Königsbrunn", "jahre: alle")
    drawn = plot(scene)
    assert (drawn.row_head, drawn.heads[:2]) == ("Jahr", ("Südwald", "Bad Königsbrunn"))
    assert names(scene) == ["2019", "2020", "2021", "2022", "2023"]
    assert drawn.pairs[1].texts == (f"5,0{NBSP}%", "entfällt", MISSING)


def test_places_are_on_one_axis_close_around_the_values(simple: Package, draw: Draw):
    drawn = plot(draw(simple, "art: vergleich", "gebiete: Ahausen, Südwald"))
    assert [tick.label for tick in drawn.ticks] == ["5", "6", "7", "8", "9"]
    assert [(pair.first, pair.last) for pair in drawn.pairs] == [(0.5, 1), (0, 0)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.decimals(-(10**9), 10**9, places=6), min_size=2, max_size=2))
def test_every_place_is_on_the_axis(make_package: Make, draw: Draw, ends: list[Decimal]):
    course = {"2019": f"{ends[0]:f}", "2023": f"{ends[1]:f}"}
    (pair,) = plot(draw(make_package({"99001": course}, decimals=6), "art: vergleich")).pairs
    assert pair.first is not None
    assert pair.last is not None
    assert 0 <= min(pair.first, pair.last) <= max(pair.first, pair.last) <= 1
    assert (pair.last > pair.first) == (ends[1] > ends[0])


@pytest.mark.parametrize("value", ["0", "-5", "0.000001", "1000000000"])
def test_equal_values_stand_on_one_place(make_package: Make, draw: Draw, value: str):
    values = {area: {"2019": value, "2023": value} for area in ("99001001", "99001002")}
    scene = draw(make_package(values, decimals=6), "art: vergleich", "gebiete: Ahausen, Südwald")
    assert all(pair.first == pair.last for pair in plot(scene).pairs)
    assert scene.description == (
        "Von 2019 bis 2023 ist der Wert in beiden Gemeinden gleich geblieben.",
    )


def test_the_difference_is_that_of_the_numbers_shown(make_package: Make, draw: Draw):
    package = make_package({"99001": {"2019": "1.04", "2023": "1.06"}})
    (pair,) = plot(draw(package, "art: vergleich")).pairs
    assert pair.texts == (f"1,0{NBSP}%", f"1,1{NBSP}%", "+0,1")


def test_without_words_for_times_only_comparable_ones_are_compared(make_package: Make, draw: Draw):
    course = {"2019": "1", "2021": "2", "2023": "3"}
    package = make_package({"99001": course}, breaks=(Break("2020", "Neu gezählt."),))
    assert plot(draw(package, "art: vergleich")).heads[:2] == ("2021", "2023")


def test_the_subtitle_names_two_times_and_the_ends_of_the_axis(simple: Package, draw: Draw):
    subtitle = draw(simple, "art: vergleich", "gebiete: Ahausen, Südwald").subtitle
    assert subtitle == (
        "Gemessene Quote, 2019 und 2023; nach dem Wert 2023 geordnet; die Achse reicht von 5 bis 9"
    )


Complain = Callable[..., list[Fault]]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((ALL, "jahre: 2019–2021"), "Ein Vergleich von 5 Gebieten zeigt genau zwei Zeiten."),
        (("jahre: alle",), "Ein Vergleich von 1 Gebiet zeigt genau zwei Zeiten."),
        ((ALL, "jahre: 2023"), "Ein Vergleich braucht zwei Zeiten."),
        (
            ("gebiete: Ahausen, Südwald", "jahre: alle", "sortierung: name"),
            "Die Zeilen dieses Vergleichs sind Zeiten und stehen der Reihe nach.",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(
    simple: Package, complain: Complain, lines: tuple[str, ...], message: str
):
    (fault,) = complain(simple, "indikator: quote", "art: vergleich", *lines)
    assert fault.message == message
    assert fault.advice


def test_more_than_fifteen_times_are_too_many(make_package: Make, complain: Complain):
    course = {str(year): "1" for year in range(2000, 2016)}
    package = make_package({"99001001": course, "99001002": course})
    lines = ("art: vergleich", "gebiete: Ahausen, Südwald", "jahre: alle")
    (fault,) = complain(package, "indikator: quote", *lines)
    assert fault.message.startswith("16 Zeiten sind zu viele")


def test_a_break_between_the_times_is_a_fault(make_package: Make, complain: Complain):
    package = make_package(
        {"99001": {"2019": "1", "2022": "5"}}, breaks=(Break("2021", "Neu gezählt."),)
    )
    (fault,) = complain(package, "indikator: quote", "art: vergleich", "jahre: 2019, 2022")
    assert fault.message.startswith("2019 und 2022 sind nicht vergleichbar")
    assert "2021" in fault.advice


def test_rows_leave_out_what_their_head_says(make_package: Callable[..., Package], draw: Draw):
    package = make_package({key: {"2020": "1", "2021": "2"} for key in ("r1", "r2")})
    scene = draw(package, "art: vergleich", "gebiete: alle Regionen")
    drawn = plot(scene)
    assert drawn.row_head == "Region"
    assert [(pair.name, pair.key) for pair in drawn.pairs] == [("Nord", "r1"), ("Süd", "r2")]
    assert scene.subtitle.count("nach dem Wert 2021 geordnet") == 1
    by_name = draw(package, "art: vergleich", "gebiete: alle Regionen", "sortierung: name")
    assert "geordnet" not in by_name.subtitle
