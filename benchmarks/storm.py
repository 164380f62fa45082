"""Broken requests (malformed.py) sent as bytes, and judged by what comes back.

Whatever is sent, the server must answer below 500, or hang up; it must set no header that came from a
request, no cookie, and show no inside.
"""

import asyncio
import re
import ssl
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.malformed import Place, requests

PATIENCE = 0.6  # seconds that we wait for an answer; a request that never ends gets none for longer
MARK = "x-injected"
# What a web server may say of a request that is none (RFC 9110, 15.6.2 and 15.6.6): it means no fault.
BY_RIGHT = frozenset({501, 505})
_STATUS = re.compile(rb"^HTTP/1\.[01] ([0-9]{3})\b")
_INSIDE = re.compile(
    rb"Traceback|File \"/|sqlalchemy|sqlite3|psycopg|starlette|uvicorn", re.IGNORECASE
)


@dataclass
class Judgement:
    """What came back of all that was sent. `faults`: what must never be, with the request."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    silent: int = 0
    faults: list[tuple[str, bytes, bytes]] = field(default_factory=list)

    def add(self, request: bytes, answer: bytes) -> None:
        """Judge one answer."""
        self.sent += 1
        found = _STATUS.match(answer)
        if found is None:
            self.silent += not answer
            if answer:
                self.faults.append(("not HTTP", request, answer))
            return
        status = int(found[1])
        self.statuses[status] += 1
        head, _, body = answer.partition(b"\r\n\r\n")
        names = {line.partition(b":")[0].strip() for line in head.lower().split(b"\r\n")[1:]}
        wrong = {
            f"status {status}": status >= 500 and status not in BY_RIGHT,  # noqa: PLR2004 - RFC 9110
            "a header of the request came back": MARK.encode() in names,
            "a cookie": b"set-cookie" in names,
            "an inside": _INSIDE.search(body) is not None,
        }
        self.faults += [(name, request, answer) for name, is_so in wrong.items() if is_so]


async def _send(place: Place, request: bytes, context: ssl.SSLContext | None, source: str) -> bytes:
    answer = b""
    try:
        async with asyncio.timeout(PATIENCE * 20):  # the connecting alone
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", place.port, ssl=context, server_hostname=place.host if context else None,
                local_addr=(source, 0),
            )  # fmt: skip
    except (OSError, TimeoutError):
        return b"no connection"
    try:
        async with asyncio.timeout(PATIENCE):
            writer.write(request)
            await writer.drain()
            # The rest up to the end of the connection; whoever keeps it open has said all by then.
            while b"\r\n\r\n" not in answer:
                part = await reader.read(65_536)
                if not part:
                    break
                answer += part
            answer += await asyncio.wait_for(reader.read(65_536), 0.02) if answer else b""
    except (OSError, TimeoutError):
        pass
    finally:
        writer.transport.abort()
    return answer


def loose_tls() -> ssl.SSLContext:
    """Return a context that takes any certificate: the server's is made for the trial."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def send_all(
    loop: asyncio.AbstractEventLoop,
    place: Place,
    batch: Sequence[bytes],
    sources: Callable[[], str],
) -> list[bytes]:
    """Send requests at once, each by a connection of its own from an address of `sources`; return the answers."""
    context = loose_tls() if place.tls else None

    async def together() -> list[bytes]:
        return await asyncio.gather(
            *(_send(place, request, context, sources()) for request in batch)
        )

    return loop.run_until_complete(together())


def rage(place: Place, wanted: int, sources: Callable[[], str], together: int = 25) -> Judgement:
    """Send so many requests, the same in every run, so many at once; return the judgement."""
    judgement, loop = Judgement(), asyncio.new_event_loop()

    @settings(
        max_examples=-(-wanted // together), deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), derandomize=True,
    )  # fmt: skip
    @given(batch=st.lists(requests(place), min_size=together, max_size=together))
    def send(batch: list[bytes]) -> None:
        for request, answer in zip(batch, send_all(loop, place, batch, sources), strict=True):
            judgement.add(request, answer)

    try:
        send()
    finally:
        loop.close()
    return judgement
