"""What can be found: areas, posts, reviews, pages, fields and indicators, out of what a build knows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from plugins.manuscript.vocabulary import KINDS
from plugins.search.document import Document

FIELD, INDICATOR, PAGE = "feld", "indikator", "seite"


def sorts(context: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the key of each kind, and its name for readers (one, several).

    Posts keep the kinds they have, areas are of the kind that their county calls them.
    """
    levels = {area.level: area.level_name for area in reversed(context.get("areas", ()))}
    return {
        **levels,
        **KINDS,
        INDICATOR: ("Indikator", "Indikatoren"),
        FIELD: ("Themenfeld", "Themenfelder"),
        PAGE: ("Seite", "Seiten"),
    }


def collect(context: Mapping[str, Any]) -> list[Document]:
    """Return what readers may find; of equal rank, what comes first is shown first.

    Drafts are not found, not even in the preview; hidden texts and answer pages are not in these lists.
    """
    found = [
        *_areas(context.get("areas", ())),
        *_fields(context.get("fields", ())),
        *_articles(context.get("articles", ())),
        *_indicators(context.get("indicators", ())),
        *_pages(context.get("pages", ())),
    ]
    return [*found, *_lists(context, {document.url for document in found})]


def _areas(areas: Sequence[Any]) -> Iterator[Document]:
    for area in areas:
        yield Document(
            url=area.address,
            title=area.title,
            summary=area.summary,
            kind=area.level,
            text=area.name,
            names=(*area.names, *area.postcodes),
            former=area.former,
        )


def _fields(fields: Sequence[Any]) -> Iterator[Document]:
    for field in fields:
        yield Document(
            url=f"/{field.url}",
            title=field.title,
            summary=field.summary,
            kind=FIELD,
            fields=(field.key,),
            text=f"<h2>{field.short}</h2>{field.content}",
        )


def _articles(articles: Sequence[Any]) -> Iterator[Document]:
    for article in articles:
        if not article.draft_note:
            yield Document(
                url=f"/{article.url}",
                title=article.title,
                summary=article.summary,
                kind=article.kind.key,
                fields=tuple(field.key for field in article.field_list),
                date=_day(article.date),
                text=f"{article.content} {article.manuscript.place}",
            )


def _indicators(entries: Sequence[Any]) -> Iterator[Document]:
    for entry in entries:
        indicator = entry.indicator
        yield Document(
            url=entry.address,
            title=indicator.title,
            summary=indicator.definition,
            kind=INDICATOR,
            fields=tuple(indicator.fields),
            text=f"<h2>{indicator.short_title}, {indicator.dimension}</h2>{indicator.method}",
        )


def _pages(pages: Sequence[Any]) -> Iterator[Document]:
    for page in sorted(pages, key=lambda each: str(each.url)):
        if not page.draft_note:
            yield Document(
                url=f"/{page.url}",
                title=page.title,
                summary=page.summary,
                kind=PAGE,
                text=page.content,
            )


def _lists(context: Mapping[str, Any], known: Collection[str]) -> Iterator[Document]:
    """Yield the pages that menus lead to and that are no texts: archive, events, downloads."""
    groups = (links for _, links in context.get("FOOTER", ()))
    for label, url in dict.fromkeys(chain(context.get("MENU", ()), *groups)):
        if url.endswith("/") and url not in known:
            yield Document(url=url, title=label, summary="", kind=PAGE)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
