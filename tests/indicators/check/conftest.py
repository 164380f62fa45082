"""A clean package of Musterland in files: two counts that add up, and the rate of the two."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plugins.indicators.check.inspection import Inspection, inspect
from plugins.indicators.data.gazetteer import COLUMNS
from tests.indicators.conftest import described

REGIONS = {"r1": ("99001001", "99001004"), "r2": ("99001002", "99001003", "99001005")}
NAMES = {
    "99001": "Landkreis",
    "r1": "Region Nord",
    "r2": "Region Süd",
    "99001001": "Ahausen",
    "99001002": "Südwald",
    "99001003": "Bad Königsbrunn",
    "99001004": "Neustadt am Berg",
    "99001005": "Neustadt am See",
}
YEARS = tuple(range(2010, 2024))
LEVELS = [
    {"schluessel": "kreis", "einzahl": "Landkreis", "mehrzahl": "Landkreise"},
    {"schluessel": "region", "einzahl": "Region", "mehrzahl": "Regionen"},
    {"schluessel": "gemeinde", "einzahl": "Gemeinde", "mehrzahl": "Gemeinden"},
]
Cells = dict[tuple[str, int], str]


@dataclass
class Daten:
    """The folder content/daten/ of a site; cells are `wert,status` by area and year."""

    root: Path
    cells: dict[str, Cells] = field(default_factory=dict)
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.root / "content" / "daten"

    def add(self, key: str, cells: Cells, **metadata: Any) -> None:
        self.cells[key] = cells
        self.resources[key] = described(key, **metadata)

    def write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        parents = dict.fromkeys(REGIONS, "99001") | {
            town: region for region, towns in REGIONS.items() for town in towns
        }
        levels = {"99001": "kreis", "r1": "region", "r2": "region"}
        rows = [
            f"{key},{name},{name},{levels.get(key, 'gemeinde')},{parents.get(key, '')}{',' * (len(COLUMNS) - 5)}1"
            for key, name in NAMES.items()
        ]
        text = "\n".join([",".join(COLUMNS), *rows, ""])
        (self.folder / "gebiete.csv").write_text(text, encoding="utf-8")
        for key, cells in self.cells.items():
            lines = [f"{area},{year},{cell}" for (area, year), cell in cells.items()]
            text = "\n".join(["gebiet,zeit,wert,status", *lines, ""])
            (self.folder / f"{key}.csv").write_text(text, encoding="utf-8")
        areas = {"art": "gebiete", "name": "gebiete", "path": "gebiete.csv", "ebenen": LEVELS}
        package = {"resources": [areas, *self.resources.values()]}
        text = json.dumps(package, ensure_ascii=False, indent=1)
        (self.folder / "datapackage.json").write_text(text, encoding="utf-8")

    def inspect(self, memory: Path | None = None) -> Inspection:
        self.write()
        return inspect(self.folder, self.root, ("alter", "wohnen"), memory)


def _counts(start: int, step: int) -> Cells:
    """Return counts of every area that fall a little from year to year, with their sums."""
    values = {
        (town, year): start + 1000 * place - step * (year - 2010) + (year + place) % 3
        for place, town in enumerate(town for towns in REGIONS.values() for town in towns)
        for year in YEARS
    }
    for year in YEARS:
        for region, towns in REGIONS.items():
            values[region, year] = sum(values[town, year] for town in towns)
        values["99001", year] = values["r1", year] + values["r2", year]
    return {key: f"{value}," for key, value in values.items()}


def rate(above: Cells, below: Cells) -> Cells:
    return {
        key: f"{round(Decimal(above[key][:-1]) / Decimal(below[key][:-1]) * 100, 1)},"
        for key in below
    }


@pytest.fixture
def daten(tmp_path: Path) -> Daten:
    made = Daten(tmp_path)
    made.add("menschen", _counts(5000, 20))
    made.add("faelle", _counts(500, 3), einheit="Fälle")
    made.add(
        "quote",
        rate(made.cells["faelle"], made.cells["menschen"]),
        einheit="%",
        nachkommastellen=1,
        additiv=False,
        zaehler="faelle",
        nenner="menschen",
        faktor=100,
    )
    return made


@pytest.fixture
def told() -> Callable[[Inspection], list[tuple[bool, str]]]:
    """Return a reader of findings: is it an error, and what it says."""

    def read(found: Inspection) -> list[tuple[bool, str]]:
        return [(each.is_error, each.fault.message) for each in found.findings]

    return read
