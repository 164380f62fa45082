"""The answers of the service: a page of the built site, or the way to one.

No answer depends on whether an address is known. `Location` is a path of our own, never made of what a
request said; nothing is stored by browsers or proxies, and no cookie is set.
"""

import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import structlog
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from plugins.newsletter.errors import NewsletterError, SettingsUnusable
from plugins.newsletter.service.published import Page, Published

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_SILENCE = 60.0  # seconds
_RETRY = {"Retry-After": "60"}
# What is said where the site was never built: title, sentence.
_BARE = {
    "stoerung": (
        "Das geht gerade nicht",
        "Unser Newsletter-Dienst hat eine Störung. Bitte versuchen Sie es in einigen Minuten noch einmal.",
    ),
    "abgelehnt": (
        "Das konnten wir nicht annehmen",
        "Bitte öffnen Sie die Seite neu und versuchen Sie es noch einmal.",
    ),
}


def environment() -> Environment:
    """Return the templates of the service; every value is escaped."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Answers:
    """Makes the answers out of the pages of the built site."""

    def __init__(
        self, published: Published, language: str, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._published = published
        self._language = language
        self._ticks = ticks
        self._told: dict[str, float] = {}
        self._bare = environment().get_template("bare.html")

    def to(self, page: str, query: str = "") -> Response:
        """Send the browser on to a page below the service ("" for the one with the form), by GET."""
        path = f"{self._published.path}/{page}/" if page else f"{self._published.path}/"
        return self.sent(HTTPStatus.SEE_OTHER, {"Location": path + (f"?{query}" if query else "")})

    def page(self, name: Page, status: int = HTTPStatus.OK) -> Response:
        """Return a page of the built site, or a bare one where the site cannot be had."""
        try:
            text = self._published.page(name)
        except SettingsUnusable:
            bare = "abgelehnt" if name == "abgelehnt" else "stoerung"
            status = status if name in _BARE else HTTPStatus.SERVICE_UNAVAILABLE
            title, sentence = _BARE[bare]
            text = self._bare.render(title=title, sentence=sentence, language=self._language)
        return self.html(text, status)

    def unavailable(self, error: NewsletterError) -> Response:
        """Ask to come again, and tell the operator why."""
        self.tell(error)
        return self.page("stoerung", HTTPStatus.SERVICE_UNAVAILABLE)

    def tell(self, error: NewsletterError) -> None:
        """Tell the operator why somebody had to be asked to come again: a reason once a minute, not for each."""
        now, reason = self._ticks(), str(error)
        if now - self._told.get(reason, float("-inf")) < _SILENCE:
            return
        self._told = {each: at for each, at in self._told.items() if now - at < _SILENCE}
        self._told[reason] = now
        log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
        log.error("service.unavailable", kind=type(error).__name__, reason=reason)

    def html(self, text: str, status: int = HTTPStatus.OK) -> Response:
        """Return a page that was rendered."""
        return HTMLResponse(text, status, headers=_headers(status))

    def plain(self, text: str, status: int = HTTPStatus.OK) -> Response:
        """Return a sentence to a program."""
        return PlainTextResponse(f"{text}\n", status, headers=_headers(status))

    def sent(self, status: int, headers: dict[str, str], content: bytes = b"") -> Response:
        """Return an answer with headers of its own."""
        return Response(content, status, headers=_headers(status) | headers)


def _headers(status: int) -> dict[str, str]:
    return HEADERS | (_RETRY if status == HTTPStatus.SERVICE_UNAVAILABLE else {})
