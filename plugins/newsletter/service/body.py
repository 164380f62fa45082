"""What a form sends: read within a size and a time, then taken apart strictly.

Each way in which it can be wrong has its status, and none is an error of ours. `urllib` parses; what it
would let pass or mend silently (broken percent signs, bytes that are no UTF-8, NUL) is refused before.
A browser sends none of it.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

_FIELDS = 200  # more topics than any form has
_BROKEN = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_NUMBER = re.compile(r"[0-9]{1,18}")
URLENCODED = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Fields:
    """The fields of a form; a name may come more than once."""

    values: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str | None:
        """Return the value of a field that comes just once, else None."""
        found = self.values.get(name, ())
        return found[0] if len(found) == 1 else None

    def every(self, name: str) -> Sequence[str]:
        """Return all values of a field."""
        return self.values.get(name, ())


async def read_fields(request: Request, most: int, seconds: float) -> Fields:
    """Return the fields of a POST of at most `most` bytes that arrives within `seconds`.

    Raises HTTPException: 400 malformed, 408 too slow, 413 too large, 415 no form.
    """
    return urlencoded(request.headers.get("content-type"), await read(request, most, seconds))


async def read(request: Request, most: int, seconds: float) -> bytes:
    """Return the body. Raises HTTPException: 400 given up, 408 too slow, 413 too large, 415 compressed."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    said = request.headers.get("content-length")
    if said is not None and (not _NUMBER.fullmatch(said) or int(said) > most):
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                body += piece
                if len(body) > most:
                    raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from None
    except ClientDisconnect:  # nobody reads the answer, but it is no fault of ours either
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    return bytes(body)


def urlencoded(content_type: str | None, body: bytes) -> Fields:
    """Take a body apart (https://url.spec.whatwg.org/#application/x-www-form-urlencoded).

    Raises HTTPException 400 or 415.
    """
    kind, _, parameters = (content_type or "").partition(";")
    if kind.strip().lower() != URLENCODED and (kind or body):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if charset not in ("", "utf-8", "utf8"):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    return parsed(body)


def parsed(text: bytes) -> Fields:
    """Take the fields of a body or of a query apart. Raises HTTPException 400."""
    if _BROKEN.search(text):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    try:
        pairs = parse_qsl(
            text.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS
        )
    except ValueError:  # no UTF-8, before or after the percent signs; or too many
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if "\0" in name + value:
            raise HTTPException(HTTPStatus.BAD_REQUEST)
        values.setdefault(name, []).append(value)
    return Fields(values)


def token_of(request: Request) -> str:
    """Return the token `t` of the query; "" where there is none, or where it was cut off."""
    try:
        return parsed(request.scope["query_string"]).one("t") or ""
    except HTTPException:
        return ""
