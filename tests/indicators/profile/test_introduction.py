"""How many people live in an area and how that changed, in sentences; and the description."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.data.indicator import Break
from plugins.indicators.data.observations import SIGNS, Observation, Observations
from plugins.indicators.data.package import Package
from plugins.indicators.profile.introduction import describe_area, introduce
from plugins.indicators.profile.settings import ProfileSettings

AHAUSEN, NORTH, COUNTY = "99001001", "r1", "99001"
SETTINGS = ProfileSettings(population=("leute",), density="dichte")
FACTS = {
    "key": "leute",
    "unit": "Personen",
    "decimals": 0,
    "measure": "Einwohnerinnen und Einwohner am 31. Dezember",
}


@pytest.fixture
def package(make_package):
    """Return a maker of packages with the people of Ahausen and of the county: `2013:1000 2023:900`."""

    def make(own="", county="", region="", **facts):
        given_values = {AHAUSEN: own, COUNTY: county, NORTH: region}
        values = {
            key: dict(each.split(":") for each in text.split())
            for key, text in given_values.items()
            if text
        }
        return make_package(values, **(FACTS | facts))

    return make


@pytest.fixture
def numbers(package):
    """Return the paragraph of numbers, with plain spaces."""

    def say(*values, area=AHAUSEN, **facts):
        made = package(*values, **facts)
        paragraphs = introduce(made.areas.by_key[area], made, SETTINGS)
        return paragraphs[1].replace("\N{NO-BREAK SPACE}", " ") if paragraphs[1:] else ""

    return say


GREW, FELL, SAME = "2013:2000 2023:2100", "2013:2000 2023:1800", "2013:2000 2023:2010"


@pytest.mark.parametrize(
    ("own", "county", "sentences"),
    [
        (GREW, GREW, "100 mehr als Ende 2013. Damit stieg die Zahl um 5,0 %, genauso stark wie im Landkreis."),
        (GREW, "2013:9000 2023:9900", "100 mehr als Ende 2013. Damit stieg die Zahl um 5,0 %, weniger stark als im Landkreis (10,0 %)."),
        (GREW, FELL, "100 mehr als Ende 2013. Damit stieg die Zahl um 5,0 %, während sie im Landkreis um 10,0 % sank."),
        (GREW, SAME, "100 mehr als Ende 2013. Damit stieg die Zahl um 5,0 %, während sie im Landkreis etwa gleich blieb (+0,5 %)."),
        (FELL, "2013:9000 2023:8140", "200 weniger als Ende 2013. Damit sank die Zahl um 10,0 %, ähnlich wie im Landkreis (9,6 %)."),
        (FELL, "2013:9000 2023:8900", "200 weniger als Ende 2013. Damit sank die Zahl um 10,0 %, stärker als im Landkreis (1,1 %)."),
        (FELL, GREW, "200 weniger als Ende 2013. Damit sank die Zahl um 10,0 %, während sie im Landkreis um 5,0 % stieg."),
        (SAME, SAME, "10 mehr als Ende 2013. Damit blieb die Zahl etwa gleich (+0,5 %), ebenso im Landkreis (+0,5 %)."),
        (SAME, FELL, "10 mehr als Ende 2013. Damit blieb die Zahl etwa gleich (+0,5 %), während sie im Landkreis um 10,0 % sank."),
        (SAME, "", "10 mehr als Ende 2013. Damit blieb die Zahl etwa gleich (+0,5 %)."),
        ("2013:2000 2023:2000", FELL, "genauso viele wie Ende 2013. Damit blieb die Zahl gleich, während sie im Landkreis um 10,0 % sank."),
        ("2013:90 2023:81", FELL, "9 weniger als Ende 2013. Im Landkreis sank die Zahl in dieser Zeit um 10,0 %."),
        ("2013:90 2023:91", "", "eine Person mehr als Ende 2013."),
        ("2013:x 2023:91", FELL, "91 Menschen in Ahausen."),
        (FELL, "2013:9000 2023:x", "200 weniger als Ende 2013. Damit sank die Zahl um 10,0 %."),
    ],
)  # fmt: skip
def test_a_change_is_told_beside_that_of_the_whole(numbers, own, county, sentences):
    said = numbers(own, county)
    assert said.startswith("Ende 2023 lebten ")
    assert said.endswith(sentences)


@pytest.mark.parametrize(
    ("own", "sentences"),
    [
        ("2013:2000 2018:1800 2023:1900", "100 weniger als Ende 2013, aber 100 mehr als Ende 2018. Seit Ende 2013 sank die Zahl insgesamt um 5,0 %."),
        ("2013:2000 2018:2200 2023:2100", "100 mehr als Ende 2013, aber 100 weniger als Ende 2018. Seit Ende 2013 stieg die Zahl insgesamt um 5,0 %."),
        ("2013:2000 2018:1900 2023:2100", "100 mehr als Ende 2013 und 200 mehr als Ende 2018. Seit Ende 2013 stieg die Zahl insgesamt um 5,0 %."),
        ("2013:2000 2018:1900 2023:2000", "genauso viele wie Ende 2013, aber 100 mehr als Ende 2018. Seit Ende 2013 blieb die Zahl insgesamt gleich."),
    ],
)  # fmt: skip
def test_a_course_that_turned_is_told_from_both_points(numbers, own, sentences):
    assert numbers(own).endswith(sentences)


def test_counts_that_are_hardly_counts(numbers):
    assert numbers("2023:0") == "Ende 2023 lebte niemand in Ahausen."
    assert numbers("2023:1") == "Ende 2023 lebte eine Person in Ahausen."
    assert numbers("2023:900p") == (
        "Ende 2023 lebten in Ahausen nach vorläufigen Zahlen 900 Menschen."
    )
    assert numbers("2023:x") == ""


def test_a_region_was_named_just_before(numbers):
    assert numbers("", "", "2013:90 2023:80", area=NORTH) == (
        "Ende 2023 lebten dort 80 Menschen, 10 weniger als Ende 2013."
    )


def test_a_number_behind_a_break_stands_apart_from_the_course(numbers):
    county = "2013:2000 2023:1800 2024:1700"
    assert numbers("", county, area=COUNTY, breaks=(Break("2024", "Neu gezählt."),)) == (
        "Ende 2024 lebten dort nach neuer Zählung 1.700 Menschen. Nach der alten Zählung, die damit nicht "
        "vergleichbar ist, sank die Zahl zwischen Ende 2013 und Ende 2023 um 200 oder 10,0 %."
    )


def test_a_course_of_another_series_names_both_its_times(package, make_package):
    latest = package("2024:900", "")
    course = make_package(
        {AHAUSEN: {"2012": "1000", "2022": "950"}, COUNTY: {"2012": "90", "2022": "80"}},
        **FACTS | {"key": "lauf", "measure": "Einwohner am 30. Juni"},
    )
    both = replace(
        latest,
        indicators={**latest.indicators, **course.indicators},
        observations={**latest.observations, **course.observations},
    )
    settings = ProfileSettings(population=("leute", "lauf"))
    said = introduce(both.areas.by_key[AHAUSEN], both, settings)[1]
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Ende 2024 lebten 900 Menschen in Ahausen. Zwischen Mitte 2012 und Mitte 2022 sank die Zahl um 50 "
        "oder 5,0 %."
    )


def test_before_a_merger_it_was_the_same_ground(package):
    made = package("2013:1000 2023:900")
    merged = replace(made.areas.by_key[AHAUSEN], valid_from="2023-01-01")
    assert ", 100 weniger als Ende 2013 auf demselben Gebiet." in " ".join(
        introduce(merged, made, SETTINGS)
    )


def test_density_needs_no_year_if_it_is_of_the_same(package, make_package):
    made = package("2023:900")
    dense = make_package(
        {AHAUSEN: {"2023": "45"}}, key="dichte", unit="Menschen je km²", decimals=0
    )
    both = replace(
        made,
        indicators={**made.indicators, **dense.indicators},
        observations={**made.observations, **dense.observations},
    )
    assert introduce(both.areas.by_key[AHAUSEN], both, SETTINGS)[1] == (
        "Ende 2023 lebten 900 Menschen in Ahausen. "
        "Auf einem Quadratkilometer wohnten im Durchschnitt 45 Menschen."
    )


def test_without_any_series_there_is_the_place_and_a_description(package):
    made = package()
    area = made.areas.by_key[AHAUSEN]
    assert len(introduce(area, made, ProfileSettings())) == 1
    assert describe_area(area, made, ProfileSettings()) == (
        "Zahlen zur Gemeinde Ahausen im Landkreis Musterland."
    )


def test_the_description_is_one_sentence_that_gets_shorter_until_it_fits(package):
    made = package(FELL)
    area = made.areas.by_key[AHAUSEN]
    start = "Zahlen zur Gemeinde Ahausen im Landkreis Musterland"
    assert describe_area(area, made, SETTINGS) == (
        f"{start}: Ende 2023 lebten hier 1.800 Menschen, 200 weniger als Ende 2013."
    )
    for letters, end in ((50, "1.800 Menschen."), (80, "Landkreis Musterland."), (120, "a.")):
        long = replace(area, short="A" + "a" * letters)
        said = describe_area(long, made, SETTINGS)
        assert said.endswith(end)
        assert len(said) <= 155
    assert describe_area(replace(area, short="a" * 200), made, SETTINGS) == ""


WORDS = ("Landkreis", "Kreis", "Planungsraum", "Region", "Bezirk", "Gebiet", "Stadt", "Quadrant")
NAMES = ("Ahausen", "Neustadt am See", "Raum Nord", "Süd", "Altes Feld", "Kreis")
TIMES = ("2012", "2017", "2018", "2022", "2023", "2023-06", "2024")
CELLS = st.one_of(
    st.sampled_from([Observation(None, sign) for sign in SIGNS]),
    st.decimals(0, 3000, places=1).map(Observation),
    st.sampled_from([0, 1, 2, 99, 100]).map(lambda n: Observation(Decimal(n), "p")),
)
COURSES = st.dictionaries(st.sampled_from(TIMES), CELLS, max_size=5)


@st.composite
def packages(draw):
    """Draw a package of one to three levels with areas that lie in each other or nowhere."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
    levels = tuple(Level(word, word, f"{word}s") for word in words)
    areas = {}
    for n in range(draw(st.integers(1, 12))):
        key = f"g{n}"
        areas[key] = Area(
            key,
            name := draw(st.sampled_from(NAMES)),
            draw(st.sampled_from([name, f"{name}, Stadt, Kurstadt", f"Landkreis {name}"])),
            draw(st.sampled_from(words)),
            draw(st.sampled_from(["", *areas, "fehlt"])),
            valid_from=draw(st.sampled_from(["", "2018", "2018-07", "2018-07-01"])),
            predecessors=draw(st.sampled_from([(), tuple(areas)[:2], ("fehlt",)])),
            successor=draw(st.sampled_from(["", "", "", *areas])),
            designation=draw(st.sampled_from(["", "Stadt", "Flecken"])),
        )
    return Areas(areas, levels), draw(COURSES), draw(COURSES)


@given(packages())
def test_whatever_the_data_are_the_sentences_are_whole(make_indicator, drawn):
    areas, of_first, of_others = drawn
    units = {"leute": ("Personen", (Break("2024", "Neu."),)), "dichte": ("Menschen je km²", ())}
    package = Package(
        {
            key: make_indicator(key, unit, 0, measure="Stand am 31. Dezember", breaks=breaks)
            for key, (unit, breaks) in units.items()
        },
        {
            key: Observations(
                {
                    (area, time): seen
                    for area in areas.by_key
                    for time, seen in (of_first if area == "g0" else of_others).items()
                }
            )
            for key in units
        },
        areas,
    )
    for area in areas.by_key.values():
        paragraphs = introduce(area, package, SETTINGS)
        described = describe_area(area, package, SETTINGS)
        assert 0 < len(described) <= 155
        for text in (*paragraphs, described):
            assert re.fullmatch(r"[A-ZÄÖÜ].*\w\)?\.", text.replace("%.", "x.")), text
            assert not re.search(r"None|--|k\.\sA|  | ,|\.\.|\(\)|geheim", text), text
