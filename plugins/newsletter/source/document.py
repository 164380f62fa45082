"""Bytes of a feed → well-formed XML without entities, as text.

A feed has no need of entities, and they can grow without end or read files, so that a DOCTYPE with
declarations of its own is refused; the bare DOCTYPE of old RSS is let through. Half a feed is none:
entries that are missing in it would look withdrawn.
"""

import re
from collections.abc import Iterator
from email.message import Message
from xml.parsers import expat

from plugins.newsletter.errors import FeedUnusable

_DEEPEST = 200
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml\b[^>]*\?>")
_CHARSET = re.compile(r"(?:iso-?8859-\d+|windows-125\d|cp125\d|koi8-[ru]|macintosh)", re.IGNORECASE)


def read_document(content: bytes, content_type: str = "") -> str:
    """Return the document as text without its XML declaration. Raises FeedUnusable."""
    text = _DECLARATION.sub("", _decoded(content, content_type)).lstrip()
    if not text:
        raise FeedUnusable("Der Feed ist leer: Es kam nicht ein Zeichen an.")
    _check(text)
    return text


def _decoded(content: bytes, content_type: str) -> str:
    for charset in _charsets(content, content_type):
        try:
            return content.decode(charset)
        except UnicodeError:
            continue
    raise FeedUnusable("Der Feed enthält Zeichen, die sich nicht lesen lassen (Zeichensatz).")


def _charsets(content: bytes, content_type: str) -> Iterator[str]:
    """Yield what to try. What reads as UTF-8 is UTF-8, whatever is declared: servers declare badly."""
    for mark, charset in _MARKS:
        if content.startswith(mark):
            yield charset
            return
    yield "utf-8"
    header = Message()
    header["Content-Type"] = content_type
    declared = _DECLARED.match(content)
    named = declared[1].decode() if declared else str(header.get_param("charset", ""))
    if _CHARSET.fullmatch(named):
        yield named
    yield "windows-1252"


def _check(text: str) -> None:
    depth = 0

    def doctype(_name: str, _system: str | None, _public: str | None, declares: int) -> None:
        if declares:
            raise FeedUnusable(
                "Der Feed erklärt eigene XML-Entitäten; das braucht kein Feed, und es kann den "
                "Rechner lahmlegen."
            )

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 1 and name.rpartition(":")[2].lower() not in {"feed", "rss", "rdf"}:
            raise FeedUnusable(
                f"Unter der Adresse des Feeds liegt kein Feed, sondern „{name[:40]}“; erwartet "
                "wird Atom oder RSS."
            )
        if depth > _DEEPEST:
            raise FeedUnusable(f"Der Feed ist mehr als {_DEEPEST}-fach geschachtelt.")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003  # expat takes no keywords
    except UnicodeEncodeError as error:
        raise FeedUnusable("Der Feed enthält halbe Zeichen.") from error
    except expat.ExpatError as error:
        raise FeedUnusable(
            f"Der Feed ist kein vollständiges, fehlerfreies XML (Zeile {error.lineno}: "
            f"{expat.ErrorString(error.code)})."
        ) from error
