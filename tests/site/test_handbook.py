"""The handbook, the plan and the code speak of the same things."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from plugins.indicators.block import request
from plugins.indicators.block.reading import read_request
from plugins.indicators.check.metadata import judge_metadata
from plugins.indicators.claims.headline import check_headline
from plugins.indicators.claims.names import Names
from plugins.indicators.data.gazetteer import COLUMNS
from plugins.indicators.data.metadata import (
    OPTIONAL,
    PARTS,
    RATE,
    REQUIRED,
    find_missing,
    read_indicator,
)
from plugins.indicators.data.observations import PROVISIONAL, SIGNS
from plugins.indicators.data.package import read_package
from plugins.indicators.data.rows import read_observations
from plugins.indicators.inline.directive import inline_value
from plugins.indicators.inline.forms import FORMS
from plugins.indicators.kinds import dumbbell, multiples, stacked, tiles, valuelist
from plugins.indicators.kinds.chart import compose
from plugins.manuscript.directives import INLINE, Block, parse_inline
from plugins.manuscript.faults import Faults
from plugins.manuscript.schema import KEYS
from plugins.manuscript.vocabulary import KINDS, STATES, field_keys

ROOT = Path(__file__).parent.parent.parent
HANDBOOK = (ROOT / "docs/redaktion.md").read_text(encoding="utf-8")
STEWARDS = (ROOT / "docs/daten.md").read_text(encoding="utf-8")


def table(heading, text=HANDBOOK):
    """Return the rows of the tables directly below a heading, each a list of cells."""
    section = re.split(r"\n#+ ", text.split(f"# {heading}\n")[1])[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def table_keys(heading, text=HANDBOOK):
    """Return the words in backticks of the first column of the tables below a heading."""
    return {word for row in table(heading, text) for word in re.findall(r"`([^`]+)`", row[0])}


EXAMPLES = re.findall(r"^```diagramm\n(.*?)^```$", HANDBOOK + STEWARDS, re.MULTILINE | re.DOTALL)
VALUES = [row for row in table("Zahlen im Satz") if row[0].startswith("`[[wert")]
WORDS = {2: "zwei", 4: "vier", 5: "fünf", 12: "zwölf"}


def snippets(language):
    """Return the examples in a language, without the indentation that a list gives them."""
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```$", STEWARDS, re.MULTILINE | re.DOTALL)
    return [re.sub(r"^   (?=\S| )", "", each, flags=re.MULTILINE) for each in found]


def test_the_handbook_explains_every_key_of_the_head_and_no_other():
    assert table_keys("Der Kopf der Datei") == set(KEYS)


def test_the_handbook_names_kinds_and_states():
    for word in (*KINDS, *STATES):
        assert f"`{word}`" in HANDBOOK


def test_the_handbook_explains_every_field_of_a_chart_and_no_other():
    assert table_keys("Diagramme") == set(request.FIELDS)


def test_the_handbook_knows_every_command_and_no_other():
    run = subprocess.run(
        [sys.executable, "-m", "invoke", "--list", "--list-format=flat"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tasks = {
        line.split()[0]
        for line in run.stdout.splitlines()
        if line.startswith("  ") and line[2] != " "
    }
    named = {command.removeprefix("inv ") for command in table_keys("Alle Befehle")}
    known = {("check" if task == "check.seite" else task) for task in tasks}
    assert known == named
    for page in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md"):
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r"`inv ([a-z.]+)", text)) <= known, page.name


def test_the_handbook_shows_every_form_of_a_number_in_a_sentence():
    shown = re.findall(r"\[\[wert: [^\]]+, (\D+)\]\]", HANDBOOK)
    assert set(shown) == set(FORMS)
    assert len(VALUES) == len(FORMS) + 1


def test_the_handbook_names_every_inline_directive():
    registered = set()
    for module in (ROOT / "plugins").rglob("__init__.py"):
        registered |= set(re.findall(r'\.inlines\["(\w+)"\]', module.read_text(encoding="utf-8")))
    assert {"wert", "jahr", "angabe"} <= registered
    for name in registered:
        assert f"[[{name}: " in HANDBOOK


@pytest.mark.parametrize("group", ["dependencies", "dev", "peers"])
def test_every_dependency_has_its_reason(group):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = (
        project["project"]["dependencies"]
        if group == "dependencies"
        else project["dependency-groups"][group]
    )
    reasons = (ROOT / "docs/entscheidungen.md").read_text(encoding="utf-8").lower()
    for requirement in listed:
        name = re.split(r"[<>=[]", requirement)[0].lower()
        assert f"`{name}`" in reasons, name


@pytest.fixture(scope="module")
def package():
    known, faults = read_package(ROOT / "content/daten", ROOT)
    assert not faults
    return known


@pytest.mark.parametrize("lines", EXAMPLES)
def test_every_example_can_be_drawn_and_its_title_is_true(lines, package):
    block = Block("diagramm", "docs/redaktion.md", 1, tuple(lines.splitlines()))
    asked, faults = read_request(block, package)
    assert not faults, [str(fault) for fault in faults]
    scene = compose(asked, package)
    hints = check_headline(block, scene, Names(package.areas))
    assert not [str(hint) for hint in hints]


def test_there_is_an_example_and_a_row_for_every_kind_of_chart():
    assert table_keys("Welche Art wofür") == set(request.KINDS)
    assert set(re.findall(r"^art: (\S+)$", "\n".join(EXAMPLES), re.MULTILINE)) == set(request.KINDS)


@pytest.mark.parametrize(
    ("kind", "limits"),
    [
        (request.LINE, [request.MOST_LINES]),
        (request.TILES, [tiles.MOST_TILES]),
        (request.TABLE, [valuelist.MOST_COLUMNS, request.MOST_LINES]),
        (request.DUMBBELL, [dumbbell.MOST_AREAS, dumbbell.MOST_TIMES]),
        (request.MULTIPLES, [multiples.LEAST_PANELS, multiples.MOST_PANELS]),
        (request.STACKED, [stacked.LEAST_PARTS, stacked.MOST_PARTS]),
    ],
)
def test_the_limits_of_a_kind_are_those_of_the_code(kind, limits):
    (row,) = (row for row in table("Welche Art wofür") if row[0] == f"`{kind}`")
    for number in limits:
        assert WORDS.get(number, str(number)) in row[2]


@pytest.mark.parametrize(("typed", "shown"), VALUES, ids=[row[0] for row in VALUES])
def test_a_number_in_a_sentence_is_shown_as_the_handbook_says(typed, shown, package):
    faults = Faults()
    directive = parse_inline(INLINE.search(typed), "docs/redaktion.md", 1, 1, typed)
    element = inline_value(directive, faults, package)
    assert not len(faults), faults.report()
    assert element.text.replace("\N{NO-BREAK SPACE}", " ") == shown


def test_the_handbook_explains_every_word_of_the_metadata_and_no_other():
    raw = json.loads((ROOT / "content/daten/datapackage.json").read_text(encoding="utf-8"))
    used = {word for each in raw["resources"] if each["art"] == "indikator" for word in each}
    assert table_keys("Alle Angaben zu einer Reihe", STEWARDS) == used | {
        *REQUIRED,
        *OPTIONAL,
        *RATE,
    }
    for row in table("Alle Angaben zu einer Reihe", STEWARDS)[2:]:
        words = set(re.findall(r"`([^`]+)`", row[0]))
        assert (row[2] == "Pflicht") == (words <= {"art", *REQUIRED}), row
        for part in PARTS.get(*words, ()) if len(words) == 1 and words <= PARTS.keys() else ():
            assert f"`{part}`" in STEWARDS


def test_the_handbook_explains_every_sign_and_every_column_of_the_areas():
    signs = {row[0].strip("`"): row[1] for row in table("Eine Zeile, ein Wert", STEWARDS)[2:]}
    assert signs.keys() == {*SIGNS, PROVISIONAL}
    assert {sign: signs[sign] for sign in SIGNS} == SIGNS
    assert table_keys("Gebiete", STEWARDS) == set(COLUMNS)


def test_the_example_of_a_new_series_lacks_nothing(package):
    (entry,) = (each for each in snippets("json") if '"name": "spielplaetze"' in each)
    resource = json.loads(entry)
    levels = [level.key for level in package.areas.levels]
    assert not [*map(str, find_missing(resource, "datapackage.json", entry, levels))]
    indicator = read_indicator(resource)
    assert indicator.dimension in {each.dimension for each in package.indicators.values()}
    found = judge_metadata(indicator, (), field_keys(ROOT / "content"), _Descriptor())
    assert not list(found)
    (rows,) = snippets("csv")
    observations, faults = read_observations(rows, "spielplaetze.csv", package.areas.by_key)
    assert not [*map(str, faults)]
    assert len(observations) == 4
    (licence,) = snippets("toml")
    assert tomllib.loads(licence)["annotations"][0]["path"] == f"content/daten/{resource['path']}"


def test_all_other_examples_of_metadata_are_json():
    others = [each for each in snippets("json") if '"name"' not in each]
    assert len(others) == 3
    for each in others:
        assert json.loads(f"{{{each}}}")


def test_every_message_in_the_handbook_is_one_of_the_check():
    messages = [row[0] for row in table("Was `inv data.check` sagt", STEWARDS)]
    messages = [each for each in messages if each != "Meldung" and not set(each) <= set("-")]
    assert len(messages) > 10
    code = "".join(
        module.read_text(encoding="utf-8")
        for room in ("check", "data", "history")
        for module in (ROOT / "plugins/indicators" / room).glob("*.py")
    )
    for message in messages:
        for part in re.split(r"…|[„“]|\d[\d,]*|(?<=\.) ", message):
            assert part.strip() in code, message


class _Descriptor:
    """Where an example stands does not matter here."""

    def fault(self, *words):
        return words
