"""Text, HTML and pictures of a mail → the bytes of its message, without personal headers.

Deterministic: boundaries are made of the content, so the same post gives the same bytes. Header by
header after RFC 5322, 2045–2047, 2369, 2919, 3834 and 8058 (the last in personal.py).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.newsletter.mail.characters import one_line
from plugins.newsletter.mail.links import ascii_address, mailbox
from plugins.newsletter.mail.quoting import base64_lines, header, phrase, quoted_with_gaps
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.source.entry import Picture

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True)
class Rendered:
    """What a mail says; markers stand where personal links go. Lines end with LF."""

    subject: str
    text: str
    html: str
    pictures: Sequence[Picture]


def content_id(picture: Picture, settings: NewsletterSettings) -> str:
    """Return the id by which the HTML names a picture's part (RFC 2392), without `cid:`."""
    return f"{picture.digest[:24]}@{mailbox(settings.sender).domain}"


def freeze(mail: Rendered, settings: NewsletterSettings) -> bytes:
    """Return the message up to its personal bytes, in the format that personal.py reads."""
    return _headers(mail.subject, settings, of_list=True) + _parts(mail, settings)


def freeze_notice(mail: Rendered, settings: NewsletterSettings) -> bytes:
    """Return the message of a mail outside every list, but for To, Date and Message-ID. No markers."""
    return _headers(mail.subject, settings, of_list=False) + _parts(mail, settings)


def _parts(mail: Rendered, settings: NewsletterSettings) -> bytes:
    text = _part("text/plain; charset=utf-8", quoted_with_gaps(mail.text))
    page = _part("text/html; charset=utf-8", quoted_with_gaps(mail.html))
    if mail.pictures:
        pictures = [
            _picture(number, picture, settings) for number, picture in enumerate(mail.pictures, 1)
        ]
        page = _multipart("related", [page, *pictures], '; type="text/html"')
    return _multipart("alternative", [text, page])


def _headers(subject: str, settings: NewsletterSettings, *, of_list: bool) -> bytes:
    sender = mailbox(settings.sender).address
    lines = [f"From: {phrase('From', one_line(settings.title))} <{sender}>"]
    if settings.reply_to:
        lines.append(f"Reply-To: {mailbox(settings.reply_to).address}")
    if of_list:
        lines += _list_headers(settings)
    lines.append("Auto-Submitted: auto-generated")
    if of_list:
        lines.append("Precedence: bulk")
    lines += [f"Content-Language: {one_line(settings.language)}", "MIME-Version: 1.0"]
    return header("Subject", subject) + "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _list_headers(settings: NewsletterSettings) -> list[str]:
    owner = mailbox(settings.reply_to or settings.sender).address
    lines = [
        f"List-Id: {phrase('List-Id', one_line(settings.title))} <{one_line(settings.list_id)}>",
        f"List-Archive: <{ascii_address(settings.site)}>",
        f"List-Owner: <mailto:{owner}>",
        "List-Post: NO",
    ]
    if settings.service:
        lines.append(f"List-Help: <{ascii_address(settings.service)}/>")
    return lines


def _part(kind: str, coded: bytes) -> bytes:
    return (
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + coded
    )


def _picture(number: int, picture: Picture, settings: NewsletterSettings) -> bytes:
    name = f"bild-{number}.{_ENDINGS.get(picture.media_type, 'bin')}"
    return (
        f"Content-Type: {picture.media_type}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-ID: <{content_id(picture, settings)}>\r\n"
        f'Content-Disposition: inline; filename="{name}"\r\n\r\n'
    ).encode() + base64_lines(picture.content)


def _multipart(kind: str, parts: Sequence[bytes], parameters: str = "") -> bytes:
    # „=_“ occurs neither in quoted-printable nor in base64 (RFC 2045, 6.7), so no part can hold it.
    boundary = "=_" + hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]
    start = f'Content-Type: multipart/{kind}{parameters};\r\n boundary="{boundary}"\r\n\r\n'
    joined = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    return start.encode() + joined + f"--{boundary}--\r\n".encode()
