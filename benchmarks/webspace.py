"""A web space on loopback that answers as the public server does: its headers, brotli.

    with Webspace(Path("output")) as space:
        …                       # {space.origin}/beitraege/

For a browser that judges pages (tests/browser, `make audit`, Lighthouse, contact sheets). The real nginx is in
webserver.py.
"""

import functools
import http.server
import posixpath
import threading
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote

import brotli

from plugins.hosting.headers import headers_of

_TEXT = {".html", ".css", ".js", ".svg", ".json", ".xml", ".csv", ".txt"}


def public_headers(path: str) -> dict[str, str]:
    """Return what the public server sends with the answer to `path` (rule 5 of the house)."""
    bare = unquote(path.partition("?")[0])  # nginx' $uri: decoded and resolved
    return headers_of(
        posixpath.normpath(bare) + ("/" if bare.endswith("/") and bare != "/" else "")
    )


@functools.cache
def _compressed(file: Path, _changed: float) -> bytes:
    return brotli.compress(file.read_bytes())


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() and self.path.endswith("/") else file
        if file.suffix not in _TEXT or not file.is_file():
            super().do_GET()
            return
        body = _compressed(file, file.stat().st_mtime)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(file)}; charset=utf-8")
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in public_headers(self.path).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay silent."""


class _Plain(_Handler):
    """Without compression: brotli at its best costs more than a test may take."""

    def do_GET(self) -> None:
        http.server.SimpleHTTPRequestHandler.do_GET(self)


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a page is closed while its pictures are on the way."""


class Webspace:
    """A served folder; it ends with its `with` block."""

    def __init__(self, folder: Path, *, compressed: bool = False) -> None:
        handler = functools.partial(_Handler if compressed else _Plain, directory=str(folder))
        self._server = _Server(("127.0.0.1", 0), handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
