"""Addresses in feeds: always absolute, because an entry is read far away from the site."""

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from plugins.feeds.characters import printable

_WEB = ("http", "https")
_CONTACT = ("mailto", "tel")
_SAFE = "/:@!$&'()*+,;=~-._?%"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[\w.:@\[\]-]+")


def absolute(base: str, reference: str) -> str:
    """Return `reference`, found on the page `base`, as an absolute address (RFC 3986, section 5).

    Only web, mail and telephone addresses are let through; anything else gives an empty string.
    Fragments (`#fn:1`) lead to the page.
    """
    # Browsers ignore line breaks and tabs inside addresses, so `java\nscript:` must not hide here.
    cleaned = re.sub(r"[\t\n\r]", "", printable(reference)).strip()
    try:
        parts = urlsplit(urljoin(base, cleaned))
    except ValueError:
        return ""
    if parts.scheme in _CONTACT and parts.path and not parts.netloc:
        return _encoded(parts)
    if parts.scheme in _WEB and _HOST.fullmatch(parts.netloc):
        return _encoded(parts)
    return ""


def _encoded(parts: SplitResult) -> str:
    path, query, fragment = (
        quote(_LONE_PERCENT.sub("%25", part), safe=_SAFE)
        for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit(parts._replace(path=path, query=query, fragment=fragment))
