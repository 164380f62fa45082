"""A project of three files, built by the real Pelican in a second: the desk without the house."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SETTINGS = """\
SITENAME = "Musterland"
PATH = "content"
THEME = "theme"
ARTICLE_PATHS = []
PAGE_PATHS = ["seiten"]
SLUGIFY_SOURCE = "basename"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
DIRECT_TEMPLATES = ["index"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
DEFAULT_LANG = "de"
TIMEZONE = "Europe/Berlin"
PREVIEW = False
"""
INDEX = """\
<!doctype html><html lang="de"><head><title>Start</title></head>
<body><h1>Start</h1>{% for page in pages %}<a href="/{{ page.url }}">{{ page.title }}</a>{% endfor %}
{% if PREVIEW %}<p>Vorschau</p>{% endif %}</body></html>
"""
PAGE = """\
<!doctype html><html lang="de"><head><title>{{ page.title }}</title></head>
<body><h1>{{ page.title }}</h1>{{ page.content }}</body></html>
"""


@pytest.fixture(scope="session")
def write_project() -> Callable[[Path], Path]:
    """Return what writes the project into a folder."""

    def write(folder: Path) -> Path:
        for name, text in {
            "pelicanconf.py": SETTINGS,
            "theme/templates/index.html": INDEX,
            "theme/templates/page.html": PAGE,
            "theme/static/.keep": "",
            "content/seiten/ueber.md": "Title: Über uns\n\nErster Stand.\n",
            "content/felder/senioren.md": "---\ntitel: Senioren\n---\n",
            "content/felder/wohnen.md": "---\ntitel: Wohnen\n---\n",
            "content/felder/armut.md": "---\ntitel: Armut\n---\n",
        }.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def project(tmp_path: Path, write_project: Callable[[Path], Path]) -> Path:
    return write_project(tmp_path)


def start_python(code: str, project: Path) -> "subprocess.Popen[str]":
    """Start Python code that finds the house's packages and works on `project` as ROOT."""
    prelude = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nROOT = Path({str(project)!r})\n"
    return subprocess.Popen(
        [sys.executable, "-c", prelude + code],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


BUILD = """
from plugins.desk import site
from plugins.desk.errors import DeskError
try:
    print(site.build(ROOT))
except DeskError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


Run = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def run_build() -> Callable[[Path], Run]:
    """Return what builds the site of a project in a process of its own."""

    def run(project: Path) -> Run:
        process = start_python(BUILD, project)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess([], process.returncode, out, err)

    return run


@pytest.fixture
def build(project: Path, run_build: Callable[[Path], Run]) -> Callable[[], Run]:
    return lambda: run_build(project)
