"""The sign-up service as an ASGI application: five addresses, nothing else.

    anmelden/                POST  sign up
    bestaetigen/?t=…         POST  redeem the link of a confirmation mail
    abmelden/?t=…            POST  leave, by button or RFC 8058
    einstellungen/?t=…       GET   preferences; POST changes them
    einstellungen/daten.json GET   everything stored

GET changes nothing anywhere. Whatever is sent, an answer is one of ours: what a client does wrong is 4xx,
a database that cannot be used now is 503.
"""

from http import HTTPStatus
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plugins.newsletter.errors import NewsletterError
from plugins.newsletter.service.answers import Answers
from plugins.newsletter.service.confirming import Confirming
from plugins.newsletter.service.leaving import Leaving
from plugins.newsletter.service.letterbox import Letterbox
from plugins.newsletter.service.place import Place
from plugins.newsletter.service.preferences import Preferences
from plugins.newsletter.service.signup import SignUps


def application(place: Place) -> Starlette:
    """Return the application for one event loop."""
    answers = Answers(place.published, place.settings.language)
    preferences = Preferences(place, answers)
    path = unquote(place.published.path)
    addresses = {
        "anmelden": SignUps(place, answers, Letterbox(place)).answer,
        "bestaetigen": Confirming(place, answers).answer,
        "abmelden": Leaving(place, answers).answer,
        "einstellungen": preferences.answer,
    }
    routes = [
        Route(f"{path}/{name}{slash}", answer, methods=["GET", "HEAD", "POST"])
        for name, answer in addresses.items()
        for slash in ("/", "")
    ]
    data = f"{path}/einstellungen/daten.json"
    routes.append(Route(data, preferences.data, methods=["GET", "HEAD"]))

    def refused(_: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        answer = answers.page("abgelehnt", error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    def unavailable(_: Request, error: Exception) -> Response:
        if not isinstance(error, NewsletterError):
            raise error
        return answers.unavailable(error)

    def crashed(_: Request, __: Exception) -> Response:
        return answers.page("stoerung", HTTPStatus.INTERNAL_SERVER_ERROR)

    app = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: refused,
            NewsletterError: unavailable,
            HTTPStatus.INTERNAL_SERVER_ERROR: crashed,
        },
    )
    app.router.redirect_slashes = False  # it would repeat the token and a Host header in an address
    return app
