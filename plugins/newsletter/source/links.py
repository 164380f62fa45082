"""Addresses as they stand in feeds: made absolute, and the one form under which a post is known."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_WEB = ("http", "https")
_STANDARD = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=~-._?%"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[\w.:\[\]-]+")
# Browsers ignore tabs and line breaks inside addresses, so that `java\nscript:` could hide.
_IGNORED = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def absolute(base: str, reference: str | None, *, mail: bool = False) -> str:
    """Return `reference` as seen from `base` (RFC 3986, section 5), "" for what may not be linked.

    Only web addresses, with `mail` also mailto; none with a user name, which can feign a host. None
    is what feedparser says of a link without an address.
    """
    try:
        parts = urlsplit(urljoin(base, _IGNORED.sub("", reference or "").strip()))
        _ = parts.port
    except ValueError:
        return ""
    if mail and parts.scheme == "mailto" and parts.path and not parts.netloc:
        return urlunsplit(_encoded(parts))
    if parts.scheme in _WEB and _HOST.fullmatch(parts.netloc) and parts.hostname:
        return urlunsplit(_encoded(parts))
    return ""


def canonical(base: str, reference: str | None) -> str:
    """Return the form under which two addresses of one post are equal, "" if it is no web address.

    An empty reference is none. Scheme and host in lower case, no standard port, no fragment, no `utm_…` in the query.
    """
    address = absolute(base, reference) if (reference or "").strip() else ""
    if not address:
        return ""
    parts = urlsplit(address)
    host = (parts.hostname or "").join("[]" if ":" in (parts.hostname or "") else ("", ""))
    port = "" if parts.port in {None, _STANDARD[parts.scheme]} else f":{parts.port}"
    query = parts.query
    if "utm_" in query.lower():
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not pair[0].lower().startswith("utm_")])
    return urlunsplit((parts.scheme, host + port, parts.path or "/", query, ""))


def origin(address: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an absolute web address."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or _STANDARD.get(parts.scheme, 0)


def _encoded(parts: SplitResult) -> SplitResult:
    path, query, fragment = (
        quote(_LONE_PERCENT.sub("%25", part), safe=_SAFE)
        for part in (parts.path, parts.query, parts.fragment)
    )
    return parts._replace(path=path, query=query, fragment=fragment)
