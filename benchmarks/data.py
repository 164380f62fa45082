"""What a large package costs: 1,000 indicators of 1,000 rows, opened, shown and checked.

    python benchmarks/data.py [--quick]

Each measurement runs in a process of its own and tells processor seconds without start and imports,
and the peak of its memory with them. Peers in the same round, in changing order: for reading
`csv.DictReader` with `Decimal` for every value, kept in a dictionary; for checking `frictionless validate` on a sample
of the same files, scaled to all (it checks form and keys, not sums or rates). The gate is a check in at most 500 MB.
"""

import argparse
import csv
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
GATE_MB = 500
REGIONS, TOWNS, YEARS = 5, 44, range(2004, 2024)
HEAD = "gebiet,zeit,wert,status\n"
LEVELS = [
    {"schluessel": key, "einzahl": one, "mehrzahl": many}
    for key, one, many in (
        ("kreis", "Landkreis", "Landkreise"),
        ("region", "Region", "Regionen"),
        ("gemeinde", "Gemeinde", "Gemeinden"),
    )
]
Course = dict[str, list[Decimal]]
Facts = dict[str, Any]


def towns_of(region: int) -> list[str]:
    """Return the keys of the municipalities of a region."""
    return [f"99001{number:03}" for number in range(TOWNS) if number % REGIONS == region]


def write_package(folder: Path, indicators: int) -> None:
    """Write a sound package: counts that add up, and after every two counts their rate."""
    folder.mkdir(parents=True)
    dice = random.Random(7)  # noqa: S311 - no secret, the same numbers each time
    resources = [write_areas(folder)]
    before: list[tuple[str, Course]] = []
    for number in range(indicators):
        key = f"reihe_{number:04}"
        if len(before) == 2:  # noqa: PLR2004 - numerator and denominator
            (upper, above), (lower, below) = before
            rate = {
                area: [round(a / b * 100, 2) for a, b in zip(above[area], below[area], strict=True)]
                for area in above
            }
            more = {"zaehler": upper, "nenner": lower, "faktor": 100, "additiv": False}
            write_rows(folder / f"{key}.csv", rate)
            resources.append(described(key, more | {"einheit": "je 100", "nachkommastellen": 1}))
            before = []
        else:
            before.append((key, counts(dice)))
            write_rows(folder / f"{key}.csv", before[-1][1])
            resources.append(described(key, {}))
    text = json.dumps({"name": "muster", "resources": resources}, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def write_areas(folder: Path) -> Facts:
    """Write the gazetteer and return its resource."""
    rows = ["99001,Landkreis,Landkreis Musterland,kreis,,,,,,,,,1"]
    for region in range(REGIONS):
        rows.append(f"r{region},Region {region},Region {region},region,99001,,,,,,,,2")
        rows += [
            f"{key},Ort {key[5:]},Ort {key[5:]},gemeinde,r{region},,,,,,,,3"
            for key in towns_of(region)
        ]
    from plugins.indicators.data.gazetteer import COLUMNS  # noqa: PLC0415 - children measure imports

    text = "\n".join([",".join(COLUMNS), *rows, ""])
    (folder / "gebiete.csv").write_text(text, encoding="utf-8")
    fields = [{"name": name, "type": "string"} for name in COLUMNS]
    return {
        "art": "gebiete",
        "name": "gebiete",
        "path": "gebiete.csv",
        "ebenen": LEVELS,
        "schema": {"fields": fields, "primaryKey": ["ags"]},
    }


def counts(dice: random.Random) -> Course:
    """Return a count that wanders a little from year to year, with its sums."""
    course: Course = {}
    for region in range(REGIONS):
        for key in towns_of(region):
            value = dice.randrange(20_000, 90_000)
            course[key] = [Decimal(value := value + dice.randrange(-400, 401)) for _ in YEARS]
        parts = [course[key] for key in towns_of(region)]
        course[f"r{region}"] = [sum(each, Decimal(0)) for each in zip(*parts, strict=True)]
    regions = [course[f"r{region}"] for region in range(REGIONS)]
    course["99001"] = [sum(each, Decimal(0)) for each in zip(*regions, strict=True)]
    return course


def write_rows(file: Path, course: Course) -> None:
    """Write a table of observations."""
    lines = [
        f"{area},{year},{value},\n"
        for area, values in course.items()
        for year, value in zip(YEARS, values, strict=True)
    ]
    file.write_text(HEAD + "".join(lines), encoding="utf-8")


def described(key: str, more: Facts) -> Facts:
    """Return the resource of an indicator, with a schema for Frictionless."""
    name = {"name": key, "path": f"{key}.csv", "title": f"Die {key}", "kurztitel": key}
    schema = {
        "fields": [
            {"name": "gebiet", "type": "string", "constraints": {"required": True}},
            {"name": "zeit", "type": "string", "constraints": {"pattern": "[0-9]{4}"}},
            {"name": "wert", "type": "number"},
            {"name": "status", "type": "string"},
        ],
        "primaryKey": ["gebiet", "zeit"],
        "foreignKeys": [
            {"fields": ["gebiet"], "reference": {"resource": "gebiete", "fields": ["ags"]}}
        ],
    }
    words = dict.fromkeys(("messgroesse", "definition", "methode", "dimension"), "Muster")
    rest: Facts = {
        "art": "indikator",
        "einheit": "Personen",
        "nachkommastellen": 0,
        "additiv": True,
        "stand": "2024",
        "sources": [{"title": "Tabelle", "herausgeber": "Amt"}],
        "licenses": [{"name": "frei", "title": "Frei"}],
        "lizenz_geprueft": True,
        "felder": ["alter"],
        "schema": schema,
    }
    return name | words | rest | more


def show(folder: Path, most: int) -> Facts:
    """Open the package and draw one figure for each of the first `most` indicators."""
    from plugins.indicators.data.package import read_package  # noqa: PLC0415 - measured apart
    from plugins.indicators.gallery import Gallery  # noqa: PLC0415 - as above
    from plugins.indicators.settings import IndicatorSettings  # noqa: PLC0415 - as above
    from plugins.manuscript.directives import Block  # noqa: PLC0415 - as above
    from plugins.manuscript.faults import Faults  # noqa: PLC0415 - as above

    opened: set[str] = set()
    # The interpreter itself counts the files, whatever the code says about itself.
    sys.addaudithook(lambda event, what: opened.add(str(what[0])) if event == "open" else None)
    faults = Faults()
    start = time.process_time()
    package, found = read_package(folder, folder.parent.parent, faults.extend)
    ready = time.process_time()
    gallery = Gallery(package, IndicatorSettings())
    for number, key in enumerate(list(package.indicators)[:most]):
        lines = (f"indikator: {key}", "gebiete: Landkreis, Region 0")
        gallery.show(Block("diagramm", "content/beitraege/a.md", 10 * number + 1, lines), faults)
    end = time.process_time()
    assert not found, found[0]  # noqa: S101 - a benchmark of faults would be of no use
    assert not len(faults), next(iter(faults))  # noqa: S101 - as above
    tables = sum("reihe_" in Path(name).name for name in opened)
    return {"seconds": end - start, "open": ready - start, "files": tables}


def read(folder: Path, _: int) -> Facts:
    """Read and keep all observations as the house does."""
    from plugins.indicators.data.package import read_package  # noqa: PLC0415 - measured apart

    start = time.process_time()
    package, faults = read_package(folder, folder.parent.parent)
    seconds = time.process_time() - start
    assert not faults, faults[0]  # noqa: S101 - as above
    return {"seconds": seconds, "files": len(package.observations)}


def read_naively(folder: Path, _: int) -> Facts:
    """Read and keep all observations with the standard library alone, without any check."""
    start = time.process_time()
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    kept = {}
    for resource_ in package["resources"]:
        if resource_["art"] == "indikator":
            with (folder / resource_["path"]).open(encoding="utf-8", newline="") as file:
                kept[resource_["name"]] = {
                    (row["gebiet"], row["zeit"]): (Decimal(row["wert"]), row["status"])
                    for row in csv.DictReader(file)
                }
    return {"seconds": time.process_time() - start, "files": len(kept)}


def check(folder: Path, _: int) -> Facts:
    """Check the package; what an earlier check left beside it is used."""
    from plugins.indicators.check.inspection import inspect  # noqa: PLC0415 - measured apart

    start = time.process_time()
    found = inspect(folder, folder.parent.parent, ("alter",), folder.parent / "memory.json")
    seconds = time.process_time() - start
    assert not found.errors, found.errors[0]  # noqa: S101 - as above
    return {"seconds": seconds, "rows": found.rows, "hints": len(found.hints)}


def validate(folder: Path, most: int) -> Facts:
    """Validate the first `most` tables with Frictionless."""
    from frictionless import Package, system  # noqa: PLC0415 - measured apart

    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    descriptor = json.loads(text)
    descriptor["resources"] = descriptor["resources"][: most + 1]
    start = time.process_time()
    with system.use_context(trusted=False):
        report = Package.from_descriptor(descriptor, basepath=str(folder)).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "note"])[:1]  # noqa: S101 - as above
    return {"seconds": time.process_time() - start, "files": most}


PARTS: dict[str, Callable[[Path, int], Facts]] = {
    each.__name__: each for each in (show, read, read_naively, check, validate)
}


def measure(part: str, folder: Path, most: int = 0) -> Facts:
    """Run one part in a process of its own."""
    command = [sys.executable, __file__, "--part", part, "--folder", str(folder)]
    done = subprocess.run(
        [*command, "--most", str(most)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode:
        sys.exit(f"The part {part} failed:\n{done.stderr}")
    result: Facts = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> None:
    """Run the comparison and print the table and the RESULT line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="200 indicators, 2 rounds")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--most", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        facts = PARTS[asked.part](asked.folder, asked.most)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(facts | {"megabytes": peak}))
        return
    compare(*((200, 12, 2, 3) if asked.quick else (1000, 60, 3, 10)))


def compare(indicators: int, shown: int, rounds: int, sample: int) -> None:
    """Measure all parts in turns and print what they cost."""
    runs: dict[str, list[Facts]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "content" / "daten"
        write_package(folder, indicators)
        plan = {
            f"show {shown}": ("show", shown),
            "show all": ("show", indicators),
            "read all": ("read", 0),
            "csv.DictReader + Decimal": ("read_naively", 0),
            "check, first time": ("check", 0),
            "check, again": ("check", 0),
            f"frictionless, {sample} tables": ("validate", sample),
        }
        for number in range(rounds):
            (folder.parent / "memory.json").unlink(missing_ok=True)
            for name in list(plan) if number % 2 == 0 else [*list(plan)[3::-1], *list(plan)[4:]]:
                part, most = plan[name]
                runs.setdefault(name, []).append(measure(part, folder, most))
    report(runs, indicators, shown, sample)


def report(runs: dict[str, list[Facts]], indicators: int, shown: int, sample: int) -> None:
    """Print the table and the RESULT line."""
    rows = indicators * 1000
    load = os.getloadavg()[0]
    print(
        f"{indicators:,} indicators, {rows:,} rows, {len(runs['read all'])} rounds, load {load:.1f}\n"
    )
    print(f"{'':<28}{'CPU seconds':>12}{'µs per row':>12}{'peak MB':>10}{'tables read':>13}")

    def median(name: str, fact: str = "seconds") -> float:
        return statistics.median(each[fact] for each in runs[name])

    def ratio(name: str, peer: str, scale: float = 1) -> float:
        pairs = zip(runs[name], runs[peer], strict=True)
        return statistics.median(own["seconds"] / other["seconds"] / scale for own, other in pairs)

    for name in runs:
        of = {f"show {shown}": shown, f"frictionless, {sample} tables": sample}.get(
            name, indicators
        )
        files = runs[name][0].get("files", "")
        per_row = median(name) / of / 1000 * 1e6
        print(
            f"{name:<28}{median(name):>12.2f}{per_row:>12.2f}{median(name, 'megabytes'):>10.0f}{files:>13}"
        )
    few, naive, peer = f"show {shown}", "csv.DictReader + Decimal", f"frictionless, {sample} tables"
    read_ratio = ratio("read all", naive)
    check_ratio = ratio("check, first time", peer, indicators / sample)
    peak = max(each["megabytes"] for each in runs["check, first time"])
    print(
        f"\nread all / DictReader: {read_ratio:.2f}   show {shown} / show all: {ratio(few, 'show all'):.2f}"
    )
    print(
        f"check / frictionless (scaled): {check_ratio:.3f}   check peak {peak:.0f} MB (gate: {GATE_MB})"
    )
    result = {
        "benchmark": "data",
        "indicators": indicators,
        "rows": rows,
        "shown": shown,
        "tables_read": runs[few][0]["files"],
        "open_seconds": round(median(few, "open"), 3),
        "show_seconds": round(median(few), 3),
        "show_all_seconds": round(median("show all"), 3),
        "read_ratio": round(read_ratio, 3),
        "read_megabytes": round(median("read all", "megabytes")),
        "naive_megabytes": round(median(naive, "megabytes")),
        "check_seconds": round(median("check, first time"), 2),
        "check_again_seconds": round(median("check, again"), 3),
        "check_megabytes": round(peak),
        "gate_megabytes": GATE_MB,
        "frictionless_ratio": round(check_ratio, 4),
        "load": round(load, 2),
    }
    print(f"RESULT {json.dumps(result)}")


if __name__ == "__main__":
    main()
