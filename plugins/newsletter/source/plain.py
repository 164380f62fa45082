"""HTML and texts of a feed → one line of plain text, and its fingerprint."""

import hashlib
import html
import re
import unicodedata

import nh3

TITLE = 250
SUMMARY = 300
_LONGEST = 2000  # bytes; an index of PostgreSQL holds no more than 2,704
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|dt|dd|tr|td|th|br|hr|figcaption|blockquote|pre)\b", re.IGNORECASE
)
_TAGS_TOO_DEEP = re.compile(r"<[^<>]*>")
# Control characters, half characters, soft hyphens and zero-width spaces; and the marks that turn
# the direction of text, which could run on into whatever follows. Joiners stay: emoji need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)


def line(text: str, longest: int = 0) -> str:
    """Return a text as one line, cut at a word with „…“ if it has more than `longest` characters."""
    one = " ".join(_UNWANTED.sub("", text).split())
    if not longest or len(one) <= longest:
        return one
    cut = one[:longest]
    head = cut.rpartition(" ")[0] if " " in cut[longest // 2 :] else cut[:-1]
    return head.rstrip(" ,;:–-") + "…"


def text_of(markup: str) -> str:
    """Return the text of HTML without its markup; scripts and styles go with their content."""
    spaced = _BLOCK.sub(lambda tag: f" {tag[0]}", flat(markup))
    return line(html.unescape(nh3.clean(spaced, tags=set())))


def flat(markup: str, deepest: int = 100) -> str:
    """Return HTML unchanged, but without any tag if it nests deeper than any text would.

    The time that parsers take grows with the square of the depth.
    """
    if markup.count("<") <= deepest:
        return markup
    open_now: dict[str, int] = {}
    depth = 0
    for closing, name in _ELEMENT.findall(markup):
        tag = name.lower()
        if _SHALLOW.fullmatch(tag):
            continue
        if not closing:
            open_now[tag] = open_now.get(tag, 0) + 1
            depth += 1
        elif open_now.get(tag):
            open_now[tag] -= 1
            depth -= 1
        if depth > deepest:
            return _TAGS_TOO_DEEP.sub(" ", markup)
    return markup


_ELEMENT = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
# These are empty, or end by themselves where the next begins.
_SHALLOW = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|d[td]|t[rdh]"
    r"|thead|tbody|tfoot|option|colgroup"
)


def fits(text: str) -> bool:
    """Tell whether a text is short enough to be looked up by."""
    return len(text.encode()) <= _LONGEST


def sign(text: str) -> str:
    """Return a text by which a post is known; for one that is too long its SHA-256."""
    return text if fits(text) else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def fingerprint(title: str, text: str) -> str:
    """Return what two copies of a post share, whatever their markup, case and white space (SHA-256)."""
    folded = (
        "".join(unicodedata.normalize("NFKC", part).casefold().split()) for part in (title, text)
    )
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()
