"""The rules of Mozilla's HTTP Observatory for one answer, and the score that they give.

Baseline 100; what is missing or weak costs, what is better than needed counts only from 90 on. Of each test the
results that this site can have are told apart, every other is the worst one. The score of the site is that of its
start page. Source: developer.mozilla.org/observatory/docs/tests_and_scoring (version 2024-02 of the table).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

SIX_MONTHS = 15_552_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@dataclass(frozen=True)
class Scan:
    """What the Observatory asks for: the page over TLS, and the same address without."""

    headers: Mapping[str, str]
    cookies: list[str]
    page: str
    plain_status: int
    plain_location: str
    host: str


def modifiers(scan: Scan) -> dict[str, int]:
    """Return what each test adds or takes away."""
    headers = {name.lower(): value for name, value in scan.headers.items()}
    policy = directives(headers.get("content-security-policy", ""))
    return {
        "content-security-policy": content_security_policy(policy),
        "cookies": -20 if scan.cookies else 0,
        "cross-origin-resource-sharing": 0,  # a start page for everybody: `*` or nothing
        "redirection": redirection(scan),
        "referrer-policy": 5 if headers.get("referrer-policy") in PRIVATE else -5,
        "strict-transport-security": hsts(headers.get("strict-transport-security", "")),
        "subresource-integrity": integrity(scan.page),
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": framing(policy, headers.get("x-frame-options", "")),
        "cross-origin-resource-policy": resource_policy(headers),
    }


def score(scan: Scan) -> int:
    """Return the score of a site."""
    values = modifiers(scan).values()
    base = 100 + sum(value for value in values if value < 0)
    return base + sum(value for value in values if value > 0) if base >= 90 else base


def directives(policy: str) -> dict[str, set[str]]:
    words = [part.split() for part in policy.split(";") if part.strip()]
    return {first.lower(): set(rest) for first, *rest in words}


def content_security_policy(policy: dict[str, set[str]]) -> int:
    fallback = policy.get("default-src", {"*"})
    broad = {"*", "http:", "https:", "data:", "'unsafe-inline'", "'unsafe-eval'", "ftp:"}
    for name in ("script-src", "object-src", "style-src"):
        if policy.get(name, fallback) & broad:
            return -25
    if any(source.startswith("http:") for sources in policy.values() for source in sources):
        return -20
    return 10 if fallback == {"'none'"} else 5


def redirection(scan: Scan) -> int:
    """The first answer leads to the same host, encrypted, and for good."""
    to_same_host = re.fullmatch(rf"https://{re.escape(scan.host)}(/.*)?", scan.plain_location)
    return 0 if scan.plain_status in (301, 308) and to_same_host else -20


def hsts(value: str) -> int:
    age = re.search(r"max-age=(\d+)", value)
    return 0 if age and int(age[1]) >= SIX_MONTHS else -20


def framing(policy: dict[str, set[str]], value: str) -> int:
    return 5 if "frame-ancestors" in policy or value in ("DENY", "SAMEORIGIN") else -20


def resource_policy(headers: Mapping[str, str]) -> int:
    value = headers.get("cross-origin-resource-policy", "cross-origin")
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0}.get(value, -5)


def integrity(page: str) -> int:
    """No script, or none from elsewhere: nothing gained or lost."""
    found: list[str] = []

    class Scripts(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "script":
                found.append(dict(attrs).get("src") or "/")

    Scripts().feed(page)
    return 0 if all(re.match(r"/(?!/)", source) for source in found) else -50
