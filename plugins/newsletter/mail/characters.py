"""Which characters may stand in a mail: no controls, nothing that breaks lines or turns text round.

Two noncharacters mark the places for personal links while a mail is rendered (`marker`). No text
from outside keeps them, so nobody can write a marker into a post.
"""

import re

_BEGIN, _END = "\ufdd0", "\ufdd1"
MARKER = re.compile(f"{_BEGIN}([a-z]+){_END}")
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, halves of surrogate pairs, noncharacters, and the signs that reorder what follows.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069"
    + "".join(
        chr(plane + last)
        for plane in range(0x10000, 0x110000, 0x10000)
        for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)
_BLANKS = re.compile(r"[ \t\n]+")  # no-break spaces stay: „17 %“ must not break


def marker(name: str) -> str:
    """Return the mark for the place of a personal link."""
    return f"{_BEGIN}{name}{_END}"


def printable(text: str) -> str:
    """Return the text without characters that no mail should hold; line breaks become LF."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the text as one line, without soft hyphens: for headers, titles and labels."""
    return _BLANKS.sub(" ", printable(text)).replace("\u00ad", "").strip()


def shortened(text: str, length: int) -> str:
    """Return at most `length` characters of one line, cut between words, with an ellipsis."""
    if len(text) <= length:
        return text
    head, _, _ = text[:length].rpartition(" ")
    return (head or text[: length - 1]).rstrip(" ,;:–-") + " …"
