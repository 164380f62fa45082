"""Clients from many addresses of this machine: each with a connection of its own, as people come."""

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.musterland import HOST
from benchmarks.storm import loose_tls

PATH = "/newsletter/anmelden/"
_DATE = re.compile(rb"\r\nDate: [^\r]*", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """One answer, and how long it took from the first byte of the connection, in seconds."""

    raw: bytes
    seconds: float
    begun: float = 0.0

    @property
    def status(self) -> int:
        """The status, 0 where there was no answer."""
        words = self.raw.split(b" ", 2)
        return int(words[1]) if self.raw.startswith(b"HTTP/1.1 ") else 0

    @property
    def without_date(self) -> bytes:
        """The bytes but for the one header that tells the time."""
        return _DATE.sub(b"", self.raw)


def source(number: int) -> str:
    """Return an address of this machine; 50,000 numbers in a row are in different networks (/24)."""
    return f"127.{1 + number % 200}.{1 + number // 200 % 250}.{1 + number // 50_000 % 250}"


def sign_up(
    address: str, *, topics: Sequence[str] = (), wording: str, more: str = "", trap: str = ""
) -> bytes:
    """Return the bytes that a browser sends for a sign-up; `trap`: what programs fill in."""
    fields = [("adresse", address), *(("thema", topic) for topic in topics)]
    fields += [
        ("haeufigkeit", "sofort"),
        ("fassung", wording),
        ("seite", "/newsletter/"),
        ("homepage", trap),
    ]
    return post(PATH, urlencode(fields).encode(), more)


def post(path: str, body: bytes, more: str = "", *, kind: str = FORM) -> bytes:
    """Return the bytes of a POST from the site's own page."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nOrigin: https://{HOST}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\nAccept: text/html\r\n{more}\r\n"
    )
    return head.encode() + body


@asynccontextmanager
async def connected(
    port: int, where_from: str, tls: ssl.SSLContext | None
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Open a connection to the web server from an address of this machine, with TLS or without."""
    reader, writer = await asyncio.open_connection(
        "127.0.0.1",
        port,
        ssl=tls,
        server_hostname=HOST if tls else None,
        local_addr=(where_from, 0),
    )
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def receive(reader: asyncio.StreamReader) -> bytes:
    """Return one whole answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if length:
        return head + await reader.readexactly(int(length[1]))
    if b"chunked" not in head.lower():
        return head
    body = b""
    while not body.endswith(b"0\r\n\r\n"):
        body += await reader.readuntil(b"\r\n")
    return head + body


async def ask(port: int, request: bytes, where_from: str, tls: ssl.SSLContext | None) -> Answer:
    """Send one request by a connection of its own; what failed is told in place of an answer."""
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(30), connected(port, where_from, tls) as (reader, writer):
            writer.write(request)
            raw = await receive(reader)
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        return Answer(type(error).__name__.encode(), time.perf_counter() - begun, begun)
    return Answer(raw, time.perf_counter() - begun, begun)


async def at_rate(
    port: int, requests: Sequence[bytes], rate: float, first: int = 0
) -> list[Answer]:
    """Send requests at their times, whatever became of those before; each from another network."""
    tls = loose_tls()
    start = time.perf_counter() + 0.1

    async def one(number: int, request: bytes) -> Answer:
        await asyncio.sleep(start + number / rate - time.perf_counter())
        return await ask(port, request, source(first + number), tls)

    return await asyncio.gather(*(one(*each) for each in enumerate(requests)))


async def as_fast_as_can_be(
    port: int, requests: Sequence[bytes], connections: int
) -> tuple[float, list[Answer]]:
    """Send requests by a few connections that stay open, without TLS; return seconds and answers."""
    left = iter(requests)
    answers: list[Answer] = []

    async def one(where_from: str) -> None:
        async with connected(port, where_from, None) as (reader, writer):
            for request in left:
                begun = time.perf_counter()
                writer.write(request)
                raw = await receive(reader)
                answers.append(Answer(raw, time.perf_counter() - begun, begun))

    start = time.perf_counter()
    await asyncio.gather(*(one(source(number)) for number in range(connections)))
    return time.perf_counter() - start, answers
