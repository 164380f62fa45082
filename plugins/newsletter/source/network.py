"""Asking a web server, with every limit: time, bytes, redirects, and which machines may be reached.

The name of a host is looked up once, each address judged, and the connection opened to that very
address: a second answer of the DNS cannot lead elsewhere. The proxy of the environment
(HTTPS_PROXY, NO_PROXY) and its certificates (REQUESTS_CA_BUNDLE) are used, because offices often
reach the web no other way; behind a proxy it is the proxy that looks names up. Passwords of a
.netrc are never sent. This machine is always asked directly.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection

from plugins.newsletter.source.reach import Reach, is_loopback

_AGENT = "newsletter-sender/1.0"


@dataclass(frozen=True)
class Patience:
    """How long one request may take, in seconds: to connect, between two pieces, altogether."""

    connect: float = 10
    read: float = 20
    total: float = 60


@dataclass(frozen=True)
class Answer:
    """The head of an answer; the body comes in pieces, unpacked."""

    status: int
    headers: requests.structures.CaseInsensitiveDict[str]
    pieces: Iterator[bytes] = field(repr=False)


@contextmanager
def ask(
    address: str,
    headers: dict[str, str],
    reach: Reach,
    patience: Patience,
) -> Iterator[Answer]:
    """Send one GET without following redirects; raises requests.RequestException.

    When the whole time is up the connection is shut down, wherever it stands; the error then is a
    requests.Timeout.
    """
    clock = _Clock(patience.total)
    session = _Session()
    session.auth = _nobody
    session.trust_env = not is_loopback(urlsplit(address).hostname)
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter(reach, clock))
    try:
        with (
            clock,
            session,
            session.get(
                address,
                headers={"User-Agent": _AGENT, "Accept-Encoding": "gzip", **headers},
                timeout=(patience.connect, patience.read),
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            pieces = response.iter_content(chunk_size=65_536)
            yield Answer(response.status_code, response.headers, clock.watched(pieces))
    except requests.RequestException as error:
        if clock.over.is_set():
            raise requests.Timeout("the whole time is up") from error
        raise


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class _Session(requests.Session):
    """Looks at no redirect: the library would read its body to the end, whatever its size."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        del resp


class _Clock:
    """Ends every connection of a request when its time is up."""

    def __init__(self, seconds: float) -> None:
        self.over = threading.Event()
        self._lines: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()
        for line in self._lines:
            line.close()

    def hold(self, line: socket.socket) -> None:
        # A copy, because TLS takes the socket itself out of our hands.
        self._lines.append(line.dup())

    def watched(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            if self.over.is_set():
                break
            yield piece
        if self.over.is_set():  # a body without a length would look complete
            raise requests.Timeout("the whole time is up")

    def _end(self) -> None:
        self.over.set()
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class _Adapter(HTTPAdapter):
    """Opens connections only to machines that may be reached."""

    def __init__(self, reach: Reach, clock: _Clock) -> None:
        self._connections = _connections(reach, clock)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # handed on as they are
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._connections


def _connections(reach: Reach, clock: _Clock) -> dict[str, type]:
    def connect(connection: HTTPConnection) -> socket.socket:
        host = connection._dns_host  # noqa: SLF001  # urllib3 has no other name for it
        error: Exception = OSError(f"{host} has no address")
        try:
            found = socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)
            machines = [str(sockaddr[0]) for *_, sockaddr in found]
            allowed = [ip for ip in machines if reach(ip_address(ip.partition("%")[0]))]
            if not allowed:
                raise PermissionError(f"{host} is not to be reached")
            for ip in allowed:
                try:
                    line = create_connection((ip, connection.port), connection.timeout)
                except OSError as refused:
                    error = refused
                    continue
                clock.hold(line)
                return line
        except (OSError, UnicodeError) as unknown:
            error = unknown
        raise NewConnectionError(connection, str(error)) from error

    class Plain(HTTPConnection):
        _new_conn = connect

    class Secure(HTTPSConnection):
        _new_conn = connect

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
