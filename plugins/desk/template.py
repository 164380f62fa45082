"""The template of each kind of text: `templates/<kind>.md`, with the answers filled in."""

import json
import uuid
from datetime import date
from pathlib import Path
from string import Template

import yaml

_TEMPLATES = Path(__file__).parent / "templates"


def fill(kind: str, content: Path, **answers: str | int | date) -> str:
    """Return the text of a new file: front matter, then a draft that shows how this kind is written.

    Every text gets its `kennung` here, once: a random UUID that stays with it through every change
    of title and address, so that feed readers and the newsletter know it again.
    """
    values = {name: _value(answer) for name, answer in answers.items()}
    template = Template((_TEMPLATES / f"{kind}.md").read_text(encoding="utf-8"))
    return template.substitute(values, kennung=uuid.uuid4(), indikator=_indicator(content))


def _value(answer: str | int | date) -> str:
    """Write an answer so that YAML reads it back as the same text: `Rat: A bis Z` needs quotes."""
    if isinstance(answer, str):
        return str(yaml.safe_dump(answer, allow_unicode=True, width=float("inf"))).splitlines()[0]
    return str(answer)


def _indicator(content: Path) -> str:
    """Name the first indicator there is, so that the chart of a new post shows something."""
    package = content / "daten/datapackage.json"
    if not package.exists():
        return "indikator"
    resources = json.loads(package.read_text(encoding="utf-8")).get("resources", [])
    return str(next((resource["name"] for resource in resources), "indikator"))
