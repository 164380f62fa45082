"""A real browser on the real site, served with the headers it will have in public."""

import functools
import http.server
import posixpath
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

NGINX = Path(__file__).parent.parent.parent / "deploy" / "nginx.conf"
_MAP = re.compile(r"^map \$uri (\$\w+) \{\n(.*?)^\}", re.DOTALL | re.MULTILINE)
_RULE = re.compile(r'^\s+"?(default|~[^"\s]+)"?\s+"(.*)";', re.MULTILINE)
_HEADER = re.compile(r'add_header ([\w-]+) "?([^"\n]*?)"?(?: always)?;$', re.MULTILINE)


def public_headers(path: str) -> dict[str, str]:
    """Return what deploy/nginx.conf sends with the answer to `path` (rule 5 of the house)."""
    text = NGINX.read_text(encoding="utf-8")
    bare = unquote(path.partition("?")[0])  # nginx' $uri: decoded and resolved
    path = posixpath.normpath(bare) + ("/" if bare.endswith("/") else "")
    variables = {}
    for name, body in _MAP.findall(text):
        rules = _RULE.findall(body)
        fits = [value for rule, value in rules if rule[0] == "~" and re.search(rule[1:], path)]
        variables[name] = (fits or [value for rule, value in rules if rule == "default"])[0]
    headers = {
        name: re.sub(r"\$\w+", lambda word: variables[word[0]], value)
        for name, value in _HEADER.findall(text)
    }
    return {name: value for name, value in headers.items() if value}


@pytest.fixture
def headers_of():
    """Return what the public server sends with the answer to a path."""
    return public_headers


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in public_headers(self.path).items():
            self.send_header(name, value)
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


@pytest.fixture(scope="session")
def contexts(browser):
    """Return a maker of contexts; one is made for all pages that want the same of the browser."""
    made = {}

    def context(**options: object) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in made:
            made[key] = browser.new_context(locale="de-DE", **options)
        return made[key]

    yield context
    for each in made.values():
        each.close()


@pytest.fixture(scope="session")
def listen():
    """Return what makes a page note what it says on the console and whom it asks."""

    def on(page: Page) -> Page:
        page.said = []
        page.asked = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    return on


# Of rows of tables that are made alike, five are judged: a table of sixty takes axe seconds.
_AXE = """async options => {
    const seen = new Map(), hidden = [];
    for (const row of document.querySelectorAll('figure tbody tr')) {
        const parts = [...row.querySelectorAll('*')].map(e => `${e.tagName} ${e.getAttribute('class')}`);
        const made = [row.closest('figure').className, row.className, ...parts].join();
        seen.set(made, (seen.get(made) ?? 0) + 1);
        if (seen.get(made) > 5 && row.style.display === '') {
            row.style.display = 'none';
            hidden.push(row);
        }
    }
    const result = await axe.run(document, options);
    hidden.forEach(row => { row.style.display = ''; });
    return result;
}"""


@pytest.fixture(scope="session")
def axe():
    """Return axe's judgement on a page as it stands. Its script, half a megabyte, is loaded once."""
    script = Axe().axe_script

    def judge(page: Page, *kinds: str, without: tuple[str, ...] = ()) -> AxeResults:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        # All rules in any case; only of these kinds every element is told.
        options = {
            "resultTypes": kinds or ["violations"],
            "rules": {rule: {"enabled": False} for rule in without},
        }
        return AxeResults(page.evaluate(_AXE, options))

    return judge


@pytest.fixture
def visit(contexts, listen, address) -> Iterator[object]:
    """Return a visitor: `visit(path, width=…, dark=…)` gives the page, its requests on it."""
    pages = []

    def go(path: str, *, width: int = 1280, dark: bool = False, **options: object) -> Page:
        context = contexts(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            **options,
        )
        page = listen(context.new_page())
        pages.append(page)
        page.goto(address + path)
        return page

    yield go
    for page in pages:
        page.close()
