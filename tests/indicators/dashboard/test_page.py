"""The dashboard of the real site: each number is in the data, and the same as elsewhere."""

import csv
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from plugins.manuscript.dates import MONTHS

DATA = Path(__file__).parents[3] / "content/daten"
DOZEN, DIMENSIONS = 12, 4


@pytest.fixture(scope="module")
def page(real_site):
    return real_site.page("/zahlen/")


@pytest.fixture(scope="module")
def package():
    """Return the resources by name, and the key of the area that lies in no other of its level."""
    read = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    resources = {each["name"]: each for each in read["resources"]}
    with (DATA / "gebiete.csv").open(encoding="utf-8", newline="") as file:
        (whole,) = [row["ags"] for row in csv.DictReader(file) if row["rang"] == "1"]
    return resources, whole


def course(package, key):
    """Return {time as readers know it: value} of the whole in the order of the file."""
    resources, whole = package
    with (DATA / resources[key]["path"]).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["gebiet"] == whole and row["wert"]]
    return {spoken(row["zeit"]): Decimal(row["wert"]) for row in rows}


def spoken(time):
    year, _, month = time.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def number(text):
    """Return the first number of a German text: `29,1 %` → 29.1."""
    found = re.search(r"[−+]?[\d.]+(?:,\d+)?", text)[0]
    return Decimal(found.replace(".", "").replace(",", ".").replace("−", "-"))


def shown(value, resource):
    return value.quantize(Decimal(1).scaleb(-resource["nachkommastellen"]), ROUND_HALF_UP)


def key_of(item):
    return item.a["href"].strip("/").rpartition("/")[2]


def time_of(item):
    return item.select_one(".source").text.partition(" · ")[0].strip()


def test_there_are_a_dozen_figures_by_the_four_dimensions(page, package):
    resources, _ = package
    sections = page.select("main section:has(.numbers)")
    assert len(sections) == DIMENSIONS
    for section in sections:
        keys = [key_of(item) for item in section.select(".numbers li")]
        assert {resources[key]["dimension"] for key in keys} == {section.h2.text}
    assert len(page.select(".numbers li")) == DOZEN


@pytest.mark.parametrize("address", ["/", "/zahlen/"])
def test_every_number_is_the_latest_one_in_the_data(real_site, package, address):
    for item in real_site.page(address).select(".numbers li"):
        key = key_of(item)
        values = course(package, key)
        time = time_of(item)
        assert time == list(values)[-1], key
        assert number(item.b.text) == shown(values[time], package[0][key]), key


def test_every_trend_is_the_difference_of_two_numbers_in_the_data(page, package):
    told = 0
    for item in page.select(".numbers li:has(strong)"):
        key, words = key_of(item), item.strong.text
        values, resource = course(package, key), package[0][key]
        if "Zählweise" in words:
            assert words.endswith(resource["brueche"][-1]["ab"]), key
            continue
        size, direction, since = re.fullmatch(
            r"(.+) (mehr|weniger) als (?:im )?(.+)", words
        ).groups()
        last, first = (shown(values[time], resource) for time in (time_of(item), since))
        difference = (last - first) * (1 if direction == "mehr" else -1)
        if size.endswith("\N{NO-BREAK SPACE}%"):
            share = (values[time_of(item)] - values[since]) / values[since] * 100
            difference = abs(share).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert number(size) == difference > 0, key
        told += 1
    assert told > DOZEN / 2


def test_the_first_value_below_a_line_is_in_the_data(page, package):
    lines = page.select(".numbers li:has(svg)")
    assert lines
    for item in lines:
        first, last = (each.text for each in item.select(".ends > span"))
        time, _, value = first.partition(": ")
        key = key_of(item)
        assert number(value) == shown(course(package, key)[time], package[0][key]), key
        assert last == f"bis {time_of(item)}"  # the first word is heard, not seen


def test_the_profile_of_the_whole_says_the_same(real_site, page):
    profile = real_site.page("/gebiete/landkreis/")
    for item in page.select(".numbers li"):
        row = profile.select_one(f'main tr:has(a[href="{item.a["href"]}"])')
        value, change, *_ = row.select("td")
        assert value.text == item.b.text
        assert time_of(item) in row.th.text
        if said := re.match(r"(.+) (mehr|weniger) als ", item.strong.text if item.strong else ""):
            sign = "+" if said[2] == "mehr" else "\N{MINUS SIGN}"
            assert change.text.startswith(f"{sign}{said[1]} "), item.a["href"]


def test_a_figure_is_one_link_and_its_picture_says_nothing_more(page):
    for item in page.select(".numbers li"):
        assert len(item("a")) == 1
        assert all(svg["aria-hidden"] == "true" for svg in item("svg"))


def test_pages_of_data_belong_to_the_dashboard_in_the_menu(real_site):
    for address, state in (("/zahlen/", "page"), ("/indikatoren/", "true"), ("/daten/", "true")):
        current = real_site.page(address).select(".site-nav [aria-current]")
        assert [(each["href"], each["aria-current"]) for each in current] == [("/zahlen/", state)]
