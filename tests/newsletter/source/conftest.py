"""A real web server on this machine that misbehaves as told, and feeds of an invented county."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.source.network import Patience
from plugins.newsletter.source.source import Source

Handler = BaseHTTPRequestHandler


@dataclass
class Web:
    """What the server serves: a path and what it does; what it was asked, and what it has sent."""

    address: str
    routes: dict[str, Callable[[Handler], None]] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    sent: int = 0

    def page(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Serve a body; `content_type=` is the header Content-Type. Returns its address."""

        def answer(handler: Handler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            self.send(handler, body)

        self.routes[path] = answer
        return self.address + path

    def redirect(self, path: str, goal: str, status: int = 302) -> str:
        """Send on from a path to an address."""
        return self.page(path, b"", status, Location=goal)

    def stream(self, path: str, piece: bytes, times: int, pause: float = 0, **headers: str) -> str:
        """Serve pieces without a length, as many and as slowly as told."""

        def answer(handler: Handler) -> None:
            handler.send_response(200)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            for _ in range(times):
                self.send(handler, piece)
                time.sleep(pause)

        self.routes[path] = answer
        return self.address + path

    def send(self, handler: Handler, body: bytes) -> None:
        handler.wfile.write(body)
        handler.wfile.flush()
        self.sent += len(body)


@pytest.fixture
def web() -> Iterator[Web]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, dict(self.headers)))
            try:
                served.routes.get(self.path.partition("?")[0], missing)(self)
            except OSError:
                self.close_connection = True  # the client had enough

        do_CONNECT = do_GET  # noqa: N815  # the name is given by http.server

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    def missing(handler: Handler) -> None:
        handler.send_error(404)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    served = Web(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def source_of(settings: NewsletterSettings, tmp_path: Path) -> Callable[..., Source]:
    """Return a source for a feed's address or file, with little patience, and limits if given."""

    def made(feed: str, **limits: int) -> Source:
        changed = replace(settings, feed=feed, limits=replace(settings.limits, **limits))
        return Source(changed, tmp_path, Patience(connect=2, read=2, total=2))

    return made


@pytest.fixture
def atom() -> Callable[..., bytes]:
    """Return an Atom feed around entries; without any, with one."""

    def feed(*entries: str, head: str = "", base: str = "") -> bytes:
        inside = "".join(f"<entry>{entry}</entry>" for entry in entries or (ENTRY,))
        return (
            f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"{base}>'
            f"<title>Musterland Sozial</title><id>urn:x:feed</id>{head}{inside}</feed>"
        ).encode()

    return feed


@pytest.fixture
def rss() -> Callable[..., bytes]:
    """Return an RSS 2.0 feed around items."""

    def feed(*items: str) -> bytes:
        inside = "".join(f"<item>{item}</item>" for item in items)
        return (
            '<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Musterland</title>'
            f"<link>https://blog.kreis.example/</link>{inside}</channel></rss>"
        ).encode()

    return feed


ENTRY = (
    "<id>urn:uuid:1</id><title>Mehr Kitaplätze</title>"
    '<link href="https://blog.kreis.example/kita/"/>'
    "<published>2026-11-20T08:00:00+01:00</published><updated>2026-11-21T08:00:00Z</updated>"
    '<author><name>Sozialplanung</name></author><category term="bildung" label="BILDUNG für alle"/>'
    "<summary>Kurz gesagt.</summary>"
    '<content type="html">&lt;p&gt;Es gibt mehr &lt;b&gt;Plätze&lt;/b&gt;.&lt;/p&gt;</content>'
)
