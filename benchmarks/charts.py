"""What a figure costs: the house, Vega-Altair with vl-convert, and matplotlib, in turns.

    python benchmarks/charts.py [--quick]

All draw the same three figures of this site's data: three lines, 52 bars, a map of 52 areas. The
house's figure is a whole one: heading, plot, description, table, source, downloads, from the block
as an editor writes it; each time it is one of other areas or of another indicator, as in a build.
The ratio is taken within a round. The SVG behind the PNG is timed by itself. Then a new process, with
all caches empty, draws 250 different figures with their SVGs. All times are those of the processor;
on a busy machine even they are too long, so the best round is told too. Gates are bytes and ratios;
milliseconds are goals.
"""

import argparse
import gzip
import importlib.util
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from plugins.indicators.block.reading import read_request  # noqa: E402 - needs the path
from plugins.indicators.data.observations import Observations  # noqa: E402
from plugins.indicators.data.package import Package, read_package  # noqa: E402
from plugins.indicators.gallery import Gallery  # noqa: E402
from plugins.indicators.kinds.chart import compose  # noqa: E402
from plugins.indicators.page.figure import figure  # noqa: E402
from plugins.indicators.page.place import Place  # noqa: E402
from plugins.indicators.picture.drawing import draw_scene  # noqa: E402
from plugins.indicators.picture.picture import draw_png  # noqa: E402
from plugins.indicators.settings import IndicatorSettings  # noqa: E402
from plugins.manuscript.directives import Block  # noqa: E402
from plugins.manuscript.faults import Faults  # noqa: E402

FIGURES = {
    "line": (
        "indikator: bevoelkerung",
        "art: linie",
        "gebiete: Freiberg, Döbeln, Mittweida",
        "titel: Freiberg liegt 2022 knapp über dem Stand von 2011",
    ),
    "bars": (
        "indikator: wahlbeteiligung_gemeinderat",
        "art: balken",
        "gebiete: alle Gemeinden",
        "jahre: 2024",
        "titel: In kleinen Gemeinden gehen mehr Menschen wählen",
    ),
    "map": (
        "indikator: zensus_leerstand",
        "art: karte",
        "jahre: 2022",
        "titel: Wo Wohnungen leer stehen",
    ),
}
GATES = {"line": 2048, "bars": 1331, "map": 5120}  # bytes of a figure, gzip
PNG_GATES = {"line": 25 * 1024, "bars": 25 * 1024, "map": 50 * 1024}
GOAL_MS, GOAL_RATIO, GOAL_BUILD_MS = 0.5, 100, 150


def main() -> None:
    """Run the comparison and print the tables and the RESULT line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="3 rounds instead of 9")
    parser.add_argument("--build", action="store_true", help="only draw 250 figures, print the ms")
    options = parser.parse_args()
    if options.build:
        print(draw_many(_read()))
        return
    rounds = 3 if options.quick else 9
    if importlib.util.find_spec("vl_convert") is None:
        prepare = [sys.executable, str(ROOT / "plugins/desk/environment.py"), "peers"]
        subprocess.run(prepare, check=True)
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - this very program
    package = _read()
    times = {name: compare(name, package, rounds) for name in FIGURES}
    sizes = {name: weigh(name, package) for name in FIGURES}
    alone = [sys.executable, __file__, "--build"]
    builds = [float(subprocess.check_output(alone)) for _ in range(rounds)]
    report(times, sizes, builds, rounds)


def _read() -> Package:
    package, faults = read_package(ROOT / "content/daten", ROOT)
    if faults:
        sys.exit("\n".join(map(str, faults)))
    return package


def blocks(name: str, package: Package, count: int = 50) -> list[Block]:
    """Return the figure of `FIGURES` and others of its kind: other areas, other indicators."""
    areas = package.areas.of_level(package.areas.levels[-1].key)
    first = FIGURES[name]
    if name == "line":
        # A hundred steps apart, so that each area stands in many of them.
        trios = itertools.islice(itertools.combinations(areas, 3), 0, None, 100)
        lists = [f"gebiete: {', '.join(area.short for area in trio)}" for trio in trios]
        every = [first, *((*first[:2], listed, first[3]) for listed in lists)]
    else:
        kind = "art: balken" if name == "bars" else "art: karte"
        keys = {area.key for area in areas}
        every = [first]
        for key, seen in package.observations.items():
            latest = [time for time in seen.times() if _is_full(seen, keys, time)][-2:]
            every += [
                (f"indikator: {key}", kind, "gebiete: alle Gemeinden", f"jahre: {time}")
                for time in latest
            ]
    return [
        Block("diagramm", f"content/{name}-{number}.md", 1, lines)
        for number, lines in zip(range(count), itertools.cycle(every), strict=False)
    ]


def _is_full(seen: Observations, keys: set[str], time: str) -> bool:
    found = (seen.at(key, time) for key in keys)
    return sum(each is not None and each.value is not None for each in found) > len(keys) * 0.9


def house(name: str, package: Package) -> Callable[[], str]:
    """Return the drawing of the next figure from its block: the HTML of a page."""
    following = itertools.cycle(blocks(name, package))
    place = Place("d-0123456789", "/diagramme/figur-0123456789", (840, 600))

    def draw() -> str:
        request, faults = read_request(next(following), package)
        if not request:
            sys.exit("\n".join(map(str, faults)))
        return figure(compose(request, package), place)

    return draw


def pictures(name: str, package: Package) -> Callable[[], str]:
    """Return the drawing of the next figure's SVG, from which its PNG is made."""
    requests = [read_request(block, package)[0] for block in blocks(name, package)]
    scenes = itertools.cycle([compose(request, package) for request in requests if request])
    colors = IndicatorSettings().colors
    return lambda: draw_scene(next(scenes), colors)[0]


def compare(name: str, package: Package, rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each drawer, round by round."""
    import peers  # noqa: PLC0415 - only here, so that the gates above need no peer

    numbers = _numbers(name, package)
    drawers: dict[str, tuple[Callable[[], str], int]] = {
        "house": (house(name, package), 50),
        "svg": (pictures(name, package), 50),
        "altair": (lambda: getattr(peers, f"altair_{name}")(numbers), 2),
        "matplotlib": (lambda: getattr(peers, f"matplotlib_{name}")(numbers), 2),
    }
    for draw, _ in drawers.values():
        draw()  # once unmeasured: fonts, imports, files
    found: dict[str, list[float]] = {drawer: [] for drawer in drawers}
    for number in range(rounds):
        for drawer in sorted(drawers, reverse=number % 2 == 0):
            draw, again = drawers[drawer]
            start = time.process_time()
            for _ in range(again):
                draw()
            found[drawer].append((time.process_time() - start) * 1000 / again)
    return found


def weigh(name: str, package: Package) -> tuple[int, int]:
    """Return the bytes of a figure (gzip) and of its PNG."""
    block = Block("diagramm", f"content/{name}.md", 1, FIGURES[name])
    gallery = Gallery(package, IndicatorSettings())
    html = gallery.show(block, Faults())
    (exhibit,) = gallery.exhibits.values()
    return len(gzip.compress(html.encode(), 9)), len(draw_png(exhibit.svg))


def draw_many(package: Package) -> float:
    """Return the milliseconds for 250 different figures: 200 lines, 45 bars, 5 maps."""
    gallery, faults = Gallery(package, IndicatorSettings()), Faults()
    counts = {"line": 200, "bars": 45, "map": 5}
    many = [block for name, count in counts.items() for block in blocks(name, package, count)]
    start = time.process_time()
    for block in many:
        gallery.show(block, faults)
    spent = (time.process_time() - start) * 1000
    if len(faults) or len(gallery.exhibits) != len(many):
        sys.exit(faults.report() or "Figures share an address.")
    return spent


def _numbers(name: str, package: Package) -> "peers.Numbers":  # noqa: F821 - imported in here
    import peers  # noqa: PLC0415 - only here

    gallery = Gallery(package, IndicatorSettings())
    gallery.show(Block("diagramm", "content/x.md", 1, FIGURES[name]), Faults())
    (exhibit,) = gallery.exhibits.values()
    values = {
        each.area.key: {
            point.time: float(point.value) for point in each.points if point.value is not None
        }
        for each in exhibit.scene.series
    }
    names = {each.area.key: each.area.short for each in exhibit.scene.series}
    rings = _rings() if name == "map" else {}
    shown = {names[key]: course for key, course in values.items()}
    return peers.Numbers(
        exhibit.scene.title,
        shown,
        {names[key]: ring for key, ring in rings.items() if key in names},
    )


def _rings() -> dict[str, list[list[list[float]]]]:
    """Return the rings of each area, read from the boundaries without the house's own reader."""
    topology = json.loads((ROOT / "content/daten/grenzen.topojson").read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, low) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append([x * scale_x + left, y * scale_y + low])
        arcs.append(points)

    def ring(numbers: list[int]) -> list[list[float]]:
        found: list[list[float]] = []
        for number in numbers:
            points = arcs[number] if number >= 0 else arcs[~number][::-1]
            found.extend(points[1:] if found else points)
        return found

    (collection,) = topology["objects"].values()
    rings = {}
    for area in collection["geometries"]:
        polygons = [area["arcs"]] if area["type"] == "Polygon" else area["arcs"]
        rings[area["id"]] = [ring(numbers) for polygon in polygons for numbers in polygon]
    return rings


def report(
    times: dict[str, dict[str, list[float]]],
    sizes: dict[str, tuple[int, int]],
    builds: list[float],
    rounds: int,
) -> None:
    """Print what was measured."""
    load = os.getloadavg()[0]
    print(f"{rounds} rounds, load {load:.1f}; milliseconds are medians, ratios of pairs\n")
    print(
        "figure    house    best    SVG   altair  ×house  matplotlib  ×house   gzip  gate    PNG   gate"
    )
    result: dict[str, object] = {"benchmark": "charts", "rounds": rounds, "load": round(load, 2)}
    for name, found in times.items():
        ratios = {
            peer: statistics.median(a / b for a, b in zip(found[peer], found["house"], strict=True))
            for peer in ("altair", "matplotlib")
        }
        middle = {drawer: statistics.median(each) for drawer, each in found.items()}
        size, png = sizes[name]
        print(
            f"{name:<7} {middle['house']:>7.2f} {min(found['house']):>7.2f} {middle['svg']:>6.2f} {middle['altair']:>8.0f} {ratios['altair']:>7.0f}"
            f" {middle['matplotlib']:>11.0f} {ratios['matplotlib']:>7.0f}"
            f" {size:>6} {GATES[name]:>5} {png:>6} {PNG_GATES[name]:>6}"
        )
        result[name] = {
            "house_ms": round(middle["house"], 3),
            "house_best_ms": round(min(found["house"]), 3),
            "svg_ms": round(middle["svg"], 3),
            "altair_ms": round(middle["altair"], 1),
            "matplotlib_ms": round(middle["matplotlib"], 1),
            "ratio_altair": round(ratios["altair"], 1),
            "ratio_matplotlib": round(ratios["matplotlib"], 1),
            "gzip_bytes": size,
            "png_bytes": png,
        }
    middle_build = statistics.median(builds)
    print(
        f"\n250 figures with their SVGs, caches empty: {middle_build:.0f} ms,"
        f" best {min(builds):.0f} (goal: at most {GOAL_BUILD_MS} ms)"
    )
    print(f"goals: at most {GOAL_MS} ms a figure, altair at least {GOAL_RATIO} times as long")
    result["build_250_ms"] = round(middle_build, 1)
    result["build_250_best_ms"] = round(min(builds), 1)
    print(f"RESULT {json.dumps(result)}")


if __name__ == "__main__":
    main()
