"""Easy versions: texts in Leichte Sprache that belong to a post and stand below its address."""

from collections.abc import MutableMapping
from dataclasses import replace
from datetime import datetime

from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.header import Header
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.suggestions import fold
from plugins.manuscript.vocabulary import DRAFT, EASY, EASY_VERSION


def is_version(header: Header) -> bool:
    """Tell whether the head of a file among the posts is that of an easy version."""
    language = header.entries.get("sprache")
    return "zu" in header.entries or (
        language is not None and any(fold(value.text) == EASY for value in language.values)
    )


def place_versions(
    manuscripts: MutableMapping[str, Manuscript],
    moment: datetime,
    faults: Faults,
    *,
    preview: bool,
) -> None:
    """Give each easy version the address and the date of its post; name those that have none.

    It appears with its post and not before. A draft's faults are left out, except in a preview.
    """
    posts = {one.metadata.identifier: one for one in manuscripts.values()}
    posts.pop(None, None)  # pages and fields have no kennung
    taken: dict[str, Manuscript] = {}
    drafts_last = sorted(
        manuscripts.items(), key=lambda item: (item[1].metadata.status == DRAFT, item[0])
    )
    for path, one in drafts_last:
        if one.folder != EASY_VERSION or not one.usable:
            continue
        post = posts.get(one.metadata.original)
        problem = _problem(one, post, moment, taken, preview=preview)
        if problem and (preview or one.metadata.status != DRAFT):
            faults.add(_about(one, *problem))
        if problem or post is None or not post.address:
            manuscripts[path] = replace(one, usable=False)
            continue
        metadata = replace(one.metadata, date=post.metadata.date)
        manuscripts[path] = replace(one, base=post.address, metadata=metadata)
        if preview or one.metadata.status != DRAFT:
            taken[post.path] = one


def _problem(
    one: Manuscript,
    post: Manuscript | None,
    moment: datetime,
    taken: MutableMapping[str, Manuscript],
    *,
    preview: bool,
) -> tuple[str, str] | None:
    """Return what keeps the version from standing below its post, with the way out."""
    if post is None:
        return (
            "Einen Beitrag mit dieser Kennung gibt es nicht.",
            "Kopieren Sie die Kennung aus dem Kopf des Beitrags, zu dem der Text gehört.",
        )
    if post.path in taken:
        return (
            f"Eine leichte Fassung zu {post.path} gibt es schon: {taken[post.path].path}.",
            "Ein Beitrag kann nur eine leichte Fassung haben; führen Sie beide zusammen.",
        )
    waiting = post.metadata.status == DRAFT and one.metadata.status != DRAFT
    if waiting and not preview and not post.is_public(moment):
        return (
            f"Der Beitrag dazu ({post.path}) ist noch ein Entwurf.",
            "Veröffentlichen Sie beide zusammen, oder lassen Sie auch diesen Text als Entwurf.",
        )
    return None


def _about(one: Manuscript, message: str, advice: str) -> Fault:
    line = one.header_line("zu")
    return Fault(one.path, line, 1, message, advice, one.source.line(line), len("zu"))
