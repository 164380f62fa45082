"""The site map (https://www.sitemaps.org/protocol.html) and robots.txt: every canonical page, and when it changed."""

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

_ROBOTS = re.compile(r"<meta\s[^>]*name=[\"']?robots\b[^>]*\bnoindex\b", re.IGNORECASE)
_CANONICAL = re.compile(
    r"<link\s[^>]*rel=[\"']?canonical[\"']?\s[^>]*href=[\"']([^\"']*)", re.IGNORECASE
)
# A W3C date as exact as it is known: a year, a month, a day.
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def is_listed(html: str, address: str) -> bool:
    """Tell whether a page wants to be found, at just this address."""
    head = html.partition("</head>")[0]
    canonical = _CANONICAL.search(head)
    return canonical is not None and canonical[1] == address and not _ROBOTS.search(head)


def newest(changes: Iterable[str]) -> str:
    """Return the newest of days as exact as they are known, or nothing if none is known."""
    return max((change for change in changes if _DATE.fullmatch(change)), default="")


def sitemap(pages: Mapping[str, str]) -> str:
    """Return the site map of absolute addresses and the days of their last change (or nothing)."""
    entries = (
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for address, day in sorted(pages.items())
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(entries)}</urlset>\n"
    )


def robots(origin: str) -> str:
    """Return robots.txt: everything may be read; what should not be found says so itself (noindex)."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {origin}/sitemap.xml\n"
