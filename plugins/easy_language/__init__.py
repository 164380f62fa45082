"""Leichte Sprache: easy versions of posts, linked both ways; each line of such a text is a line.

An easy version is a page below its post's address. It is no post: it stands in no list, feed, newsletter
or count. Templates find it as `article.easy`, the post as `page.original`, and all of them, newest first,
as `easy_versions`.
"""

from itertools import chain
from typing import Any

from pelican import signals
from pelican.contents import Page

from plugins.easy_language.lines import with_own_lines
from plugins.manuscript.build import build_of
from plugins.manuscript.reader import ManuscriptReader
from plugins.manuscript.vocabulary import EASY, EASY_VERSION


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_keep_lines)
    signals.page_generator_finalized.connect(_bring_versions)


def _keep_lines(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    texts = build_of(pelican.settings).archive.manuscripts
    for name, text in texts.items():
        if text.metadata.language == EASY:
            texts[name] = with_own_lines(text)


def _bring_versions(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Make a page of each easy version, among the pages that Pelican is about to write."""
    build = build_of(generator.settings)
    reader = ManuscriptReader(generator.settings)
    articles = chain(generator.context["articles"], generator.context["hidden_articles"])
    originals = {article.identifier: article for article in articles}
    versions = []
    for manuscript in build.archive:
        original = originals.get(manuscript.metadata.original)
        if manuscript.folder != EASY_VERSION or not manuscript.usable or original is None:
            continue
        if not build.preview and not manuscript.is_public(build.moment):
            continue
        html, metadata = reader.convert(manuscript)
        page = Page(
            html, metadata, generator.settings, str(manuscript.source.file), generator.context
        )
        page.original = original
        hidden = page.status == "hidden" or original.status == "hidden"
        (generator.hidden_pages if hidden else generator.pages).append(page)
        if not hidden:
            original.easy = page
            versions.append(page)
    versions.sort(key=lambda page: (-page.date.timestamp(), page.url))
    generator.context["easy_versions"] = versions
