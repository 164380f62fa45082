"""A site of Musterland with a rule for small numbers, and a delivery beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from plugins.indicators.check.inspection import Inspection, inspect
from plugins.indicators.secrecy.delivery import take_over
from tests.indicators.check.conftest import REGIONS, Daten

RULE = {"mindestens": 3, "null_zeigen": True, "grund": "Es sind zu wenige."}
TOWNS = [town for towns in REGIONS.values() for town in towns]
Counts = Mapping[str, Mapping[int, int]]


def totals(towns: Counts) -> dict[tuple[str, int], int]:
    """Return the counts of towns by year with those of their regions and the county."""
    years = sorted({year for course in towns.values() for year in course})
    cells = {(town, year): towns[town][year] for town in TOWNS for year in years}
    for year in years:
        for region, parts in REGIONS.items():
            cells[region, year] = sum(cells[town, year] for town in parts)
        cells["99001", year] = cells["r1", year] + cells["r2", year]
    return cells


def text(cells: Mapping[tuple[str, int], Any]) -> str:
    rows = [f"{area},{year},{value}," for (area, year), value in cells.items()]
    return "\n".join(["gebiet,zeit,wert,status", *rows, ""])


@dataclass
class Lieferung:
    """A site with its registered series, and the folder of a delivery outside of it."""

    site: Daten
    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, key: str, cells: Mapping[tuple[str, int], Any], **metadata: Any) -> None:
        """Register a series without a file of its own, and put its full numbers into the delivery."""
        self.site.add(key, {}, **({"geheimhaltung": RULE} | metadata))
        (self.folder / f"{key}.csv").write_text(text(cells), encoding="utf-8")

    def take_over(self) -> str:
        return take_over(self.site.root, self.folder)

    def published(self, key: str) -> dict[tuple[str, int], str]:
        lines = self.text(key).splitlines()[1:]
        rows = [line.split(",") for line in lines]
        return {(area, int(year)): value or status for area, year, value, status in rows}

    def text(self, key: str) -> str:
        return (self.site.folder / f"{key}.csv").read_text(encoding="utf-8")

    def judged(self) -> Inspection:
        return inspect(self.site.folder, self.site.root, ("alter",))


@pytest.fixture
def lieferung(tmp_path: Path) -> Lieferung:
    (tmp_path / "lieferung").mkdir()
    return Lieferung(Daten(tmp_path / "haus"), tmp_path / "lieferung")


@pytest.fixture
def women_and_men(lieferung: Lieferung) -> Lieferung:
    """Return a delivery of cases by sex in two years, with the share of women."""
    women = {town: {2022: 4 + 3 * n, 2023: 5 + 3 * n} for n, town in enumerate(TOWNS)}
    men = {town: {2022: 6 + 2 * n, 2023: 7 + 2 * n} for n, town in enumerate(TOWNS)}
    women[TOWNS[0]][2022] = 1
    men[TOWNS[3]][2023] = 0
    w, m = totals(women), totals(men)
    both = {place: w[place] + m[place] for place in w}
    lieferung.add("faelle", both, summe_aus=[["faelle_m", "faelle_w"]])
    lieferung.add("faelle_m", m)
    lieferung.add("faelle_w", w)
    share = {place: f"{100 * w[place] / both[place]:.4f}" for place in w}
    lieferung.add(
        "anteil",
        share,
        einheit="%",
        nachkommastellen=1,
        additiv=False,
        zaehler="faelle_w",
        nenner="faelle",
        faktor=100,
        geheimhaltung=None,
    )
    lieferung.site.write()
    for key in lieferung.site.cells:
        (lieferung.site.folder / f"{key}.csv").unlink()
    return lieferung
