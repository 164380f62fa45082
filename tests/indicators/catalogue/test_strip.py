"""The parts of the whole as strokes."""

from plugins.indicators.catalogue.strip import WIDTH, strip

COUNTY = "99001"
TOWNS = [f"9900100{number}" for number in range(1, 6)]
NBSP = "\N{NO-BREAK SPACE}"


def test_the_strokes_lie_between_the_lowest_and_the_highest(make_package):
    values = {key: {"2022": str(number - 1)} for number, key in enumerate(TOWNS)}
    found = strip(
        "quote", "Jeder ein Ort.", make_package({COUNTY: {"2022": "1"}} | values), "indikatoren"
    )
    assert found.strokes == (0, WIDTH // 4, WIDTH // 2, WIDTH * 3 // 4, WIDTH)
    assert (found.whole, found.whole_value) == (WIDTH // 2, f"Landkreis +1,0{NBSP}%")
    assert found.lowest == ("Ahausen", f"−1,0{NBSP}%")
    assert found.highest == ("Neustadt am See", f"+3,0{NBSP}%")
    assert (found.areas, found.words) == ("5 Gemeinden", "Jeder ein Ort.")


def test_a_whole_outside_its_parts_has_no_stroke(make_package):
    values = {key: {"2022": str(number)} for number, key in enumerate(TOWNS, 1)}
    found = strip(
        "quote", "Jeder ein Ort.", make_package({COUNTY: {"2022": "99"}} | values), "indikatoren"
    )
    assert found.whole is None
    assert found.whole_value == f"Landkreis 99,0{NBSP}%"


def test_few_or_equal_values_make_no_strip(make_package):
    few = {key: {"2022": key[-1]} for key in TOWNS[:4]}
    same = {key: {"2022": "3"} for key in TOWNS}
    assert strip("quote", "Jeder ein Ort.", make_package(few), "indikatoren") is None
    assert strip("quote", "Jeder ein Ort.", make_package(same), "indikatoren") is None
    assert strip("gibt-es-nicht", "", make_package(same), "indikatoren") is None
