"""The same content gives the same bytes, wherever and however often it is built."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_in_different_folders_are_byte_identical(real_site, tmp_path, cold_pelican):
    copy = tmp_path / "ein längerer Pfad" / "projekt"
    for part in ("content", "theme", "plugins"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pelicanconf.py", copy)
    variables = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    run = cold_pelican("-s", "pelicanconf.py", cwd=copy, **variables)
    assert run.returncode == 0, run.stdout + run.stderr
    here, there = contents(real_site.output), contents(copy / "output")
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []


def test_no_path_of_the_machine_is_in_the_output(real_site):
    for name, data in contents(real_site.output).items():
        assert str(ROOT).encode() not in data, name
