"""The comparison without a browser: its page leads on without a script, its files agree with the data."""

import csv
import json
from decimal import Decimal
from functools import cache

import brotli
import pytest

from tests.conftest import ROOT

DATA = ROOT / "content/daten"


@cache
def rows(indicator):
    """Return the values of a series as its file has them: (area, time) → (value, sign)."""
    with (DATA / f"{indicator}.csv").open(encoding="utf-8", newline="") as file:
        return {(r["gebiet"], r["zeit"]): (r["wert"], r["status"]) for r in csv.DictReader(file)}


@pytest.fixture(scope="module")
def files(real_site):
    """Return what each area publishes, by its file; numbers stay as they are written."""
    return {
        file: json.loads(file.read_text("utf-8"), parse_float=str, parse_int=str)
        for file in sorted(real_site.output.glob("gebiete/*/werte.json"))
    }


@pytest.fixture(scope="module")
def today():
    """Return the areas of today by key."""
    with (DATA / "gebiete.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["ags"]: row
            for row in csv.DictReader(file)
            if not row["gueltig_bis"] and not row["nachfolger"]
        }


def test_each_area_of_today_publishes_its_values(files, today):
    told = {each["gebiet"]["schluessel"]: each["gebiet"] for each in files.values()}
    assert told.keys() == today.keys()
    assert len(files) == 60
    assert {key: one["name"] for key, one in told.items()} == {
        key: row["kurzname"] for key, row in today.items()
    }


def test_every_number_is_the_latest_in_the_data(files):
    for file, told in files.items():
        area = told["gebiet"]["schluessel"]
        for row in told["werte"]:
            seen = rows(row["indikator"])
            assert row["zeit"] == max(time for key, time in seen if key == area), (file, row)
            value, sign = seen[area, row["zeit"]]
            assert (row["wert"] or "", row.get("zeichen", "")) == (value, sign), (file, row)


def test_what_is_shown_is_the_exact_value_rounded(files):
    for file, told in files.items():
        for row in told["werte"]:
            if row["wert"] is not None:
                digits = row["text"].split("\N{NO-BREAK SPACE}")[0]
                shown = digits.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
                half = Decimal(5).scaleb(Decimal(shown).as_tuple().exponent - 1)
                assert abs(Decimal(shown) - Decimal(row["wert"])) <= half, (file, row)


def test_a_change_is_told_since_a_time_the_data_know(files):
    for file, told in files.items():
        area = told["gebiet"]["schluessel"]
        for row in told["werte"]:
            if "seit" in row:
                assert rows(row["indikator"])[area, row["seit"]][0], (file, row)


def test_terms_are_those_of_the_descriptor(files):
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    known = {each["name"]: each for each in package["resources"]}
    for told in files.values():
        for row in told["werte"]:
            series = known[row["indikator"]]
            titles = "; ".join(licence["title"] for licence in series["licenses"])
            assert told["lizenzen"][int(row["lizenz"])] == titles
            assert row["lizenz_geprueft"] is series["lizenz_geprueft"]


def test_files_are_small(files):
    """A municipality has two dozen rows, the whole county nearly sixty."""
    for file, told in files.items():
        content = file.read_bytes()
        assert len(content) <= (6_000 if len(told["werte"]) < 30 else 11_000), file
        assert len(brotli.compress(content)) <= 2_000, file


def test_without_a_script_each_area_is_led_to(real_site, files):
    page = real_site.page("/vergleich/")
    links = [link["href"] for link in page.select("nav[aria-labelledby=alle] a")]
    pages = {f"/gebiete/{file.parent.name}/" for file in files}
    assert {link.removesuffix("#zahlen") for link in links} == pages
    for file in files:
        assert 'id="zahlen"' in (file.parent / "index.html").read_text("utf-8"), file


def test_the_waiting_table_has_a_row_for_each_indicator_of_the_files(real_site, files):
    page = real_site.page("/vergleich/")
    waiting_rows = page.template.find_all(attrs={"data-key": True})
    waiting = {row["data-key"]: row.a["href"] for row in waiting_rows}
    assert waiting.keys() == {row["indikator"] for each in files.values() for row in each["werte"]}
    for key, address in waiting.items():
        assert address == f"/indikatoren/{key}/"


def test_each_choice_is_the_name_of_a_folder(real_site, files):
    page = real_site.page("/vergleich/")
    offered = [{o["value"] for o in s.select("option")} - {""} for s in page.select("select")]
    assert offered == [{file.parent.name for file in files}] * 4
