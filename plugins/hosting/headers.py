"""The headers of every answer, once: nginx, Apache and static hosts are told from here, and so are the tests.

A pattern is searched in the decoded, resolved path (`/x/`, not `/x/index.html`); the first case that fits
decides. Python and PCRE read the patterns alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_YEAR = 31_536_000
# `connect-src`: the search asks for its index, and Lighthouse for robots.txt, on every page.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {frames}"
)
# What no page here uses and what would matter if one did (the whole screen and picture in picture stay, for
# films in sign language). Only names that today's browsers know: of others Chromium complains at each visit.
_DENIED = (
    *(
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
    ),
    *("microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"),
)
# The bare pages of figures: the only ones for the frames of other sites.
EMBEDS = r"^/(diagramme|indikatoren)/[^/]+/einbetten/(index\.html)?$"
NEWSLETTER = r"^/newsletter/"
# What one person gets from the newsletter, and the pages around it.
PERSONAL = r"^/newsletter/[a-z-]+/"
# What other sites, feed readers, mails and programs may load.
SHARED = r"\.(csv|json|jsonld|ttl|topojson|zip|xlsx|pdf|ics|txt|xml|svg|png|jpg|jpeg|webp|avif)$"
# Eight or more digits of the hash of what the file holds: plugins.assets, plugins.search, plugins.images.
HASHED = r"^/(theme|suche|bilder)/(.+[.-])?[0-9a-f]{8,64}\.(css|js|json|woff2|avif|webp|jpg|jpeg|png|svg)$"
# What is never a document of its own.
PARTS = r"\.(css|js|woff2)$"
ICON = r"^/favicon\.(ico|svg)$"
FILES = r"\.(css|js|json|png|jpg|jpeg|webp|avif|svg)$"


@dataclass(frozen=True)
class Case:
    """A value for the paths that fit `pattern`; `lasting` ones hold only where something was found."""

    pattern: str
    value: str
    lasting: bool = False


@dataclass(frozen=True)
class Header:
    """A header: its value for most paths (empty: not sent), and for some."""

    name: str
    value: str
    cases: tuple[Case, ...] = ()

    def of(self, path: str, *, found: bool = True) -> str:
        """Return the value for a path."""
        for case in self.cases:
            if re.search(case.pattern, path) and (found or not case.lasting):
                return case.value
        return self.value


HEADERS = (
    Header(
        "Content-Security-Policy",
        _POLICY.format(frames="'none'"),
        (Case(EMBEDS, _POLICY.format(frames="*")), Case(PARTS, "")),
    ),
    # For browsers and scanners that do not know `frame-ancestors`.
    Header("X-Frame-Options", "DENY", (Case(EMBEDS, ""),)),
    # A decision: all names below this one are promised to be encrypted too, for a year. Where one of them
    # is not, «; includeSubDomains» goes.
    Header("Strict-Transport-Security", f"max-age={_YEAR}; includeSubDomains"),
    Header("X-Content-Type-Options", "nosniff"),
    Header("Referrer-Policy", "same-origin"),
    # Of documents only: what is part of one has no powers that could be taken from it.
    Header(
        "Permissions-Policy",
        ", ".join(f"{name}=()" for name in _DENIED),
        (Case(PARTS, ""), Case(SHARED, "")),
    ),
    Header("Cross-Origin-Opener-Policy", "same-origin", (Case(PARTS, ""),)),
    Header(
        "Cross-Origin-Resource-Policy",
        "same-origin",
        (
            Case(NEWSLETTER, "same-origin"),
            Case(EMBEDS, "cross-origin"),
            Case(SHARED, "cross-origin"),
        ),
    ),
    Header(
        "Access-Control-Allow-Origin", "", (Case(NEWSLETTER, ""), Case(SHARED, "*", lasting=True))
    ),
    # What somebody ordered, changed or ended is for no search engine.
    Header("X-Robots-Tag", "", (Case(PERSONAL, "noindex"),)),
    # What has no hash in its name is asked for again; a missing file is never kept.
    Header(
        "Cache-Control",
        "no-cache",
        (
            Case(PERSONAL, "no-store"),
            Case(HASHED, f"public, max-age={_YEAR}, immutable", lasting=True),
            Case(ICON, "public, max-age=604800", lasting=True),
            Case(FILES, "public, max-age=600", lasting=True),
        ),
    ),
)

# Types that servers do not know by themselves, or know otherwise.
TYPES = {
    "csv": "text/csv",
    "ics": "text/calendar",
    "xml": "application/xml",
    "topojson": "application/json",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "js": "text/javascript",
    "woff2": "font/woff2",
    "webp": "image/webp",
    "avif": "image/avif",
}


def headers_of(path: str, *, found: bool = True) -> dict[str, str]:
    """Return the headers of the answer to a decoded, resolved path."""
    values = ((header.name, header.of(path, found=found)) for header in HEADERS)
    return {name: value for name, value in values if value}


def varying() -> Iterator[Header]:
    """Yield the headers whose value depends on the path."""
    return (header for header in HEADERS if header.cases)
