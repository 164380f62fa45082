"""The page behind the link „Themen wählen“ of each mail: topics, frequency, address, all that is stored, erasing.

The token in the link is signed and is all the proof there is. Every action can be repeated: a double
click, a second tab and the way back end as one action would.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import disclosure
from plugins.newsletter.consent.applications import may_be_address
from plugins.newsletter.consent.choices import Choice
from plugins.newsletter.consent.terms import FREQUENCIES
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.service.answers import Answers
from plugins.newsletter.service.body import Fields, parsed, read_fields, token_of
from plugins.newsletter.service.origin import is_own
from plugins.newsletter.service.place import Place
from plugins.newsletter.service.preference_page import Fault, PreferencePage
from plugins.newsletter.service.signup import CLIENT
from plugins.newsletter.store.states import SubscriberState
from plugins.newsletter.subscribers import Subscriber

_SAVED, _MAILED = "stand=gespeichert", "stand=postfach"
_FORGED = "Diese Auswahl gibt es nicht mehr. Bitte wählen Sie neu."


class Preferences:
    """GET and POST `einstellungen/?t=…`, GET `einstellungen/daten.json?t=…`."""

    def __init__(self, place: Place, answers: Answers) -> None:
        self._place = place
        self._answers = answers
        self._page = PreferencePage(place.published, place.keys)

    async def answer(self, request: Request) -> Response:
        """Show the page, or do what was asked for and show what came of it."""
        token = token_of(request)
        number = self._place.keys.read("settings", token)
        if request.method != "POST":
            if number is None:
                return self._answers.to("link-ungueltig")
            member = await self._member(number)
            stand = parsed(request.scope["query_string"]).one("stand") or ""
            return self._shown(member, token, stand)
        limits = self._place.settings.signup
        fields = await read_fields(request, limits.body_bytes, limits.body_time)
        if not is_own(request.headers, self._place.settings.service):
            return self._answers.page("abgelehnt", HTTPStatus.FORBIDDEN)
        if number is None:
            return self._answers.to("link-ungueltig")
        try:
            return await self._do(number, token, fields, request.headers.get(CLIENT, ""))
        except WrongUse:  # left in the same moment
            return self._answers.to("einstellungen", f"t={token}")

    async def data(self, request: Request) -> Response:
        """Return everything that is stored about somebody, to keep (Art. 15 and 20 GDPR)."""
        number = self._place.keys.read("settings", token_of(request))
        if number is None:
            return self._answers.to("link-ungueltig")
        stored = await self._place.do(self._everything, number)
        if not stored:  # the link is of a later state than the database
            return self._answers.to("link-ungueltig")
        return self._answers.sent(
            HTTPStatus.OK,
            {
                "Content-Type": "application/json",
                "Content-Disposition": 'attachment; filename="newsletter-daten.json"',
            },
            json.dumps(stored, ensure_ascii=False, indent=1).encode() + b"\n",
        )

    def _everything(self, number: int) -> Mapping[str, object]:
        with self._place.store.read() as connection:
            return disclosure.everything(connection, self._place.keys, number)

    async def _member(self, number: int) -> Subscriber | None:
        """Return who gets the newsletter; None where somebody has left."""
        found = await self._place.do(self._place.register.member, number)
        return found if found and found.state is SubscriberState.CONFIRMED else None

    def _shown(self, member: Subscriber | None, token: str, stand: str) -> Response:
        return self._answers.html(self._page.render(member, token, stand=stand))

    def _faulty(self, member: Subscriber, token: str, fault: Fault, fields: Fields) -> Response:
        return self._answers.html(
            self._page.render(member, token, fault=fault, fields=fields),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )

    async def _do(self, number: int, token: str, fields: Fields, client: str) -> Response:
        member = await self._member(number)
        deed = fields.one("tat")
        if deed == "loeschen" and member is None and fields.one("sicher") == "ja":
            # A second click; or an old page of somebody who has left, about whom something is kept still.
            return await self._forget(number)
        if member is None:
            return self._answers.to("einstellungen", f"t={token}")
        if deed == "speichern":
            return await self._save(member, token, fields)
        if deed == "adresse":
            return await self._move(member, token, fields, client)
        if deed == "loeschen":
            return await self._erase(member, token, fields)
        return self._answers.page("abgelehnt", HTTPStatus.BAD_REQUEST)

    async def _save(self, member: Subscriber, token: str, fields: Fields) -> Response:
        wish = read_choice(fields, self._place.published.form().topics, member)
        if isinstance(wish, Fault):
            return self._faulty(member, token, wish, fields)
        if wish != Choice(member.topics, member.frequency):
            await self._place.do(self._place.register.change, member.id, wish, self._place.clock())
        return self._answers.to("einstellungen", f"t={token}&{_SAVED}")

    async def _move(self, member: Subscriber, token: str, fields: Fields, client: str) -> Response:
        typed = fields.one("adresse")
        fault = faulty_address(typed, member)
        if fault or typed is None:
            return self._faulty(member, token, fault or Fault("adresse", _FORGED), fields)
        if self._place.guard.lets(client):
            await self._place.do(
                self._place.register.ask_to_move, member.id, typed, self._place.clock()
            )
            self._place.wake()
        return self._answers.to("einstellungen", f"t={token}&{_MAILED}")

    async def _erase(self, member: Subscriber, token: str, fields: Fields) -> Response:
        if fields.one("sicher") != "ja":
            fault = Fault(
                "sicher", "Bitte setzen Sie das Häkchen, wenn wir wirklich alles löschen sollen."
            )
            return self._faulty(member, token, fault, fields)
        return await self._forget(member.id)

    async def _forget(self, number: int) -> Response:
        await self._place.do(self._place.register.erase, number, self._place.clock())
        return self._answers.to("geloescht")


def read_choice(fields: Fields, offered: Mapping[str, str], member: Subscriber) -> Choice | Fault:
    """Return what somebody wants from now on, or what has to be asked again."""
    ticked = frozenset(fields.every("thema"))
    extent = fields.one("umfang")
    frequency = FREQUENCIES.get(fields.one("haeufigkeit") or "")
    if frequency is None:
        return Fault(
            "haeufigkeit", "Bitte wählen Sie, wie oft Sie den Newsletter bekommen möchten."
        )
    if extent not in ("alle", "auswahl") or not ticked <= offered.keys():
        return Fault("umfang", _FORGED)
    if extent == "auswahl":
        if not ticked:
            return Fault(
                "thema", "Bitte kreuzen Sie mindestens ein Thema an, oder wählen Sie alle."
            )
        return Choice(ticked, frequency)
    if ticked and member.topics is None:
        # Without JavaScript nothing switches „Alle“ off when topics are ticked; which is meant?
        return Fault(
            "umfang",
            "Sie haben einzelne Themen angekreuzt, aber „Alle Themen“ gewählt. Was möchten Sie?",
        )
    return Choice(None, frequency)


def faulty_address(typed: str | None, member: Subscriber) -> Fault | None:
    """Return what is wrong with a new address, if anything; it is looked up nowhere."""
    if typed is None or not typed.strip():
        return Fault("adresse", "Bitte geben Sie Ihre neue E-Mail-Adresse ein.")
    try:
        address = read_address(typed) if may_be_address(typed) else None
    except WrongUse:
        address = None
    if address is None:
        return Fault(
            "adresse",
            "Diese E-Mail-Adresse stimmt so nicht. Sie braucht die Form „name@anbieter.de“.",
        )
    if address.address == member.address.address:
        return Fault("adresse", "Das ist schon Ihre Adresse. Bitte geben Sie eine andere ein.")
    return None
