"""What single elements of an entry say, as feedparser hands them over, in plain words.

feedparser has no types: `raw` is its dictionary of one entry.
"""

import calendar
import html
import re
import time
from collections.abc import Iterator
from typing import Any

from plugins.newsletter.source import plain
from plugins.newsletter.source.links import absolute

_HTML = ("text/html", "application/xhtml+xml")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_TOPIC = 100
# 1990 and 2100 (UTC). A time outside comes from a broken clock or a joke, and no calendar has it.
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800
_ALT = 1000  # characters; a chart's alt text names its values


def body(raw: Any) -> tuple[str, str]:  # noqa: ANN401  # as above
    """Return the HTML of an entry, the content before the summary, and its xml:base."""
    for part in (*raw.get("content", []), raw.get("summary_detail") or {}):
        kind, value = part.get("type", ""), part.get("value", "")
        if not value.strip() or part.get("src"):
            continue
        if kind == "application/xhtml+xml":
            # As XML an empty element is closed; as HTML `</br>` would be a second one.
            return re.sub(r"</(?:br|hr|img)>", "", value), part.get("base") or ""
        if kind == "text/html":
            return value, part.get("base") or ""
        if kind == "text/plain":
            blocks = re.split(r"\n\s*\n", value)
            return "".join(f"<p>{html.escape(block, quote=False)}</p>" for block in blocks), ""
    return "", ""


def line(detail: Any, version: str, longest: int) -> str:  # noqa: ANN401  # as above
    """Return a title or summary as plain text. RSS does not say whether it is HTML; Atom does."""
    if not detail:
        return ""
    value = detail.get("value", "")
    guess = not version.startswith("atom")
    if detail.get("type") in _HTML or (guess and _TAG.search(value)):
        return plain.line(plain.text_of(value), longest)
    return plain.line(html.unescape(value) if guess else value, longest)


def moment(raw: Any, name: str) -> int | None:  # noqa: ANN401  # as above
    """Return a time in seconds since 1970, None where it is missing, unreadable or not of our age."""
    # Not raw.get: feedparser answers a question for `updated` with `published`.
    parsed = dict.get(raw, name)
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        found = calendar.timegm(parsed)
    except (ValueError, OverflowError):
        return None
    return found if _EARLIEST <= found < _LATEST else None


def topics(raw: Any, scheme: str = "") -> dict[str, str]:  # noqa: ANN401  # as above
    """Return the terms of an entry, which stay the same, each with the label that people read.

    `scheme`: leave out those of any other list; empty: take all.
    """
    found: dict[str, str] = {}
    for tag in raw.get("tags", []):
        if scheme and tag.get("scheme") != scheme:
            continue
        term = plain.line(tag.get("term") or tag.get("label") or "")[:_TOPIC]
        if term:
            found.setdefault(term, plain.line(tag.get("label") or term, _TOPIC))
    return found


def author(raw: Any) -> str:  # noqa: ANN401  # as above
    """Return the author's name; a mail address is not one."""
    # RSS has „address (name)“. feedparser's own division fails at long top-level domains.
    name = re.sub(r"\S*@\S*", "", raw.get("author") or "")
    return plain.line(name.strip(" ()<>"), plain.TITLE)


def lead(raw: Any, cleaned: str, base: str) -> tuple[str, str]:  # noqa: ANN401  # as above
    """Return address and alt text of the lead picture, both "" where there is none.

    It is the enclosed one, else that of Media RSS, else the first of the text, whose alt text stands
    there. Of Media RSS feedparser does not tell which title or description belongs to which picture.
    """
    for address, alt in _attached(raw):
        there = absolute(base, address)
        if there and plain.fits(there):
            return there, plain.line(alt, _ALT)
    first = re.search(r'<img[^>]* src="([^"]+)"', cleaned)
    return (html.unescape(first[1]) if first else ""), ""


def _attached(raw: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # as above
    for link in raw.get("links", []):
        if link.get("rel") == "enclosure" and str(link.get("type", "")).startswith("image/"):
            yield link.get("href", ""), link.get("title", "")
    for medium in raw.get("media_content", []):
        if medium.get("medium") == "image" or str(medium.get("type", "")).startswith("image/"):
            yield medium.get("url", ""), ""
    for thumbnail in raw.get("media_thumbnail", []):
        yield thumbnail.get("url", ""), ""
