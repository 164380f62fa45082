"""The invented county of these tests: Musterland, with two regions and six municipalities."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plugins.indicators.block.reading import read_request
from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.data.boundaries import read_boundaries
from plugins.indicators.data.indicator import Indicator, Licence, Source
from plugins.indicators.data.number import Unit
from plugins.indicators.data.observations import Observation, Observations
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.chart import compose
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault

PATH = "content/beitraege/2024/muster.md"
COUNTY, NORTH, SOUTH = "99001", "r1", "r2"
AHAUSEN, FOREST, SPRING, ON_HILL, ON_LAKE = (f"9900100{n}" for n in range(1, 6))
FORMER = "99001099"

_LEVELS = (
    Level("kreis", "Landkreis", "Landkreise"),
    Level("region", "Region", "Regionen"),
    Level("gemeinde", "Gemeinde", "Gemeinden"),
)
_AREAS = (
    Area(COUNTY, "Landkreis", "Landkreis Musterland", "kreis", aliases=("Musterland",)),
    Area(NORTH, "Region Nord", "Region 1: Nord", "region", COUNTY),
    Area(SOUTH, "Region Süd", "Region 2: Süd", "region", COUNTY),
    Area(AHAUSEN, "Ahausen", "Ahausen, Stadt", "gemeinde", NORTH),
    Area(FOREST, "Südwald", "Südwald", "gemeinde", SOUTH),
    Area(SPRING, "Bad Königsbrunn", "Bad Königsbrunn, Kurstadt", "gemeinde", SOUTH),
    Area(ON_HILL, "Neustadt am Berg", "Neustadt am Berg", "gemeinde", NORTH, aliases=("Neustadt",)),
    Area(ON_LAKE, "Neustadt am See", "Neustadt am See", "gemeinde", SOUTH, aliases=("Neustadt",)),
    Area(FORMER, "Altdorf", "Altdorf", "gemeinde", SOUTH, valid_to="2019-12-31", successor=FOREST),
)


def described(key: str, **metadata: Any) -> dict[str, Any]:
    """Return the entry of an indicator in `datapackage.json`, with all that must be there."""
    return {
        "art": "indikator",
        "name": key,
        "path": f"{key}.csv",
        "title": f"Die {key}",
        "kurztitel": key,
        "messgroesse": f"Gemessene {key}",
        "definition": "Was gemessen wird.",
        "methode": "Gezählt.",
        "einheit": "Personen",
        "nachkommastellen": 0,
        "additiv": True,
        "stand": "2024-03-06",
        "sources": [{"title": "Tabelle 7", "herausgeber": "Amt für Muster"}],
        "licenses": [{"title": "Freie Lizenz"}],
        "lizenz_geprueft": True,
        "dimension": "Demografie",
        "felder": ["alter"],
    } | metadata


Values = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="session")
def areas() -> Areas:
    return Areas({area.key: area for area in _AREAS}, _LEVELS)


@pytest.fixture(scope="session")
def make_indicator() -> Callable[..., Indicator]:
    def make(key: str = "quote", unit: str = "%", decimals: int = 1, **more: Any) -> Indicator:
        facts: dict[str, Any] = {
            "file": f"{key}.csv",
            "title": f"Die {key.capitalize()}",
            "short_title": key.capitalize(),
            "measure": f"Gemessene {key.capitalize()}",
            "definition": "Was gemessen wird.",
            "method": "Gezählt.",
            "unit": Unit(unit, "Person" if unit == "Personen" else unit, decimals),
            "additive": False,
            "as_of": "2024-03-06",
            "sources": (Source("Tabelle 7", "Amt für Muster", "https://muster.example/7", "2024"),),
            "licences": (Licence("Freie Lizenz", "https://muster.example/frei"),),
            "licence_checked": True,
        }
        return Indicator(key, **(facts | more))

    return make


@pytest.fixture(scope="session")
def make_package(areas: Areas, make_indicator: Callable[..., Indicator]) -> Callable[..., Package]:
    """Return a maker of packages with one indicator; a value `x` or `.` is a sign for missing."""

    def make(values: Values, **facts: Any) -> Package:
        indicator = make_indicator(**facts)
        observed = {
            (area, time): Observation(None, value)
            if value in {"x", ".", "–", "…", "/", "g"}
            else Observation(Decimal(value.removesuffix("p")), "p" if value.endswith("p") else "")
            for area, course in values.items()
            for time, value in course.items()
        }
        return Package({indicator.key: indicator}, {indicator.key: Observations(observed)}, areas)

    return make


@pytest.fixture(scope="session")
def block() -> Callable[..., Block]:
    """Return a maker of blocks whose fence stands in line 12 of the file."""

    def make(*lines: str) -> Block:
        return Block("diagramm", PATH, 12, lines)

    return make


@pytest.fixture(scope="session")
def draw(block: Callable[..., Block]) -> Callable[..., Scene]:
    """Return a maker of scenes out of lines of a block; a fault fails the test."""

    def make(package: Package, *lines: str) -> Scene:
        request, faults = read_request(block("indikator: quote", *lines), package)
        assert request, [str(fault) for fault in faults]
        return compose(request, package)

    return make


@pytest.fixture(scope="session")
def complain(block: Callable[..., Block]) -> Callable[..., list[Fault]]:
    """Return a maker of the faults of a block, in the order of their places."""

    def make(package: Package, *lines: str) -> list[Fault]:
        return sorted(read_request(block(*lines), package)[1])

    return make


@pytest.fixture
def simple(make_package: Callable[..., Package]) -> Package:
    """Return a quote in per cent for the county and three municipalities, 2019 to 2023."""
    years = ("2019", "2020", "2021", "2022", "2023")
    courses = {
        COUNTY: ("10.0", "11.0", "12.5", "11.0", "10.5"),
        AHAUSEN: ("7.0", "7.5", "8.0", "8.5", "9.0"),
        FOREST: ("5.0", "5.0", "5.0", "5.0", "5.0"),
        SPRING: ("20.0", "x", "18.0", "17.0", "16.0"),
    }
    return make_package(
        {area: dict(zip(years, course, strict=True)) for area, course in courses.items()}
    )


@pytest.fixture
def topology() -> dict[str, Any]:
    """Return the shapes of Musterland: five boxes and an island, in hundredths of a degree.

    2  AHAUSEN | ON_HILL
    1  --------+------------------
    0  FOREST  | SPRING  | ON_LAKE   (and its island)
       0       1         2        3    4  5
    """
    lines = (
        ((1, 2), (0, 2), (0, 1)),
        ((0, 1), (1, 1)),
        ((1, 1), (1, 2)),
        ((3, 1), (3, 2), (1, 2)),
        ((1, 1), (2, 1)),
        ((2, 1), (3, 1)),
        ((0, 1), (0, 0), (1, 0)),
        ((1, 0), (1, 1)),
        ((1, 0), (2, 0)),
        ((2, 0), (2, 1)),
        ((2, 0), (3, 0), (3, 1)),
        ((4, 0), (5, 0), (5, 1), (4, 0)),
    )
    shapes: dict[str, Any] = {
        AHAUSEN: [[0, 1, 2]],
        FOREST: [[6, 7, ~1]],
        SPRING: [[8, 9, ~4, ~7]],
        ON_HILL: [[~2, 4, 5, 3]],
        ON_LAKE: [[[10, ~5, ~9]], [[11]]],
    }
    return {
        "type": "Topology",
        "arcs": [
            [
                (x - before[0], y - before[1])
                for (x, y), before in zip(line, ((0, 0), *line), strict=False)
            ]
            for line in lines
        ],
        "transform": {"scale": (0.01, 0.01), "translate": (10, 50)},
        "objects": {
            "gemeinden": {
                "type": "GeometryCollection",
                "geometries": [
                    {
                        "type": "MultiPolygon" if key == ON_LAKE else "Polygon",
                        "id": key,
                        "arcs": arcs,
                    }
                    for key, arcs in shapes.items()
                ],
            }
        },
    }


@pytest.fixture
def mapped(topology: dict[str, Any], areas: Areas) -> Callable[[Package], Package]:
    """Return what gives a package the shapes of Musterland."""

    def make(package: Package) -> Package:
        resource = {"quellenvermerk": "© Vermessung Muster"}
        boundaries, faults = read_boundaries(json.dumps(topology), "grenzen", resource, areas)
        assert not faults, [str(fault) for fault in faults]
        return replace(package, open_boundaries=lambda: boundaries)

    return make
