"""The shipped nginx before a small site and a service that takes notes."""

import http.client
import http.server
import shutil
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from benchmarks.webserver import WebServer

HOST = "blog.kreis.example"
_NUMBERS = count()
PAGES = {
    "index.html": "<h1>Start</h1>",
    "404.html": "<h1>Nicht gefunden</h1>",
    "daten/zahlen.csv": "jahr;wert\n",
    "feeds/alle.atom.xml": "<feed/>",
    "indikatoren/x/einbetten/index.html": "<h1>Rahmen</h1>",
    "newsletter/index.html": "<h1>Newsletter</h1>",
    "newsletter/formular.json": "{}",
    **{
        f"newsletter/{name}/index.html": f"<h1>{name}</h1>"
        for name in ("postfach", "bestaetigen", "abmelden", "einstellungen", "stoerung")
    },
}


@dataclass(frozen=True)
class Asked:
    """A request as the service got it."""

    method: str
    path: str
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Service:
    """What the service was asked, and what it answers: status, headers, body."""

    socket: Path
    asked: list[Asked] = field(default_factory=list)
    answer: tuple[int, Mapping[str, str], bytes] = (200, {"Content-Type": "text/html"}, b"Dienst")


class _Listener(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when nginx has heard enough."""


def _handler(service: Service) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _note(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            service.asked.append(Asked(self.command, self.path, self.headers, body))
            status, headers, text = service.answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = _note  # noqa: N815 - the library's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Stay silent."""

    return Handler


@pytest.fixture(scope="session")
def stand(tmp_path_factory) -> Iterator[WebServer]:
    """Return one nginx for all tests: each finds site and service as new, and asks from a network of its own."""
    folder = tmp_path_factory.mktemp("stand")
    with _started(folder) as running:
        yield running


@pytest.fixture
def server(stand) -> WebServer:
    return stand


@pytest.fixture
def fresh_server(tmp_path) -> Iterator[WebServer]:
    """Return an nginx for this test alone, with empty logs."""
    with _started(tmp_path) as running:
        yield running


def _started(folder: Path) -> WebServer:
    if not WebServer.possible():
        pytest.skip("nginx fehlt")
    (folder / "site").mkdir()
    return WebServer(folder / "site", str(folder / "socket"), host=HOST)


@pytest.fixture
def site(server) -> Path:
    shutil.rmtree(server.site)
    for name, text in PAGES.items():
        file = server.site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return server.site


@pytest.fixture
def service(server) -> Iterator[Service]:
    """Return the service behind nginx, on a socket as in public."""
    noted = Service(Path(server.service))
    noted.socket.unlink(missing_ok=True)
    with _Listener(str(noted.socket), _handler(noted)) as listener:
        threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True).start()
        yield noted
        listener.shutdown()


@pytest.fixture
def home() -> str:
    """Return the address from which a test asks, in a network of its own: sign-ups are limited by it."""
    number = next(_NUMBERS)
    return f"127.{64 + number // 256}.{number % 256}.1"


@pytest.fixture
def wait_until() -> Callable[..., None]:
    def wait(condition: Callable[[], object], seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end
            time.sleep(0.02)

    return wait


@dataclass(frozen=True)
class Answer:
    """An answer of nginx."""

    status: int
    headers: http.client.HTTPMessage
    body: str


@pytest.fixture
def ask(server, site, service, home) -> Callable[..., Answer]:
    """Return a client: `ask("POST", path, body="a=b", source="127.3.0.1", **headers)`."""
    trusting = ssl.create_default_context(cafile=str(server.certificate))

    def request(
        method: str,
        path: str,
        body: bytes | str | Iterator[bytes] | None = None,
        source: str = home,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        connection = http.client.HTTPSConnection(
            "127.0.0.1", server.port, context=trusting, source_address=(source, 0), timeout=30
        )
        try:
            connection.request(method, path, body=body, headers={"Host": HOST, **(headers or {})})
            got = connection.getresponse()
            return Answer(got.status, got.headers, got.read().decode())
        finally:
            connection.close()

    return request


@pytest.fixture
def talk(server):
    """Return a speaker of raw bytes over TLS: `talk(bytes)` gives all that comes back."""
    trusting = ssl.create_default_context(cafile=str(server.certificate))

    def say(words: bytes, *, plain: bool = False, port: int = 0) -> bytes:
        with ExitStack() as stack:
            address = ("127.0.0.1", port or server.port)
            line = stack.enter_context(socket.create_connection(address, 10))
            if not plain:
                line = stack.enter_context(trusting.wrap_socket(line, server_hostname="localhost"))
            line.sendall(words)
            heard = b""
            while part := line.recv(65536):
                heard += part
            return heard

    return say
