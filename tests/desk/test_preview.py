"""The preview as an editor uses it: the real server, a file saved, the new page."""

import asyncio
import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest
import requests
from tornado.websocket import websocket_connect

from plugins.desk.preview import stamps
from plugins.desk.server import free_port
from tests.desk.conftest import start_python

SERVE = """
from plugins.desk import preview
from plugins.desk.errors import DeskError
try:
    preview.serve(ROOT, browser=False)
except DeskError as error:
    print(error)
    sys.exit(error.exit_code)
"""


class Preview:
    """A running `inv serve`; its words arrive line by line."""

    def __init__(self, project: Path) -> None:
        self.process = start_python(SERVE, project)
        self.lines: Queue[str] = Queue()
        Thread(target=self._listen, daemon=True).start()
        self.address = self.wait_for(r"Vorschau: (http://127\.0\.0\.1:\d+/)")

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, pattern: str) -> str:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                line = self.lines.get(timeout=0.2)
            except Empty:
                continue
            if match := re.search(pattern, line):
                return match[match.lastindex or 0]
        raise AssertionError(f"never said: {pattern}")

    def get(self, path: str) -> requests.Response:
        return requests.get(self.address + path, timeout=5, allow_redirects=False)

    def end(self) -> int:
        self.process.terminate()
        self.process.communicate(timeout=10)
        return self.process.returncode


@pytest.fixture
def started(project: Path) -> Iterator[Callable[[], Preview]]:
    running: list[Preview] = []

    def start() -> Preview:
        running.append(Preview(project))
        return running[-1]

    yield start
    for preview in running:
        preview.process.kill()


def test_shows_what_was_just_saved(project: Path, started: Callable[[], Preview]) -> None:
    preview = started()
    assert "Erster Stand." in preview.get("ueber/").text
    assert "<p>Vorschau</p>" in preview.get("").text, "built with PREVIEW"
    assert "livereload.js" in preview.get("ueber/").text, "the browser will be told to reload"
    (project / "content/seiten/ueber.md").write_text("Title: Über uns\n\nZweiter Stand.\n")
    preview.wait_for(r"Gebaut in .* Sekunden nach Änderung an content/seiten/ueber\.md")
    assert "Zweiter Stand." in preview.get("ueber/").text

    (project / "content/seiten/neu.md").write_text("Title: Neu\n\nNeue Seite.\n")
    preview.wait_for("content/seiten/neu.md")
    assert preview.get("neu/").status_code == 200
    (project / "content/seiten/neu.md").unlink()
    preview.wait_for("content/seiten/neu.md")
    assert preview.get("neu/").status_code == 404


def test_tells_the_browser_to_reload(project: Path, started: Callable[[], Preview]) -> None:
    preview = started()

    async def browse() -> list[str]:
        browser = await websocket_connect(preview.address.replace("http", "ws") + "livereload")
        await browser.write_message('{"command": "hello"}')
        await browser.write_message(json.dumps({"command": "info", "url": preview.address}))
        heard = [str(await browser.read_message())]
        for text in ("Zweiter", "Dritter"):  # two saves at short intervals: two reloads
            (project / "content/seiten/ueber.md").write_text(f"Title: Über uns\n\n{text} Stand.\n")
            heard.append(str(await asyncio.wait_for(browser.read_message(), 20)))
            assert text in preview.get("ueber/").text
        return heard

    # A thread of its own: the browser tests keep an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        heard = thread.submit(asyncio.run, browse()).result()
    assert [json.loads(message)["command"] for message in heard] == [
        "hello",
        "reload",
        "reload",
    ]


def test_a_failing_build_keeps_the_last_good_preview(
    project: Path, started: Callable[[], Preview]
) -> None:
    preview = started()
    template = project / "theme/templates/page.html"
    good = template.read_text()
    template.write_text("{% broken %}")
    preview.wait_for("Nicht gebaut nach Änderung an theme/templates/page.html")
    assert "Erster Stand." in preview.get("ueber/").text
    template.write_text(good.replace("<h1>", '<h1 id="repariert">'))
    preview.wait_for("Gebaut in")
    assert "repariert" in preview.get("ueber/").text


def test_a_house_that_never_built_says_where_to_look(
    project: Path, started: Callable[[], Preview]
) -> None:
    (project / "theme/templates/page.html").write_text("{% broken %}")
    preview = started()
    assert "Was zu tun ist, steht im Terminal." in preview.get("").text


def test_is_as_strict_as_a_real_server(project: Path, started: Callable[[], Preview]) -> None:
    (project / "theme/templates/index.html").write_text(
        '<!doctype html><html lang="de"><head><title>{% if page_name %}x{% endif %}</title></head></html>'
    )
    with (project / "pelicanconf.py").open("a") as settings:
        settings.write('DIRECT_TEMPLATES = ["index", "404"]\n')
    (project / "theme/templates/404.html").write_text("<head></head>Diese Seite gibt es nicht.")
    preview = started()
    moved = preview.get("ueber")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/ueber/")
    for path in ("ueber.html", "ueber/index", "weg/"):
        answer = preview.get(path)
        assert (answer.status_code, "Diese Seite gibt es nicht." in answer.text) == (404, True), (
            path
        )
    outside = preview.get("%2e%2e/%2e%2e/pelicanconf.py")
    assert outside.status_code == 403
    assert "SITENAME" not in outside.text
    assert preview.get("ueber/").headers["Cache-Control"] == "no-store"


def test_a_second_preview_is_told_of_the_first(
    project: Path, started: Callable[[], Preview]
) -> None:
    first = started()
    second = start_python(SERVE, project)
    out, _ = second.communicate(timeout=20)
    assert second.returncode == 4
    assert out == "Die Vorschau läuft schon in einem anderen Fenster. Dort beendet Strg+C sie.\n"
    assert first.get("").status_code == 200


def test_ends_quietly_and_clears_up(project: Path, started: Callable[[], Preview]) -> None:
    preview = started()
    assert preview.end() == 0
    assert [path.name for path in (project / ".build").iterdir()] == ["vorschau.schloss"]


def test_takes_the_next_free_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) != port
    assert free_port(70000) > 1024


def test_editors_leftovers_are_not_watched(project: Path) -> None:
    before = stamps(project)
    for name in (".ueber.md.swp", "ueber.md~", "#ueber.md#", "4913", "__pycache__/x.pyc"):
        file = project / "content/seiten" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("")
    assert stamps(project) == before
    assert "content/seiten/ueber.md" in before
    assert "pelicanconf.py" in before
