from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.block.reading import read_request
from plugins.indicators.block.request import BARS, LINE, TILES, Request
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault

Complain = Callable[..., list[Fault]]


@pytest.fixture
def ask(simple: Package, block: Callable[..., Block]) -> Callable[..., Request]:
    def read(*lines: str) -> Request:
        request, faults = read_request(block("indikator: quote", *lines), simple)
        assert request, faults
        return request

    return read


def shorts(request: Request) -> list[str]:
    return [area.short for area in request.areas]


def test_an_indicator_is_enough(ask: Callable[..., Request]):
    request = ask()
    assert shorts(request) == ["Landkreis"]
    assert (request.kind, request.times[0], request.times[-1]) == (LINE, "2019", "2023")


def test_one_time_makes_bars_and_several_make_lines(ask: Callable[..., Request]):
    assert ask("jahre: 2023", "gebiete: Ahausen, Südwald").kind == BARS
    assert ask("jahre: 2022–2023", "gebiete: Ahausen, Südwald").kind == LINE
    assert ask("jahre: 2023", "art: linie").kind == LINE


def test_one_time_of_one_area_is_a_key_figure(ask: Callable[..., Request]):
    request = ask("jahre: 2023")
    assert (request.kind, request.times) == (TILES, ("2023",))
    assert ask("art: kennzahl").times == ()


def test_a_comparison_of_times_goes_from_the_first_to_the_last(ask: Callable[..., Request]):
    assert ask("art: vergleich", "gebiete: alle Gemeinden").times == ("2019", "2023")
    assert ask("art: vergleich").times == ("2019", "2023")


def test_a_table_of_many_areas_shows_the_latest_time(ask: Callable[..., Request]):
    assert ask("art: tabelle", "gebiete: alle Gemeinden").times == ("2023",)
    assert len(ask("art: tabelle", "gebiete: Ahausen, Südwald").times) == 5


def test_many_areas_make_bars_of_the_latest_time(ask: Callable[..., Request]):
    request = ask("gebiete: alle Gemeinden")
    assert (request.kind, request.times, len(request.areas)) == (BARS, ("2023",), 5)


def test_bars_of_one_area_show_all_times(ask: Callable[..., Request]):
    assert ask("art: balken").times == ("2019", "2020", "2021", "2022", "2023")


def test_an_area_named_twice_stands_once(ask: Callable[..., Request]):
    assert shorts(ask("gebiete: Südwald, Suedwald, 99001002")) == ["Südwald"]


def test_all_faults_come_at_once_each_with_its_place(simple: Package, complain: Complain):
    faults = complain(
        simple,
        "indikator: quotte",
        "art: linien",
        "gebiete: Landkreis, Südwalt, Bad Koenigsbrunn",
        "title: x",
        "sortierung: größe",
    )
    assert [(fault.place.rsplit("md:")[1], fault.message) for fault in faults] == [
        ("13:12", "Den Indikator „quotte“ gibt es nicht."),
        ("14:6", "Eine Art „linien“ gibt es nicht."),
        ("15:21", "Das Gebiet „Südwalt“ gibt es nicht."),
        ("16:1", "Ein Feld „title“ gibt es im Diagramm nicht."),
        ("17:13", "Nach „größe“ lässt sich nicht sortieren."),
    ]
    assert [fault.advice for fault in faults][:4] == [
        "Meinten Sie „quote“?",
        "Meinten Sie „linie“?",
        "Meinten Sie „Südwald“?",
        "Meinten Sie „titel“?",
    ]
    assert faults[2].length == len("Südwalt")


@pytest.mark.parametrize(
    ("lines", "place", "message"),
    [
        ((), "12", "Im Diagramm fehlt „indikator: …“."),
        (("indikator:",), "13:11", "Den Indikator „“ gibt es nicht."),
        (("indikator: quote", "gebiete:"), "14:9", "Hinter „gebiete:“ steht nichts."),
        (
            ("indikator: quote", "gebiete: Altdorf"),
            "14:10",
            "Altdorf gab es bis 31.12.2019.",
        ),
        (
            ("indikator: quote", "gebiete: Neustadt"),
            "14:10",
            "Der Name „Neustadt“ ist nicht eindeutig.",
        ),
        (
            ("indikator: quote", "jahre: 2018–2023"),
            "14:8",
            "Der Zeitraum „2018–2023“ geht über die Daten hinaus.",
        ),
        (
            ("indikator: quote", "art: linie", "gebiete: alle Gemeinden"),
            "15:10",
            "5 Linien sind zu viele, höchstens 4 bleiben lesbar.",
        ),
        (
            ("indikator: quote", "art: balken", "gebiete: Ahausen, Südwald", "jahre: 2022–2023"),
            "16:8",
            "Balken für mehrere Gebiete zeigen genau ein Jahr.",
        ),
        (
            ("indikator: quote", "hervorheben: Ahausen"),
            "14:14",
            "„Ahausen“ soll hervorgehoben werden, steht aber nicht im Diagramm.",
        ),
        (
            ("indikator: quote", "gebiete: Ahausen, Südwald", "hervorheben: Ahausen, Südwald"),
            "15:14",
            "In einem Liniendiagramm lässt sich nur ein Gebiet hervorheben.",
        ),
        (
            ("indikator: quote", "sortierung: name"),
            "14:13",
            "Linien lassen sich nicht sortieren.",
        ),
        (
            ("indikator: quote", "gebiete: Region Nord"),
            "14:10",
            "Für „Region Nord“ hat „quote“ keine Werte.",
        ),
        (
            ("indikator: quote", "gebiete: Bad Königsbrunn", "jahre: 2020"),
            "15:8",
            "Dafür gibt es keinen einzigen Wert.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said(
    simple: Package, complain: Complain, lines: tuple[str, ...], place: str, message: str
):
    (fault,) = complain(simple, *lines)
    assert fault.place == f"content/beitraege/2024/muster.md:{place}"
    assert fault.message == message


def test_advice_names_the_way_out(simple: Package, complain: Complain):
    (fault,) = complain(simple, "indikator: quote", "gebiete: alle Gemeinden", "art: linie")
    assert "„art: balken“" in fault.advice
    (fault,) = complain(simple, "indikator: quote", "gebiete: Region Nord")
    assert fault.advice == "Werte gibt es nur für: Landkreis, Ahausen, Südwald, Bad Königsbrunn."


def test_a_site_without_data_says_so(complain: Complain):
    (fault,) = complain(Package(), "indikator: quote")
    assert fault.advice == "Es gibt noch keine Daten."


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_block_is_drawn_or_answered(
    make_package: Callable[..., Package], block: Callable[..., Block], lines: list[str]
):
    package = make_package({"99001": {"2023": "1"}})
    request, faults = read_request(block(*lines), package)
    assert (request is None) == bool(faults)


def test_a_former_area_can_be_shown_where_the_data_have_values_for_it(
    make_package: Callable[..., Package], draw: Callable[..., Scene]
):
    values = {"99001099": {"2018": "5", "2019": "6"}, "99001002": {"2018": "1", "2019": "2"}}
    scene = draw(make_package(values), "gebiete: Altdorf, Südwald")
    assert [each.area.short for each in scene.series] == ["Altdorf", "Südwald"]
