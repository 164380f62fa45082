"""A real browser on the real site, served with the headers it will have in public."""

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

# Rule 5 of the house: everything works under this policy.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay silent."""


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a page is closed while its pictures are on the way."""


@pytest.fixture(scope="session")
def address(real_site) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(real_site.output))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def visit(browser, address) -> Iterator[object]:
    """Return a visitor: `visit(path, width=…, dark=…)` gives the page, its requests on it."""
    contexts = []

    def go(path: str, *, width: int = 1280, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale="de-DE",
        )
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.asked = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address + path)
        return page

    yield go
    for context in contexts:
        context.close()
