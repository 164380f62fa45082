"""The log of changes, `aenderungen.json`: written by command, amended by people, read by the build.

{"eintraege": [                       the newest first
  {"tag": "2026-11-22",               the day in the site's zone
   "pruefsumme": "…",                 the data as they were at its end (`version.fingerprint`)
   "grund": "",                       why, for all of the day; people write it
   "erste_ausgabe": {"reihen": 106, "werte": 17000}},
  {"tag": …, "pruefsumme": …, "grund": "", "reihen": [
    {"reihe": "quote", "titel": "Die Quote", "art": "geaendert", "vorher": "", "grund": "",
     "zeilen": {"berichtigt": {"anzahl": 9, "zeiten": "2019 bis 2021", "gebiete": 3,
                               "werte": [["99001001", "2019", "4.47,", "4.53,"], …]}},
     "angaben": [["methode", "Gezählt.", "Geschätzt."]]}]}]}
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from plugins.indicators.data.notation import read_json
from plugins.manuscript.faults import Fault

LOG = "aenderungen.json"
_ADVICE = "Meist fehlt davor ein Komma, ein Anführungszeichen oder eine Klammer."


@dataclass(frozen=True)
class Rows:
    """Rows that met the same: how many, of which times (in words), of how many areas.

    `listed` are some of them: area, time, cell before, cell after.
    """

    count: int
    times: str
    areas: int
    listed: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True)
class Item:
    """What became of one series on a day; `rows` by kind, `facts` are (fact, before, after)."""

    key: str
    title: str
    kind: str
    former: str = ""
    reason: str = ""
    rows: Mapping[str, Rows] = field(default_factory=dict)
    facts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Entry:
    """What a day changed; `first` are the series and values of the first edition, told as one."""

    day: str
    mark: str
    reason: str = ""
    first: tuple[int, int] | None = None
    items: tuple[Item, ...] = ()


Log = tuple[Entry, ...]


def read_log(text: str, path: str) -> tuple[Log, list[Fault]]:
    """Return the entries of a log, the newest first, or the fault of its file."""
    raw, faults = read_json(text, path, _ADVICE)
    if faults:
        return (), faults
    entries: list[Entry] = []
    try:
        for each in raw["eintraege"]:
            entries.append(_entry(each))  # noqa: PERF401 - its length says where the fault is
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        message = f"Der {len(entries) + 1}. Eintrag des Protokolls ist unvollständig oder falsch: {error}."
        return (), [Fault(path, 0, 0, message, "Ergänzen Sie nur „grund“, sonst nichts.")]
    return tuple(entries), []


def _entry(raw: Mapping[str, Any]) -> Entry:
    first = raw.get("erste_ausgabe")
    return Entry(
        date.fromisoformat(raw["tag"]).isoformat(),
        str(raw["pruefsumme"]),
        str(raw.get("grund") or ""),
        (int(first["reihen"]), int(first["werte"])) if first else None,
        tuple(map(_item, raw.get("reihen", ()))),
    )


def _item(raw: Mapping[str, Any]) -> Item:
    return Item(
        str(raw["reihe"]),
        str(raw["titel"]),
        str(raw["art"]),
        str(raw.get("vorher", "")),
        str(raw.get("grund") or ""),
        {kind: _rows(rows) for kind, rows in raw.get("zeilen", {}).items()},
        tuple((fact, before, after) for fact, before, after in raw.get("angaben", ())),
    )


def _rows(raw: Mapping[str, Any]) -> Rows:
    listed = tuple((area, time, old, new) for area, time, old, new in raw.get("werte", ()))
    for *_, old, new in listed:
        for value in filter(None, (old.partition(",")[0], new.partition(",")[0])):
            Decimal(value)  # what is no number is a fault here, not where it is shown
    return Rows(int(raw["anzahl"]), str(raw["zeiten"]), int(raw["gebiete"]), listed)


def write_log(log: Log) -> str:
    """Return the text of the file that `read_log` reads."""
    text = json.dumps({"eintraege": [*map(_plain, log)]}, ensure_ascii=False, indent=1)
    return f"{_LIST.sub(_on_one_line, text)}\n"


# A list of nothing but words, which `indent` spreads over as many lines.
_LIST = re.compile(r'\[\n(?: *"[^\n]*",?\n)+ *\]')


def _on_one_line(words: re.Match[str]) -> str:
    """Join the lines of a list: people read it as a row. No line break is ever within a word."""
    lines = [line.strip() for line in words[0].split("\n")]
    return f"[{' '.join(lines[1:-1])}]"


def _plain(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {"tag": entry.day, "pruefsumme": entry.mark, "grund": entry.reason}
    if entry.first:
        plain["erste_ausgabe"] = dict(zip(("reihen", "werte"), entry.first, strict=True))
    else:
        plain["reihen"] = [*map(_plain_item, entry.items)]
    return plain


def _plain_item(item: Item) -> dict[str, Any]:
    plain: dict[str, Any] = {"reihe": item.key, "titel": item.title, "art": item.kind}
    if item.former:
        plain["vorher"] = item.former
    plain["grund"] = item.reason
    if item.rows:
        plain["zeilen"] = {kind: _plain_rows(rows) for kind, rows in item.rows.items()}
    if item.facts:
        plain["angaben"] = [[*each] for each in item.facts]
    return plain


def _plain_rows(rows: Rows) -> dict[str, Any]:
    plain: dict[str, Any] = {"anzahl": rows.count, "zeiten": rows.times, "gebiete": rows.areas}
    return plain | ({"werte": [[*each] for each in rows.listed]} if rows.listed else {})
