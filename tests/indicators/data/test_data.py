"""The real data package of this site: read by another reader, and added up."""

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package as Independent
from frictionless import system

from plugins.indicators.data.package import Package, read_package
from plugins.indicators.data.series import build_series
from plugins.indicators.picture.metrics import covered

ROOT = Path(__file__).parent.parent.parent.parent
FOLDER = ROOT / "content" / "daten"
# Published totals of the county, beside the data: Statistisches Landesamt, Destatis.
JUNE = {"2011": 321_736, "2013": 315_645, "2017": 309_037, "2021": 300_206, "2022": 301_176}
DECEMBER = {"2013": 314_591, "2017": 308_153, "2021": 299_329, "2022": 300_639, "2023": 300_308}
# The seven regions on 31 December 2021, as the county's social planning published them.
REGIONS = (39_721, 38_941, 44_544, 41_882, 42_541, 62_041, 29_659)


@pytest.fixture(scope="module")
def package() -> Package:
    known, faults = read_package(FOLDER, ROOT)
    assert not faults, [str(fault) for fault in faults]
    return known


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    return read


def value(package: Package, indicator: str, area: str, time: str) -> Decimal:
    seen = package.observations[indicator].at(area, time)
    assert seen
    assert seen.value is not None
    return seen.value


def test_an_independent_reader_finds_the_package_valid():
    with system.use_context(trusted=False):
        report = Independent.from_descriptor("datapackage.json", basepath=str(FOLDER)).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "note"])
    assert len(report.tasks) == 9


def test_there_are_52_municipalities_in_seven_regions(package: Package):
    areas = package.areas
    municipalities, regions = areas.of_level("gemeinde"), areas.of_level("sozialregion")
    assert (len(municipalities), len(regions)) == (52, 7)
    assert all(re.fullmatch(r"14522\d{3}", area.key) for area in municipalities)
    assert [len(areas.parts_of(region, "gemeinde")) for region in regions] == [
        1,
        12,
        6,
        8,
        12,
        7,
        6,
    ]
    assert sum(area.is_former for area in areas.by_key.values()) == 3


def test_every_name_means_one_area(package: Package):
    for area in package.areas.by_key.values():
        if not area.is_former:
            for name in (area.key, area.short, area.name, *area.aliases):
                assert package.areas.find(name) == area


@pytest.mark.parametrize("key", ["bevoelkerung", "bevoelkerung_3112", "sterbefaelle"])
def test_municipalities_add_up_to_regions_and_regions_to_the_county(package: Package, key: str):
    areas, seen = package.areas, package.observations[key]
    regions = areas.of_level("sozialregion")
    for time in seen.times({"sr1"}):
        for region in regions:
            parts = areas.parts_of(region, "gemeinde")
            total = sum(value(package, key, part.key, time) for part in parts)
            assert total == value(package, key, region.key, time)
        total = sum(value(package, key, region.key, time) for region in regions)
        assert total == value(package, key, "14522", time)


def test_totals_are_those_published(package: Package):
    for time, total in JUNE.items():
        assert value(package, "bevoelkerung", "14522", time) == total
    for time, total in DECEMBER.items():
        assert value(package, "bevoelkerung_3112", "14522", time) == total
    for number, total in enumerate(REGIONS, 1):
        assert value(package, "bevoelkerung_3112", f"sr{number}", "2021") == total
    assert value(package, "bevoelkerung_3112", "14522", "2024") == 296_431
    assert value(package, "sterbefaelle", "14522", "2022") == 4_789


def test_the_census_is_a_break(package: Package):
    indicator = package.select("bevoelkerung_3112")
    county = [package.areas.find("Landkreis")]
    times = package.observations[indicator.key].times()
    (series,) = build_series(indicator, package.observations[indicator.key], county, times)
    assert [run[-1].time for run in series.runs()] == ["2023", "2024"]
    assert package.observations[indicator.key].at("14522180", "2024") is None


def test_joint_postal_votes_leave_no_rate(package: Package):
    seen = package.observations["wahlbeteiligung_landtag"].by_key
    missing = {
        time: sum(t == time and s.status == "x" for (_, t), s in seen.items())
        for time in ("2014", "2019", "2024")
    }
    # 14, 13 and 8 municipalities; in 2014 also the four regions they lie in
    assert missing == {"2014": 18, "2019": 13, "2024": 8}
    assert round(value(package, "wahlbeteiligung_landtag", "14522", "2024"), 1) == Decimal("74.3")
    rates = package.observations["wahlbeteiligung_gemeinderat"]
    assert all(seen.value and 30 < seen.value < 95 for seen in rates.by_key.values())


def test_every_row_stands_once_and_in_order(raw: dict[str, Any]):
    for resource in raw["resources"]:
        if resource["art"] == "indikator":
            with (FOLDER / resource["path"]).open(encoding="utf-8", newline="") as file:
                keys = [(row["gebiet"], row["zeit"]) for row in csv.DictReader(file)]
            assert len(keys) == len(set(keys)), resource["name"]


def test_every_indicator_says_where_it_comes_from(raw: dict[str, Any]):
    fields = {path.stem for path in (ROOT / "content" / "felder").glob("*.md")}
    dimensions = {
        "Demografie",
        "Finanzen und Einkommen",
        "Immaterielle Lebenslagen",
        "Soziale Teilhabe",
    }
    for resource in raw["resources"]:
        assert resource["licenses"], resource["name"]
        assert all(source["title"] and source["herausgeber"] for source in resource["sources"])
        named = {licence["name"] for licence in resource["licenses"]}
        # Without a licence in the source nobody may say that it was checked.
        assert resource["lizenz_geprueft"] is ("notspecified" not in named), resource["name"]
        if resource["art"] == "indikator":
            assert re.fullmatch(r"20\d\d(-\d\d){0,2}", resource["stand"])
            assert resource["dimension"] in dimensions
            assert set(resource["felder"]) <= fields


def test_the_font_of_the_pictures_has_every_letter(package: Package):
    for area in package.areas.by_key.values():
        assert covered(area.short), area.short
    for indicator in package.indicators.values():
        words = [indicator.title, indicator.measure, *indicator.notes]
        words += [source.title + source.publisher for source in indicator.sources]
        assert all(map(covered, words)), indicator.key
