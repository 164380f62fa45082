"""Whom a mail is about: by signed tokens alone, since anybody can write any address anywhere.

A token stands in the address that a mail came to (`bounces` and `leaving` of the settings, after a
plus sign), or in the headers of the newsletter that a report gives back.
"""

import re
from dataclasses import dataclass
from email.message import Message

from plugins.newsletter.intake.message import decoded, values
from plugins.newsletter.keys import Keys, Purpose
from plugins.newsletter.mail.links import mailbox
from plugins.newsletter.settings import NewsletterSettings

# Where mail servers note whom the envelope named; `To` for those that do not.
_ARRIVAL = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
_LINK = re.compile(r"[?&;]t=([0-9a-fA-F]{40})(?![0-9a-zA-Z])")
_SENT_BY = ("Return-Path", "X-Envelope-From", "Sender", "From")


@dataclass(frozen=True)
class About:
    """Numbers that signed tokens named; None where there was no valid one."""

    person: int | None = None  # a subscriber, by a token for leaving
    delivery: int | None = None  # by a token of an envelope sender (VERP)

    def __bool__(self) -> bool:
        return self.person is not None or self.delivery is not None

    def __or__(self, other: "About") -> "About":
        return About(
            other.person if self.person is None else self.person,
            other.delivery if self.delivery is None else self.delivery,
        )


def addressed(message: Message, recipient: str, settings: NewsletterSettings, keys: Keys) -> About:
    """Return whom the address is about that a mail came to.

    `recipient`: what the envelope says, "" where only the headers tell.
    """
    said = [recipient] if recipient else []
    said += [value for name in _ARRIVAL for value in values(message, name)]
    return named(said, settings, keys)


def returned_about(
    message: Message | None, also: list[str], settings: NewsletterSettings, keys: Keys
) -> About:
    """Return whom a newsletter was for, by its headers and by what a report says of its envelope."""
    if message is None:
        return named(also, settings, keys)
    unsubscribe = [decoded(value) for value in values(message, "List-Unsubscribe")]
    senders = [value for name in _SENT_BY for value in values(message, name)]
    links = (number for text in unsubscribe for number in _linked(text, keys))
    return named([*also, *unsubscribe, *senders], settings, keys) | About(next(links, None))


def named(texts: list[str], settings: NewsletterSettings, keys: Keys) -> About:
    """Return whom addresses with tokens are about, wherever in these texts they stand."""
    return About(
        _number(texts, settings.leaving, "leave", keys),
        _number(texts, settings.bounces, "bounce", keys),
    )


def _number(texts: list[str], box: str, purpose: Purpose, keys: Keys) -> int | None:
    if not box:
        return None
    own = mailbox(box)
    pattern = re.compile(
        rf"(?<![\w.+-]){re.escape(own.local)}\+([0-9a-f]{{40}})@{re.escape(own.domain)}(?![\w.-]*\w)",
        re.IGNORECASE,
    )
    tokens = (token for text in texts for token in pattern.findall(text))
    numbers = (keys.read(purpose, token) for token in tokens)
    return next((number for number in numbers if number is not None), None)


def _linked(text: str, keys: Keys) -> list[int]:
    numbers = (keys.read("leave", token) for token in _LINK.findall(text))
    return [number for number in numbers if number is not None]
