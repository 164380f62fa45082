"""The real data package of this site: read by another reader, and added up."""

import csv
import json
import re
from decimal import ROUND_HALF_UP, Decimal
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
AREAS = ("48.31", "491.24", "244.95", "217.57", "363.65", "425.47", "325.65")
# Deaths per 1,000 as the Statistisches Landesamt published them; its base is slightly different.
DEATHS = {"2011": "13.4", "2015": "14.4", "2020": "17.0", "2021": "17.6", "2022": "16.0"}


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


def known(package: Package, indicator: str) -> dict[tuple[str, str], Decimal]:
    """Return the values there are, by area and time."""
    seen = package.observations[indicator].by_key
    return {key: each.value for key, each in seen.items() if each.value is not None}


def test_an_independent_reader_finds_the_package_valid(raw: dict[str, Any]):
    with system.use_context(trusted=False):
        report = Independent.from_descriptor("datapackage.json", basepath=str(FOLDER)).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "note"])
    tables = [each["path"] for each in raw["resources"] if each["path"].endswith(".csv")]
    assert [task.place for task in report.tasks if task.place.endswith(".csv")] == tables
    assert {path.name for path in FOLDER.glob("*.csv")} == set(tables)


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


def test_municipalities_add_up_to_regions_and_regions_to_the_county(package: Package):
    areas, added = package.areas, 0
    for key, indicator in package.indicators.items():
        seen, values = package.observations[key].by_key, known(package, key)
        if not indicator.additive or not package.observations[key].times({"sr1"}):
            continue
        for whole, time in [
            each for each in values if each[0].startswith("sr") or each[0] == "14522"
        ]:
            # former municipalities count at the times that they have a row of their own
            parts = [area for area, at in seen if at == time and areas.by_key[area].parent == whole]
            if parts and all((part, time) in values for part in parts):
                assert sum(values[part, time] for part in parts) == values[whole, time], (key, time)
                added += 1
    assert added > 1000


def test_a_sum_is_unknown_where_a_part_is(package: Package):
    for sex in "mw":
        seen = package.observations[f"sterbefaelle_{sex}"].by_key
        unknown = {key for key, each in seen.items() if each.status == "."}
        regions = {(package.areas.by_key[area].parent, time) for area, time in unknown} - {
            ("14522", time) for _, time in unknown
        }
        assert regions == {key for key in unknown if key[0].startswith("sr")}
        assert len(regions) == 4


@pytest.mark.parametrize("whole", ["bevoelkerung", "bevoelkerung_3112", "sterbefaelle"])
def test_men_and_women_add_up(package: Package, whole: str):
    total = known(package, whole)
    men, women = (known(package, f"{whole}_{sex}") for sex in "mw")
    assert men.keys() == women.keys()
    assert total.keys() >= men.keys()
    assert all(men[key] + women[key] == total[key] for key in men)


def test_the_age_groups_of_2017_are_the_whole_population(package: Package):
    groups = [key for key in package.indicators if key.startswith("alter_")]
    totals = [key for key in groups if not key.endswith(("_m", "_w"))]
    assert len(totals) == 7
    for end in ("", "_m", "_w"):
        found = sum(value(package, key + end, "14522", "2017") for key in totals)
        assert found == value(package, f"bevoelkerung_3112{end}", "14522", "2017")
    for key in totals:
        both = sum(value(package, f"{key}_{sex}", "14522", "2017") for sex in "mw")
        assert both == value(package, key, "14522", "2017")
    shares = [value(package, f"anteil_{key}", "14522", "2017") for key in totals]
    assert abs(sum(shares) - 100) < Decimal("0.0001")


def test_a_rate_is_what_its_counts_give(package: Package, raw: dict[str, Any]):
    rates = [each for each in raw["resources"] if "zaehler" in each]
    assert len(rates) > 10
    for rate in rates:
        seen = package.observations[rate["name"]].by_key
        counts, base = known(package, rate["zaehler"]), known(package, rate["nenner"])
        assert seen
        for key, each in seen.items():
            if each.value is None:
                assert key not in counts, (rate["name"], key)
                continue
            exact = counts[key] / base[key] * rate["faktor"]
            assert each.value == exact.quantize(each.value, ROUND_HALF_UP), (rate["name"], key)
            assert -int(each.value.as_tuple().exponent) >= rate["nachkommastellen"] + 3


def test_change_and_density_come_from_the_counts(package: Package):
    people = known(package, "bevoelkerung")
    for (area, time), change in known(package, "bevoelkerung_veraenderung").items():
        exact = (people[area, time] / people[area, "2011"] - 1) * 100
        assert change == exact.quantize(change, ROUND_HALF_UP)
    december, size = known(package, "bevoelkerung_3112"), known(package, "flaeche")
    for (area, _), density in known(package, "bevoelkerungsdichte").items():
        exact = december[area, "2023"] / size[area, "2024"]
        assert density == exact.quantize(density, ROUND_HALF_UP)


def test_the_census_knows_53_municipalities_and_no_mean_of_two(package: Package):
    census = [key for key in package.indicators if key.startswith("zensus_")]
    assert len(census) >= 8
    # its age groups have wrong labels in the source and wait until they are verified
    assert not any("alter" in key or "jahre" in key for key in census)
    for key in census:
        places = package.observations[key].areas
        municipalities = {area for area in places if package.areas.by_key[area].level == "gemeinde"}
        assert len(municipalities) == 53
        assert {"14522450", "14522620"} <= municipalities
        assert "14522275" not in municipalities
        assert (places > municipalities) is package.indicators[key].additive, key


def test_totals_are_those_published(package: Package):
    for time, total in JUNE.items():
        assert value(package, "bevoelkerung", "14522", time) == total
    for time, total in DECEMBER.items():
        assert value(package, "bevoelkerung_3112", "14522", time) == total
    for number, total in enumerate(REGIONS, 1):
        assert value(package, "bevoelkerung_3112", f"sr{number}", "2021") == total
    assert value(package, "bevoelkerung_3112", "14522", "2024") == 296_431
    assert value(package, "sterbefaelle", "14522", "2022") == 4_789
    assert value(package, "zensus_bevoelkerung", "14522", "2022") == 297_712
    assert value(package, "waehlende_landtag", "14522", "2024") == 178_170
    assert round(value(package, "wahlbeteiligung_landrat", "14522", "2015"), 1) == Decimal("42.0")
    for number, size in enumerate(AREAS, 1):
        assert value(package, "flaeche", f"sr{number}", "2024") == Decimal(size)
    for time, published in DEATHS.items():
        ours = value(package, "sterberate", "14522", time)
        assert abs(ours - Decimal(published)) < Decimal("0.2")


def test_the_census_is_a_break(package: Package):
    indicator = package.select("bevoelkerung_3112")
    county = [package.areas.find("Landkreis")]
    times = package.observations[indicator.key].times()
    (series,) = build_series(indicator, package.observations[indicator.key], county, times)
    assert [run[-1].time for run in series.runs()] == ["2023", "2024"]
    assert package.observations[indicator.key].at("14522180", "2024") is None


def test_every_known_break_is_marked_within_its_series(package: Package):
    breaks = {
        key: [each.start for each in indicator.breaks]
        for key, indicator in package.indicators.items()
        if indicator.breaks
    }
    december = {f"bevoelkerung_3112{end}": ["2024"] for end in ("", "_m", "_w")}
    assert breaks == {"pkw": ["2008"], "auslaenderanteil": ["2011"]} | december
    for key, starts in breaks.items():
        times = package.observations[key].times()
        assert all(times[0] < start <= times[-1] for start in starts), key


def test_a_doubtful_value_is_a_sign_and_no_number(package: Package):
    seen = package.observations["langzeitarbeitslose"].at("14522", "2008")
    assert seen
    assert (seen.value, seen.status) == (None, ".")
    assert package.indicators["langzeitarbeitslose"].notes_if_missing


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


def test_every_series_has_values_that_fit_its_unit(package: Package):
    for key, indicator in package.indicators.items():
        values = known(package, key)
        assert values, key
        assert all(re.fullmatch(r"\d{4}(-\d\d)?", time) for _, time in values), key
        if indicator.additive and not indicator.unit.decimals:
            assert all(each >= 0 and each == int(each) for each in values.values()), key
        if indicator.unit.is_percent and key != "bevoelkerung_veraenderung":
            assert all(0 < each < 100 for each in values.values()), key


def test_the_three_sectors_are_the_whole_economy(package: Package):
    sectors = [key for key in package.indicators if key.startswith("wertschoepfung_")]
    assert len(sectors) == 3
    for time in package.observations[sectors[0]].times():
        whole = sum(value(package, key, "14522", time) for key in sectors)
        assert abs(whole - 100) <= Decimal("0.02"), time


def test_no_two_indicators_share_a_title_or_a_key(package: Package):
    for key, indicator in package.indicators.items():
        assert re.fullmatch(r"[a-z0-9_]+", key)
        assert package.select(key) == indicator
        assert package.select(indicator.title) == indicator


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
            assert resource["felder"], resource["name"]
            assert set(resource["felder"]) <= fields


def test_the_font_of_the_pictures_has_every_letter(package: Package):
    for area in package.areas.by_key.values():
        assert covered(area.short), area.short
    for indicator in package.indicators.values():
        words = [indicator.title, indicator.short_title, indicator.measure, *indicator.notes]
        words += [*indicator.notes_if_missing, indicator.unit.name]
        words += [source.title + source.publisher for source in indicator.sources]
        assert all(map(covered, words)), indicator.key
