from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.indicators.claims.lexicon import CLAIMS
from plugins.indicators.data.indicator import Break
from plugins.indicators.data.package import Package
from plugins.manuscript.faults import Fault

PATH = "content/beitraege/2024/muster.md"
ALL = "Landkreis, Ahausen, Südwald, Bad Königsbrunn"

Hear = Callable[..., list[Fault]]


def test_a_hint_names_the_word_and_the_values_and_stands_in_the_title(people: Package, hear: Hear):
    (hint,) = hear(people, "Die Bevölkerung wächst")
    assert hint.place == f"{PATH}:16:24"
    assert (hint.excerpt, hint.length) == ("titel: Die Bevölkerung wächst", 6)
    assert hint.message == (
        "Der Titel sagt „wächst“, gezeigt wird anderes: Landkreis 2019: 5.000, 2023: 4.600."
    )
    assert hint.advice == "Sehen Sie nach, ob der Titel noch stimmt."


FALSE = [
    "Der Landkreis wächst",
    "Immer mehr Menschen leben im Landkreis",
    "Seit 2020 steigt die Zahl der Einwohner:innen",
    "Von 2019 bis 2023 nimmt die Bevölkerung zu",
    "Zwischen 2019 und 2021 ist die Bevölkerung gestiegen",
    "2021 steigt sie leicht",
    "Einwohnerzahl: 2022 legt sie zu",
    "Die Bevölkerung steigt um 6 %",
    "Die Bevölkerung hat sich verdoppelt",
    "Die Bevölkerung hat sich seit 2019 halbiert",
    "2023 war die Bevölkerung am höchsten",
    "Am niedrigsten war die Bevölkerung 2019",
    "Mehr als 6.000 Menschen leben im Landkreis",
    "Weniger als 4.000 Einwohner:innen",
]
TRUE = [
    "Der Landkreis schrumpft",
    "Immer weniger Menschen leben im Landkreis",
    "Von 2019 bis 2023 nimmt die Bevölkerung ab",
    "Am höchsten war die Bevölkerung 2019",
    "Die Bevölkerung bleibt stabil",
    "Mehr als 4.000 Menschen leben im Landkreis",
    "Weniger als 5.000 Einwohner:innen",
]
OPEN = [
    "Die Bevölkerung wächst nicht mehr",
    "Die Bevölkerung wächst kaum",
    "Die Bevölkerung wächst wieder",
    "Wächst der Landkreis?",
    "Warum der Landkreis wächst",
    "Prognose: Der Landkreis wächst",
    "Der Landkreis wächst zusammen",
    "Der Abstand zu Ahausen wächst",
    "Der Rückgang der Bevölkerung nimmt zu",
    "Die Zahl der Haushalte steigt",
    "Die Bevölkerung sinkt, der Bedarf steigt",
    "Der Anteil steigt",
    "Bis 2030 wächst die Bevölkerung",
    "Zwei Jahre lang steigt die Bevölkerung",
    "2023 mehr Menschen als 2019",
    "Mehr als 10 % weniger Menschen",
    "Ein Jahr im Landkreis: höchste Zeit",
    "Der Landkreis fällt auf",
    "Weniger ist mehr",
    "Ahausen wächst",
]


@pytest.mark.parametrize("title", FALSE)
def test_a_title_that_the_values_contradict_gets_a_hint(people: Package, hear: Hear, title: str):
    assert len(hear(people, title)) == 1


@pytest.mark.parametrize("title", TRUE)
def test_a_true_title_is_left_alone(people: Package, hear: Hear, title: str):
    assert not hear(people, title)


@pytest.mark.parametrize("title", OPEN)
def test_a_title_with_a_word_that_is_not_understood_is_left_alone(
    people: Package, hear: Hear, title: str
):
    assert not hear(people, title)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ahausen hält sich, der Landkreis schrumpft", []),
        ("Ahausen schrumpft, der Landkreis wächst", ["schrumpft", "wächst"]),
        ("Ahausen und Südwald wachsen", ["wachsen"]),
        ("Ahausen, Bad Königsbrunn und Südwald wachsen", ["wachsen"]),
        ("Die Bevölkerung sinkt in Südwald, Ahausen und Bad Königsbrunn", ["sinkt"]),
        ("Südwald hält sich", ["hält"]),
        ("Südwald: Die Zahl steigt", ["steigt"]),
        ("In Ahausen leben mehr Menschen", []),  # than elsewhere?
        ("Im Südwald steigt und in Ahausen sinkt die Zahl", ["steigt", "sinkt"]),
        ("Die Zahl sinkt", []),  # somewhere it does
        ("Bad Königsbrunn hat sich verdoppelt", []),
        ("Südwald hat sich verdoppelt", ["verdoppelt"]),
        ("Am meisten Menschen leben im Südwald", ["meisten"]),
        ("Die meisten Menschen leben im Landkreis", []),
        ("2019 sinkt die Zahl in Ahausen, im Südwald steigt sie", []),  # which year?
    ],
)
def test_what_a_title_says_of_areas_is_held_against_these(
    people: Package, hear: Hear, title: str, words: list[str]
):
    hints = hear(people, title, ALL)
    assert [hint.excerpt[hint.column - 1 :][: hint.length] for hint in hints] == words


@pytest.mark.parametrize(
    ("title", "is_wrong"),
    [
        ("Die Quote sinkt", False),
        ("Die Quote steigt", True),
        ("Im Landkreis steigt die Quote", True),
        ("Der Landkreis wächst", False),  # his people may
        ("Die Zahl steigt", False),  # of whom?
        ("Die Zahl der Kinder steigt", False),
        ("Mehr Kinder", False),
        ("Mehr als 13 %", True),
        ("Mehr als 13 Menschen", False),
    ],
)
def test_a_share_is_not_confused_with_a_number(
    simple: Package, hear: Hear, title: str, *, is_wrong: bool
):
    assert bool(hear(simple, title, "Landkreis", "2021–2023")) is is_wrong


def test_a_break_in_the_data_leaves_only_what_fails_on_both_sides(make_package, hear: Hear):
    course = {"2018": "30", "2019": "29", "2020": "50", "2021": "49"}
    package = make_package({"99001": course}, breaks=(Break("2020", "Neue Zählung."),))
    assert hear(package, "Die Quote steigt")
    assert not hear(package, "Die Quote sinkt")
    assert not hear(package, "2020 sinkt die Quote")
    assert not hear(package, "2019 war die Quote am höchsten")


def test_a_title_that_nobody_typed_is_not_judged(people: Package, block, hear: Hear):
    assert not hear(people, "", "Landkreis")


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=8, unique=True), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_course_without_a_turn_contradicts_the_other_direction_and_only_that(
    make_package, hear: Hear, values: list[int], data: st.DataObject
):
    rises = data.draw(st.booleans())
    ordered = sorted(values, reverse=not rises)
    course = {str(2000 + year): str(value) for year, value in enumerate(ordered)}
    package = make_package({"99001": course}, unit="Personen", decimals=0, additive=True)
    year = data.draw(st.sampled_from(sorted(course)[1:]))
    for words, up in (
        ("steigt", True),
        ("sinkt", False),
        ("nimmt zu", True),
        ("geht zurück", False),
    ):
        verb, _, particle = words.partition(" ")
        for title in (
            f"Die Zahl {words}",
            f"{year} {verb} sie {particle}",
            f"Bis {year} {verb} die Zahl {particle}",
        ):
            assert bool(hear(package, title, "Landkreis", "alle", "art: linie")) is (
                up is not rises
            )


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["Ahausen", "2020", "und", ",", ":", "–", "als", "1.000", *CLAIMS])
    ).map(" ".join)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_title_is_too_strange(people: Package, hear: Hear, title: str):
    line = " ".join(title.split())
    for hint in hear(people, line, ALL):
        assert hint.excerpt[hint.column - 1 :][: hint.length] in line
