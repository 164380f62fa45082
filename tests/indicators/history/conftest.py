"""A repository of Musterland's data, made with the real git; each commit has its day."""

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plugins.indicators.history.log import LOG, Log, read_log
from plugins.indicators.history.record import record
from tests.indicators.conftest import described

FOLDER = "content/daten"
ALONE = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(root: Path, *arguments: str, day: str = "2025-01-01T12:00:00+0100") -> str:
    who = {"NAME": "Amt", "EMAIL": "amt@muster.example", "DATE": day}
    people = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in who.items()}
    done = subprocess.run(
        ("git", *arguments),
        cwd=root,
        env=ALONE | people,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@dataclass
class House:
    """A project with series: rows are `gebiet,zeit,wert,status`."""

    root: Path
    series: dict[str, list[str]] = field(default_factory=dict)
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def log_file(self) -> Path:
        return self.root / FOLDER / LOG

    @property
    def log(self) -> Log:
        log, faults = read_log(self.log_file.read_text("utf-8"), LOG)
        assert not faults
        return log

    def add(self, key: str, *rows: str, **metadata: Any) -> "House":
        self.series[key] = [*rows]
        self.resources[key] = described(key, **metadata)
        return self

    def drop(self, key: str) -> "House":
        (self.root / FOLDER / self.resources.pop(key)["path"]).unlink(missing_ok=True)
        self.series.pop(key)
        return self

    def write(self) -> "House":
        folder = self.root / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for key, rows in self.series.items():
            text = "\n".join(["gebiet,zeit,wert,status", *rows, ""])
            (folder / self.resources[key]["path"]).write_text(text, "utf-8")
        package = {"resources": [*self.resources.values()]}
        (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
        return self

    def commit(self, day: str) -> "House":
        """Commit all there is at noon of a day, or at a moment `2025-01-01T23:30:00+0000`."""
        self.write()
        moment = day if "T" in day else f"{day}T12:00:00+0100"
        git(self.root, "add", "--all", day=moment)
        git(self.root, "commit", "--quiet", "--message=Daten", day=moment)
        return self

    def record(self, root: Path | None = None) -> str:
        return record(root or self.root, FOLDER, ZoneInfo("Europe/Berlin"))

    def give_reason(self, day: int, reason: str, item: int | None = None) -> None:
        """Write a reason into the file, as a person would."""
        raw = json.loads(self.log_file.read_text("utf-8"))
        entry = raw["eintraege"][day]
        (entry if item is None else entry["reihen"][item])["grund"] = reason
        self.log_file.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")


@pytest.fixture(autouse=True)
def alone(monkeypatch) -> None:
    """Keep git to itself, whatever this machine has set."""
    for key in os.environ.keys() - ALONE.keys():
        monkeypatch.delenv(key)
    for key in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(key, os.devnull)


@pytest.fixture
def run_git() -> Callable[..., str]:
    return git


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a house with one series, committed on the first of March 2025."""
    root = tmp_path / "haus"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    rows = ("99001001,2022,10,", "99001001,2023,20,", "99001002,2022,,.", "99001002,2023,5,p")
    return House(root).add("quote", *rows).commit("2025-03-01")
