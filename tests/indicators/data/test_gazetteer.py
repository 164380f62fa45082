from typing import Any

import pytest

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.gazetteer import COLUMNS, read_areas
from plugins.manuscript.faults import Fault

PATH = "content/daten/gebiete.csv"
HEAD = ",".join(COLUMNS) + "\n"
LEVELS: dict[str, Any] = {
    "ebenen": [
        {"schluessel": "kreis", "einzahl": "Landkreis", "mehrzahl": "Landkreise"},
        {"schluessel": "gemeinde", "einzahl": "Gemeinde", "mehrzahl": "Gemeinden"},
    ]
}
COUNTY = "99001,Landkreis,Landkreis Musterland,kreis,,,,,,Musterland; Kreis,,,1"


def read(*rows: str) -> tuple[Areas, list[Fault]]:
    return read_areas(HEAD + "\n".join(rows), PATH, LEVELS)


def test_areas_are_read_in_the_order_of_their_rank():
    areas, faults = read(
        '99001010,Zeta,"Zeta, Stadt",gemeinde,99001,2020-01-01,,99001098;99001099,,,,,3',
        "99001020,Alpha,Alpha,gemeinde,99001,,,,,,,,2",
        COUNTY,
    )
    assert not faults
    assert [area.short for area in areas.by_key.values()] == ["Landkreis", "Alpha", "Zeta"]
    assert areas.by_key["99001010"].name == "Zeta, Stadt"
    assert areas.by_key["99001010"].predecessors == ("99001098", "99001099")
    assert areas.by_key["99001"].aliases == ("Musterland", "Kreis")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (COUNTY, "Den Schlüssel 99001 gibt es zweimal."),
        ("1,Eins,,dorf,,,,,,,,,2", "Die Ebene „dorf“ gibt es nicht."),
        ("1,Eins,,gemeinde,,,,,,,,,zwei", "Der Rang „zwei“ ist keine Zahl."),
        ("1,,,gemeinde,,,,,,,,,2", "Schlüssel und Kurzname dürfen nicht leer sein."),
        ("1,Eins,gemeinde", "Die Zeile hat 3 Spalten, es sind 13."),
    ],
)
def test_a_faulty_row_is_named(row: str, message: str):
    _, faults = read(COUNTY, row)
    assert [(fault.place, fault.message) for fault in faults] == [(f"{PATH}:3:1", message)]


@pytest.mark.parametrize(
    ("row", "column"),
    [("1,Eins,,gemeinde,77,,,,,,,,2", 18), ("1,Eins,,gemeinde,99001,,2020-01-01,,77,,,,2", 37)],
)
def test_a_link_to_nowhere_is_named(row: str, column: int):
    _, faults = read(COUNTY, row)
    assert [(fault.place, fault.message) for fault in faults] == [
        (f"{PATH}:3:{column}", "Eins verweist auf „77“; dieses Gebiet fehlt in der Liste.")
    ]


@pytest.mark.parametrize("text", ["", "ags,name\n"])
def test_a_file_without_its_head_is_one_fault(text: str):
    areas, faults = read_areas(text, PATH, LEVELS)
    assert [fault.place for fault in faults] == [f"{PATH}:1:1"]
    assert not areas.by_key
