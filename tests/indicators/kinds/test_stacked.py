from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.indicators.block.reading import read_request
from plugins.indicators.data.indicator import Break
from plugins.indicators.data.number import MISSING, NBSP
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.chart import compose
from plugins.indicators.kinds.plots import Stack, StackedPlot
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.kinds.shares import find_unequal
from plugins.manuscript.directives import Block

Make = Callable[..., Package]
AHAUSEN, FOREST = "99001001", "99001002"
AREAS = "gebiete: Ahausen, Südwald"
PARTS = ("kinder", "jugend", "alter", "ruhe", "rest", "mehr")


@pytest.fixture
def whole(make_package: Make) -> Callable[..., Package]:
    """Return a maker of packages with several indicators: `kinder`, `jugend`, …"""

    def make(*parts: Mapping[str, Mapping[str, str]], **facts: object) -> Package:
        made = [
            make_package(values, key=key, **facts)
            for key, values in zip(PARTS, parts, strict=False)
        ]
        return Package(
            {key: each for one in made for key, each in one.indicators.items()},
            {key: each for one in made for key, each in one.observations.items()},
            made[0].areas,
        )

    return make


@pytest.fixture
def counted(whole: Callable[..., Package]) -> Callable[..., Package]:
    """Return a maker of packages of counts: courses of Ahausen from 2019 on."""

    def make(*courses: str, **facts: object) -> Package:
        return whole(
            *(
                {AHAUSEN: {str(2019 + n): value for n, value in enumerate(course.split())}}
                for course in courses
            ),
            **({"unit": "Personen", "decimals": 0, "additive": True} | facts),
        )

    return make


def names(package: Package) -> str:
    return ", ".join(package.indicators)


def draw(package: Package, *lines: str) -> Scene:
    block = Block("diagramm", "x.md", 1, (f"indikator: {names(package)}", *lines))
    request, faults = read_request(block, package)
    assert request, [str(fault) for fault in faults]
    return compose(request, package)


def complain(package: Package, *lines: str) -> list[str]:
    block = Block("diagramm", "x.md", 1, (f"indikator: {names(package)}", *lines))
    request, faults = read_request(block, package)
    assert not request
    return [fault.message for fault in sorted(faults)]


def stacks(scene: Scene) -> tuple[Stack, ...]:
    assert isinstance(scene.drawn.plot, StackedPlot)
    return scene.drawn.plot.stacks


def text(scene: Scene) -> str:
    return " ".join(scene.description).replace(NBSP, " ")


def test_several_indicators_are_shares_without_being_asked(whole: Callable[..., Package]):
    one, other = {AHAUSEN: {"2020": "40"}}, {AHAUSEN: {"2020": "60"}}
    scene = draw(whole(one, other), "gebiete: Ahausen")
    assert scene.kind == "gestapelt"
    (row,) = stacks(scene)
    assert (row.name, row.lengths) == ("Ahausen", (0.4, 0.6))
    assert row.texts == (f"40,0{NBSP}%", f"60,0{NBSP}%")
    assert scene.drawn.table is None


def test_counts_become_shares_and_stand_in_the_table(counted: Callable[..., Package]):
    scene = draw(counted("100 300", "300 100"), "gebiete: Ahausen")
    assert [row.texts for row in stacks(scene)] == [
        (f"25,0{NBSP}%", f"75,0{NBSP}%"),
        (f"75,0{NBSP}%", f"25,0{NBSP}%"),
    ]
    assert scene.drawn.table
    assert scene.drawn.table.caption == "Personen, 2019 bis 2020"
    assert scene.drawn.table.head == ("Jahr", "Kinder", "Jugend")
    assert scene.drawn.table.rows == (("2019", "100", "300"), ("2020", "300", "100"))


def test_rows_of_areas_are_sorted_by_the_first_part_or_by_name(whole: Callable[..., Package]):
    package = whole(
        {AHAUSEN: {"2020": "40"}, FOREST: {"2020": "70"}, "99001003": {"2020": "."}},
        {AHAUSEN: {"2020": "60"}, FOREST: {"2020": "30"}, "99001003": {"2020": "50"}},
    )
    three = f"{AREAS}, Bad Königsbrunn"
    rows = stacks(draw(package, three, "hervorheben: Ahausen"))
    assert [row.name for row in rows] == ["Südwald", "Ahausen", "Bad Königsbrunn"]
    assert [row.is_highlighted for row in rows] == [False, True, False]
    assert [row.key for row in rows] == [FOREST, AHAUSEN, "99001003"]
    rows = stacks(draw(package, three, "sortierung: name"))
    assert [row.name for row in rows] == ["Ahausen", "Südwald", "Bad Königsbrunn"]


def test_without_all_parts_a_row_has_no_bar(
    whole: Callable[..., Package], counted: Callable[..., Package]
):
    package = whole({AHAUSEN: {"2020": "40", "2021": "."}}, {AHAUSEN: {"2020": "60", "2021": "55"}})
    row = stacks(draw(package, "gebiete: Ahausen"))[1]
    assert (row.lengths, row.texts) == ((), (MISSING, f"55,0{NBSP}%"))
    row = stacks(draw(counted("4 .", "6 5"), "gebiete: Ahausen"))[1]
    assert (row.lengths, row.texts) == ((), (MISSING, MISSING))


def test_nothing_has_no_shares(counted: Callable[..., Package]):
    row = stacks(draw(counted("0 1", "0 1"), "gebiete: Ahausen"))[0]
    assert (row.lengths, row.texts) == ((), ("–", "–"))


def test_percentages_may_miss_a_hundred_by_rounding_only(whole: Callable[..., Package]):
    package = whole({AHAUSEN: {"2020": "39.3"}}, {AHAUSEN: {"2020": "59.3"}})
    (row,) = stacks(draw(package, "gebiete: Ahausen"))
    assert sum(row.lengths) == pytest.approx(1)
    package = whole({AHAUSEN: {"2020": "39", "2021": "1"}}, {AHAUSEN: {"2020": "59", "2021": "1"}})
    assert complain(package, "gebiete: Ahausen") == [
        f"Die Teile ergeben für Ahausen 2020 zusammen 98,0{NBSP}%, nicht 100{NBSP}%. Ebenso in einer weiteren Zeile."
    ]


def test_parts_must_be_parts(counted: Callable[..., Package], whole: Callable[..., Package]):
    assert complain(counted("10 4", "4 3", "6 1"), "gebiete: Ahausen", "jahre: 2019") == [
        "„kinder“ ist die Summe der anderen, also das Ganze und kein Teil."
    ]
    assert complain(counted("-3", "5"), "gebiete: Ahausen") == [
        "„kinder“ ist für Ahausen 2019 negativ (−3), ein Teil kann das nicht sein."
    ]
    rates = whole({AHAUSEN: {"2020": "4"}}, {AHAUSEN: {"2020": "6"}}, unit="je Kopf")
    assert complain(rates, "gebiete: Ahausen") == [
        "„jugend“ lässt sich nicht zu einem Ganzen zusammenzählen.",
        "„kinder“ lässt sich nicht zu einem Ganzen zusammenzählen.",
    ]
    by_chance = counted("5", "1", "4")
    assert draw(by_chance, "gebiete: Ahausen")


def test_parts_have_one_unit(counted: Callable[..., Package], make_package: Make):
    people = counted("4")
    share = make_package({AHAUSEN: {"2019": "6"}}, key="quote")
    package = Package(
        {**people.indicators, **share.indicators},
        {**people.observations, **share.observations},
        people.areas,
    )
    assert complain(package, "gebiete: Ahausen") == [
        "Die Teile haben verschiedene Einheiten: Personen und %."
    ]


def test_a_whole_has_two_to_five_parts(counted: Callable[..., Package]):
    assert complain(counted("1"), "gebiete: Ahausen", "art: gestapelt") == [
        "Ein Ganzes hat hier 2 bis 5 Teile, genannt sind 1."
    ]
    assert complain(counted(*"123456"), "gebiete: Ahausen") == [
        "Ein Ganzes hat hier 2 bis 5 Teile, genannt sind 6."
    ]


def test_areas_and_times_cannot_both_be_rows(whole: Callable[..., Package]):
    part = {area: {"2020": "50", "2021": "50"} for area in (AHAUSEN, FOREST)}
    (message,) = complain(whole(part, part), AREAS, "jahre: alle")
    assert message == "Gestapelte Balken für mehrere Gebiete zeigen genau ein Jahr."
    assert len(stacks(draw(whole(part, part), AREAS))) == 2  # unasked: the last year


def test_rows_after_a_break_are_marked_and_not_compared(counted: Callable[..., Package]):
    breaks = (Break("2020", "Neue Zählung."), Break("2022", "Neues Gesetz."))
    scene = draw(counted("1 5 6 6 4", "9 5 4 4 6", breaks=breaks), "gebiete: Ahausen")
    assert [row.after_break for row in stacks(scene)] == [False, True, False, True, False]
    assert "Von 2022 bis 2023 stieg der Anteil von „Jugend“ um 20,0 Prozentpunkte." in text(scene)
    assert "2019" not in text(scene)
    assert text(scene).endswith("Werte auf alter und neuer Grundlage sind nicht vergleichbar.")


def test_one_row_is_told_by_its_greatest_and_smallest_part(counted: Callable[..., Package]):
    scene = draw(counted("1", "5", "4"), "gebiete: Ahausen")
    assert text(scene) == (
        "Ahausen: 2019 ist der größte Teil „Jugend“ mit 50,0 %, der kleinste „Kinder“ mit 10,0 %."
    )
    equal = draw(counted("5", "5"), "gebiete: Ahausen")
    assert text(equal) == "Ahausen: 2019 sind beide Teile gleich groß, je 50,0 %."
    two = draw(counted("4", "4", "2"), "gebiete: Ahausen")
    assert "sind „Kinder“ und „Jugend“ die größten Teile mit je 40,0 %" in text(two)


def test_a_course_is_told_by_what_grew_and_what_shrank_the_most(counted: Callable[..., Package]):
    scene = draw(counted("10 20", "30 35", "60 45"), "gebiete: Ahausen")
    assert (
        "Von 2019 bis 2020 stieg der Anteil von „Kinder“ am stärksten um 10,0 Prozentpunkte"
        in text(scene)
    )
    assert "; der Anteil von „Alter“ sank am stärksten um 15,0 Prozentpunkte." in text(scene)
    assert "sind die Anteile gleich geblieben" in text(
        draw(counted("1 2", "1 2"), "gebiete: Ahausen")
    )


def test_areas_are_told_by_the_greatest_part_and_the_greatest_difference(
    whole: Callable[..., Package],
):
    package = whole(
        {AHAUSEN: {"2020": "50"}, FOREST: {"2020": "30"}},
        {AHAUSEN: {"2020": "30"}, FOREST: {"2020": "45"}},
        {AHAUSEN: {"2020": "20"}, FOREST: {"2020": "25"}},
    )
    told = text(draw(package, AREAS))
    assert "Der größte Teil ist in 1 von 2 Gemeinden „Kinder“, in 1 „Jugend“." in told
    assert (
        "Am stärksten unterscheidet sich der Anteil von „Kinder“: von 30,0 % (Südwald) bis 50,0 % (Ahausen)"
        in told
    )


def test_title_and_subtitle_name_all_parts_not_only_the_first(counted: Callable[..., Package]):
    scene = draw(counted("1", "2"), "gebiete: Ahausen")
    assert scene.title == "Kinder, Jugend: Ahausen"
    assert scene.subtitle == "Anteile an der Summe beider Teile in Prozent, 2019"
    many = draw(counted(*"12345"), "gebiete: Ahausen")
    assert many.title == "Kinder, Jugend und 3 weitere Teile: Ahausen"
    same = counted("1", "2")
    for key, each in same.indicators.items():
        object.__setattr__(each, "measure", f"Anteil an allen: {key}")
    assert draw(same, "gebiete: Ahausen").subtitle == "Anteil an allen, 2019"


COUNTS = st.lists(
    st.lists(st.integers(0, 10**9), min_size=2, max_size=2), min_size=2, max_size=5
).filter(lambda parts: any(sum(column) for column in zip(*parts, strict=True)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COUNTS)
def test_every_bar_is_full_and_its_texts_are_its_lengths(
    counted: Callable[..., Package], parts: list[list[int]]
):
    package = counted(*(" ".join(map(str, part)) for part in parts))
    block = Block("diagramm", "x.md", 1, (f"indikator: {names(package)}", "gebiete: Ahausen"))
    request, _ = read_request(block, package)
    if request is None:  # one of the parts is the sum of the others
        return
    assert not list(find_unequal(request, package))
    for row, column in zip(
        stacks(compose(request, package)), zip(*parts, strict=True), strict=True
    ):
        if not sum(column):
            assert row.lengths == ()
            continue
        assert sum(row.lengths) == pytest.approx(1)
        for length, shown in zip(row.lengths, row.texts, strict=True):
            percent = Decimal(shown.removesuffix(f"{NBSP}%").replace(",", "."))
            assert abs(float(percent) - length * 100) <= 0.0501


def test_the_subtitle_names_the_sum_if_the_data_have_it(
    whole: Callable[..., Package], block: Callable[..., Block]
):
    package = whole(
        {AHAUSEN: {"2019": "10", "2021": "20"}},
        {AHAUSEN: {"2019": "30", "2021": "20"}},
        {AHAUSEN: {"2019": "40", "2021": "40"}},
        unit="Personen",
        additive=True,
    )
    lines = ("indikator: kinder, jugend", "art: gestapelt", "gebiete: Ahausen")
    request, faults = read_request(block(*lines), package)
    assert request, faults
    scene = compose(request, package)
    assert scene.subtitle == "Gemessene Alter: Anteile in Prozent, 2019 und 2021"
    assert scene.description[0].startswith("Ahausen: 2021 sind beide Teile gleich groß")
    assert "stieg der Anteil von „Kinder“ um 25,0 Prozentpunkte" in scene.description[0]
