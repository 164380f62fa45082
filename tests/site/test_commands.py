"""The commands as people call them: `make`, `inv`, and what they say."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tasks

ROOT = Path(__file__).parents[2]


def inv(*arguments: str, cwd: Path = ROOT, answers: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "invoke", *arguments],
        cwd=cwd,
        input=answers,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def make(*arguments: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the tools with fields and no content."""
    for name in ("tasks.py", "Makefile", "plugins/desk", "plugins/manuscript", "content/felder"):
        source = ROOT / name
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    return tmp_path


def test_the_table_of_contents() -> None:
    listed = inv("--list").stdout
    names = re.findall(r"^  ([a-z][a-z.]+)", listed, re.MULTILINE)
    assert names == [
        "build",
        "kennung",
        "new",
        "serve",
        "test",
        "bench.attacks",
        "bench.build",
        "bench.charts",
        "bench.data",
        "bench.images",
        "bench.kills",
        "bench.lighthouse",
        "bench.profiles",
        "bench.sending",
        "bench.signup",
        "check.links",
        "check.seite",
        "code.audit",
        "code.bogen",
        "code.licences",
        "code.lint",
        "code.lock",
        "code.types",
        "content.lesbarkeit",
        "data.check",
        "data.history",
        "data.uebernehmen",
        *(
            f"newsletter.{name}"
            for name in (
                *("backup", "bounces", "cancel", "demo", "doctor", "pause", "plan", "preview"),
                *("restore", "resume", "run", "send", "serve", "status", "test"),
            )
        ),
        *(
            f"subscribers.{name}"
            for name in ("add", "erase", "export", "import", "purge", "remove", "status")
        ),
    ]
    assert "Prüft die Daten, baut die Seite nach output/ und prüft" in listed


def test_every_command_and_option_is_explained() -> None:
    for name in tasks.namespace.task_names:
        command = tasks.namespace[name]
        assert (command.__doc__ or "").strip().endswith("."), name
        for option in command.get_arguments():
            assert option.help, f"{name}: {option.name}"


def test_new_writes_a_file_from_options(house: Path) -> None:
    fields = sorted(file.stem for file in (house / "content/felder").glob("*.md"))
    result = inv(
        "new",
        "--titel",
        "Größe",
        "--art",
        "projekt",
        "--felder",
        fields[0],
        "--datum",
        "5.1.2026",
        cwd=house,
    )
    assert result.returncode == 0, result.stderr
    assert "content/beitraege/2026/groesse.md ist angelegt" in result.stdout


def test_new_asks_what_is_not_given(house: Path) -> None:
    result = inv("new", cwd=house, answers="Ein Treffen\ntermin\n1\n5.1.2026\n")
    assert result.returncode == 0, result.stderr
    text = (house / "content/beitraege/2026/ein-treffen.md").read_text("utf-8")
    assert "art: termin" in text


def test_a_wrong_option_ends_in_a_sentence_not_a_traceback(house: Path) -> None:
    result = inv("new", "--titel", "x", "--art", "projekd", cwd=house)
    assert result.returncode == 2
    assert result.stderr == "Die Art „projekd“ gibt es nicht. Meinten Sie „projekt“?\n"


def test_nobody_answers(house: Path) -> None:
    result = inv("new", cwd=house)
    assert result.returncode == 130
    assert result.stderr.strip() == "Abgebrochen. Es wurde nichts angelegt."


def test_check_before_the_first_build(house: Path) -> None:
    result = inv("check", cwd=house)
    assert (result.returncode, result.stderr) == (
        1,
        "output/ gibt es noch nicht. Zuerst bauen: inv build\n",
    )


def test_commands_are_found_from_a_folder_below(house: Path) -> None:
    assert inv("check", cwd=house / "content/felder").returncode == 1


def test_make_alone_explains_itself() -> None:
    result = make()
    assert result.returncode == 0
    for target in ("make site", "make serve", "make test", "make clean"):
        assert target in result.stdout


def test_an_old_python_is_told_what_to_do(house: Path) -> None:
    old = house / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for python in (str(old), "gibt-es-nicht"):
        result = make("site", f"PYTHON={python}", cwd=house)
        assert result.returncode == 2
        assert "Bitte Python 3.11.2 oder neuer installieren" in result.stderr
        assert "Please install Python 3.11.2 or newer" in result.stderr
        assert not (house / ".venv").exists()


def test_without_venv_the_package_is_named(house: Path) -> None:
    """Debian ships Python without ensurepip; the sentence names the package."""
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (house / lock).write_text("")
    (house / "ohne").mkdir()
    (house / "ohne/ensurepip.py").write_text("raise ImportError")
    environment = {**os.environ, "PYTHONPATH": str(house / "ohne")}
    result = subprocess.run(
        [sys.executable, "plugins/desk/environment.py", "site"],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "sudo apt install python3-venv" in result.stderr
    assert not (house / ".venv").exists()


def test_no_file_names_a_package_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", "Makefile"):
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text), name
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        pinned = re.findall(r"^\S+==.*\n.*", text, re.MULTILINE)
        assert len(pinned) > 20
        assert all("--hash=sha256:" in entry for entry in pinned), name
