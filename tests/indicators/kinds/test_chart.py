from collections.abc import Callable

import pytest

from plugins.indicators.data.indicator import Indicator, Licence, Source
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.chart import source_line
from plugins.indicators.kinds.scene import Scene

Draw = Callable[..., Scene]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((), "Quote: Landkreis"),
        (("gebiete: Landkreis, Ahausen, Südwald",), "Quote: Landkreis, Ahausen und Südwald"),
        (("gebiete: alle Gemeinden",), "Quote nach Gemeinden"),
        (("gebiete: alle Gemeinden, Landkreis",), "Quote nach Gebieten"),
        (("titel: Ein Befund",), "Ein Befund"),
    ],
)
def test_without_a_finding_the_title_is_neutral(
    simple: Package, draw: Draw, lines: tuple[str, ...], title: str
):
    assert draw(simple, *lines).title == title


def test_the_subtitle_says_measure_and_period(simple: Package, draw: Draw):
    assert draw(simple).subtitle.startswith("Gemessene Quote, 2019 bis 2023")
    assert draw(simple, "jahre: 2023", "art: balken").subtitle == "Gemessene Quote, 2023"


def test_the_source_line_names_source_date_and_licence(make_indicator: Callable[..., Indicator]):
    line = source_line(
        [
            make_indicator(
                sources=(
                    Source("Tabelle 7", "Amt für Muster", "https://muster.example/7", "2024"),
                    Source("Tabelle 8", "Amt", "", "2024"),
                ),
                licences=(Licence("Keine Lizenz genannt"),),
                own_calculation=True,
                as_of="2024-03-06",
            )
        ]
    )
    assert "".join(piece.text for piece in line) == (
        "Quelle: Amt für Muster, Tabelle 7; Amt, Tabelle 8; eigene Berechnung. "
        "Stand: 6. März 2024. Lizenz: Keine Lizenz genannt."
    )
    assert [piece.address for piece in line if piece.address] == ["https://muster.example/7"]


@pytest.mark.parametrize(
    ("date", "text"), [("2022", "2022"), ("2026-01", "Januar 2026"), ("2024-03-06", "6. März 2024")]
)
def test_the_date_is_as_exact_as_the_source(
    make_indicator: Callable[..., Indicator], date: str, text: str
):
    line = "".join(piece.text for piece in source_line([make_indicator(as_of=date)]))
    assert f". Stand: {text}. " in line


def test_signs_are_explained_where_they_stand(make_package: Callable[..., Package], draw: Draw):
    package = make_package(
        {"99001001": {"2023": "x"}, "99001002": {"2023": "3p"}},
        notes=("Immer.",),
        notes_if_missing=("Nur bei Lücken.",),
    )
    scene = draw(package, "gebiete: alle Gemeinden")
    assert scene.notes == (
        "k.\N{NO-BREAK SPACE}A. = keine Angabe.",
        "entfällt = Aussage nicht sinnvoll.",
        "Nur bei Lücken.",
        "p\N{NO-BREAK SPACE}= vorläufig.",
        "Immer.",
    )
    assert draw(package, "gebiete: Südwald").notes == ("p\N{NO-BREAK SPACE}= vorläufig.", "Immer.")


def test_the_same_request_is_the_same_scene(simple: Package, draw: Draw):
    assert draw(simple) == draw(simple)
