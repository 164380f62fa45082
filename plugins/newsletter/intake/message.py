"""The bytes of a mail from anywhere → its headers and parts; no mail is too broken to be looked at.

Only the beginning of a mail is read: what a server has to say stands before what it returns. The
parser is that of the standard library with its oldest policy, which takes headers as they are.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from quopri import decodestring

READ = 524_288  # bytes of a mail that are read
# What the email package and flufl.bounce raise at mails that nobody meant them for: a charset with a
# NUL in its name, a thousand parts in each other, a parameter numbered „²“.
BROKEN = (
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    RuntimeError,
    TypeError,
    ValueError,
)
_PARTS = 1000
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_GAP = re.compile(r"\n[ \t]*\n")
_RETURNED = frozenset(
    {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
)


def read(raw: bytes) -> Message | None:
    """Return the message, None where it cannot be taken apart."""
    try:
        return BytesParser().parsebytes(raw[:READ])
    except BROKEN:
        return None


def own_parts(message: Message) -> Iterator[Message]:
    """Yield the message and its parts, but not what is inside a returned mail."""
    rest, seen = [message], 0
    while rest and seen < _PARTS:
        part, seen = rest.pop(), seen + 1
        yield part
        if part.get_content_maintype() == "multipart":
            rest += reversed(_inside(part))


def values(message: Message, name: str) -> list[str]:
    """Return what all headers of this name say, each on one line."""
    return [
        _readable(str(value))
        for header, value in message.raw_items()
        if header.lower() == name.lower()
    ]


def decoded(value: str) -> str:
    """Return a header with its encoded words (RFC 2047) read, as far as they can be."""
    try:
        return str(make_header(decode_header(value)))
    except BROKEN:
        return value


def text_of(part: Message) -> str:
    """Return the content of a text part in Unicode, with LF."""
    raw = b""
    try:
        content = part.get_payload(decode=True)
        raw = content if isinstance(content, bytes) else b""
        text = raw.decode(part.get_content_charset("utf-8"), "replace")
    except BROKEN:
        text = raw.decode("latin-1")
    return text.replace("\r\n", "\n")


def blocks(part: Message) -> list[dict[str, str]]:
    """Return the groups of fields in a part made for machines (RFC 3464, 5965); names in small letters.

    The parser takes such a part for messages; here it becomes lines again, and is decoded, which it
    should not need to be, but does where a gateway has encoded it.
    """
    text = _lines(part).replace("\r\n", "\n")
    way = values(part, "Content-Transfer-Encoding")[:1]
    raw = text.encode("utf-8", "surrogateescape")
    text = _transferred(raw, way[0] if way else "").decode("utf-8", "replace")
    return [fields for group in _GAP.split(text) if (fields := _fields(group))]


def returned(message: Message) -> Message | None:
    """Return the mail that a report gives back, or what it gives back of its headers."""
    for part in own_parts(message):
        if part.get_content_type() not in _RETURNED:
            continue
        for mail in _inside(part)[:1]:
            if mail.keys():
                return mail
        way = values(part, "Content-Transfer-Encoding")[:1]
        raw = _lines(part).encode("utf-8", "surrogateescape")
        return read(_transferred(raw, way[0] if way else "").lstrip(b"\r\n"))
    return None


def _readable(value: str) -> str:
    unfolded = _FOLD.sub(" ", value).strip()
    return unfolded.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lines(part: Message) -> str:
    """Return a part for machines as it came; the parser has taken it for one mail or several."""
    if not part.is_multipart():
        return _body(part)
    groups = []
    for each in _inside(part)[:_PARTS]:
        head = "".join(f"{name}: {value}\n" for name, value in each.raw_items())
        groups.append(f"{head}\n{_body(each)}")
    return "\n\n".join(groups)


def _inside(part: Message) -> list[Message]:
    inside = part.get_payload() if part.is_multipart() else []
    return [each for each in inside if isinstance(each, Message)]


def _body(part: Message) -> str:
    if part.is_multipart():
        return ""
    try:
        return str(part.get_payload() or "")
    except BROKEN:
        return ""


def _transferred(raw: bytes, way: str) -> bytes:
    """Undo a transfer encoding (RFC 2045, 6) that the parser does not look for here."""
    if way.lower() == "quoted-printable":
        return decodestring(raw)
    if way.lower() == "base64":
        try:
            return b64decode(raw)
        except binascii.Error:
            pass
    return raw


def _fields(group: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in re.sub(r"\n[ \t]+", " ", group.strip("\n")).split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            found.setdefault(name.strip().lower(), value.strip())
    return found
