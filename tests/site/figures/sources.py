"""The data as the tests read them: from the CSV files by themselves, with their own German numbers.

Nothing here comes from plugins/: what is proved must not be the proof.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from pathlib import Path

NBSP = "\N{NO-BREAK SPACE}"
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
REMARKS = {
    "": "keine Angabe",
    "–": "nichts vorhanden",
    ".": "unbekannt oder geheim",
    "/": "nicht sicher genug",
    "x": "Aussage nicht sinnvoll",
    "…": "Angabe fällt später an",
    "g": "geheim gehalten",
}
WORDS = {"–": "–", "…": "…", "x": "entfällt", "/": "unsicher", "g": "geheim"}

Cell = tuple[str, str, str]  # indicator, key of the area, time


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero by whole numbers, not by the rounding of a library."""
    scaled = abs(value) * 10**decimals
    whole = int(scaled)
    whole += scaled - whole >= Decimal("0.5")
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def german(value: Decimal, decimals: int, *, sign: bool = False) -> str:
    shown = half_up(value, decimals)
    whole, _, rest = f"{abs(shown):.{decimals}f}".partition(".")
    groups = [whole[max(end - 3, 0) : end] for end in range(len(whole), 0, -3)]
    text = ".".join(reversed(groups)) + (f",{rest}" if rest else "")
    if shown < 0:
        return f"−{text}"
    return f"+{text}" if sign and shown > 0 else text


def number_of(text: str) -> Decimal | None:
    """Read a German number: `−1.234,5`, `1,2 Mio.`; None where there is none."""
    first, *more = text.replace(NBSP, " ").split(" ")
    sizes = {"Mio.": 10**6, "Mrd.": 10**9}
    plain = first.replace(".", "").replace("−", "-").replace("+", "").replace(",", ".")
    try:
        return Decimal(plain) * sizes.get(more[0] if more else "", 1)
    except ArithmeticError:
        return None


def time_of(text: str) -> str:
    """Return the time of the data that a text shows: `2024`, `September 2024`, `9/2024`."""
    *month, year = text.replace("/", " ").split()
    if not month:
        return year
    number = int(month[0]) if month[0].isdecimal() else MONTHS.index(month[0]) + 1
    return f"{year}-{number:02}"


def in_words(time: str) -> str:
    year, _, month = time.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def moment(time: str) -> float:
    """Return a time in years."""
    year, _, month = time.partition("-")
    return int(year) + (int(month or 1) - 1) / 12


@dataclass(frozen=True)
class Source:
    """A folder of data: `datapackage.json`, `gebiete.csv`, one CSV per indicator."""

    folder: Path

    @cached_property
    def indicators(self) -> dict[str, dict]:
        text = (self.folder / "datapackage.json").read_text(encoding="utf-8")
        resources = json.loads(text)["resources"]
        return {each["name"]: each for each in resources if each.get("art") == "indikator"}

    @cached_property
    def areas(self) -> dict[str, dict[str, str]]:
        return {row["ags"]: row for row in self._rows("gebiete.csv")}

    @cached_property
    def rows(self) -> dict[Cell, tuple[str, str]]:
        """Return value and sign of each row of each file, as they are written there."""
        return {
            (key, row["gebiet"], row["zeit"]): (row["wert"], row["status"])
            for key, resource in self.indicators.items()
            for row in self._rows(resource["path"])
        }

    @cached_property
    def cells_of(self) -> dict[str, list[Cell]]:
        cells: dict[str, list[Cell]] = {key: [] for key in self.indicators}
        for cell in self.rows:
            cells[cell[0]].append(cell)
        return cells

    def _rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def row(self, cell: Cell) -> tuple[str, str]:
        """Return value and sign; a cell without a row is not known."""
        return self.rows.get(cell, ("", ""))

    def value(self, cell: Cell) -> Decimal | None:
        text, _ = self.row(cell)
        return Decimal(text) if text else None

    def shown(self, cell: Cell) -> Decimal | None:
        """Return a value rounded as its indicator is shown."""
        value = self.value(cell)
        return None if value is None else self.shown_as(cell[0], value)

    def shown_as(self, key: str, value: Decimal) -> Decimal:
        return half_up(value, self.decimals(key))

    def decimals(self, key: str) -> int:
        return self.indicators[key]["nachkommastellen"]

    def unit(self, key: str) -> str:
        return self.indicators[key]["einheit"]

    def write(self, key: str, value: Decimal, *, sign: bool = False) -> str:
        """Write a value of an indicator: a sign like % stands at each number, a word does not."""
        unit = self.unit(key)
        text = german(value, self.decimals(key), sign=sign)
        return f"{text}{NBSP}{unit}" if unit[0] in "%€" else text

    def text(self, cell: Cell) -> str:
        """Return what a table must say."""
        value, sign = self.row(cell)
        if not value:
            return WORDS.get(sign, f"k.{NBSP}A.")
        return self.write(cell[0], Decimal(value)) + (f"{NBSP}p" if sign == "p" else "")

    def are_comparable(self, key: str, times: Iterable[str]) -> bool:
        """Tell whether no break parts these times."""
        starts = [each["ab"] for each in self.indicators[key].get("brueche") or ()]
        return len({sum(start <= time for start in starts) for time in times}) == 1

    def are_neighbours(self, key: str, times: list[str], before: str, after: str) -> bool:
        """Tell whether no month is missing between two; years, and one month of many, may lie apart."""

        def month(time: str) -> int:
            return int(time[:4]) * 12 + int(time[5:] or 0)

        if len({time[5:] for time in times}) == 1:
            return True
        known = sorted({month(time) for _, _, time in self.cells_of[key]})
        usual = min(later - earlier for earlier, later in pairwise(known))
        return month(after) - month(before) <= usual

    def area_named(self, name: str, among: Iterable[str] = ()) -> str:
        """Return the key of the only area with this short name."""
        found = [
            key
            for key, row in self.areas.items()
            if row["kurzname"] == name and (not among or key in among)
        ]
        assert len(found) == 1, f"{name}: {found}"
        return found[0]
