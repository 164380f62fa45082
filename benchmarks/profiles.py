"""What the pages of all areas cost: the real site built with and without them, cold and warm, in turns.

    python benchmarks/profiles.py [--quick]

Without them means: no pages of areas, no overview, no comparison (the setting `profiles.folder` is empty). A
cold build starts without `.cache`, a warm one keeps what the one before it made; each writes an empty output
folder. Measured are processor seconds, so that other work of the machine weighs less; what is added is taken
within a round. Then the largest profile is weighed with all that a browser fetches for it, as it is served
(brotli 11). Bytes, pages and shares are goals; seconds depend on the machine and stand beside its load.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import brotli

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from benchmarks.build import build  # noqa: E402 - needs the path

FOLDER = "gebiete"
GOAL_COLD_SECONDS = 3
GOAL_WARM_SHARE = 0.2  # of the whole warm build
GOAL_BYTES = 40_000  # without the font, which all pages share
WITHOUT = """
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from dataclasses import replace

from pelicanconf import *

INDICATORS = replace(INDICATORS, profiles=replace(INDICATORS.profiles, folder=""))
"""
SETTINGS = {"with": "pelicanconf.py", "without": "without.py"}
STATES = ("cold", "warm")


def copy_site(folder: Path) -> None:
    """Copy what a build needs; its cache stands beside the content, so the copy has one of its own."""
    for part in ("plugins", "theme", "content"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "pelicanconf.py", folder)
    (folder / "without.py").write_text(WITHOUT, encoding="utf-8")
    # Addresses of the old site that lead to an area's page: without these pages they would be faults.
    old = folder / "content" / "alte-adressen.csv"
    lines = old.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if f"/{FOLDER}/" not in line)
    old.write_text("".join(kept), encoding="utf-8")


def timed(folder: Path, settings: str, state: str) -> float:
    """Return the processor seconds of a build, from nothing or with what the last one kept."""
    if state == "cold":
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    return build(folder, settings)


def served(file: Path) -> int:
    """Return the bytes of a file over the wire; fonts are compressed as they are."""
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(brotli.compress(content))


def weigh(page: Path, output: Path) -> dict[str, int]:
    """Return the bytes of a page and of what it makes a browser fetch, by kind."""
    text = page.read_text(encoding="utf-8")
    tags = re.findall(r"<(?:link|script|img)\b[^>]*>", text)
    fetched = {
        match[1]
        for tag in tags
        if tag.startswith(("<script", "<img")) or re.search(r'rel="?(?:stylesheet|preload)\b', tag)
        if (match := re.search(r'(?:src|href)="(/[^"]+)"', tag))
    }
    found = {"html": served(page), "css": 0, "js": 0, "font": 0, "other": 0}
    kinds = {".css": "css", ".js": "js", ".woff2": "font"}
    for address in sorted(fetched):
        file = output / address.lstrip("/")
        found[kinds.get(file.suffix, "other")] += served(file)
    return found


def main() -> None:
    """Run the comparison and print the table and the RESULT line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="1 round")
    rounds = 1 if parser.parse_args().quick else 3
    seconds: dict[tuple[str, str], list[float]] = {
        (state, name): [] for state in STATES for name in SETTINGS
    }
    pages: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        output = folder / "output"
        copy_site(folder)
        timed(folder, SETTINGS["with"], "cold")  # once unmeasured: compiled modules, file caches
        files = sorted((output / FOLDER).glob("*/index.html"))
        largest = max(files, key=served)
        weight = weigh(largest, output)
        name_of_largest = largest.parent.name
        for number in range(rounds):
            for name in sorted(SETTINGS, reverse=number % 2 == 1):
                for state in STATES:
                    seconds[state, name].append(timed(folder, SETTINGS[name], state))
                pages[name] = len(list(output.rglob("*.html")))
    load = os.getloadavg()[0]
    print(f"{len(files)} profiles, {rounds} rounds, load {load:.1f}; processor seconds\n")
    print("round   state   without     with    added   share")
    added: dict[str, list[float]] = {state: [] for state in STATES}
    shares: dict[str, list[float]] = {state: [] for state in STATES}
    for number in range(rounds):
        for state in STATES:
            less, more = (seconds[state, name][number] for name in ("without", "with"))
            added[state].append(more - less)
            shares[state].append((more - less) / more)
            print(
                f"{number + 1:>5} {state:>7} {less:>7.2f} s {more:>6.2f} s {more - less:>6.2f} s"
                f" {shares[state][-1]:>7.2f}"
            )
    cold, warm = (statistics.median(added[state]) for state in STATES)
    share = {state: statistics.median(shares[state]) for state in STATES}
    total = sum(weight.values()) - weight["font"]
    parts = ", ".join(f"{kind} {count:,}" for kind, count in weight.items() if count)
    print(
        f"\ncold: {cold:.2f} s added (goal: at most {GOAL_COLD_SECONDS}), {share['cold']:.2f} of it"
    )
    print(f"warm: {warm:.2f} s added, {share['warm']:.2f} of it (goal: at most {GOAL_WARM_SHARE})")
    print(f"pages: {pages['without']:,} without, {pages['with']:,} with")
    print(
        f"largest profile ({name_of_largest}): {total:,} bytes (goal: at most {GOAL_BYTES:,}); {parts}"
    )
    result = {
        "benchmark": "profiles",
        "profiles": len(files),
        "rounds": rounds,
        "cold_seconds": round(statistics.median(seconds["cold", "with"]), 2),
        "warm_seconds": round(statistics.median(seconds["warm", "with"]), 2),
        "cold_added_seconds": round(cold, 2),
        "warm_added_seconds": round(warm, 2),
        "cold_share": round(share["cold"], 3),
        "warm_share": round(share["warm"], 3),
        "pages_added": pages["with"] - pages["without"],
        "largest": name_of_largest,
        "bytes": total,
        **{f"bytes_{kind}": count for kind, count in weight.items()},
        "goal_bytes": GOAL_BYTES,
        "goal_warm_share": GOAL_WARM_SHARE,
        "load": round(load, 2),
    }
    print(f"RESULT {json.dumps(result)}")


if __name__ == "__main__":
    main()
