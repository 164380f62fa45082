"""German quotation marks, dashes and ellipses for what a keyboard has: `"so"` becomes „so“.

Python-Markdown's own `smarty` does this with inline patterns and triples the time of a conversion;
this walks once over the finished text nodes. Code is left alone.
"""

import re
from xml.etree.ElementTree import Element

_TYPED = re.compile(r"[\"']|\.\.\.|(?<=\s)--?(?=\s)")
# A pair of single marks around words; a single one left over is an apostrophe.
_SINGLE = re.compile(r"(?<!\w)'([^']+)'(?!\w)")
_UNTOUCHED = {"code", "pre", "kbd", "samp", "script", "style"}
_BLOCKS = {"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"}
# A quotation mark behind one of these (or at the start) opens.
_OPENING = ' \t\n\u00a0([{–—„‚/"'


def typeset(root: Element) -> None:
    """Replace the typed signs in every text below `root`, in place."""
    _walk(root, " ")


def _walk(element: Element, before: str) -> str:
    """Typeset `element`; `before` is the sign in front of it, the answer the last one in it."""
    if element.tag in _UNTOUCHED:
        return "x"
    if element.tag in _BLOCKS:
        before = " "
    element.text, before = _text(element.text, before)
    for child in element:
        before = _walk(child, before)
        child.tail, before = _text(child.tail, before)
    return before


def _text(text: str | None, before: str) -> tuple[str | None, str]:
    if not text:
        return text, before
    if _TYPED.search(text):
        text = _SINGLE.sub("‚\\1‘", text)
        text = _TYPED.sub(lambda match: _sign(match, before), text)
    return text, text[-1]


def _sign(match: re.Match[str], before: str) -> str:
    typed = match[0]
    if typed == '"':
        if match.start():
            before = match.string[match.start() - 1]
        return "„" if before in _OPENING else "“"
    return {"...": "…", "'": "’"}.get(typed, "–")
