"""publishconf.py: no public site while something is missing that only the publisher knows."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugins.publisher.particulars import Publisher

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path, real_site):
    for part in ("content", "theme", "plugins"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, tmp_path)
    # The pictures are those of the real site, drawn already; test_reproducible.py draws them anew.
    (tmp_path / ".cache").symlink_to(ROOT / ".cache")
    return tmp_path


def test_it_refuses_and_names_in_german_what_is_missing(project, cold_pelican):
    run = cold_pelican("-s", "publishconf.py", cwd=project)
    assert run.returncode != 0
    assert "Die öffentliche Website wird nicht gebaut" in run.stderr
    assert "  durchsetzungsstelle = …" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (project / "output").exists()


def test_with_all_particulars_it_builds_without_a_gap(project, cold_pelican):
    conf = project / "publishconf.py"
    names = Publisher().missing()
    filled = f"PUBLISHER = replace(PUBLISHER, **dict.fromkeys({names!r}, 'Muster'))"
    text = conf.read_text(encoding="utf-8")
    assert "PUBLISHER = replace(PUBLISHER)" in text
    # The copies cost as much as all the rest; tests/compression and tests/serving have their own.
    text = text.replace("PUBLISHER = replace(PUBLISHER)", filled).replace(
        "copies=True", "copies=False"
    )
    conf.write_text(text, encoding="utf-8")
    record = {
        "website": "https://mittelsachsen-sozial.de",
        "datum": datetime.now(tz=UTC).date().isoformat(),
        "seiten": 300,
        "seiten_mit_verstoessen": 0,
        "verstoesse": [],
        "werkzeuge": ["axe-core"],
    }
    (project / "content/pruefbericht.json").write_text(json.dumps(record), encoding="utf-8")
    run = cold_pelican("-s", "publishconf.py", cwd=project)
    assert run.returncode == 0, run.stdout + run.stderr
    for page in (project / "output").rglob("*.html"):
        assert "folgt]" not in page.read_text(encoding="utf-8"), page
    for name in (".htaccess", "_headers", "_redirects", "_umleitungen.map"):
        assert (project / "output" / name).stat().st_size > 1_000, name
