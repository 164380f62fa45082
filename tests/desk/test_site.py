"""A build replaces the site whole or not at all, and leaves nothing lying about."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.conftest import BUILD, start_python

Build = Callable[[], "subprocess.CompletedProcess[str]"]

# A generator that waits: the build can be ended while Pelican is at work.
SLOW = """
import os, time
from pathlib import Path
from pelican import signals
def wait(pelican):
    file = Path(__file__).with_name("process")
    file.write_text(str(os.getpid()))
    file.rename(file.with_name("at-work"))
    time.sleep(30)
def register():
    signals.finalized.connect(wait)
"""


def work_folder(project: Path) -> list[str]:
    return sorted(path.name for path in (project / ".build").iterdir())


def slow_down(project: Path) -> None:
    (project / "slow.py").write_text(SLOW)
    with (project / "pelicanconf.py").open("a") as settings:
        settings.write('PLUGINS = ["slow"]\n')


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory, write_project, run_build) -> Path:
    folder = write_project(tmp_path_factory.mktemp("haus"))
    assert run_build(folder).returncode == 0
    return folder


@pytest.fixture
def built(once_built: Path, project: Path) -> Path:
    """Give the project with its first site: a copy is faster than to build it again."""
    shutil.copytree(once_built, project, dirs_exist_ok=True)
    return project


def wait_for(file: Path) -> None:
    end = time.monotonic() + 30
    while not file.exists():
        assert time.monotonic() < end, f"{file.name} did not appear"
        time.sleep(0.02)


def test_builds_the_site_and_says_what_is_in_it(project: Path, build: Build) -> None:
    result = build()
    assert result.returncode == 0, result.stderr
    assert "Erster Stand." in (project / "output/ueber/index.html").read_text()
    assert (
        "0 Beiträge, 0 Jahresrückblicke, 0 Diagramme, 0 Feeds; 2 Seiten insgesamt" in result.stdout
    )
    assert "output/" in result.stdout
    assert "make serve" in result.stdout
    assert "Done:" not in result.stdout + result.stderr
    assert work_folder(project) == ["output.schloss"]


def test_what_is_gone_from_the_content_is_gone_from_the_output(built: Path, build: Build) -> None:
    (built / "content/seiten/ueber.md").unlink()
    assert build().returncode == 0
    assert not (built / "output/ueber").exists()


def test_a_failing_build_leaves_the_former_site_alone(built: Path, build: Build) -> None:
    before = (built / "output/index.html").read_text()
    (built / "theme/templates/page.html").write_text("{% broken %}")
    result = build()
    assert result.returncode == 1
    assert result.stderr.endswith("Die Seite wurde nicht gebaut. output/ ist unverändert.\n")
    assert (built / "output/index.html").read_text() == before
    assert work_folder(built) == ["output.schloss"]


def test_a_broken_plugin_is_no_silent_gap(project: Path, build: Build) -> None:
    (project / "pelicanconf.py").write_text('PLUGINS = ["gibt_es_nicht"]\n')
    result = build()
    assert result.returncode == 1
    assert "gibt_es_nicht" in result.stderr
    assert not (project / "output").exists()


def test_a_site_with_findings_is_not_put_in_place(built: Path, build: Build) -> None:
    (built / "content/seiten/ueber.md").write_text("Title: Neu\n\n[weg](/gibt-es-nicht/)\n")
    result = build()
    assert result.returncode == 1
    assert "/gibt-es-nicht/: diese Adresse gibt es nicht" in result.stderr
    assert "Über uns" in (built / "output/ueber/index.html").read_text()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_build_leaves_no_trace(built: Path, end: signal.Signals) -> None:
    slow_down(built)
    (built / "content/seiten/ueber.md").write_text("Title: Neu\n\nZweiter Stand.\n")
    process = start_python(BUILD, built)
    wait_for(built / "at-work")
    process.send_signal(end)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.splitlines() == ["Abgebrochen. output/ ist unverändert."]
    assert "Erster Stand." in (built / "output/ueber/index.html").read_text()
    assert work_folder(built) == ["output.schloss"]


def test_the_build_after_a_killed_one_clears_up(project: Path, build: Build) -> None:
    settings = (project / "pelicanconf.py").read_text()
    slow_down(project)
    process = start_python(BUILD, project)
    wait_for(project / "at-work")
    process.kill()
    process.wait()
    assert work_folder(project) == ["output.neu", "output.schloss"]

    # Pelican itself still runs: nobody may build into its folder yet.
    (project / "pelicanconf.py").write_text(settings)
    busy = build()
    assert busy.returncode == 4
    assert busy.stderr == "Die Seite wird gerade schon gebaut. Bitte warten, bis das fertig ist.\n"

    os.kill(int((project / "at-work").read_text()), signal.SIGKILL)
    result = build()
    for _ in range(50):
        if result.returncode != 4:
            break
        time.sleep(0.1)  # the lock goes with the last breath of Pelican
        result = build()
    assert result.returncode == 0, result.stderr
    assert work_folder(project) == ["output.schloss"]


def test_a_build_killed_between_two_renames_loses_no_site(built: Path, build: Build) -> None:
    (built / "output").rename(built / ".build/output.alt")
    (built / "theme/templates/page.html").write_text("{% broken %}")
    assert build().returncode == 1
    assert "Erster Stand." in (built / "output/ueber/index.html").read_text()


def test_a_file_in_place_of_the_output_is_named(project: Path, build: Build) -> None:
    (project / "output").write_text("meins")
    result = build()
    assert result.returncode == 3
    assert result.stderr == (
        "In „output“ kann nicht geschrieben werden: "
        "An dieser Stelle liegt eine Datei statt eines Ordners.\n"
    )
    assert (project / "output").read_text() == "meins"


NOBODY = 65534
AS_NOBODY = f"import os; os.setgid({NOBODY}); os.setuid({NOBODY})\n" if os.geteuid() == 0 else ""


@pytest.mark.parametrize("protected", [".", "output"])
def test_without_permission_one_sentence_says_so(built: Path, protected: str) -> None:
    # The administrator may write anywhere, so the build runs as somebody else, who owns a copy.
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "haus"
        shutil.copytree(built, copy)
        Path(folder).chmod(0o755)
        for path in [copy, *copy.rglob("*")] if AS_NOBODY else []:
            os.chown(path, NOBODY, NOBODY)
        (copy / protected).chmod(0o555)
        process = start_python("from plugins.desk import site\n" + AS_NOBODY + BUILD, copy)
        _, err = process.communicate(timeout=60)
        (copy / protected).chmod(0o755)
        assert process.returncode == 3, err
        assert err == (
            f"In „{(copy / protected).name}“ kann nicht geschrieben werden: "
            "Es fehlt die Schreibberechtigung.\n"
        )
        assert (copy / "output/ueber/index.html").exists()


def test_two_builds_give_the_same_bytes(built: Path, build: Build) -> None:
    first = {p.name: p.read_bytes() for p in (built / "output").rglob("*.html")}
    build()
    assert first == {p.name: p.read_bytes() for p in (built / "output").rglob("*.html")}
    assert first
