from pathlib import Path

import pytest

from plugins.indicators.block.reading import read_request
from plugins.indicators.claims.typed import TypedNumbers
from plugins.indicators.kinds.chart import compose
from plugins.manuscript.manuscript import Manuscript, Metadata
from plugins.manuscript.sources import Source

PATH = "content/beitraege/2024/muster.md"
NBSP = "\N{NO-BREAK SPACE}"
COUNTY, AHAUSEN = "99001", "99001001"
PEOPLE = {
    COUNTY: {"2011": "321736", "2015": "320000", "2021": "301176", "2022": "301176"},
    AHAUSEN: {"2011": "745", "2022": "638"},
}


@pytest.fixture
def people(make_package):
    return make_package(PEOPLE, unit="Personen", decimals=0, short_title="Bevölkerung")


@pytest.fixture
def check(block):
    """Return what is said about a line of a text with a figure of some areas."""

    def find(package, text, areas="Landkreis"):
        lines = ("indikator: quote", f"gebiete: {areas}", "jahre: zuletzt")
        request, faults = read_request(block(*lines), package)
        assert request, faults
        source = Source(PATH, Path(PATH), ("---", "titel: x", "---", text))
        manuscript = Manuscript(source, "beitrag", Metadata(), 4, usable=True)
        return list(TypedNumbers(package).find(manuscript, [compose(request, package)]))

    return find


def test_an_older_value_is_pointed_out_with_the_directive_that_says_it(people, check):
    (hint,) = check(people, "Früher waren es 321.736 Menschen.")
    assert (hint.place, hint.length) == (f"{PATH}:4:17", 7)
    assert hint.message == (
        "„321.736“ ist der Wert für 2011 (Landkreis, Bevölkerung); der neueste ist 301.176 (2022)."
    )
    assert hint.advice == (
        "Schreiben Sie [[wert: quote, Landkreis, 2011]], dann folgt die Zahl den Daten."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Heute sind es 301.176.",  # the newest value, although an older one is equal
        "Es waren 320.000.",  # round: two digits that count
        "Es waren [[wert: quote, Landkreis, 2011]].",
        "`321.736` und [dort](/321.736)",
        "Das waren 321.736 % oder 321.736 €.",
        "Das waren 321.736,0.",
        "Nummer 745.",  # not shown, nor a word beside it
    ],
)
def test_other_numbers_are_left_alone(people, check, text):
    assert not check(people, text)


def test_a_short_number_needs_its_area_or_its_year_beside_it(people, check):
    assert not check(people, "Es kamen 745 Gäste.", "Ahausen")
    assert check(people, "Ahausen hatte 745 Menschen.", "Ahausen")
    assert check(people, "2011 waren es 745 Menschen.", "Ahausen")
    assert not check(people, "Ahausen hatte 745 Menschen.", "Landkreis")


def test_of_many_areas_only_those_that_are_named_count(make_package, check):
    keys = [f"9900100{number}" for number in range(1, 6)]
    package = make_package(
        {key: {"2011": f"1234{key[-1]}", "2022": "99999"} for key in keys},
        unit="Personen",
        decimals=0,
    )
    assert not check(package, "Es waren 12341.", "Gemeinden")
    assert check(package, "In Ahausen waren es 12.341.", "Gemeinden")
    assert not check(package, "In Südwald waren es 12.341.", "Gemeinden")


def test_a_percentage_is_typed_with_its_sign(simple, check):
    assert check(simple, f"2021 waren es 12,5{NBSP}%.")
    assert check(simple, "Im Landkreis waren es 12,5 Prozent.")
    assert not check(simple, "2021 waren es 12,5 Grad.")
    assert not check(simple, "2021 waren es 12,5 Prozentpunkte.")


def test_without_a_figure_nothing_is_compared(people):
    source = Source(PATH, Path(PATH), ("---", "---", "321.736"))
    manuscript = Manuscript(source, "beitrag", Metadata(), 3, usable=True)
    assert not list(TypedNumbers(people).find(manuscript, []))
