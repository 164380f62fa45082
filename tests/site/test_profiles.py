"""The pages of all areas: an independent reader finds every number again in content/daten/."""

import csv
import json
import re
import statistics
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import brotli
import lxml.html
import pytest

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "content/daten"
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
RESOURCES = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
INDICATORS = {each["name"]: each for each in RESOURCES if each["art"] == "indikator"}
BY_SHORT_TITLE = {each["kurztitel"]: each["name"] for each in INDICATORS.values()}
with (DATA / "gebiete.csv").open(encoding="utf-8") as file:
    AREAS = {row["ags"]: row for row in csv.DictReader(file)}
TODAY = {key: row for key, row in AREAS.items() if not row["gueltig_bis"] and not row["nachfolger"]}
BY_NAME = {row["kurzname"]: key for key, row in AREAS.items()}
NUMBER = re.compile(rf"[{MINUS}+]?\d[\d.]*(?:,\d+)?")
MEASURED = Decimal(100)


@cache
def rows(key):
    with (DATA / INDICATORS[key]["path"]).open(encoding="utf-8-sig") as source:
        return {(row["gebiet"], row["zeit"]): row for row in csv.DictReader(source)}


def german(value, decimals):
    """Write a number as this test reads German: points in thousands, comma, real minus."""
    shown = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(shown):,f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if shown < 0 else text


def number_in(text):
    """Return the number of a text, or None where words say that there is none."""
    found = NUMBER.search(text)
    return found and found[0].lstrip("+")


def key_of(link):
    return link.get("href").strip("/").rpartition("/")[2]


def text_of(element):
    return " ".join(element.text_content().split(" ")).strip()


@pytest.fixture(scope="module")
def pages(real_site):
    """Return the tree of each area's page by the area's key: the heading says whose it is."""
    found = {}
    for page in sorted((real_site.output / "gebiete").glob("*/index.html")):
        tree = lxml.html.fromstring(page.read_text(encoding="utf-8"))
        heading = tree.xpath("//h1")[0].text_content().replace("\N{SOFT HYPHEN}", "")
        key = BY_NAME.get(heading) or next(k for k, row in AREAS.items() if row["name"] == heading)
        found[key] = tree
    return found


def latest(key, area):
    return max(time for where, time in rows(key) if where == area)


def test_a_profile_with_all_its_figures_weighs_less_than_forty_kilobytes(real_site):
    """What travels for a page: itself, its styles and its script; the typeface is that of every page."""
    theme = real_site.output / "theme"
    needed = [
        *theme.glob("css/site.*.css"),
        *theme.glob("css/areas.*.css"),
        *theme.glob("js/figures.*.js"),
    ]
    assert len(needed) == 3
    shared = sum(len(brotli.compress(file.read_bytes())) for file in needed)
    for page in sorted((real_site.output / "gebiete").glob("*/index.html")):
        assert len(brotli.compress(page.read_bytes())) + shared <= 40_000, page


def test_every_area_of_today_has_a_page_and_no_other(pages):
    assert pages.keys() == TODAY.keys()
    assert len(pages) == 60


def test_every_value_of_the_tables_is_that_of_the_data(pages):
    seen = 0
    for area, tree in pages.items():
        for row in tree.xpath(
            "//table[contains(@class, 'profile') and not(contains(@class, 'similar'))]/tbody/tr[td]"
        ):
            table = row.getparent().getparent()
            heads = [text_of(head) for head in table.xpath("thead/tr/th")]
            columns = [BY_NAME[head] for head in heads if head in BY_NAME]
            key = key_of(row.xpath("th/a")[0])
            time = (
                latest(key, area)
                if area in columns
                else max(latest(key, c) for c in columns if any(w == c for w, _ in rows(key)))
            )
            decimals = INDICATORS[key]["nachkommastellen"]
            for column, cell in zip(columns, row.xpath("td"), strict=False):
                value = rows(key).get((column, time), {}).get("wert", "")
                shown = number_in(text_of(cell).removesuffix(INDICATORS[key]["einheit"]))
                assert shown == (german(value, decimals) if value else None), (area, key, column)
                seen += 1
    assert seen > 3000


def test_every_table_has_every_indicator_that_knows_the_area(pages):
    for area, tree in pages.items():
        shown = {
            key_of(link)
            for table in tree.xpath(
                "//table[contains(@class, 'profile') and not(contains(@class, 'similar'))]"
            )
            for link in table.xpath("tbody/tr/th/a")
        }
        known = {
            key
            for key, each in INDICATORS.items()
            if each.get("seite", True) and any(where == area for where, _ in rows(key))
        }
        assert known <= shown, area
        assert shown - known <= {key for key in INDICATORS if AREAS[area]["vorgaenger"]}, area


def test_every_value_of_similar_areas_is_that_of_the_data(pages):
    found = 0
    for area, tree in pages.items():
        for table in tree.xpath("//table[contains(@class, 'similar')]"):
            heads = [text_of(head) for head in table.xpath("thead/tr/th")[1:]]
            for row in table.xpath("tbody/tr"):
                where = BY_NAME[text_of(row.xpath("th")[0])]
                assert (where == area) == (row.getprevious() is None), area
                for head, cell in zip(heads, row.xpath("td"), strict=True):
                    name, _, time = head.rpartition(" ")
                    key = next(
                        key
                        for key, each in INDICATORS.items()
                        if (each["kurztitel"] == name and (where, time) in rows(key))
                        or (each["kurztitel"] == name and not text_of(cell)[0].isdigit())
                    )
                    value = rows(key).get((where, time), {}).get("wert", "")
                    said = number_in(text_of(cell).removesuffix(INDICATORS[key]["einheit"]))
                    expected = german(value, INDICATORS[key]["nachkommastellen"]) if value else None
                    assert said == expected, (area, where, key)
                    found += 1
    assert found > 1500


def test_every_change_is_worked_out_from_two_values_of_the_data(pages):
    seen = 0
    for area, tree in pages.items():
        for cell in tree.xpath(
            "//table[contains(@class, 'profile') and not(contains(@class, 'similar'))]//td[small]"
        ):
            key = key_of(cell.getparent().xpath("th/a")[0])
            since = cell.xpath("small")[0].text_content().removeprefix("seit ")
            times = [time for where, time in rows(key) if where == area and "-" not in time]
            if since not in times:
                continue  # months, by name: they have a test of their own
            facts = INDICATORS[key]
            decimals = facts["nachkommastellen"]
            first, last = (
                Decimal(rows(key)[area, time]["wert"]) for time in (since, latest(key, area))
            )
            step = Decimal(1).scaleb(-decimals)
            difference = last.quantize(step, ROUND_HALF_UP) - first.quantize(step, ROUND_HALF_UP)
            said = text_of(cell).partition(" seit")[0]
            if not difference:
                assert said.startswith("unverändert"), (area, key)
            elif f"{NBSP}%" in said and facts["einheit"] != "%":
                assert first >= MEASURED
                assert number_in(said) == german((last - first) / first * 100, 1), (area, key)
            else:
                assert number_in(said) == german(difference, decimals), (area, key)
            assert (MINUS in said) == (difference < 0), (area, key)
            assert int(latest(key, area)) - int(since) <= 10, (area, key)
            seen += 1
    assert seen > 500


def test_every_strip_says_value_middle_and_ends_of_the_data(pages):
    for area, tree in pages.items():
        for strip in tree.xpath("//ul[contains(@class, 'strips')]/li"):
            key = key_of(strip.xpath("h3/a")[0])
            time = latest(key, area)
            level = AREAS[area]["ebene"]
            peers = [
                Decimal(row["wert"])
                for (where, when), row in rows(key).items()
                if when == time
                and row["wert"]
                and where in TODAY
                and TODAY[where]["ebene"] == level
            ]
            decimals = INDICATORS[key]["nachkommastellen"]
            own, middle = (text_of(each) for each in strip.xpath("p[1]/*[not(@class)]"))
            low, _, high = (text_of(each) for each in strip.xpath("p[@class='ends']/span"))
            told = [number_in(text) for text in (own, middle, low, high)]
            values = (
                rows(key)[area, time]["wert"],
                statistics.median(peers),
                min(peers),
                max(peers),
            )
            assert told == [german(value, decimals) for value in values], (area, key)


def test_every_value_of_the_charts_is_that_of_the_data(pages):
    measures = {each["messgroesse"]: key for key, each in INDICATORS.items()}
    seen = 0
    for area, tree in pages.items():
        for figure in tree.xpath(
            "//div[contains(@class, 'area-charts')]//figure[contains(@class, 'chart')]"
        ):
            measure = text_of(figure.xpath(".//*[contains(@class, 'chart-subtitle')]")[0])
            key = measures[max(filter(measure.startswith, measures), key=len)]
            heads = [BY_NAME[text_of(head)] for head in figure.xpath(".//thead//th")[1:]]
            for row in figure.xpath(".//tbody/tr"):
                time = text_of(row.xpath("th")[0])
                for column, cell in zip(heads, row.xpath("td"), strict=True):
                    value = rows(key).get((column, time), {}).get("wert", "")
                    decimals = INDICATORS[key]["nachkommastellen"]
                    expected = german(value, decimals) if value else None
                    assert number_in(text_of(cell)) == expected, (area, key, time)
                    seen += 1
    assert seen > 3000


def test_every_part_of_a_structure_is_that_of_the_data(pages):
    found = 0
    for area, tree in pages.items():
        for figure in tree.xpath("//figure[@class='structure']"):
            time = text_of(figure.xpath(".//p")[0])
            for row in figure.xpath(".//tbody/tr"):
                name, said = (text_of(each) for each in row)
                key = next(
                    key
                    for key, each in INDICATORS.items()
                    if each["kurztitel"] == name
                    and (area, time) in rows(key)
                    and key[-2:] not in {"_m", "_w"}
                    and (each["einheit"] == "%") == said.endswith("%")
                )
                decimals = INDICATORS[key]["nachkommastellen"]
                assert number_in(said) == german(rows(key)[area, time]["wert"], decimals), key
                found += 1
    assert found == 10  # the county's: seven ages, three ways of living together


def test_the_regions_add_up_to_the_county_and_the_municipalities_to_their_regions():
    parts = {key: [k for k, row in TODAY.items() if row["teil_von"] == key] for key in TODAY}
    (county,) = (key for key, row in TODAY.items() if row["ebene"] == "landkreis")
    checked = 0
    for key, each in INDICATORS.items():
        if not each["additiv"]:
            continue
        for (area, time), row in rows(key).items():
            values = [
                rows(key).get((part, time), {}).get("wert", "") for part in parts.get(area, ())
            ]
            if row["wert"] and values and all(values):
                assert sum(map(Decimal, values)) == Decimal(row["wert"]), (key, area, time)
                checked += area == county
    assert checked > 80


def test_a_profile_says_where_its_numbers_are_from_and_what_may_be_taken(pages, real_site):
    for area, tree in pages.items():
        sources = [text_of(each) for each in tree.xpath("//div[@class='sources']//li")]
        assert sources, area
        assert sources[-1].startswith("© GeoBasis-DE / BKG"), area  # the locator map is made of it
        assert all(": " in line for line in sources[:-1]), area
        licences = [text_of(each) for each in tree.xpath("//div[@class='sources']/h3")]
        assert all(licences), area
        for link in tree.xpath("//ul[@class='downloads']//a"):
            file = real_site.output / link.get("href").lstrip("/")
            assert file.is_file(), area
        with (real_site.output / link.get("href").lstrip("/")).open(encoding="utf-8") as tidy:
            taken = list(csv.DictReader(tidy))
        assert {row["gebiet"] for row in taken} == {area}
        assert all(INDICATORS[row["indikator"]]["lizenz_geprueft"] for row in taken), area
        for row in taken:
            original = rows(row["indikator"])[area, row["zeit"]]
            assert (original["wert"] == "") == (row["wert"] == "")
            assert Decimal(original["wert"] or 0) == Decimal(row["wert"] or 0)
