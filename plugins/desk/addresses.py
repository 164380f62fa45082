"""Where an address leads on a strict web server: `/x/` is `x/index.html`, and nothing is guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

# Schemes that leave the web: nothing to resolve. `data:` carries its content along.
_ELSEWHERE = frozenset({"mailto", "tel", "sms", "data", "urn", "tag"})
_HTML_INDEX = "index.html"


@dataclass(frozen=True)
class Shelf:
    """What a site offers: its files, the ids in its pages, and the origin that is its own.

    Paths have no leading slash and `/` separators. `origin` is `https://host`, or empty.
    """

    files: frozenset[str]
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    origin: str = ""

    def is_foreign(self, address: str) -> bool:
        """Tell whether `address` names another host."""
        parts = urlsplit(address)
        return bool(parts.netloc) and f"{parts.scheme or 'https'}://{parts.netloc}" != self.origin

    def fault(self, page: str, address: str) -> str:
        """Return what is wrong with an own `address` on `page`, in German; empty if it leads somewhere."""
        parts = urlsplit(urljoin(f"/{page}", address.strip()))
        if parts.scheme in _ELSEWHERE:
            return ""
        if parts.scheme not in {"", "http", "https"}:
            return f"„{parts.scheme}:“ ist hier nicht erlaubt"
        path = unquote(parts.path).lstrip("/")
        file = path + _HTML_INDEX if path == "" or path.endswith("/") else path
        if file not in self.files:
            if f"{file}/{_HTML_INDEX}" in self.files:
                return "der Schrägstrich am Ende fehlt"
            return "diese Adresse gibt es nicht"
        fragment = unquote(parts.fragment)
        if fragment in {"", "top"} or file not in self.ids or fragment in self.ids[file]:
            return ""
        return f"die Sprungmarke „#{fragment}“ gibt es dort nicht"


def addresses_in_css(text: str) -> list[str]:
    """Return every address that a style sheet loads by `url(…)` or `@import`."""
    text = re.sub(r"/\*.*?\*/|@namespace[^;]*;", "", text, flags=re.DOTALL)
    found = re.findall(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", text)
    return [(one or other).strip() for one, other in found]


def addresses_in_srcset(text: str) -> list[str]:
    """Return the addresses of a `srcset`: `a.jpg 480w, b.jpg 960w`."""
    return [candidate.split()[0] for candidate in text.split(",") if candidate.strip()]
