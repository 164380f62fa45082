"""`inv data.check` tells everything, `inv build` starts with it and stops at errors."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
Inv = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def inv(daten: Any) -> Inv:
    """Return a runner of commands in a copy of the house with the clean package."""
    shutil.copy(ROOT / "tasks.py", daten.root)
    for plugin in ("desk", "manuscript", "indicators"):
        shutil.copytree(ROOT / "plugins" / plugin, daten.root / "plugins" / plugin)

    def run(command: str) -> "subprocess.CompletedProcess[str]":
        daten.write()
        return subprocess.run(
            [sys.executable, "-m", "invoke", command],
            cwd=daten.root,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_hints_are_told_and_do_no_harm(daten: Any, inv: Inv):
    daten.resources["menschen"]["definition"] = ""
    done = inv("data.check")
    assert done.returncode == 0, done.stderr
    assert "Hinweise (1)" in done.stdout
    assert (daten.root / ".cache/daten/pruefung.json").is_file()


def test_errors_end_the_command(daten: Any, inv: Inv):
    daten.cells["menschen"]["99001001", 2010] = "10,5,"
    done = inv("data.check")
    assert done.returncode == 1
    assert "content/daten/menschen.csv:2:" in done.stdout
    assert done.stderr == "Die Daten haben Fehler.\n"


def test_errors_in_the_data_end_a_build_before_it_begins(daten: Any, inv: Inv):
    daten.cells["menschen"]["99001001", 2010] = "10,5,"
    daten.resources["faelle"]["definition"] = ""
    done = inv("build")
    assert done.returncode == 1
    assert "content/daten/menschen.csv:2:" in done.stdout
    assert "definition" not in done.stdout
    assert "Die Seite wird gebaut" not in done.stdout
    assert not (daten.root / "output").exists()
