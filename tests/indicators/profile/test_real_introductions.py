"""The sentences of all areas of this site, read by another reader: every number, article and length."""

import csv
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from plugins.indicators.data.package import read_package
from plugins.indicators.profile.introduction import describe_area, introduce
from plugins.indicators.profile.settings import ProfileSettings

ROOT = Path(__file__).parent.parent.parent.parent
FOLDER = ROOT / "content" / "daten"
SETTINGS = ProfileSettings(
    population=("bevoelkerung_3112", "bevoelkerung"), density="bevoelkerungsdichte"
)
MOST_WORDS = 25
COUNTS = (
    "",
    "",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
)


def rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def numbers(name):
    found = defaultdict(dict)
    for row in rows(name):
        if row["wert"]:
            found[row["gebiet"]][row["zeit"]] = float(row["wert"])
    return found


REGISTER = {row["ags"]: row for row in rows("gebiete")}
TODAY = {
    key: row for key, row in REGISTER.items() if not row["gueltig_bis"] and not row["nachfolger"]
}
COUNTY = next(key for key, row in TODAY.items() if not row["teil_von"])
PEOPLE, DENSITY = numbers("bevoelkerung_3112"), numbers("bevoelkerungsdichte")


@pytest.fixture(scope="module")
def texts():
    package, faults = read_package(FOLDER, ROOT)
    assert not faults
    return {
        key: (
            tuple(
                each.replace("\N{NO-BREAK SPACE}", " ")
                for each in introduce(package.areas.by_key[key], package, SETTINGS)
            ),
            describe_area(package.areas.by_key[key], package, SETTINGS),
        )
        for key in TODAY
    }


@pytest.fixture(scope="module", params=TODAY, ids=lambda key: TODAY[key]["kurzname"])
def key(request):
    return request.param


def whole(value):
    return math.floor(value + 0.5)


def german(text):
    return float(text.replace(".", "").replace(",", ".").replace("−", "-").replace("+", ""))


def count(word):
    return COUNTS.index(word) if word in COUNTS else int(word)


def sentences(text):
    return re.split(r"(?<=\.)(?<!\b\d\.)(?<!\b\d\d\.) (?=[A-ZÄÖÜ])", text)


def share(area, first, last):
    before, after = PEOPLE[area][first], PEOPLE[area][last]
    return (after - before) / before * 100


def shown(text, value):
    """Tell whether a percentage is the value, rounded to one decimal, without its sign."""
    return math.isclose(german(text), whole(abs(value) * 10) / 10)


def test_all_have_a_place_and_numbers(texts, key):
    paragraphs, _ = texts[key]
    assert len(paragraphs) == 2
    assert len(sentences(paragraphs[0])) == 1 + bool(TODAY[key]["vorgaenger"])
    assert len(sentences(paragraphs[1])) == 3


def test_every_sentence_is_whole_and_short(texts, key):
    for text in texts[key][0]:
        assert "  " not in text
        for sentence in sentences(text):
            assert re.fullmatch(r"[A-ZÄÖÜ].+[^\s.,;]\.", sentence)
            assert len(re.sub(r"(?<=\d) %", "%", sentence).split()) <= MOST_WORDS, sentence


def test_every_number_about_people_is_found_again(texts, key):
    said, _, dense = texts[key][0][1].partition(" Auf einem Quadratkilometer ")
    said, other = re.match(r"(.*?\.)(?: (Im Jahr .*))?$", said).groups()
    dense = dense or other
    course = PEOPLE[key]
    (year, people) = re.match(r"Ende (\d{4}) lebten (?:\D*? )?([\d.]+) Menschen", said).groups()
    assert year == max(course)
    assert german(people) == course[year]
    rest = said.replace(people, "", 1).replace(year, "", 1)
    for number, way, before in re.findall(r"([\d.]+) (mehr|weniger) als Ende (\d{4})", said):
        assert german(number) * (1 if way == "mehr" else -1) == course[year] - course[before]
        rest = rest.replace(f"{number} {way} als Ende {before}", "")
    span = re.search(r"zwischen Ende (\d{4}) und Ende (\d{4}) um ([\d.]+) oder ", said)
    first, last = (span[1], span[2]) if span else (re.search(r"als Ende (\d{4})", said)[1], year)
    if span:
        assert german(span[3]) == abs(course[last] - course[first])
        rest = rest.replace(span[0], "")
    rest = rest.replace(f"Seit Ende {first}", "")
    own, county = share(key, first, last), share(COUNTY, first, last)
    percents = re.findall(r"([+−]?[\d,]+) %", rest)
    for value, percent in zip((own, county), percents, strict=False):
        assert shown(percent.lstrip("+−"), value)
    assert len(percents) == (1 if key == COUNTY else 2)
    rest = re.sub(r"[+−]?[\d,]+ %", "", rest)
    assert not re.search(r"\d", rest), rest
    verdict(said, own, county)
    density(dense, key)


def verdict(said, own, county):
    """Check that the words for both changes are those that the numbers ask for."""
    if abs(own) < 0.95:
        assert "blieb die Zahl" in said
        assert said.count("sank") == 1
    else:
        assert re.search(r"(sank|stieg) die Zahl", said)[1] == ("sank" if own < 0 else "stieg")
    gap = whole(abs(own) * 10) / 10 - whole(abs(county) * 10) / 10
    if "stärker als" in said:
        assert gap > 0.99
    if "weniger stark als" in said:
        assert gap < -0.99
    if "ähnlich wie im" in said:
        assert -1 < gap < 1
    if "während sie" in said:
        assert own > -1 > county


def density(said, key):
    own, county = DENSITY[key]["2023"], DENSITY[COUNTY]["2023"]
    found = [german(each) for each in re.findall(r"[\d.]*\d", said)]
    expected = [whole(own), whole(county)]
    if key == COUNTY:
        assert found == [2023, expected[0]]
    elif "ebenso viele" in said:
        assert found == expected[:1] == expected[1:]
    else:
        assert found == expected
    ratio = own / county
    if times := re.search(r"(fast|rund|mehr als) (\w+?)(?:mal)? so viele", said):
        words = {"doppelt": 2, "halb": 0.5}
        named = words.get(times[2]) or count(times[2])
        least, most = {"fast": (-0.2, -0.1), "rund": (-0.1, 0.2), "mehr als": (0, math.inf)}[
            times[1]
        ]
        assert least <= ratio - named <= most
    assert ("weniger als halb so" in said) == (ratio < 0.45)
    assert ("ähnlich viele" in said) <= (0.9 <= ratio <= 1.1)


def test_the_place_is_that_of_the_register(texts, key):
    said = texts[key][0][0]
    row = TODAY[key]
    municipalities = [each for each in TODAY.values() if each["ebene"] == "gemeinde"]
    parts = [each for each in municipalities if key in {each["teil_von"], COUNTY}]
    if key == COUNTY:
        regions = sum(each["teil_von"] == COUNTY for each in TODAY.values())
        towns = sum(each["bezeichnung"] == "Stadt" for each in municipalities)
        assert f"{len(municipalities)} Gemeinden, darunter {towns} Städte" in said
        assert count(re.search(r"auf (\w+) Sozialregionen", said)[1]) == regions
    elif row["ebene"] != "gemeinde":
        parts = [each for each in municipalities if each["teil_von"] == key]
        named = {
            each["kurzname"] for each in parts if each["kurzname"] in said.partition("gehör")[2]
        }
        many = re.search(r"gehören (\w+) Gemeinden", said)
        if many:
            assert count(many[1]) == len(parts)
            assert named == {each["kurzname"] for each in parts if each["bezeichnung"]}
        else:
            assert len(named) == len(parts)
    else:
        municipality(said, row, [m for m in municipalities if m["teil_von"] == row["teil_von"]])


def municipality(said, row, region):
    """Check the kind, the region, the neighbours and the history of a municipality."""
    assert said.startswith(row["kurzname"])
    assert REGISTER[row["teil_von"]]["kurzname"] in said
    what = re.search(r"ist eine (\w+)", said)
    if what:
        assert what[1].endswith("stadt" if what[1] != "Stadt" else "Stadt") == bool(
            row["bezeichnung"]
        )
    if "einzige" in said:
        assert len(region) == 1
    company = re.search(r"gehört mit (.*) zur", said)
    if company:
        *others, last = re.split(r", | und ", company[1])
        more = re.fullmatch(r"(\w+) weiteren Gemeinden", last)
        others += [] if more else [last]
        assert set(others) < {each["kurzname"] for each in region} - {row["kurzname"]} or not more
        assert len(others) + (count(more[1]) if more else 0) == len(region) - 1
    part = re.search(r"lebt (fast|rund|mehr als) ein (Drittel|Viertel) der", said)
    if part:
        ratio = PEOPLE[row["ags"]]["2023"] / PEOPLE[row["teil_von"]]["2023"]
        named = {"Drittel": 1 / 3, "Viertel": 1 / 4}[part[2]]
        least, most = {"fast": (-0.04, 0), "rund": (-0.014, 0.017), "mehr als": (0, 1)}[part[1]]
        assert least < ratio - named < most
    for before in filter(None, row["vorgaenger"].split(";")):
        assert REGISTER[before]["kurzname"] in said
        year, month, day = map(int, row["gueltig_ab"].split("-"))
        assert (month, f"am {day}. Januar {year}" in said) == (1, True)
    for former in REGISTER.values():
        if former["nachfolger"] == row["ags"]:
            assert former["kurzname"] in said


def test_articles_agree_with_their_words(texts):
    everything = " ".join(part for text, said in texts.values() for part in (*text, said))
    masculine = Counter(re.findall(r"(\w+) Landkreis\b", everything))
    assert set(masculine) <= {"im", "zum", "Zum"}
    feminine = Counter(re.findall(r"(\w+(?: der)?) Sozialregion\b", everything))
    assert set(feminine) <= {"in der", "zur", "Zur"}
    towns = Counter(re.findall(r"(\w+) (?:Stadt|\w+stadt|Gemeinde)\b", everything))
    assert set(towns) <= {"eine", "die", "einzige", "zur"}
    assert not re.search(
        r"\b(?:ein|eine|der|die|das|dem|den) (?:ein|eine|der|die|das)\b", everything
    )


def test_descriptions_are_short_and_each_its_own(texts):
    said = [each for _, each in texts.values()]
    assert len(set(said)) == len(said) == len(TODAY)
    for each in said:
        assert 60 <= len(each) <= 155
        assert re.fullmatch(r"Zahlen zu[mr] .+[^.]\.", each)


def test_descriptions_say_the_same_numbers(texts, key):
    said = texts[key][1]
    course = PEOPLE[key]
    year, people = re.search(r"Ende (\d{4}) lebten hier ([\d.]+) Menschen", said).groups()
    assert german(people) == course[year]
    for number, way, before in re.findall(r"([\d.]+) (mehr|weniger) als Ende (\d{4})", said):
        assert german(number) * (1 if way == "mehr" else -1) == course[year] - course[before]
