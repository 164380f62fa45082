"""The data package: `datapackage.json` beside its CSV files (Frictionless Data Package, v1).

Beside the standard's keys each indicator has German ones (`einheit`, `stand`, `brueche` …).
Nothing is guessed: what is missing or wrong is a fault with file, line and column.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.boundaries import Boundaries, read_boundaries
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.gazetteer import read_areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.metadata import find_missing, line_of, read_indicator
from plugins.indicators.data.notation import read_json
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.shelf import Report, Shelf, read_text
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import fold, suggest

FILE = "datapackage.json"
_JSON = "Meist fehlt davor ein Komma, ein Anführungszeichen oder eine Klammer."


@dataclass(frozen=True)
class Package:
    """All indicators of a site, their observations and the areas they are about."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    observations: Mapping[str, Observations] = field(default_factory=dict)
    areas: Areas = field(default_factory=Areas)
    open_boundaries: Callable[[], Boundaries] = Boundaries

    @cached_property
    def boundaries(self) -> Boundaries:
        """The shapes of the areas, read when the first map is drawn; without a file none."""
        return self.open_boundaries()

    def find(self, words: str) -> Indicator | None:
        """Return the indicator of this key or title."""
        return self._names.get(fold(words))

    def select(self, words: str) -> Indicator:
        """Return the indicator of this key or title. Raises WordError."""
        if found := self.find(words):
            return found
        advice = suggest(words, self.indicators) or "Es gibt noch keine Daten."
        raise WordError(f"Den Indikator „{words}“ gibt es nicht.", advice)

    @cached_property
    def _names(self) -> Mapping[str, Indicator]:
        """Return the indicators by key and by title; the first of a name has it."""
        last_first = reversed([*self.indicators.values()])
        return {fold(name): each for each in last_first for name in (each.key, each.title)}


def read_package(
    folder: Path, root: Path, report: Report | None = None
) -> tuple[Package, list[Fault]]:
    """Read the package in `folder`; faults name files relative to `root`.

    With `report` the observations of an indicator are read when they are asked for, and `report`
    hears of their faults then; without it all are read now. A site without data has an empty
    package and no fault.
    """
    path = (folder / FILE).relative_to(root).as_posix()
    if not (folder / FILE).is_file():
        return Package(), []
    text, faults = read_text(folder / FILE, path)
    raw, wrong = read_json(text or "{}", path, _JSON)
    if wrong:
        return Package(), wrong
    listed = raw.get("resources", []) if isinstance(raw, dict) else []
    resources = [resource for resource in listed if isinstance(resource, dict)]
    areas = Areas()
    for resource in resources:
        if resource.get("art") == "gebiete":
            table, new = _table(resource, folder, root, path, text)
            areas, wrong = read_areas(table, _name(folder, root, resource), resource)
            faults += [*new, *(wrong if not new else [])]
    indicators: dict[str, Indicator] = {}
    for resource in resources:
        if resource.get("art") == "indikator":
            levels = [level.key for level in areas.levels]
            new = _problems(resource, indicators, folder, path, text, levels=levels)
            faults += new
            if not new:
                indicators[resource["name"]] = read_indicator(resource)
    files = {key: folder / indicator.file for key, indicator in indicators.items()}
    shelf = Shelf(files, root, areas.by_key, report or faults.extend)
    read = partial(_table, folder=folder, root=root, path=path, text=text)
    named = partial(_name, folder, root)
    package = Package(
        indicators,
        shelf,
        areas,
        partial(_boundaries, resources, read, named, areas, report or faults.extend),
    )
    if not report:
        package.boundaries  # noqa: B018 - read now, so that its faults are known
        for key in shelf:
            shelf[key]
    return package, faults


def _boundaries(
    resources: Iterable[Mapping[str, Any]],
    read: Callable[[Mapping[str, Any]], tuple[str, list[Fault]]],
    named: Callable[[Mapping[str, Any]], str],
    areas: Areas,
    report: Report,
) -> Boundaries:
    """Return the boundaries of the package; `report` hears of the faults of their file."""
    for resource in resources:
        if resource.get("art") == "grenzen":
            topology, faults = read(resource)
            found = Boundaries()
            if not faults:
                found, faults = read_boundaries(topology, named(resource), resource, areas)
            report(faults)
            return found
    return Boundaries()


def _problems(
    resource: Mapping[str, Any],
    known: Collection[str],
    folder: Path,
    path: str,
    text: str,
    *,
    levels: Collection[str],
) -> list[Fault]:
    """Return what keeps an indicator from being read."""
    wrong = list(find_missing(resource, path, text, levels))
    if not wrong:
        wrong += _unreachable(resource, folder, path, text)
        if resource["name"] in known:
            message = f"Den Indikator „{resource['name']}“ gibt es zweimal."
            wrong.append(Fault(path, line_of(text, resource["name"]), 0, message))
    return wrong


def _table(
    resource: Mapping[str, Any], folder: Path, root: Path, path: str, text: str
) -> tuple[str, list[Fault]]:
    """Return the text of a resource's file, or a fault."""
    if wrong := list(_unreachable(resource, folder, path, text)):
        return "", wrong
    return read_text(folder / resource["path"], _name(folder, root, resource))


def _unreachable(
    resource: Mapping[str, Any], folder: Path, path: str, text: str
) -> Iterator[Fault]:
    """Yield a fault if the file of a resource cannot be read."""
    name, advice = str(resource.get("path", "")), ""
    if not name or Path(name).is_absolute() or ".." in Path(name).parts:
        message = f"Der Pfad „{name}“ führt aus dem Datenordner heraus."
    elif not (folder / name).is_file():
        message = f"Die Datei „{name}“ fehlt im Datenordner."
        if "geheimhaltung" in resource:
            advice = "Nicht selbst hineinlegen: „inv data.uebernehmen“ schreibt sie ohne die kleinen Zahlen."
    else:
        return
    yield Fault(path, line_of(text, str(resource.get("name", ""))), 0, message, advice)


def _name(folder: Path, root: Path, resource: Mapping[str, Any]) -> str:
    return (folder / str(resource.get("path", ""))).relative_to(root).as_posix()
