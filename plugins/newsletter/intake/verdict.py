"""One mail → what it means, and for whom. Nothing is looked up, nothing is changed here."""

from dataclasses import dataclass, field
from email.message import Message
from enum import StrEnum

from plugins.newsletter.intake.autoreply import (
    is_absence,
    is_automatic,
    is_from_a_server,
    is_marked_reply,
    is_own,
    is_receipt,
)
from plugins.newsletter.intake.complaint import read_complaint
from plugins.newsletter.intake.guess import guess
from plugins.newsletter.intake.message import BROKEN, read, returned, values
from plugins.newsletter.intake.recipient import About, addressed, returned_about
from plugins.newsletter.intake.report import Report, read_report
from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import NewsletterSettings


class Kind(StrEnum):
    """What a mail asks for."""

    LEAVE = "leave"  # sent to the address that unsubscribes
    COMPLAINT = "complaint"  # called spam
    HARD = "hard"  # the mailbox will never take a mail
    SOFT = "soft"  # refused this time
    NOTHING = "nothing"  # nobody has to do anything
    UNCLEAR = "unclear"  # a person has to read it


@dataclass(frozen=True)
class Verdict:
    """What a mail means. `message_id`: that of the mail it gives back; `status`: RFC 3463."""

    kind: Kind
    about: About = field(default_factory=About)
    status: str = ""
    message_id: str = ""


_NOTHING = Verdict(Kind.NOTHING)
_UNCLEAR = Verdict(Kind.UNCLEAR)


def judge(raw: bytes, settings: NewsletterSettings, keys: Keys, recipient: str = "") -> Verdict:
    """Return what a mail means. `recipient`: whom its envelope named, where that is known.

    In this order: our own newsletter come back, leaving, complaints and reports made for machines,
    answers of machines, the words of servers. Whoever writes by hand, or is not understood, is for a person.
    """
    message = read(raw)
    if message is None:
        return _UNCLEAR
    try:
        return _judge(message, raw, settings, keys, recipient)
    except BROKEN:  # one mail that the email package stumbles at must not hold up all others
        return _UNCLEAR


def _judge(
    message: Message, raw: bytes, settings: NewsletterSettings, keys: Keys, recipient: str
) -> Verdict:
    if is_own(message, settings.list_id):
        return _NOTHING
    about = addressed(message, recipient, settings, keys)
    if about.person is not None:
        return Verdict(Kind.LEAVE, about)
    return (
        _complaint(message, about, settings, keys)
        or _report(message, about, settings, keys)
        or _others(message, raw, about)
    )


def _complaint(
    message: Message, about: About, settings: NewsletterSettings, keys: Keys
) -> Verdict | None:
    complaint = read_complaint(message)
    if complaint is None:
        return None
    if complaint.harmless:
        return _NOTHING
    # The address it came to is ours for complaints, not that of the mail it is about.
    whom = returned_about(returned(message), [complaint.sender], settings, keys) | about
    return Verdict(Kind.COMPLAINT, whom) if complaint.meant and whom else _UNCLEAR


def _report(
    message: Message, about: About, settings: NewsletterSettings, keys: Keys
) -> Verdict | None:
    report = read_report(message)
    if report is None:
        return None
    mail = returned(message)
    whom = about | returned_about(mail, [], settings, keys)
    ids = values(mail, "Message-ID") if mail else []
    return _of(report, whom, ids[0] if ids else "")


def _others(message: Message, raw: bytes, about: About) -> Verdict:
    if is_receipt(message) or is_marked_reply(message) or (about and is_absence(message)):
        return _NOTHING
    if is_from_a_server(message):
        report = guess(raw) if about else None
        return _of(report, about) if report else _UNCLEAR
    return _NOTHING if is_automatic(message) else _UNCLEAR


def _of(report: Report, about: About, message_id: str = "") -> Verdict:
    if not report.failed:
        return _NOTHING
    kind = Kind.HARD if report.hard else Kind.SOFT
    return Verdict(kind, about, report.status, message_id)
