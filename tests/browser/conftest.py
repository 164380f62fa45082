"""A real browser on the real site, served with the headers it will have in public."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from benchmarks.webspace import Webspace, public_headers
from tests.browser import judgement


@pytest.fixture
def headers_of():
    """Return what the public server sends with the answer to a path."""
    return public_headers


@pytest.fixture(scope="session")
def address(real_site) -> Iterator[str]:
    with Webspace(real_site.output) as space:
        yield space.origin


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
    return judgement.listen


@pytest.fixture(scope="session")
def axe():
    """Return axe's judgement on a page as it stands."""
    return judgement.run_axe


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
