"""The link of a confirmation mail: GET shows a button, POST confirms.

Programs that open every link of a mail confirm nothing. Who presses twice, in two tabs, or after going
back gets the same answer as the first time.
"""

import re
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from plugins.newsletter.consent.register import Redeemed
from plugins.newsletter.service.answers import Answers
from plugins.newsletter.service.body import read_fields, token_of
from plugins.newsletter.service.origin import is_own
from plugins.newsletter.service.place import Place

_TOKEN = re.compile(r"[0-9a-f]{32}")  # consent/notices.py
_PAGES = {
    Redeemed.JOINED: "angemeldet",
    Redeemed.MOVED: "adresse-geaendert",
    Redeemed.GONE: "link-ungueltig",
}


class Confirming:
    """GET and POST `bestaetigen/?t=…`."""

    def __init__(self, place: Place, answers: Answers) -> None:
        self._place = place
        self._answers = answers

    async def answer(self, request: Request) -> Response:
        """Show the page, or redeem the token and say what came of it."""
        if request.method != "POST":
            return self._answers.page("bestaetigen")
        limits = self._place.settings.signup
        await read_fields(request, limits.body_bytes, limits.body_time)
        if not is_own(request.headers, self._place.settings.service):
            return self._answers.page("abgelehnt", HTTPStatus.FORBIDDEN)
        token = token_of(request)
        redeemed = Redeemed.GONE
        if _TOKEN.fullmatch(token):
            redeemed = await self._place.do(self._place.register.redeem, token, self._place.clock())
            self._place.wake()
        return self._answers.to(_PAGES[redeemed])
