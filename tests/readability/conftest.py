"""Texts of Musterland, read as the build reads them."""

from collections.abc import Callable

import pytest

from plugins.manuscript.manuscript import Manuscript


@pytest.fixture
def text(county) -> Callable[..., Manuscript]:
    """Return a maker of pages: their body as it is read, in German or in Leichte Sprache."""

    def make(body: str, *, easy: bool = False) -> Manuscript:
        language = "de-leicht" if easy else "de"
        head = f"---\ntitel: Seite\nstatus: veroeffentlicht\nsprache: {language}\n---\n"
        county.write({"content/seiten/seite.md": head + body})
        return county.read()[0].manuscripts["seiten/seite.md"]

    return make
