"""The real boundaries of this site, measured against the official figures."""

import gzip
import math
from itertools import pairwise
from pathlib import Path

import pytest

from plugins.indicators.block.reading import read_request
from plugins.indicators.data.boundaries import Boundaries
from plugins.indicators.data.package import Package, read_package
from plugins.indicators.kinds.chart import compose
from plugins.indicators.kinds.mapplot import MapPlot
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place
from plugins.indicators.picture.drawing import draw_scene
from plugins.indicators.picture.picture import draw_png
from plugins.indicators.settings import PictureColors
from plugins.manuscript.directives import Block

ROOT = Path(__file__).parents[3]
KILOMETRES = 40_030 / 360  # a degree of latitude
MAPS = (
    "bevoelkerung",
    "wahlbeteiligung_landtag",
    "wahlbeteiligung_gemeinderat",
    "zensus_miete",
    "zensus_leerstand",
)


@pytest.fixture(scope="module")
def package() -> Package:
    known, faults = read_package(ROOT / "content" / "daten", ROOT)
    assert not faults, [str(fault) for fault in faults]
    return known


@pytest.fixture(scope="module")
def boundaries(package: Package) -> Boundaries:
    return package.boundaries


def scene(package: Package, indicator: str) -> Scene:
    block = Block("diagramm", "x.md", 1, (f"indikator: {indicator}", "art: karte"))
    request, faults = read_request(block, package)
    assert request, [str(fault) for fault in faults]
    return compose(request, package)


def square_kilometres(boundaries: Boundaries, key: str) -> float:
    """Return the area of a shape by the shoelace formula (Gauß)."""
    doubled = 0.0
    for ring in boundaries.shapes[key]:
        places = [place for number in ring for place in boundaries.arc(number)[:-1]]
        doubled += sum(
            x * down - across * y for (x, y), (across, down) in pairwise([*places, places[0]])
        )
    return abs(doubled) / 2 * KILOMETRES**2


def test_every_municipality_has_a_shape_and_nothing_else(package: Package, boundaries: Boundaries):
    municipalities = {area.key for area in package.areas.of_level("gemeinde")}
    assert set(boundaries.shapes) == municipalities
    assert len(municipalities) == 52


def test_areas_are_those_of_the_official_statistics(package: Package, boundaries: Boundaries):
    official = package.observations["flaeche"]
    time = official.times()[-1]
    total = 0.0
    for key in boundaries.shapes:
        seen = official.at(key, time)
        assert seen
        assert seen.value
        drawn = square_kilometres(boundaries, key)
        total += drawn
        assert drawn == pytest.approx(float(seen.value), rel=0.15), key
    county = official.at("14522", time)
    assert county
    assert county.value
    assert total == pytest.approx(float(county.value), rel=0.03)


def test_there_is_neither_gap_nor_overlap(boundaries: Boundaries):
    """Every line lies between two areas, once in each direction, or outside; one line is outside."""
    uses = [number for rings in boundaries.shapes.values() for ring in rings for number in ring]
    assert len(uses) == len(set(uses))
    assert {max(number, ~number) for number in uses} == set(range(len(boundaries.arcs)))
    outside = [number for number in uses if ~number not in uses]
    starts = {boundaries.arc(number)[0]: number for number in outside}
    here = outside[0]
    for _ in outside:
        here = starts.pop(boundaries.arc(here)[-1])
    assert not starts


def test_the_map_lies_where_the_county_lies(boundaries: Boundaries):
    places = [place for arc in boundaries.arcs for place in arc]
    assert 50.6 < -max(y for _, y in places) < -min(y for _, y in places) < 51.3
    length = math.cos(math.radians(50.93))
    assert all(12.6 < x / length < 13.7 for x, _ in places)


def test_the_attribution_is_that_of_the_source(package: Package):
    assert scene(package, "bevoelkerung").notes[-1] == (
        "Grenzen: © GeoBasis-DE / BKG (2021), dl-de/by-2-0, Daten verändert."
    )


@pytest.mark.parametrize("indicator", MAPS)
def test_a_map_with_table_source_and_downloads_has_five_kilobytes(package: Package, indicator: str):
    drawn = scene(package, indicator)
    place = Place("d-1a2b3c4d5e", f"/diagramme/{drawn.name}-1a2b3c4d5e", (840, 900))
    html = figure(drawn, place)
    assert html.count(' data-g="') == 104
    assert len(gzip.compress(html.encode(), 9)) <= 5000


def test_the_png_of_a_map_has_fifty_kilobytes(package: Package):
    svg, _ = draw_scene(scene(package, "wahlbeteiligung_landtag"), PictureColors())
    assert len(draw_png(svg)) <= 50_000


def test_values_of_the_former_municipalities_are_never_averaged(package: Package):
    """Census 2022 counted Ostrau and Zschaitz-Ottewig, which became Jahnatal in 2023."""
    drawn = scene(package, "zensus_miete")
    assert isinstance(drawn.drawn.plot, MapPlot)
    (missing,) = [shape for shape in drawn.drawn.plot.shapes if not shape.grade]
    assert missing.name == "Jahnatal"
    (note,) = [note for note in drawn.notes if note.startswith("Jahnatal: keine Angabe")]
    assert "Ostrau (4,88" in note
    assert "Zschaitz-Ottewig (4,61" in note
