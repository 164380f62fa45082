"""Leaving: by the button of a page, or by the mail program itself (RFC 8058).

The token is all the proof that the second way needs: no origin, no cookie, no limit, no redirect. Both are
idempotent, and work years later.
"""

import re
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.service.answers import Answers
from plugins.newsletter.service.body import read, token_of, urlencoded
from plugins.newsletter.service.origin import is_own
from plugins.newsletter.service.place import Place

_ONE_CLICK = ("List-Unsubscribe", "One-Click")
_MULTIPART = "multipart/form-data"
_BOUNDARY = re.compile(
    r';\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE
)  # RFC 2046, 5.1.1
_NAME = re.compile(
    rb'^content-disposition:\s*form-data\s*;\s*name="?([^";\s]+)', re.IGNORECASE | re.MULTILINE
)


class Leaving:
    """GET and POST `abmelden/?t=…`."""

    def __init__(self, place: Place, answers: Answers) -> None:
        self._place = place
        self._answers = answers

    async def answer(self, request: Request) -> Response:
        """Show the page, or end the subscription."""
        if request.method != "POST":
            return self._answers.page("abmelden")
        limits = self._place.settings.signup
        body = await read(request, limits.body_bytes, limits.body_time)
        kind = request.headers.get("content-type")
        number = self._place.keys.read("leave", token_of(request))
        if is_one_click(kind, body):
            return await self._at_once(number)
        fields = urlencoded(kind, body)
        if not is_own(request.headers, self._place.settings.service):
            return self._answers.page("abgelehnt", HTTPStatus.FORBIDDEN)
        if fields.one("tat") != "abmelden":
            return self._answers.page("abgelehnt", HTTPStatus.BAD_REQUEST)
        if number is None:
            return self._answers.to("link-ungueltig")
        await self._leave(number)
        return self._answers.to("abgemeldet")

    async def _at_once(self, number: int | None) -> Response:
        if number is None:
            return self._answers.plain("Dieser Link gilt nicht.", HTTPStatus.BAD_REQUEST)
        try:
            await self._leave(number)
        except StoreUnusable as error:
            self._answers.tell(error)
            return self._answers.plain(
                "Bitte versuchen Sie es später noch einmal.", HTTPStatus.SERVICE_UNAVAILABLE
            )
        return self._answers.plain("Sie sind abgemeldet.")

    async def _leave(self, number: int) -> None:
        await self._place.do(self._place.register.leave, number, self._place.clock())


def is_one_click(content_type: str | None, body: bytes) -> bool:
    """Say whether this is the POST of RFC 8058: `multipart/form-data`, or as forms are sent otherwise."""
    name, value = (part.encode() for part in _ONE_CLICK)
    kind = content_type or ""
    if kind.partition(";")[0].strip().lower() != _MULTIPART:
        return body.strip() == name + b"=" + value
    boundary = _BOUNDARY.search(kind)
    if boundary is None:
        return False
    for part in body.split(b"--" + (boundary[1] or boundary[2]).encode()):
        head, _, content = part.partition(b"\r\n\r\n")
        found = _NAME.search(head)
        if found and found[1] == name and content.strip() == value:
            return True
    return False
