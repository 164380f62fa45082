"""The data package: `datapackage.json` beside its CSV files (Frictionless Data Package, v1).

Beside the standard's keys each indicator has German ones (`einheit`, `stand`, `brueche` …).
Nothing is guessed: what is missing or wrong is a fault with file, line and column.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.gazetteer import read_areas
from plugins.indicators.data.indicator import Break, Indicator, Licence, Source
from plugins.indicators.data.number import Unit
from plugins.indicators.data.observations import Observations, read_observations
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import fold, suggest

FILE = "datapackage.json"
REQUIRED = {
    "name": str,
    "path": str,
    "title": str,
    "kurztitel": str,
    "messgroesse": str,
    "definition": str,
    "methode": str,
    "einheit": str,
    "nachkommastellen": int,
    "additiv": bool,
    "stand": str,
    "sources": list,
    "licenses": list,
    "lizenz_geprueft": bool,
    "dimension": str,
    "felder": list,
}


@dataclass(frozen=True)
class Package:
    """All indicators of a site, their observations and the areas they are about."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    observations: Mapping[str, Observations] = field(default_factory=dict)
    areas: Areas = field(default_factory=Areas)

    def find(self, words: str) -> Indicator | None:
        """Return the indicator of this key or title."""
        wanted = fold(words)
        for each in self.indicators.values():
            if wanted in {fold(each.key), fold(each.title)}:
                return each
        return None

    def select(self, words: str) -> Indicator:
        """Return the indicator of this key or title. Raises WordError."""
        if found := self.find(words):
            return found
        advice = suggest(words, self.indicators) or "Es gibt noch keine Daten."
        raise WordError(f"Den Indikator „{words}“ gibt es nicht.", advice)


def read_package(folder: Path, root: Path) -> tuple[Package, list[Fault]]:
    """Read the package in `folder`; faults name files relative to `root`.

    A site without data has an empty package and no fault.
    """
    path = (folder / FILE).relative_to(root).as_posix()
    if not (folder / FILE).is_file():
        return Package(), []
    text, faults = _read(folder / FILE, path)
    try:
        raw = json.loads(text or "{}")
    except json.JSONDecodeError as error:
        line = text.splitlines()[error.lineno - 1] if text else ""
        message = f"Das ist kein gültiges JSON: {error.msg}."
        return Package(), [Fault(path, error.lineno, error.colno, message, "", line)]
    resources = raw.get("resources", []) if isinstance(raw, dict) else []
    areas = Areas()
    indicators: dict[str, Indicator] = {}
    observations: dict[str, Observations] = {}
    for resource in resources:
        if resource.get("art") == "gebiete":
            table, new = _table(resource, folder, root, path, text)
            areas, wrong = read_areas(table, _name(folder, root, resource), resource)
            faults += [*new, *(wrong if not new else [])]
    for resource in resources:
        if resource.get("art") != "indikator":
            continue
        missing = list(_missing(resource, path, text))
        if missing:
            faults += missing
            continue
        indicator = _indicator(resource)
        table, new = _table(resource, folder, root, path, text)
        faults += new
        if indicator.key in indicators:
            message = f"Den Indikator „{indicator.key}“ gibt es zweimal."
            faults.append(Fault(path, _line(text, indicator.key), 0, message))
        elif not new:
            name = _name(folder, root, resource)
            observed, wrong = read_observations(table, name, areas.by_key)
            indicators[indicator.key], observations[indicator.key] = indicator, observed
            faults += wrong
    return Package(indicators, observations, areas), faults


def _read(file: Path, path: str) -> tuple[str, list[Fault]]:
    try:
        return file.read_text(encoding="utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        advice = "Speichern Sie die Datei als „CSV UTF-8“ oder „UTF-8“."
        return "", [Fault(path, line, 0, "Die Datei ist nicht in UTF-8 gespeichert.", advice)]


def _table(
    resource: Mapping[str, Any], folder: Path, root: Path, path: str, text: str
) -> tuple[str, list[Fault]]:
    """Return the text of a resource's file, or a fault."""
    name = str(resource.get("path", ""))
    file = folder / name
    line = _line(text, str(resource.get("name", "")))
    if not name or Path(name).is_absolute() or ".." in Path(name).parts:
        return "", [Fault(path, line, 0, f"Der Pfad „{name}“ führt aus dem Datenordner heraus.")]
    if not file.is_file():
        return "", [Fault(path, line, 0, f"Die Datei „{name}“ fehlt im Datenordner.")]
    return _read(file, _name(folder, root, resource))


def _name(folder: Path, root: Path, resource: Mapping[str, Any]) -> str:
    return (folder / str(resource.get("path", ""))).relative_to(root).as_posix()


def _missing(resource: Mapping[str, Any], path: str, text: str) -> Iterator[Fault]:
    key = str(resource.get("name", "?"))
    line = _line(text, key)
    for name, kind in REQUIRED.items():
        value = resource.get(name)
        if value is None:
            yield Fault(path, line, 0, f"Beim Indikator „{key}“ fehlt „{name}“.")
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            yield Fault(path, line, 0, f"Beim Indikator „{key}“ passt „{name}“ nicht: {value!r}.")


def _line(text: str, key: str) -> int:
    """Return the line where a resource is named: the nearest place an editor can look at."""
    wanted = f'"name":{json.dumps(key, ensure_ascii=False)}'
    for number, line in enumerate(text.splitlines(), 1):
        if wanted in line.replace(" ", ""):
            return number
    return 0


def _indicator(raw: Mapping[str, Any]) -> Indicator:
    return Indicator(
        key=raw["name"],
        file=raw["path"],
        title=raw["title"],
        short_title=raw["kurztitel"],
        measure=raw["messgroesse"],
        definition=raw["definition"],
        method=raw["methode"],
        unit=Unit(
            raw["einheit"], raw.get("einheit_einzahl", raw["einheit"]), raw["nachkommastellen"]
        ),
        additive=raw["additiv"],
        as_of=raw["stand"],
        sources=tuple(
            Source(each["title"], each["herausgeber"], each.get("path", ""), each.get("stand", ""))
            for each in raw["sources"]
        ),
        licences=tuple(Licence(each["title"], each.get("path", "")) for each in raw["licenses"]),
        licence_checked=raw["lizenz_geprueft"],
        own_calculation=raw.get("eigene_berechnung", False),
        breaks=tuple(Break(each["ab"], each["grund"]) for each in raw.get("brueche", [])),
        notes=tuple(raw.get("hinweise", [])),
        notes_if_missing=tuple(raw.get("hinweise_fehlend", [])),
        dimension=raw["dimension"],
        fields=tuple(raw["felder"]),
    )
