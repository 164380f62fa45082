"""Each data file stands in REUSE.toml with the licence that its own metadata name."""

import json
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "content/daten"
SPDX = {"dl-de-by-2-0": "DL-DE-BY-2.0", "dl-de-zero-2-0": "DL-DE-ZERO-2.0"}


def licence_of(name: str) -> str:
    """Return the entry that names this file itself; entries with `*` do not count."""
    found = [
        entry["SPDX-License-Identifier"]
        for entry in tomllib.loads((ROOT / "REUSE.toml").read_text("utf-8"))["annotations"]
        if name in ([entry["path"]] if isinstance(entry["path"], str) else entry["path"])
    ]
    assert len(found) == 1, f"{name} needs exactly one entry of its own in REUSE.toml"
    return str(found[0])


def resources() -> list[dict[str, object]]:
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    return list(package["resources"])


@pytest.mark.parametrize("resource", resources(), ids=lambda resource: str(resource["name"]))
def test_the_licence_of_a_data_file_is_that_of_its_metadata(resource: dict[str, object]) -> None:
    stated = licence_of(f"content/daten/{resource['path']}").split(" AND ")
    named = resource["licenses"]
    assert isinstance(named, list)
    assert len(stated) == len(named)
    for spdx, licence in zip(stated, named, strict=True):
        if licence["name"] in SPDX:
            assert spdx == SPDX[licence["name"]]
        else:
            assert spdx.startswith("LicenseRef-"), "no known licence: quote the source in LICENSES/"


def test_no_data_file_is_left_out() -> None:
    for path in sorted(DATA.rglob("*.*")):
        assert licence_of(path.relative_to(ROOT).as_posix())
