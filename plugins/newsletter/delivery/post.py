"""From a claim to its mail: the frozen variant, addressed to one subscriber."""

import re
from enum import Enum, auto
from typing import Protocol

from sqlalchemy import select

from plugins.newsletter.address import from_store
from plugins.newsletter.delivery.journal import Claim
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail import links
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.mail.personal import Parts, address_mail, read_parts
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store, recall
from plugins.newsletter.store.ledger import variant

# What is stored was judged when it came in; only what could break a header is looked for again.
_SOUND = re.compile(r"[^\s<>@\x00-\x1f\x7f]+@[a-z0-9.-]+")
_KEPT = 4  # variants; claims come sorted by variant, so one is read once for many mails


class Fault(Enum):
    """Why there is no mail for a claim."""

    ADDRESS = auto()  # this address is none
    VARIANT = auto()  # the frozen mail is missing or damaged, for everyone who gets it


class Poster(Protocol):
    """What makes the mails: `Post`, or a stand-in."""

    def mail(self, claim: Claim, now: int) -> Mail | Fault:
        """Return the mail of a claim, or why there is none."""


class Post:
    """Makes mails out of what is frozen in `store`."""

    def __init__(self, store: Store, settings: NewsletterSettings, keys: Keys) -> None:
        self._store, self._settings, self._keys = store, settings, keys
        self._parts: dict[int, Parts | None] = {}
        with store.read() as connection:
            self._instance = recall(connection, "instance")

    def mail(self, claim: Claim, now: int) -> Mail | Fault:
        """Return the mail of a claim. Raises StoreUnusable."""
        parts = self._parts_of(claim.variant)
        if parts is None:
            return Fault.VARIANT
        if not _SOUND.fullmatch(claim.address):
            return Fault.ADDRESS
        return address_mail(
            parts,
            delivery=claim.delivery,
            issue=claim.issue,
            subscriber=claim.subscriber,
            kind=claim.kind,
            address=from_store(claim.address),
            settings=self._settings,
            keys=self._keys,
            instance=self._instance,
            now=now,
        )

    def _parts_of(self, number: int) -> Parts | None:
        if number not in self._parts:
            while len(self._parts) >= _KEPT:
                del self._parts[next(iter(self._parts))]
            with self._store.read() as connection:
                content = connection.scalar(select(variant.c.content).where(variant.c.id == number))
            self._parts[number] = _sound(content)
        return self._parts[number]


def _sound(content: bytes | None) -> Parts | None:
    """Take a frozen mail apart, if it is one."""
    if content is None or b"\r\n\r\n" not in content:
        return None
    try:
        parts = read_parts(content)
    except UnicodeDecodeError:
        return None
    known = {links.LEAVE, links.SETTINGS}
    return parts if content.count(b"\0") % 2 == 0 and known.issuperset(parts.names) else None
