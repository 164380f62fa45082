"""External links, asked of a server that this test runs itself."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from plugins.desk import external
from plugins.desk.errors import Faulty
from plugins.desk.external import Answer, ask, ask_all, external_links, judge


class Foreign(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        status = {
            "/gut": 200,
            "/nur-get": 405,
            "/weg": 404,
            "/kaputt": 500,
            "/umzug": 301,
            "/kurz": 302,
        }
        self.send_response(status[self.path])
        if self.path in {"/umzug", "/kurz"}:
            self.send_header("Location", "/gut")
        self.end_headers()

    def do_GET(self) -> None:
        if self.path == "/nur-get":
            self.send_response(200)
            self.end_headers()
        else:
            self.do_HEAD()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Foreign) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_each_answer_in_words(host: str) -> None:
    paths = ["/gut", "/nur-get", "/weg", "/kaputt", "/umzug", "/kurz"]
    assert ask_all(host + path for path in paths) == [
        Answer(f"{host}/gut"),
        Answer(f"{host}/nur-get"),
        Answer(f"{host}/weg", "Die Seite gibt es nicht mehr"),
        Answer(f"{host}/kaputt", "Der Server meldet Fehler 500"),
        Answer(f"{host}/umzug", moved_to=f"{host}/gut"),
        Answer(f"{host}/kurz"),
    ]


def test_no_server_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external, "TIMEOUT", (0.5, 0.5))
    assert ask("http://127.0.0.1:9/").fault == "Der Server ist nicht zu erreichen"


def test_the_report_says_on_which_pages(tmp_path: Path, host: str) -> None:
    (tmp_path / "index.html").write_text(
        f'<a href="{host}/gut#x">a</a><a href="{host}/gut">b</a><a href="/intern/">c</a>'
        f'<a href="{host}/umzug">d</a>'
    )
    (tmp_path / "b.html").write_text(f'<a href="{host}/gut">a</a>')
    assert external_links(tmp_path) == {
        f"{host}/gut": ["b.html", "index.html"],
        f"{host}/umzug": ["index.html"],
    }
    assert judge(tmp_path) == (
        f"{host}/umzug: umgezogen nach {host}/gut\n    auf index.html\n"
        "2 Adressen geprüft, 0 nicht erreichbar."
    )
    assert judge(tmp_path, most=1).endswith(
        "1 Adressen geprüft (1 weitere nicht), 0 nicht erreichbar."
    )
    (tmp_path / "b.html").write_text(f'<a href="{host}/weg">a</a>')
    with pytest.raises(Faulty, match=r"/weg: Die Seite gibt es nicht mehr\n    auf b\.html"):
        judge(tmp_path)
