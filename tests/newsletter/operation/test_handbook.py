"""docs/betrieb.md and deploy/ speak of the same things as the code."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from plugins.newsletter import errors
from plugins.newsletter.__main__ import COMMANDS
from plugins.newsletter.operation.arguments import read_arguments
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.states import DeliveryState, EntryState, IssueState

ROOT = Path(__file__).parents[3]
HANDBOOK = (ROOT / "docs/betrieb.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("newsletter*.*"))


def tables(heading):
    """Return the tables below a heading, each the list of its first cells."""
    section = re.split(r"\n## ", HANDBOOK.split(f"\n## {heading}\n")[1])[0]
    blocks = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    return [[row.split("|")[1].strip(" `") for row in block.splitlines()[2:]] for block in blocks]


def test_the_tables_of_states_are_those_of_the_code():
    assert tables("Zustände") == [
        [str(state) for state in states] for states in (IssueState, DeliveryState, EntryState)
    ]


def test_the_table_of_exit_codes_is_that_of_the_errors():
    (listed,) = tables("Exit-Codes")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert {int(code) for code in listed} == {0, *(kind.exit_code for kind in kinds)}


def test_every_command_stands_in_the_handbook_and_no_other():
    listed = re.findall(r"^\| `inv (?:newsletter\.)?([a-z.]+)`", HANDBOOK, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "typed",
    sorted(
        set(re.findall(r"`inv (?:newsletter\.)?((?:subscribers\.)?[a-z]+(?: --[^`]+)?)`", HANDBOOK))
    ),
)
def test_every_command_in_the_handbook_can_be_typed(typed):
    """As it stands there, for on the server it goes to the program without `inv`."""
    words = typed.split()
    needed = {
        "test": "a@post.example", "cancel": "1", "backup": "x", "restore": "x",
        "subscribers.export": "x", "subscribers.import": "x",
    }  # fmt: skip
    if len(words) == 1 and words[0] in needed:
        words.append(needed[words[0]])
    assert read_arguments(words).command == words[0]


def test_every_alarm_is_found_by_words_that_the_code_says():
    section = HANDBOOK.split("\n## Alarme\n")[1].split("\n### ")[0]
    said = "".join(
        file.read_text("utf-8") for file in sorted((ROOT / "plugins/newsletter").rglob("*.py"))
    )
    said = re.sub(r'["\']\s*\n\s*f?["\']', "", said)
    quoted = [
        part.strip(" ().")
        for sentence in re.findall(r"^\| („.+?) \(\d+\) \|", section, re.MULTILINE)
        for whole in re.findall("„(.+?)“", sentence)
        for part in re.split(r"…|12|\(", whole)
        if len(part.strip(" ().")) > 3
    ]
    assert len(quoted) > 20
    assert [part for part in quoted if part not in said] == []


def test_every_setting_in_the_handbook_exists():
    example = HANDBOOK.split("NEWSLETTER = replace(")[1].split("```")[0]
    named = set(re.findall(r"^ +([a-z_]+)=", example, re.MULTILINE))
    assert len(named) == 12
    assert named <= {each.name for each in fields(NewsletterSettings)}


def test_every_unit_in_the_handbook_exists_and_none_is_forgotten():
    named = set(re.findall(r"newsletter[a-z@-]*\.(?:service|timer)", HANDBOOK))
    there = {unit.name for unit in UNITS}
    assert named <= there
    timers = {unit.name for unit in UNITS if unit.suffix == ".timer"}
    assert timers <= named
