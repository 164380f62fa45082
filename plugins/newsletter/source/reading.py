"""A feed, Atom or RSS, → its entries.

feedparser knows the formats (RFC 4287, RSS 0.9x–2.0, RSS 1.0); addresses, markup and texts are
made safe here. Where a feed says nothing of a time, author or title, the entry says nothing either,
except that `published_at` falls back on the time of the last change.
"""

import io
from dataclasses import dataclass
from typing import Any

import feedparser

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.source import elements, plain
from plugins.newsletter.source.cleaning import clean
from plugins.newsletter.source.document import read_document
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.source.links import absolute, canonical

_UNTITLED = "Ohne Titel"
# What an entry raises in which feedparser has left None, a dictionary or a wild number for a text.
_ODD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True)
class Feed:
    """A feed that was read. `home`: where it is published, by its own word, "" if it says nothing."""

    home: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


def read_feed(
    content: bytes,
    *,
    address: str = "",
    site: str = "",
    content_type: str = "",
    topic_scheme: str = "",
) -> Feed:
    """Read a feed. Raises FeedUnusable.

    Its relative addresses are seen from `address`, where it was had; for a file (without) from its
    own word, else from `site`. `topic_scheme`: only categories of this scheme are topics.
    """
    parsed = _parsed(read_document(content, content_type))
    home = _home(parsed, address)
    base = address or home or site
    found, notes = _entries(parsed, base, topic_scheme)
    has_tags = any(raw.get("tags") for raw in parsed.entries)
    if topic_scheme and has_tags and not any(one.topics for one in found):
        notes.append(
            "Keine Kategorie des Feeds zählt als Thema, jeder Eintrag geht an alle; prüfen Sie die "
            "Einstellung „topic_scheme“."
        )
    usable = [entry for entry in found if entry.key or entry.link or entry.fingerprint]
    if len(usable) < len(found):
        notes.append(
            f"{len(found) - len(usable)} Einträge des Feeds haben weder Kennung noch Adresse noch "
            "Text; sie werden übergangen."
        )
    single = _latest(usable)
    if len(single) < len(usable):
        notes.append(
            f"{len(usable) - len(single)} Einträge des Feeds tragen die Kennung eines anderen; "
            "der jeweils neueste gilt."
        )
    return Feed(home, single, tuple(notes))


def _parsed(document: str) -> Any:  # noqa: ANN401  # feedparser has no types
    try:
        # No base is given: ids would be resolved against it, and change when the feed moves.
        parsed = feedparser.parse(
            io.BytesIO(document.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _ODD as error:
        raise FeedUnusable("Der Feed lässt sich nicht lesen: Ein Eintrag ist verdorben.") from error
    if parsed.bozo or not parsed.version:
        raise FeedUnusable("Der Feed ist weder gültiges Atom noch RSS.")
    return parsed


def _home(parsed: Any, address: str) -> str:  # noqa: ANN401  # as above
    links = parsed.feed.get("links", [])
    for relation in ("self", "alternate"):
        for link in links:
            there = absolute(address, link.get("href", ""))
            if link.get("rel") == relation and there:
                return there
    return ""


def _entries(parsed: Any, base: str, scheme: str) -> tuple[list[Entry], list[str]]:  # noqa: ANN401  # as above
    """Return the entries that can be read, and a note where there are others."""
    found = []
    for raw in parsed.entries:
        try:
            found.append(_entry(raw, base, str(parsed.version), scheme))
        except _ODD:  # one poisonous entry silences no other
            continue
    broken = len(parsed.entries) - len(found)
    note = f"{broken} Einträge des Feeds sind verdorben und lassen sich nicht lesen; sie werden übergangen."
    return found, [note] if broken else []


def _latest(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries in their order; of several with one key the last changed one."""
    by_key: dict[str, Entry] = {}
    for number, entry in enumerate(entries):
        key = entry.key or f"\n{number}"
        known = by_key.get(key)
        if known is None or (entry.updated_at or 0) > (known.updated_at or 0):
            by_key[key] = entry
    return tuple(by_key.values())


def _entry(raw: Any, base: str, version: str, scheme: str) -> Entry:  # noqa: ANN401  # as above
    link = canonical(base, raw.get("link"))
    page = link or base
    markup, inner_base = elements.body(raw)
    cleaned = clean(markup, absolute(page, inner_base) or page)
    text = plain.text_of(cleaned)
    title = elements.line(raw.get("title_detail"), version, plain.TITLE)
    key = plain.sign(plain.line(raw.get("id") or ""))
    summary = elements.line(raw.get("summary_detail"), version, plain.SUMMARY)
    summary = summary or plain.line(text, plain.SUMMARY)
    # Many posts without text bear the same title: only where nothing else is known do they have one.
    link = link if plain.fits(link) else ""  # cut it would lead nowhere
    known = bool(key or link)
    published = elements.moment(raw, "published_parsed")
    updated = elements.moment(raw, "updated_parsed")
    topics = elements.topics(raw, scheme)
    lead, lead_alt = elements.lead(raw, cleaned, page)
    return Entry(
        key=key,
        link=link,
        fingerprint=plain.fingerprint(title, text) if text or (title and not known) else "",
        title=title or plain.line(summary, 80) or _UNTITLED,
        summary=summary,
        html=cleaned,
        topics=tuple(topics),
        published_at=updated if published is None else published,
        updated_at=updated,
        author=elements.author(raw),
        lead=lead,
        lead_alt=lead_alt,
        topic_labels={term: label for term, label in topics.items() if label != term},
    )
