"""Pelican's reader for the house's manuscripts."""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from pelican.readers import BaseReader
from pelican.urlwrappers import Category, Tag

from plugins.manuscript.build import build_of
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.markdown import HouseMarkdown
from plugins.manuscript.pictures import lead_picture
from plugins.manuscript.vocabulary import EASY, EASY_VERSION, HIDDEN

_WORDS_A_MINUTE = 200
_TAGS = re.compile(r"<[^>]+>")
# Nobody reads a table row by row.
_TABLES = re.compile(r"<table\b.*?</table>", re.DOTALL)
_PELICAN_STATES = {HIDDEN: "hidden"}
_SKIPPED: tuple[str, dict[str, Any]] = ("", {"status": "skip"})


class ManuscriptReader(BaseReader):
    """Turns a manuscript that the build has already read into Pelican's content and metadata."""

    enabled = True
    file_extensions = ["md"]  # noqa: RUF012 - Pelican's own form

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self._build = build_of(settings)

    @cached_property
    def _markdown(self) -> HouseMarkdown:
        # Pelican makes a reader for each generator; only some of them read texts.
        config = self.settings["MARKDOWN"]
        # Pelican's own Markdown reader, though unused, adds `meta`: it would eat a first line like
        # «Hinweis: …» and count lines wrong.
        extensions = [name for name in config["extensions"] if not str(name).endswith(".meta")]
        return HouseMarkdown(self._build, extensions, config["extension_configs"])

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return (HTML, metadata); what readers may not see comes out as `skip`.

        So does an easy version: it lies among the posts and is none (plugins/easy_language).
        """
        name = Path(source_path).relative_to(self._build.content).as_posix()
        manuscript = self._build.archive.manuscripts.get(name)
        if manuscript is None or not manuscript.usable or manuscript.folder == EASY_VERSION:
            return _SKIPPED
        if not self._build.preview and not manuscript.is_public(self._build.moment):
            return _SKIPPED
        return self.convert(manuscript)

    def convert(self, manuscript: Manuscript) -> tuple[str, dict[str, Any]]:
        """Return (HTML, metadata) of a usable manuscript, whoever may see it."""
        html = self._markdown.convert(manuscript)
        return html, self._metadata(manuscript, html)

    def _metadata(self, manuscript: Manuscript, html: str) -> dict[str, Any]:
        meta = manuscript.metadata
        state = _PELICAN_STATES.get(meta.status, "published")
        values: dict[str, Any] = {
            "title": meta.title,
            "slug": meta.slug,
            # Said here once: Pelican would put it together anew each time a template asks.
            "url": manuscript.address.lstrip("/"),
            "save_as": f"{manuscript.address.lstrip('/')}index.html",
            "status": state,
            "lang": "de",
            "language": meta.language,
            "summary": self._markdown.summary(manuscript),
            "identifier": meta.identifier,
            "picture": lead_picture(manuscript, self._build),
            "draft_note": manuscript.notice(self._build.moment) if self._build.preview else "",
            "source_note": meta.source_note,
            "contents": self._markdown.headings(),
            "reading_minutes": max(
                1, round(len(_TAGS.sub(" ", _TABLES.sub(" ", html)).split()) / _WORDS_A_MINUTE)
            ),
            "manuscript": meta,
        }
        if meta.date is not None:
            values["date"] = meta.date
        if meta.modified is not None:
            values["modified"] = meta.modified
        if meta.kind:
            values["category"] = Category(meta.kind, self.settings)
        if meta.fields:
            values["tags"] = [Tag(key, self.settings) for key in meta.fields]
        if manuscript.folder == "rueckblick":
            values["template"] = "review"
            values["year"] = meta.year
        if meta.language == EASY:
            values["template"] = "easy"
        return values


def article_order(article: Any) -> tuple[float, UUID | str]:  # noqa: ANN401 - Pelican has no types
    """Sort key, newest first; articles of one moment in the order of their kennung."""
    return (-article.date.timestamp(), str(article.identifier))
