"""HTML of a feed → the HTML that may stand in a mail.

An allowlist, held by nh3: no class, style, id or event; links to the web and mailboxes only; every
address absolute. Cleaning what is clean changes nothing.
"""

import html
import re

import nh3

from plugins.newsletter.source.links import absolute
from plugins.newsletter.source.plain import flat, text_of


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


TAGS = _names(
    "h1 h2 h3 h4 h5 h6 p br hr ul ol li dl dt dd blockquote pre code a strong b em i small sub sup"
    " abbr figure figcaption img table caption thead tbody tfoot tr th td"
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
# Gone with all that is in them.
DROPPED = _names(
    "script style iframe object embed svg math template noscript noembed noframes audio video"
    " canvas form button select textarea title map"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_EMPTY_LINES = re.compile(r"<pre>\n+")
_PASSES = 8
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "start"})
_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_DOT = re.compile(r' (?:width|height)="[0-2]"')


def clean(markup: str, base: str) -> str:
    """Return HTML for a mail; addresses are seen from `base`."""
    # What one pass leaves of badly nested HTML may be read differently by the next parser.
    for _ in range(_PASSES):
        cleaned = _clean(markup, base)
        if cleaned == markup:
            return cleaned
        markup = cleaned
    return f"<p>{html.escape(text_of(markup), quote=False)}</p>"


def _clean(markup: str, base: str) -> str:
    def attribute(tag: str, name: str, value: str) -> str | None:
        del tag
        if name == "href":
            return absolute(base, value, mail=True) or None
        if name == "src":
            return (value.strip() and absolute(base, value)) or None
        if name in _NUMBERS:
            return value if re.fullmatch(r"[0-9]{1,5}", value) else None
        return value

    cleaned = nh3.clean(
        flat(_CONTROL.sub("", markup)),
        tags=TAGS,
        clean_content_tags=DROPPED,
        attributes=ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    # Once more: `&#1;` has become a character. And parsers swallow a line break after `<pre>`.
    cleaned = _EMPTY_LINES.sub("<pre>", _CONTROL.sub("", cleaned))
    return _PICTURE.sub(_picture, cleaned).strip()


def _picture(found: re.Match[str]) -> str:
    """Keep a picture unless it is a counting pixel, or has neither address nor text."""
    attributes = found[1]
    empty = " src=" not in attributes and not re.search(r' alt="[^"]', attributes)
    return "" if empty or _DOT.search(attributes) else found[0]
