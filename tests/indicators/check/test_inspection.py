"""One seeded fault for each rule; without any the check has nothing to say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.indicators.check.inspection import Inspection, inspect_site

Told = Callable[[Inspection], list[tuple[bool, str]]]
MENSCHEN = "content/daten/menschen.csv"


def line_of(daten: Any, key: str, area: str, year: int) -> int:
    return list(daten.cells[key]).index((area, year)) + 2


def test_a_clean_package_has_no_finding(daten: Any):
    found = daten.inspect()
    assert not found.findings
    assert (found.indicators, found.rows, found.areas) == (3, 3 * 8 * 14, 8)
    assert not found.unchecked


def test_a_site_without_data_has_nothing_to_find(tmp_path: Path):
    (tmp_path / "content").mkdir()
    assert inspect_site(tmp_path) == Inspection()


def test_a_town_that_does_not_fit_its_region_is_an_error_with_the_difference(
    daten: Any, told: Told
):
    cells = daten.cells["menschen"]
    cells["r1", 2015] = f"{int(cells['r1', 2015][:-1]) + 2},"
    found = daten.inspect()
    errors = [fault for fault in found.errors if fault.path == MENSCHEN]
    assert [fault.line for fault in errors] == [
        line_of(daten, "menschen", "r1", 2015),
        line_of(daten, "menschen", "99001", 2015),
    ]
    assert "Region Nord, 2015: Die 2 Gemeinden ergeben zusammen" in errors[0].message
    assert "(Unterschied −2)" in errors[0].message
    assert errors[0].column == len("r1,2015,") + 1


def test_sums_are_asked_only_where_every_part_is_known(daten: Any):
    cells = daten.cells["menschen"]
    cells["99001001", 2015] = ",."
    cells["r1", 2015] = "9,"
    del cells["r2", 2015]
    found = daten.inspect()
    assert not [fault for fault in found.errors if "ergeben zusammen" in fault.message]


def test_without_regions_the_towns_add_up_to_the_county(daten: Any):
    for region in ("r1", "r2"):
        for year in range(2010, 2024):
            del daten.cells["menschen"][region, year]
    assert not daten.inspect().errors
    daten.cells["menschen"]["99001", 2010] = "1,"
    (fault,) = [each for each in daten.inspect().errors if each.path == MENSCHEN]
    assert "Die 5 Gemeinden ergeben zusammen" in fault.message


def test_what_is_not_additive_need_not_add_up(daten: Any):
    daten.cells["menschen"]["r1", 2015] = "12080,"
    daten.resources["menschen"]["additiv"] = False
    assert not [fault for fault in daten.inspect().errors if fault.path == MENSCHEN]


def test_rounded_parts_may_differ_from_their_sum_by_rounding(daten: Any):
    flat = dict.fromkeys(daten.cells["menschen"], "1.5,")
    for year in range(2010, 2024):
        flat["r1", year], flat["r2", year], flat["99001", year] = "3.1,", "4.4,", "7.6,"
    daten.add("flaeche", flat, einheit="km²", nachkommastellen=1)
    assert not daten.inspect().findings
    daten.cells["flaeche"]["r1", 2010] = "3.4,"
    assert "Unterschied −0,4" in daten.inspect().errors[0].message


def test_a_rate_that_its_parts_do_not_give_is_an_error(daten: Any):
    daten.cells["quote"]["99001001", 2012] = "11.1,"
    (fault,) = daten.inspect().errors
    assert fault.line == line_of(daten, "quote", "99001001", 2012)
    assert "„faelle“ ÷ „menschen“ × 100 ergibt 10,00, angegeben ist 11,1." in fault.message


def test_a_rate_of_an_unknown_indicator_is_an_error_with_advice(daten: Any):
    daten.resources["quote"]["zaehler"] = "fälle"
    (fault,) = daten.inspect().errors
    assert "nennt „zaehler“ den Indikator „fälle“, den es nicht gibt." in fault.message
    assert fault.advice == "Meinten Sie „faelle“?"
    assert '"zaehler"' in fault.excerpt


@pytest.mark.parametrize(
    ("key", "cell", "is_error", "message"),
    [
        ("menschen", "-4,", True, "1 Wert ist kleiner als null: Ahausen 2012 (−4)."),
        ("menschen", "4961.5,", False, "mit mehr Nachkommastellen als erwartet (0)"),
        ("quote", "104.2,", False, "1 Wert ist außerhalb von 0 bis 100 %: Ahausen 2012 (104,2)."),
    ],
)
def test_values_that_their_unit_forbids(
    daten: Any, told: Told, *, key: str, cell: str, is_error: bool, message: str
):
    daten.cells[key]["99001001", 2012] = cell
    assert any(said == is_error and message in text for said, text in told(daten.inspect()))


def test_a_balance_may_be_negative(daten: Any):
    balance = dict.fromkeys(((f"9900100{n}", 2020) for n in range(1, 6)), "-5,")
    daten.add("saldo", balance, title="Wanderungssaldo", messgroesse="Zuzüge minus Fortzüge")
    assert not daten.inspect().findings


def test_a_slipped_digit_jumps(daten: Any):
    daten.cells["quote"]["99001001", 2015] = "97.4,"
    (hint,) = daten.inspect().hints
    assert hint.line == line_of(daten, "quote", "99001001", 2015)
    assert "Ahausen springt 2015 von 9,9 auf 97,4, 2016 von 97,4 auf 9,9." in hint.message


def test_many_areas_that_jump_at_once_point_to_a_break(daten: Any, told: Told):
    for town, year in daten.cells["menschen"]:
        if year >= 2018:
            cell = daten.cells["menschen"][town, year]
            daten.cells["menschen"][town, year] = f"{2 * int(cell[:-1])},"
    for kept in (daten.resources, daten.cells):
        del kept["quote"]
    (hint,) = daten.inspect().hints
    assert hint.message.startswith("2018 springen 8 Gebiete auf einmal: Landkreis,")
    assert "brueche" in hint.advice
    daten.resources["menschen"]["brueche"] = [{"ab": "2018", "grund": "Neue Zählung."}]
    assert not daten.inspect().findings


def test_small_numbers_jump_by_chance_and_are_no_hint(daten: Any):
    few = {
        ("99001001", year): f"{count}," for year, count in enumerate([2, 2, 2, 2, 3, 2, 9], 2010)
    }
    daten.add("brand", few, einheit="Brände")
    assert not daten.inspect().findings


def test_a_series_that_ends_early_without_a_sign_is_a_hint(daten: Any):
    for year in (2022, 2023):
        del daten.cells["menschen"]["99001002", year]
        del daten.cells["faelle"]["99001002", year]
        daten.cells["faelle"]["99001002", year] = ",."
    (hint,) = daten.inspect().hints
    assert hint.message == "1 Gemeinde ohne Zeile für 2023: Südwald (2021)."
    assert hint.line == line_of(daten, "menschen", "99001002", 2021)


def test_a_whole_level_may_end_before_the_others(daten: Any):
    for key in list(daten.cells["menschen"]):
        if key[1] == 2023 and key[0].startswith("99001") and key[0] != "99001":
            del daten.cells["menschen"][key]
    assert not daten.inspect().findings
