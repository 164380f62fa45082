"""The handbook, the plan and the code speak of the same things."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from plugins.manuscript.schema import KEYS
from plugins.manuscript.vocabulary import KINDS, STATES

ROOT = Path(__file__).parent.parent.parent
HANDBOOK = (ROOT / "docs/redaktion.md").read_text(encoding="utf-8")


def table_keys(heading):
    """Return the words in backticks of the first column of the table below a heading."""
    section = HANDBOOK.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    return {word for cell in rows for word in re.findall(r"`([^`]+)`", cell)}


def test_the_handbook_explains_every_key_of_the_head_and_no_other():
    assert table_keys("Der Kopf der Datei") == set(KEYS)


def test_the_handbook_names_kinds_and_states():
    for word in (*KINDS, *STATES):
        assert f"`{word}`" in HANDBOOK


def test_the_handbook_explains_every_field_of_a_chart_and_no_other():
    from plugins.indicators.block.request import FIELDS  # noqa: PLC0415 - only this test needs it

    assert table_keys("Diagramme") == set(FIELDS)


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
    assert {("check" if task == "check.seite" else task) for task in tasks} == named


def test_the_handbook_shows_every_form_of_a_number_in_a_sentence():
    from plugins.indicators.inline.forms import FORMS  # noqa: PLC0415 - only this test needs it

    shown = re.findall(r"\[\[wert: [^\]]+, (\D+)\]\]", HANDBOOK)
    assert set(shown) == set(FORMS)


def test_the_handbook_names_every_inline_directive():
    registered = set()
    for module in (ROOT / "plugins").rglob("__init__.py"):
        registered |= set(re.findall(r'\.inlines\["(\w+)"\]', module.read_text(encoding="utf-8")))
    assert {"wert", "jahr", "angabe"} <= registered
    for name in registered:
        assert f"[[{name}: " in HANDBOOK


@pytest.mark.parametrize("group", ["dependencies", "dev"])
def test_every_dependency_has_its_reason(group):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = (
        project["project"]["dependencies"]
        if group == "dependencies"
        else project["dependency-groups"]["dev"]
    )
    reasons = (ROOT / "docs/entscheidungen.md").read_text(encoding="utf-8").lower()
    for requirement in listed:
        name = re.split(r"[<>=]", requirement)[0].lower()
        assert f"`{name}`" in reasons, name
