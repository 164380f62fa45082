"""The list of areas: `gebiete.csv`, read with every fault of the file."""

import csv
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import suggest

COLUMNS = (
    "ags",
    "kurzname",
    "name",
    "ebene",
    "teil_von",
    "gueltig_ab",
    "gueltig_bis",
    "vorgaenger",
    "nachfolger",
    "weitere_namen",
    "bezeichnung",
    "plz",
    "rang",
)


def read_areas(text: str, path: str, resource: Mapping[str, Any]) -> tuple[Areas, list[Fault]]:
    """Return the areas of a file in the order of `rang`, and its faults.

    `resource` is the file's entry in the data package; it names the levels (`ebenen`).
    """
    levels = tuple(
        Level(each["schluessel"], each["einzahl"], each["mehrzahl"])
        for each in resource.get("ebenen", [])
    )
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or tuple(lines[0].split(",")) != COLUMNS:
        head = lines[0] if lines else ""
        advice = f"Die erste Zeile heißt: {','.join(COLUMNS)}"
        return Areas(levels=levels), [
            Fault(path, 1, 1, "Die Kopfzeile stimmt nicht.", advice, head)
        ]
    areas: dict[str, Area] = {}
    places: dict[str, tuple[int, str]] = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        row = next(csv.reader([line]))
        problems = list(_problems(row, areas, levels))
        faults.extend(Fault(path, number, 1, *each, line, len(line)) for each in problems)
        if not problems:
            areas[row[0]] = _area(row)
            places[row[0]] = (number, line)
    for area in areas.values():
        for key in (area.parent, area.successor):
            if key and key not in areas:
                number, line = places[area.key]
                message = f"{area.short} verweist auf „{key}“; dieses Gebiet fehlt in der Liste."
                column = line.index(key) + 1
                faults.append(Fault(path, number, column, message, "", line, len(key)))
    ordered = sorted(areas.values(), key=lambda area: (area.rank, area.key))
    return Areas({area.key: area for area in ordered}, levels), faults


def _problems(
    row: list[str], areas: Mapping[str, Area], levels: tuple[Level, ...]
) -> Iterator[tuple[str, str]]:
    """Yield message and advice for everything that is wrong with a row."""
    if len(row) != len(COLUMNS):
        yield f"Die Zeile hat {len(row)} Spalten, es sind {len(COLUMNS)}.", ""
        return
    if not row[0] or not row[1]:
        yield "Schlüssel und Kurzname dürfen nicht leer sein.", ""
    if row[0] in areas:
        yield f"Den Schlüssel {row[0]} gibt es zweimal.", ""
    known = [level.key for level in levels]
    if row[3] not in known:
        yield f"Die Ebene „{row[3]}“ gibt es nicht.", suggest(row[3], known)
    if not row[-1].isdecimal():
        yield f"Der Rang „{row[-1]}“ ist keine Zahl.", ""


def _area(row: list[str]) -> Area:
    key, short, name, level, parent, start, end, before, after, aliases, *others = row
    designation, postcodes, rank = others
    return Area(
        key,
        short,
        name or short,
        level,
        parent,
        start,
        end,
        _parts(before),
        after,
        _parts(aliases),
        designation,
        _parts(postcodes),
        int(rank),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
