"""Quoted-printable (RFC 2045, 6.7) with gaps for personal bytes, and encoded words (RFC 2047)."""

import base64
import binascii
import re
from email.header import Header

from plugins.newsletter.mail.characters import MARKER

SOFT_BREAK = b"=\r\n"
_FROM = re.compile(rb"^From ", re.MULTILINE)
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_WIDTH = 76


def quoted(text: str) -> bytes:
    """Return text in quoted-printable: lines of at most 76 bytes, CRLF, 7 bit, no blank at an end.

    A „From “ at the start of a line is coded, since old mail stores would read it as a new mail. The
    last line leaves room for a soft break.
    """
    coded = _FROM.sub(b"=46rom=\n ", binascii.b2a_qp(text.encode(), quotetabs=False, istext=True))
    end = len(coded) - coded.rfind(b"\n") - 1
    if end >= _WIDTH:
        place = len(coded) - end + _WIDTH - 4
        while b"=" in coded[place - 2 : place]:  # never inside =C3
            place -= 1
        coded = coded[:place] + b"=\n" + coded[place:]
    return coded.replace(b"\n", b"\r\n")


def quoted_with_gaps(text: str) -> bytes:
    r"""Return text in quoted-printable; each marker becomes `\0name\0` on a line of its own.

    Soft breaks stand around it, so whatever `quoted` makes of a link fits in without a look at its
    neighbours.
    """
    pieces = MARKER.split(text)
    coded = [
        quoted(piece) if number % 2 == 0 else b"\0" + piece.encode() + b"\0"
        for number, piece in enumerate(pieces)
    ]
    return SOFT_BREAK.join(coded)


def base64_lines(content: bytes) -> bytes:
    """Return bytes in base64, 76 characters a line, CRLF (RFC 2045, 6.8)."""
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def header(name: str, text: str) -> bytes:
    """Return a header of free text, folded; encoded words where it is not plain ASCII.

    `text` is one line (`characters.one_line`).
    """
    return f"{name}: {_words(text, len(name) + 2)}\r\n".encode("ascii")


def phrase(name: str, text: str) -> str:
    """Return text as the display name in front of an address in the header `name` (RFC 5322, 3.2.5)."""
    if text.isascii() and "=?" not in text:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return text if _TOKEN.fullmatch(text) else f'"{escaped}"'
    return _words(text, len(name) + 2)


def _words(text: str, used: int) -> str:
    plain = text.isascii() and "=?" not in text
    if plain and used + len(text) <= _WIDTH:
        return text
    # An ASCII text that needs folding is coded too: then no word is too long for a line.
    return Header(text, "utf-8", maxlinelen=_WIDTH, header_name="x" * (used - 2)).encode(
        splitchars="", linesep="\r\n"
    )
