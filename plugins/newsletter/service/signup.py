"""The sign-up: checked by its form alone, kept, and answered the same whatever becomes of it.

No address is looked up here. What is kept is judged by the courier afterwards, so neither the answer nor
its time can tell whether an address is known.
"""

import re
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from plugins.newsletter.consent.applications import Application, may_be_address
from plugins.newsletter.consent.terms import FREQUENCIES
from plugins.newsletter.service.answers import Answers
from plugins.newsletter.service.body import Fields, read_fields
from plugins.newsletter.service.letterbox import Letterbox
from plugins.newsletter.service.origin import is_own
from plugins.newsletter.service.place import Place
from plugins.newsletter.service.published import Form

CLIENT = "x-real-ip"  # set by our own web server; nobody else reaches the service
_HONEYPOT = "homepage"
_PATH = re.compile(r"/[\w./~-]{0,299}")
_VERSION = re.compile(r"[\w. -]{1,64}")


class SignUps:
    """POST `anmelden/`."""

    def __init__(self, place: Place, answers: Answers, letterbox: Letterbox) -> None:
        self._place = place
        self._answers = answers
        self._letterbox = letterbox

    async def answer(self, request: Request) -> Response:
        """Keep a sign-up that can be meant; send everybody to the same page."""
        if request.method != "POST":
            return self._answers.to("")
        settings = self._place.settings
        limits = settings.signup
        fields = await read_fields(request, limits.body_bytes, limits.body_time)
        if not is_own(request.headers, settings.service):
            return self._answers.page("abgelehnt", HTTPStatus.FORBIDDEN)
        application = read_application(fields, self._place.published.form(), self._place.clock())
        if application and self._place.guard.lets(request.headers.get(CLIENT, "")):
            await self._letterbox.put(application)
        return self._answers.to("postfach")


def read_application(fields: Fields, form: Form, now: int) -> Application | None:
    """Return what somebody asks for; None for what no person sends: forged, empty, or caught by the trap."""
    address = fields.one("adresse") or ""
    topics = frozenset(fields.every("thema"))
    frequency = FREQUENCIES.get(fields.one("haeufigkeit") or "")
    version = fields.one("fassung") or ""
    page = fields.one("seite") or ""
    if any(fields.every(_HONEYPOT)) or not may_be_address(address):
        return None
    if not topics <= form.topics.keys():
        return None
    if frequency is None or not _VERSION.fullmatch(version) or not _PATH.fullmatch(page):
        return None
    return Application(
        address=address,
        topics=topics or None,
        frequency=frequency,
        wording=version,
        form=page,
        asked_at=now,
    )
