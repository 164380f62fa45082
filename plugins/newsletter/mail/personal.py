r"""One frozen mail → the mail of one subscriber: bytes are joined, nothing is rendered or encoded anew.

A frozen mail is a whole message without its personal headers, CRLF line ends, with `\0name\0` where
the link of that name goes, always on a line of its own between soft breaks of quoted-printable.
NUL occurs in no mail (RFC 5322, 2.2), so splitting at it is safe.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache

from plugins.newsletter.address import Address
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail import links
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.mail.quoting import quoted
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.states import Frequency

_ID = 15  # bytes: 120 bits


@dataclass(frozen=True)
class Parts:
    """A frozen mail taken apart: literal bytes, and between each two the name of a link."""

    literals: tuple[bytes, ...] = field(repr=False)
    names: tuple[str, ...]


def read_parts(content: bytes) -> Parts:
    """Take a frozen mail apart; once for each variant, not for each mail."""
    pieces = content.split(b"\0")
    return Parts(tuple(pieces[::2]), tuple(name.decode("ascii") for name in pieces[1::2]))


def address_mail(
    parts: Parts,
    *,
    delivery: int,
    issue: int,
    subscriber: int,
    kind: Frequency,
    address: Address,
    settings: NewsletterSettings,
    keys: Keys,
    instance: str,
    now: int,
) -> Mail:
    """Return the mail of one subscriber. The same arguments make the same bytes but for the Date.

    `delivery`, `issue`, `subscriber` are row numbers, `now` seconds since 1970.
    """
    message_id = message_id_of(instance, issue, subscriber, settings)
    leave = keys.sign("leave", subscriber)
    page, by_mail = links.leave_page(settings, leave), links.leave_mail(settings, leave)
    spliced = {
        links.LEAVE: quoted(page or by_mail),
        links.SETTINGS: quoted(links.settings_page(settings, keys.sign("settings", subscriber))),
    }
    head = [
        f"To: {address.address}",
        f"Date: {_date(now)}",
        f"Message-ID: {message_id}",
        f"Feedback-ID: {issue}:{kind}:newsletter:{sender_id(settings.list_id)}",
    ]
    ways = [f"<{way}>" for way in (page, by_mail) if way]
    if ways:
        head.append("List-Unsubscribe: " + ",\r\n ".join(ways))
    if page:
        head.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")  # RFC 8058, 3.1
    pieces = [("\r\n".join(head) + "\r\n").encode(), parts.literals[0]]
    for name, literal in zip(parts.names, parts.literals[1:], strict=True):
        pieces += (spliced[name], literal)
    return Mail(
        delivery=delivery,
        sender=links.return_path(settings, keys.sign("bounce", delivery)),
        recipient=address.address,
        message_id=message_id,
        content=b"".join(pieces),
        smtputf8=address.smtputf8,
    )


def message_id_of(instance: str, issue: int, subscriber: int, settings: NewsletterSettings) -> str:
    """Return the Message-ID of an issue to a subscriber: the same on every attempt, and opaque."""
    mac = hmac.digest(instance.encode(), f"{issue}:{subscriber}".encode(), hashlib.sha256)
    return f"<{mac[:_ID].hex()}@{links.mailbox(settings.sender).domain}>"


@lru_cache(maxsize=4)
def sender_id(list_id: str) -> str:
    """Return the constant last part of a Feedback-ID: 5 to 15 letters and digits of the list's id."""
    return re.sub(r"[^a-z0-9]", "", list_id.lower())[:15].ljust(5, "0")


@lru_cache(maxsize=4)
def _date(now: int) -> str:
    return format_datetime(datetime.fromtimestamp(now, UTC))
