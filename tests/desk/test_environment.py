"""The environment is set up once, again when a lock changes, and made anew when it was moved."""

import json
import shutil
from pathlib import Path

import pytest

from plugins.desk import environment
from plugins.desk.environment import SetupError, prepare


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Record what would be run; making an environment makes its Python."""
    commands: list[str] = []

    def run(*command: str) -> None:
        if "venv" in command:
            python = Path(command[-1]) / "bin/python"
            python.parent.mkdir(parents=True)
            python.touch()
            commands.append("venv")
        else:
            assert "--require-hashes" in command
            assert not any("index" in word for word in command)
            commands.append(Path(command[-1]).name)

    monkeypatch.setattr(environment, "_run", run)
    house = tmp_path / "haus"
    house.mkdir()
    (house / "requirements.txt").write_text("a==1\n")
    (house / "requirements-dev.txt").write_text("a==1\nb==1\n")
    (house / "requirements-peers.txt").write_text("a==1\nc==1\n")
    return commands


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return tmp_path / "haus"


def test_a_second_call_sets_nothing_up_again(house: Path, done: list[str]) -> None:
    prepare(house, "site")
    assert done == ["venv", "requirements.txt"]
    before = (house / ".venv/installed.json").stat().st_mtime_ns
    prepare(house, "site")
    assert done == ["venv", "requirements.txt"]
    assert (house / ".venv/installed.json").stat().st_mtime_ns == before


def test_tests_only_add_to_the_site_and_the_site_needs_nothing_after_tests(
    house: Path, done: list[str]
) -> None:
    prepare(house, "site")
    prepare(house, "dev")
    prepare(house, "site")
    prepare(house, "dev")
    assert done == ["venv", "requirements.txt", "requirements-dev.txt"]


def test_tests_first_serve_the_site_too(house: Path, done: list[str]) -> None:
    prepare(house, "dev")
    prepare(house, "site")
    assert done == ["venv", "requirements-dev.txt"]


def test_a_changed_lock_is_installed(house: Path, done: list[str]) -> None:
    prepare(house, "site")
    (house / "requirements.txt").write_text("a==2\n")
    prepare(house, "site")
    assert done[2:] == ["requirements.txt"]


def test_a_moved_house_gets_a_new_environment(house: Path, done: list[str]) -> None:
    prepare(house, "site")
    moved = house.with_name("umgezogen")
    shutil.move(house, moved)
    prepare(moved, "site")
    assert done[2:] == ["venv", "requirements.txt"]
    assert json.loads((moved / ".venv/installed.json").read_text())["folder"] == str(moved)


def test_a_python_that_is_gone_means_a_new_environment(house: Path, done: list[str]) -> None:
    prepare(house, "site")
    (house / ".venv/bin/python").unlink()
    (house / ".venv/bin/python").symlink_to("/gibt/es/nicht")
    prepare(house, "site")
    assert done[2:] == ["venv", "requirements.txt"]


def test_an_installation_that_failed_is_not_taken_for_done(
    house: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    works = environment._run

    def fail(*command: str) -> None:
        if "venv" not in command:
            raise SetupError("…")
        works(*command)

    monkeypatch.setattr(environment, "_run", fail)
    with pytest.raises(SetupError):
        prepare(house, "site")
    monkeypatch.setattr(environment, "_run", works)
    prepare(house, "site")
    assert done == ["venv", "requirements.txt"]


def test_peers_come_on_top_and_take_nothing_away(house: Path, done: list[str]) -> None:
    for kind in ("dev", "peers", "dev", "site"):
        prepare(house, kind)
    assert done == ["venv", "requirements-dev.txt", "requirements-peers.txt"]


def test_a_stamp_cut_off_begins_anew(house: Path, done: list[str]) -> None:
    prepare(house, "site")
    (house / ".venv/installed.json").write_text('{"site": ')
    prepare(house, "site")
    assert done[2:] == ["venv", "requirements.txt"]
