from collections.abc import Callable
from xml.etree.ElementTree import tostring

import pytest

from plugins.indicators.data.package import Package
from plugins.indicators.inline.directive import inline_value
from plugins.manuscript.directives import INLINE, parse_inline
from plugins.manuscript.faults import Fault, Faults

PATH = "content/beitraege/2024/muster.md"
NBSP = "\N{NO-BREAK SPACE}"


def read(package: Package, line: str) -> tuple[str, list[Fault]]:
    match = INLINE.search(line)
    assert match
    faults = Faults()
    result = inline_value(parse_inline(match, PATH, 7, match.start() + 1, line), faults, package)
    html = result if isinstance(result, str) else tostring(result, encoding="unicode")
    return html, list(faults)


@pytest.mark.parametrize(
    ("line", "html"),
    [
        (
            "[[wert: quote, Landkreis, 2023]]",
            f'<data class="value" value="10.5">10,5{NBSP}%</data>',
        ),
        (
            "[[wert: Die Quote, suedwald, zuletzt]]",
            f'<data class="value" value="5.0">5,0{NBSP}%</data>',
        ),
        ("[[wert:quote,99001001,2019]]", f'<data class="value" value="7.0">7,0{NBSP}%</data>'),
    ],
)
def test_a_number_comes_from_the_data(simple: Package, line: str, html: str):
    assert read(simple, f"Es waren {line} im Jahr.") == (html, [])


def test_a_count_has_no_unit(make_package: Callable[..., Package]):
    package = make_package({"99001": {"2023": "301176"}}, unit="Personen", decimals=0)
    html, _ = read(package, "[[wert: quote, Landkreis, 2023]]")
    assert html == '<data class="value" value="301176">301.176</data>'


@pytest.mark.parametrize(
    ("line", "column", "length", "message"),
    [
        ("[[wert: quotte, Landkreis, 2023]]", 9, 6, "Den Indikator „quotte“ gibt es nicht."),
        ("[[wert: quote, Südwalt, 2023]]", 16, 7, "Das Gebiet „Südwalt“ gibt es nicht."),
        ("[[wert: quote, Regionen, 2023]]", 16, 8, "Das Gebiet „Regionen“ gibt es nicht."),
        (
            "[[wert: quote, Altdorf, 2023]]",
            16,
            7,
            "Altdorf gab es bis 31.12.2019.",
        ),
        (
            "[[wert: quote, Region Nord, 2023]]",
            16,
            11,
            "Für „Region Nord“ hat „quote“ keine Werte.",
        ),
        ("[[wert: quote, Landkreis, 2024]]", 27, 4, "Für 2024 gibt es keine Werte."),
        (
            "[[wert: quote, Landkreis, alle]]",
            27,
            4,
            "„alle“ sind mehrere Jahre; hier steht genau eines.",
        ),
        (
            "[[wert: quote, Bad Königsbrunn, 2020]]",
            33,
            4,
            "Bad Königsbrunn: Für 2020 gibt es keine Angabe.",
        ),
        ("[[wert: quote]]", 1, 1, "Die Angabe [[wert: …]] braucht Indikator, Gebiet und Jahr."),
    ],
)
def test_what_is_not_in_the_data_is_a_fault(
    simple: Package, line: str, column: int, length: int, message: str
):
    html, (fault,) = read(simple, line)
    assert html == ""
    assert (fault.place, fault.length) == (f"{PATH}:7:{column}", length)
    assert (fault.message, fault.excerpt) == (message, line)


FORMS = [
    ("2019–2023, veraenderung", "20.560 weniger", "-20560"),
    ("2019–2022, Veränderung", "250 mehr", "250"),
    ("ab 2019, veraenderung", "20.560 weniger", "-20560"),
    ("2019–2023, prozent", f"6,4{NBSP}%", "6.4"),
    ("2023, mit einheit", "301.176 Personen", "301176"),
]


@pytest.mark.parametrize(("words", "text", "value"), FORMS)
def test_a_fourth_word_says_how_the_number_is_told(
    make_package: Callable[..., Package], words: str, text: str, value: str
):
    course = {"2019": "321736", "2020": "321736", "2022": "321986", "2023": "301176"}
    package = make_package({"99001": course}, unit="Personen", decimals=0)
    html, faults = read(package, f"[[wert: quote, Landkreis, {words}]]")
    assert (html, faults) == (f'<data class="value" value="{value}">{text}</data>', [])


@pytest.mark.parametrize(
    ("line", "column", "message", "advice"),
    [
        (
            "[[wert: quote, Landkreis, 2023, prozentt]]",
            33,
            "Die Form „prozentt“ gibt es hier nicht.",
            "Meinten Sie „prozent“?",
        ),
        (
            "[[wert: quote, Landkreis, 2019, 2023, veraenderung]]",
            1,
            "Die Angabe [[wert: …]] hat zu viele Teile: Nach dem Jahr steht höchstens eine Form.",
            (
                "Schreiben Sie zwei Jahre mit Strich: "
                "[[wert: indikator, Gebiet, 2011–2022, veraenderung]]."
            ),
        ),
        (
            "[[wert: quote, Landkreis, 2023, veraenderung]]",
            27,
            "„2023“ ist nur ein Zeitpunkt; verglichen werden zwei.",
            "Schreiben Sie zum Beispiel 2019–2023.",
        ),
        (
            "[[wert: quote, Landkreis, 2019–2023, prozent]]",
            38,
            "„quote“ steht schon in Prozent und ändert sich um Prozentpunkte.",
            "Schreiben Sie „veraenderung“.",
        ),
        (
            "[[wert: quote, Ahausen, 2023, anteil]]",
            31,
            "„quote“ lässt sich nicht zusammenzählen; davon gibt es keinen Anteil.",
            "Einen Anteil am Ganzen gibt es nur bei Anzahlen.",
        ),
        (
            "[[wert: quote, Landkreis, 2023, rang]]",
            33,
            "Für „Landkreis“ gibt es keinen Rang: Auf seiner Ebene steht es allein.",
            "Einen Rang haben Gebiete, die sich mit anderen ihrer Art vergleichen lassen.",
        ),
        (
            "[[wert: quote, Bad Königsbrunn, 2020–2023, veraenderung]]",
            33,
            "Bad Königsbrunn: Für 2020 gibt es keine Angabe.",
            "Nennen Sie ein anderes Jahr oder ein anderes Gebiet.",
        ),
    ],
)
def test_a_form_that_does_not_fit_is_a_fault_at_its_word(
    simple: Package, line: str, column: int, message: str, advice: str
):
    html, (fault,) = read(simple, line)
    assert (html, fault.place) == ("", f"{PATH}:7:{column}")
    assert (fault.message, fault.advice) == (message, advice)


def test_a_former_area_has_a_number_where_the_data_have_one(make_package: Callable[..., Package]):
    package = make_package({"99001099": {"2019": "5.5"}, "99001002": {"2019": "x", "2020": "4"}})
    html, faults = read(package, "[[wert: quote, Altdorf, 2019]]")
    assert (html, faults) == (f'<data class="value" value="5.5">5,5{NBSP}%</data>', [])
    _, (late,) = read(package, "[[wert: quote, Altdorf, 2020]]")
    assert late.message == "Für 2020 gibt es keine Werte."
    _, (rank,) = read(package, "[[wert: quote, Altdorf, 2019, rang]]")
    assert "keinen Rang" in rank.message
