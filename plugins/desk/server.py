"""The preview's server: livereload on 127.0.0.1, as strict as a real web server.

`/x` goes on to `/x/`, `/x/` is `x/index.html`, `.html` is never guessed, and what does not exist is
answered with the site's own `404.html`.
"""

import logging
import socket
from pathlib import Path

from livereload import handlers
from livereload.server import Server
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop

HOST = "127.0.0.1"
_PORTS_TRIED = 20


class PageHandler(handlers.StaticFileHandler):
    """A file of the preview, never from a cache, or the site's own page for what is missing."""

    def set_extra_headers(self, path: str) -> None:
        """Forbid caching: the page may be another one a second later."""
        del path
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_: object) -> None:
        """Answer with `404.html`, as the public server does."""
        page = Path(self.root) / "404.html"
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        text = (
            page.read_text("utf-8")
            if page.exists()
            else f"<title>{status_code}</title><p>Nicht gefunden."
        )
        self.finish(text)


class PreviewServer(Server):
    """livereload's server without its own watcher and without its log."""

    def __init__(self) -> None:
        super().__init__(watcher=_NoWatcher())
        self.SFH = PageHandler
        self.loop = IOLoop.current()

    def reload_browsers(self) -> None:
        """Tell every open browser to load its page again; may be called from any thread."""
        self.loop.add_callback(handlers.LiveReloadHandler.reload_waiters, "*")

    def _setup_logging(self) -> None:
        for name in ("livereload", "tornado", "tornado.access"):
            logging.getLogger(name).setLevel(logging.ERROR)


class _NoWatcher(Watcher):
    def start(self, _: object) -> bool:
        """Say that watching is taken care of."""
        return True


def free_port(wanted: int) -> int:
    """Return `wanted`, or the next port that nobody uses."""
    for port in range(wanted, wanted + _PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except (OSError, OverflowError):
                continue
            return port
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
