"""Addresses out of German words: `Größe & Maß` becomes `groesse-mass`."""

import re
import unicodedata

_GERMAN = (
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("Ä", "Ae"),
    ("Ö", "Oe"),
    ("Ü", "Ue"),
    ("ß", "ss"),
)

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slugify(text: str) -> str:
    """Return `text` as an address: lower case, a–z, 0–9 and single hyphens."""
    text = unicodedata.normalize("NFC", text)
    for sign, letters in _GERMAN:
        text = text.replace(sign, letters)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def is_slug(text: str) -> bool:
    """Tell whether `text` can stand in an address as it is."""
    return _SLUG.fullmatch(text) is not None


def anchor(text: str, separator: str) -> str:
    """Return the id of a heading (Python-Markdown's `toc` asks for it)."""
    del separator
    return slugify(text) or "abschnitt"
