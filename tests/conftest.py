"""What all tests share: the invented county Musterland, Pelican as a process, the real site."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from plugins.manuscript.archive import Archive, read_archive
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.values import Setting
from plugins.manuscript.vocabulary import field_keys

# How long an example takes says more about the machine than about the code. Each run tries others, so
# fifty are enough to keep the suite short; `inv test --gruendlich` tries a thousand.
settings.register_profile("house", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

ROOT = Path(__file__).parent.parent
MOMENT = datetime(2025, 6, 1, tzinfo=UTC)

FIELDS = {
    f"content/felder/{key}.md": f"---\ntitel: {title}\nkurz: {short}\nrang: {rank}\n---\nText.\n"
    for rank, (key, title, short) in enumerate(
        (("alter", "ALTER schätzen", "Alter"), ("wohnen", "WOHNEN im Land", "Wohnen")), 1
    )
}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """In CI a skipped test is a failed test: nothing may be left out unseen."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and in CI nothing may be"
    return report


@dataclass(frozen=True)
class County:
    """A project folder with content/; `write` adds files, `read` reads the archive."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    def write(self, files: Mapping[str, str | bytes]) -> "County":
        for path, text in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    @property
    def setting(self) -> Setting:
        return Setting(ZoneInfo("Europe/Berlin"), field_keys(self.content), self.content, MOMENT)

    def read(self, *, preview: bool = False) -> tuple[Archive, Faults]:
        return read_archive(self.root, self.setting, preview=preview)

    def faults(self, *, preview: bool = False) -> list[Fault]:
        return list(self.read(preview=preview)[1])


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path).write(FIELDS)


@pytest.fixture(scope="session")
def post() -> Callable[..., str]:
    """Return a maker of sound posts; keys given as None are left out, others replaced."""

    def make(body: str = "Ein Satz.", **keys: str | None) -> str:
        head = {
            "titel": "Ein Beitrag",
            "datum": "2025-03-06",
            "status": "veroeffentlicht",
            "art": "projekt",
            "felder": "[alter]",
            "zusammenfassung": "Worum es geht.",
            "kennung": str(uuid5(NAMESPACE_URL, repr((body, sorted(keys.items(), key=str))))),
        } | keys
        lines = [f"{key}: {value}" for key, value in head.items() if value is not None]
        return "\n".join(["---", *lines, "---", "", body, ""])

    return make


PELICAN = ("-m", "pelican", "--fatal=errors", "--log-handler=plain")
PATIENCE = 120  # seconds for a build

Run = subprocess.CompletedProcess[str]


def pelican_environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **more}


@pytest.fixture(scope="session")
def cold_pelican() -> Callable[..., Run]:
    """Return a runner of Pelican in an interpreter of its own, as `inv build` starts it."""

    def run(*arguments: str, cwd: Path, **environment: str) -> Run:
        return subprocess.run(
            [sys.executable, *PELICAN, *arguments],
            cwd=cwd,
            env=pelican_environment(**environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    return run


@pytest.fixture(scope="session")
def pelican(tmp_path_factory) -> Iterator[Callable[..., Run]]:
    """Return a runner of Pelican in a process of its own (its state is global to a process).

    The process is a fork of one that has loaded the plugins of this folder and done nothing else.
    """
    said = tmp_path_factory.mktemp("pelican")
    out, err = said / "out", said / "err"
    warm = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "warm_pelican.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=pelican_environment(),
        text=True,
    )

    def run(*arguments: str, cwd: Path, **environment: str) -> Run:
        order = {
            "arguments": [*PELICAN[2:], *arguments],
            "folder": str(cwd),
            "environment": pelican_environment(**environment),
            "out": str(out),
            "err": str(err),
            "seconds": PATIENCE,
        }
        print(json.dumps(order), file=warm.stdin, flush=True)
        code = int(warm.stdout.readline())
        return Run(list(arguments), code, out.read_text("utf-8"), err.read_text("utf-8"))

    yield run
    warm.stdin.close()
    warm.wait(PATIENCE)


@pytest.fixture(scope="session")
def once_for_all(tmp_path_factory) -> Callable[..., Path]:
    """Return a maker of folders that are filled once for all processes of a run of the tests."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = root / name
        with (root / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                part = root / f"{name}.part"
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir()
                fill(part)
                part.rename(folder)
        return folder

    return make


@dataclass(frozen=True)
class Site:
    """A built site: the folder, and what the build said."""

    output: Path
    run: Run

    def page(self, address: str) -> BeautifulSoup:
        text = (self.output / address.strip("/") / "index.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html.parser")

    @property
    def pages(self) -> list[Path]:
        return sorted(self.output.rglob("*.html"))

    @property
    def said(self) -> str:
        return self.run.stdout + self.run.stderr


@pytest.fixture(scope="session")
def site_of() -> type[Site]:
    """Return the class of built sites (test modules cannot import this file)."""
    return Site


@pytest.fixture(scope="session")
def built_once(once_for_all) -> Callable[..., Site]:
    """Return a builder of sites that are built once for all processes of a run of the tests."""

    def build(name: str, start: Callable[[Path], Run]) -> Site:
        def fill(folder: Path) -> None:
            run = start(folder)
            assert run.returncode == 0, run.stdout + run.stderr
            (folder / "said.json").write_text(json.dumps([run.stdout, run.stderr]))

        folder = once_for_all(name, fill)
        out, err = json.loads((folder / "said.json").read_text())
        return Site(folder / "output", Run([], 0, out, err))

    return build


@pytest.fixture(scope="session")
def real_site(built_once, cold_pelican) -> Site:
    def start(folder: Path) -> Run:
        output = str(folder / "output")
        return cold_pelican("-s", str(ROOT / "pelicanconf.py"), "-o", output, cwd=ROOT)

    return built_once("site", start)


# The real site as it will be: where the newsletter can be ordered.
WITH_SERVICE = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from dataclasses import replace
from pelicanconf import *
PATH = {str(ROOT / "content")!r}
THEME = {str(ROOT / "theme")!r}
FORMS = replace(FORMS, service=f"{{PUBLIC_URL}}/newsletter")
"""


@pytest.fixture(scope="session")
def site_with_service(built_once, cold_pelican) -> Site:
    def start(folder: Path) -> Run:
        (folder / "settings.py").write_text(WITH_SERVICE, encoding="utf-8")
        return cold_pelican("-s", "settings.py", "-o", str(folder / "output"), cwd=folder)

    return built_once("site-with-service", start)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests of a process: Playwright bears no second session beside it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("Chromium fehlt")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-background-networking", "--disable-quic"],
        )
        yield chromium
        chromium.close()
