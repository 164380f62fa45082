import json
import math
from pathlib import Path
from typing import Any

import pytest

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.boundaries import Boundaries, read_boundaries
from plugins.indicators.data.package import read_package
from plugins.manuscript.faults import Fault

PATH = "content/daten/grenzen.topojson"


def read(raw: Any, areas: Areas) -> tuple[Boundaries, list[Fault]]:
    return read_boundaries(json.dumps(raw, indent=1), PATH, {}, areas)


def geometries(topology: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = topology["objects"]["gemeinden"]["geometries"]
    return found


def test_every_area_has_its_rings(topology: dict[str, Any], areas: Areas):
    boundaries, faults = read(topology, areas)
    assert not faults
    assert list(boundaries.shapes) == [f"9900100{number}" for number in (1, 2, 3, 4, 5)]
    assert boundaries.shapes["99001001"] == ((0, 1, 2),)


def test_an_area_with_an_exclave_has_several_rings(topology: dict[str, Any], areas: Areas):
    assert read(topology, areas)[0].shapes["99001005"] == ((10, ~5, ~9), (11,))


def test_an_area_in_two_parts_of_the_file_is_one(topology: dict[str, Any], areas: Areas):
    sea = geometries(topology).pop()
    for part in sea["arcs"]:
        geometries(topology).append(sea | {"type": "Polygon", "arcs": part})
    assert read(topology, areas)[0].shapes["99001005"] == ((10, ~5, ~9), (11,))


def test_a_border_runs_backwards_for_the_neighbour(topology: dict[str, Any], areas: Areas):
    boundaries, _ = read(topology, areas)
    assert boundaries.arc(~1) == boundaries.arc(1)[::-1]


def test_the_middle_of_all_shapes_is_undistorted(topology: dict[str, Any], areas: Areas):
    """The map is 5 × 2 hundredths of a degree; a degree of longitude is shorter by cos 50.01°."""
    boundaries, _ = read(topology, areas)
    places = [place for arc in boundaries.arcs for place in arc]
    width = max(x for x, _ in places) - min(x for x, _ in places)
    height = max(y for _, y in places) - min(y for _, y in places)
    assert width / height == pytest.approx(2.5 * math.cos(math.radians(50.01)))


def test_north_is_up(topology: dict[str, Any], areas: Areas):
    boundaries, _ = read(topology, areas)
    (*_, north), (*_, south) = boundaries.arcs[0][0], boundaries.arcs[0][-1]
    assert north < south


def test_the_box_of_all_shapes_is_in_degrees(topology: dict[str, Any], areas: Areas):
    assert read(topology, areas)[0].box == (10.0, 50.0, 10.05, 50.02)
    assert Boundaries().box is None


def test_coordinates_may_also_be_plain_degrees(topology: dict[str, Any], areas: Areas):
    plain = dict(topology)
    (across, down), (left, top) = plain.pop("transform").values()
    plain["arcs"] = []
    for arc in topology["arcs"]:
        x = y = 0
        plain["arcs"].append([])
        for step in arc:
            x, y = x + step[0], y + step[1]
            plain["arcs"][-1].append((x * across + left, y * down + top))
    assert read(plain, areas)[0].arcs == read(topology, areas)[0].arcs


def test_broken_json_is_named_with_its_place(areas: Areas):
    boundaries, (fault,) = read_boundaries('{"type": "Topology",\n "arcs": [,]}', PATH, {}, areas)
    assert fault.place == f"{PATH}:2:11"
    assert "kein gültiges JSON" in fault.message
    assert not boundaries.shapes


@pytest.mark.parametrize(
    "change",
    [
        {"arcs": None},
        {"arcs": [[]]},
        {"arcs": [["a", "b"]]},
        {"arcs": [[(math.nan, 0), (1, 1)]]},
        {"objects": {}},
        {"objects": {"a": {"geometries": [{"type": "Point", "id": "99001001", "arcs": []}]}}},
        {"objects": {"a": {"geometries": [{"type": "Polygon", "id": "99001001", "arcs": []}]}}},
        {"objects": {"a": {"geometries": [{"type": "Polygon", "id": "99001001", "arcs": [[]]}]}}},
        {"objects": {"a": {"geometries": [{"type": "Polygon", "arcs": [[0, 1, 2]]}]}}},
        {"transform": {"scale": 1}},
    ],
)
def test_what_is_no_topology_is_one_fault(
    topology: dict[str, Any], areas: Areas, change: dict[str, Any]
):
    boundaries, (fault,) = read(topology | change, areas)
    assert fault.message == "Die Datei ist kein TopoJSON."
    assert "mapshaper" in fault.advice
    assert not boundaries.shapes


@pytest.mark.parametrize("text", ["[]", "null", "7", '"x"'])
def test_any_other_json_is_a_fault_too(text: str, areas: Areas):
    assert read_boundaries(text, PATH, {}, areas)[1][0].message == "Die Datei ist kein TopoJSON."


def test_an_unknown_area_is_named_with_its_place(topology: dict[str, Any], areas: Areas):
    geometries(topology)[0]["id"] = "99001091"
    boundaries, faults = read(topology, areas)
    unknown = next(fault for fault in faults if "99001091" in fault.message)
    text = json.dumps(topology, indent=1).splitlines()
    assert text[unknown.line - 1][unknown.column - 1 :].startswith('"99001091"')
    assert "Meinten Sie" in unknown.advice
    assert "99001091" not in boundaries.shapes


def test_a_former_area_has_no_shape(topology: dict[str, Any], areas: Areas):
    geometries(topology).append({"type": "Polygon", "id": "99001099", "arcs": [[0, 1, 2]]})
    assert "99001099" not in read(topology, areas)[0].shapes


def test_missing_areas_are_named(topology: dict[str, Any], areas: Areas):
    del geometries(topology)[1:3]
    (fault,) = read(topology, areas)[1]
    assert fault.message == "Diese Gebiete haben keine Grenzen: Südwald, Bad Königsbrunn."


def test_an_open_ring_and_a_missing_line_are_named_at_once(topology: dict[str, Any], areas: Areas):
    geometries(topology)[0]["arcs"] = [[0, 1]]
    geometries(topology)[1]["arcs"] = [[6, 7, 99]]
    boundaries, faults = read(topology, areas)
    assert [fault.message for fault in faults] == [
        "Die Grenze von „99001001“ ist nicht geschlossen.",
        "Eine Linie in der Grenze von „99001002“ gibt es nicht.",
    ]
    assert len(boundaries.shapes) == 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "content" / "daten"
    made.mkdir(parents=True)
    resource = {"art": "grenzen", "name": "grenzen", "path": "grenzen.topojson"}
    (made / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    (made / "grenzen.topojson").write_text("{")
    return made


def test_boundaries_are_read_when_a_map_is_drawn(folder: Path):
    """A build without a map does not even open the file; its faults are told once."""
    heard: list[Fault] = []
    package, faults = read_package(folder, folder.parent.parent, heard.extend)
    assert not faults
    assert not heard
    assert not package.boundaries.shapes
    assert package.boundaries is package.boundaries
    assert [fault.path for fault in heard] == [PATH]


def test_who_reads_everything_hears_of_boundaries_too(folder: Path):
    _, (fault,) = read_package(folder, folder.parent.parent)
    assert fault.path == PATH


def test_a_missing_file_is_named(folder: Path):
    (folder / "grenzen.topojson").unlink()
    _, (fault,) = read_package(folder, folder.parent.parent)
    assert fault.message == "Die Datei „grenzen.topojson“ fehlt im Datenordner."
