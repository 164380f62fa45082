"""Notes say what a reader must know of these very values, and whose they are."""

from collections.abc import Callable

import pytest

from plugins.indicators.block.reading import read_request
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.chart import compose
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.directives import Block

Draw = Callable[..., Scene]
Make = Callable[..., Package]
NBSP = "\N{NO-BREAK SPACE}"
FOREST, FORMER = "99001002", "99001099"


@pytest.fixture
def pair(make_package: Make, block: Callable[..., Block]) -> Callable[..., tuple[str, ...]]:
    """Return a maker of the notes of two key figures whose indicators have these facts."""

    def make(first: dict[str, object], second: dict[str, object]) -> tuple[str, ...]:
        one = make_package({"99001": {"2022": "1", "2023": "10"}}, key="quote", **first)
        two = make_package({"99001": {"2022": "2", "2023": "x"}}, key="leute", **second)
        package = Package(
            {**one.indicators, **two.indicators},
            {**one.observations, **two.observations},
            one.areas,
        )
        request, faults = read_request(
            block("indikator: quote, leute", "art: kennzahl", "jahre: 2022, 2023"), package
        )
        assert request, faults
        return compose(request, package).notes

    return make


def test_of_several_indicators_a_note_says_whose_it_is(pair: Callable[..., tuple[str, ...]]):
    notes = pair({"notes": ("Gerundet.",)}, {"notes": ("Geschätzt.",)})
    assert {"Quote: Gerundet.", "Leute: Geschätzt."} < set(notes)
    assert not {"Gerundet.", "Geschätzt."} & set(notes)


def test_a_note_that_all_share_stands_once_without_a_name(pair: Callable[..., tuple[str, ...]]):
    notes = pair({"notes": ("Gerundet.",)}, {"notes": ("Gerundet.",)})
    assert notes.count("Gerundet.") == 1
    assert not [note for note in notes if note.endswith(": Gerundet.")]


def test_only_an_indicator_with_gaps_explains_gaps(pair: Callable[..., tuple[str, ...]]):
    notes = pair({"notes_if_missing": ("Selten.",)}, {"notes_if_missing": ("Noch nicht.",)})
    assert "Leute: Noch nicht." in notes
    assert not [note for note in notes if "Selten." in note]


def test_one_indicator_needs_no_name(make_package: Make, draw: Draw):
    package = make_package({"99001": {"2023": "1"}}, notes=("Gerundet.",))
    assert draw(package).notes == ("Gerundet.",)


def test_a_note_about_a_level_stands_only_where_that_level_is_shown(make_package: Make, draw: Draw):
    values = {"99001": {"2022": "3", "2023": "1"}, "99001001": {"2022": "3", "2023": "2"}}
    small = "In kleinen Gemeinden schwankt die Zahl."
    package = make_package(values, notes=("Immer.", small), levels_of_notes={small: ("gemeinde",)})
    assert draw(package, "gebiete: Landkreis").notes == ("Immer.",)
    for areas in ("Ahausen", "Landkreis, Ahausen"):
        assert draw(package, f"gebiete: {areas}").notes == ("Immer.", small)


@pytest.mark.parametrize(
    "lines",
    [
        ("art: balken", "gebiete: Ahausen, Südwald", "jahre: 2019"),
        ("art: tabelle", "gebiete: Ahausen, Südwald", "jahre: 2019"),
    ],
)
def test_bars_and_tables_name_the_values_of_former_areas(
    make_package: Make, draw: Draw, lines: tuple[str, ...]
):
    package = make_package(
        {"99001001": {"2019": "1"}, FOREST: {"2019": "x"}, FORMER: {"2019": "5.5"}}
    )
    (note,) = [each for each in draw(package, *lines).notes if "Südwald" in each]
    assert note == (
        "Südwald: keine Angabe, weil sich das Gebiet geändert hat. "
        f"Werte gibt es 2019 für Altdorf (5,5{NBSP}%)."
    )


def test_of_several_times_the_note_names_those_with_values(make_package: Make, draw: Draw):
    package = make_package(
        {
            FOREST: {"2018": "x", "2019": "x", "2020": "4", "2021": "x"},
            FORMER: {"2018": "5", "2019": "6"},
        }
    )
    notes = draw(package, "gebiete: Südwald").notes
    assert (
        "Südwald: keine Angabe, weil sich das Gebiet geändert hat. "
        "Werte gibt es 2018 und 2019 für Altdorf."
    ) in notes
