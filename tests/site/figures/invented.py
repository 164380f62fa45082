"""A county of twenty boxes that has every kind of figure, every sign, gains and losses, breaks.

The real site shows only what its posts need; here each kind meets what is awkward.
"""

import csv
import io
import json
from itertools import pairwise
from typing import Any

COUNTY, REGIONS = "99000", ("r1", "r2")
NAMES = [
    "Ahausen",
    "Bad_Königsbrunn",
    "Cumühle",
    "Dorf_am_Wald",
    "Eich",
    "Föhrental",
    "Groß_Neustadt-Hinterhausen",
    "Hüll",
    "Imwald",
    "Jossa",
    "Kleinaue",
    "Lindow",
    "Mühlbach",
    "Neu_St._Jürgen",
    "Oberß",
    "Pfahl",
    "Quellen",
    "Rühn",
    "Süd",
    "Tann",
]
TOWNS = {f"990000{number:02}": name.replace("_", " ") for number, name in enumerate(NAMES, 1)}
YEARS = tuple(str(year) for year in range(2014, 2025))
MONTHS = tuple(f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13))
_COLUMNS = 5

# key → unit, decimals, additive, break
INDICATORS: dict[str, tuple[str, int, bool, str]] = {
    "einwohner": ("Personen", 0, True, ""),
    "gezaehlte": ("Personen", 0, True, "2020"),
    "saldo": ("je 1.000 Menschen", 1, False, ""),
    "quote": ("%", 1, False, ""),
    "monatsquote": ("%", 1, False, ""),
    "miete": ("€ je m²", 2, False, ""),
    "schulden": ("Tausend Euro", 0, False, ""),
    "frauen": ("Personen", 0, True, ""),
    "maenner": ("Personen", 0, True, ""),
    "wenig": ("%", 1, False, ""),
    "einige": ("%", 1, False, ""),
    "viele": ("%", 1, False, ""),
}

BLOCKS = (
    "indikator: einwohner\nart: linie\ngebiete: Ahausen, Eich, Tann\nhervorheben: Eich",
    "indikator: gezaehlte\nart: linie\ngebiete: Kreis",
    "indikator: saldo\nart: linie\ngebiete: Ahausen, Hüll",
    "indikator: monatsquote\nart: linie\ngebiete: Kreis, Ahausen",
    "indikator: schulden\nart: linie\ngebiete: Kreis",
    "indikator: saldo\nart: balken\ngebiete: alle Gemeinden\njahre: 2024\nhervorheben: Hüll, Eich",
    "indikator: quote\nart: balken\ngebiete: Ahausen\njahre: ab 2018",
    "indikator: gezaehlte\nart: balken\ngebiete: alle Gemeinden\njahre: 2024\nsortierung: name",
    "indikator: quote\nart: karte\njahre: 2024\nhervorheben: Hüll",
    "indikator: saldo\nart: karte\njahre: 2023",
    "indikator: miete\nart: karte\njahre: 2022",
    "indikator: quote\nart: kennzahl\ngebiete: Kreis, Ahausen, Eich",
    "indikator: einwohner, saldo, miete\nart: kennzahl\ngebiete: Cumühle",
    "indikator: einwohner\nart: kennzahl\ngebiete: Ahausen, Hüll\njahre: 2016, 2022",
    "indikator: miete\nart: tabelle\ngebiete: alle Gemeinden\njahre: 2024",
    "indikator: einwohner\nart: tabelle\ngebiete: alle Gemeinden\njahre: letzte 4",
    "indikator: monatsquote\nart: tabelle\ngebiete: Kreis, Eich",
    "indikator: quote\nart: vergleich\ngebiete: alle Gemeinden\njahre: 2014, 2024\nhervorheben: Eich",
    "indikator: saldo\nart: vergleich\ngebiete: alle Gemeinden\njahre: 2015, 2023\nsortierung: name",
    "indikator: einwohner\nart: vergleich\ngebiete: Ahausen, Eich\njahre: 2015–2022",
    "indikator: gezaehlte\nart: vergleich\ngebiete: alle Gemeinden\njahre: 2020, 2024",
    "indikator: quote\nart: vielfache\ngebiete: alle Regionen, Ahausen, Eich\nhervorheben: Eich",
    "indikator: gezaehlte\nart: vielfache\ngebiete: Ahausen, Cumühle, Eich, Föhrental, Hüll, Jossa, Süd",
    "indikator: saldo\nart: vielfache\ngebiete: Ahausen, Cumühle, Lindow, Süd\njahre: ab 2019",
    "indikator: frauen, maenner\nart: gestapelt\ngebiete: alle Gemeinden\njahre: 2024",
    "indikator: frauen, maenner\nart: gestapelt\ngebiete: Kreis",
    (
        "indikator: wenig, einige, viele\nart: gestapelt\ngebiete: alle Gemeinden\njahre: 2023\n"
        "hervorheben: Eich"
    ),
    "indikator: wenig, einige, viele\nart: gestapelt\ngebiete: Ahausen\njahre: ab 2020",
)

POST = "Alles auf einmal.\n\n" + "\n\n".join(
    f"```diagramm\n{block}\ntitel: Bild {'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ'[number]}\n```"
    for number, block in enumerate(BLOCKS)
)


def data(package: dict[str, Any], header: str) -> dict[str, str]:
    """Return the files of the invented data package, by the rules of the real one."""
    resources = {each["name"]: each for each in package["resources"]}
    own = [
        resources["bevoelkerung"]
        | {
            "name": key,
            "path": f"{key}.csv",
            "title": f"Die {key.capitalize()} insgesamt",
            "kurztitel": key.capitalize(),
            "messgroesse": f"Gemessen als {key.capitalize()}",
            "einheit": unit,
            "einheit_einzahl": {"Personen": "Person"}.get(unit, unit),
            "nachkommastellen": decimals,
            "additiv": additive,
            "brueche": [{"ab": start, "grund": "Neu gezählt."}] if start else [],
            "sources": [{"title": "Zählung", "herausgeber": "Amt Musterland", "stand": "2025"}],
            "licenses": [{"name": "dl-de/zero-2-0", "title": "dl-de/zero-2-0"}],
            "lizenz_geprueft": True,
            "stand": "2025-02-01",
            "hinweise": [],
        }
        for key, (unit, decimals, additive, start) in INDICATORS.items()
    ]
    levels = [
        {"schluessel": "landkreis", "einzahl": "Landkreis", "mehrzahl": "Landkreise"},
        {"schluessel": "sozialregion", "einzahl": "Region", "mehrzahl": "Regionen"},
        {"schluessel": "gemeinde", "einzahl": "Gemeinde", "mehrzahl": "Gemeinden"},
    ]
    package |= {"name": "musterland", "title": "Zahlen", "description": "Zahlen"}
    package["resources"] = [
        *own,
        resources["gebiete"] | {"ebenen": levels},
        resources["grenzen"] | {"quellenvermerk": "© Amt Musterland"},
    ]
    columns = header.strip().split(",")
    areas = [
        dict(zip(columns, row, strict=False)) | {"rang": str(rank)}
        for rank, row in enumerate(_areas(), 1)
    ]
    files = {
        "datapackage.json": json.dumps(package, ensure_ascii=False),
        "gebiete.csv": _table(columns, [[row.get(name, "") for name in columns] for row in areas]),
        "grenzen.topojson": json.dumps(_boxes()),
    }
    for key in INDICATORS:
        files[f"{key}.csv"] = _table(["gebiet", "zeit", "wert", "status"], _rows(key))
    return {f"content/daten/{name}": text for name, text in files.items()}


def _areas() -> list[tuple[str, ...]]:
    towns = [
        (key, name, f"{name}, Ort", "gemeinde", REGIONS[number >= len(TOWNS) // 2])
        for number, (key, name) in enumerate(TOWNS.items())
    ]
    return [
        (COUNTY, "Kreis", "Kreis Musterland", "landkreis", ""),
        ("r1", "Region Nord", "Region 1: Nord", "sozialregion", COUNTY),
        ("r2", "Region Süd", "Region 2: Süd", "sozialregion", COUNTY),
        *towns,
    ]


def _rows(key: str) -> list[list[str]]:
    times = MONTHS if key == "monatsquote" else YEARS
    whole = {COUNTY: -1, "r1": -2, "r2": -3}
    places = {**whole, **{town: number for number, town in enumerate(TOWNS)}}
    return [
        [area, time, *_cell(key, place, number, len(times) - number)]
        for area, place in places.items()
        for number, time in enumerate(times)
    ]


def _cell(key: str, place: int, number: int, left: int) -> tuple[str, str]:  # noqa: PLR0911 - one exit per indicator
    """Return value and sign: a wave of its own for each series, gaps where they are awkward."""
    # Signs: the third town has none but one value, others lack the first, the last, or one between.
    gaps = {(2, "q"): "x", (4, "last"): "…", (7, "first"): ".", (9, "last"): "/", (11, "mid"): "–"}
    where = {0: "first", 4: "mid"}.get(number, "last" if left == 1 else "")
    if key not in ("frauen", "maenner", "viele") and (sign := gaps.get((place, where))):
        return "", sign
    if place == 2 and key in ("quote", "gezaehlte") and number != 3:
        return "", "x"
    wave = ((place * 37 + number * 23 + len(key) * 11) % 61) - 30
    if key in ("einwohner", "gezaehlte", "frauen", "maenner"):
        size = 180_000 if place < 0 else 900 + place * 431
        return str(size + wave * (300 if place < 0 else 7) - number * 11), "p" * (left == 1)
    if key == "schulden":
        return str(1_200_000 + wave * 21_345 + number * 40_000), ""
    if key == "saldo":
        return f"{wave / 4 + place / 8 - 1:.2f}", ""
    if key == "miete":
        return f"{5 + wave / 25 + place / 10:.3f}", ""
    if key in ("wenig", "einige", "viele"):
        few, some = 100 + wave // 3 + place * 3, 300 - place * 2
        parts = {"wenig": few, "einige": some, "viele": 1000 - few - some}
        # The wave must be the same for all parts of a whole.
        return _parts(parts, key, place, number), ""
    return f"{7 + wave / 10 + place / 5:.2f}", ""


def _parts(parts: dict[str, int], key: str, place: int, number: int) -> str:
    few = 100 + (place * 17 + number * 29) % 47 + place * 3
    some = parts["einige"]
    return f"{ {'wenig': few, 'einige': some, 'viele': 1000 - few - some}[key] / 10:.1f}"


def _boxes() -> dict[str, Any]:
    """Return the towns as boxes of a grid that share their sides, as TopoJSON."""
    lines = len(TOWNS) // _COLUMNS
    arcs: list[list[tuple[int, int]]] = []
    across: dict[tuple[int, int], int] = {}
    down: dict[tuple[int, int], int] = {}
    for y in range(lines + 1):
        for x in range(_COLUMNS):
            across[x, y] = len(arcs)
            arcs.append([(x, y), (x + 1, y)])
    for y in range(lines):
        for x in range(_COLUMNS + 1):
            down[x, y] = len(arcs)
            arcs.append([(x, y), (x, y + 1)])
    geometries = [
        {
            "type": "Polygon",
            "id": key,
            "arcs": [[across[x, y], down[x + 1, y], ~across[x, y + 1], ~down[x, y]]],
        }
        for number, key in enumerate(TOWNS)
        for y, x in [divmod(number, _COLUMNS)]
    ]
    steps = [[line[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line))] for line in arcs]
    return {
        "type": "Topology",
        "arcs": steps,
        "transform": {"scale": [0.05, 0.04], "translate": [10, 50]},
        "objects": {"gemeinden": {"type": "GeometryCollection", "geometries": geometries}},
    }


def _table(header: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()
