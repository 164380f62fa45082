"""A mail to one address outside every issue: asks to confirm, or says that there is nothing to confirm.

It is a transactional mail, so it has no List- headers and no way to unsubscribe from what nobody is
on; `Auto-Submitted` (RFC 3834) keeps automatic replies away. What it says is written for somebody who
never heard of us: which newsletter, who sends it, what happens, until when, and that nothing has to
be done.
"""

import hashlib
import hmac
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from plugins.newsletter.address import Address
from plugins.newsletter.mail.characters import one_line
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.mail.links import mailbox
from plugins.newsletter.mail.message import freeze_notice
from plugins.newsletter.mail.render import Templates
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.people import NoticeKind
from plugins.newsletter.store.states import Frequency

OUTSIDE = 0  # the delivery of a mail that belongs to no issue
_DAY = 86_400
_ID = 15  # bytes: 120 bits


@dataclass(frozen=True)
class Matter:
    """What such a mail is about.

    `topics` are names as people read them, None for all. `link` goes to the page that confirms (of
    KNOWN: to the settings), `leave_link` (of KNOWN alone) to the one that ends. Times are seconds
    since 1970; from `until` on, the link does nothing.
    """

    kind: NoticeKind
    topics: Sequence[str] | None
    frequency: Frequency
    link: str = field(repr=False)
    asked_at: int
    until: int
    leave_link: str = field(default="", repr=False)


def compose_notice(
    matter: Matter,
    address: Address,
    settings: NewsletterSettings,
    root: Path,
    *,
    message_id: str,
    now: int,
) -> Mail:
    """Return the mail. The same arguments make the same bytes.

    `root` is the folder of the project, against which `settings.templates` stands. Raises
    SettingsUnusable where a template or an address in the settings cannot be used.
    """
    zone = settings.schedule.zone
    said = Templates(settings, root).render_notice({
        "kind": str(matter.kind),
        "topics": None if matter.topics is None else [one_line(name) for name in matter.topics],
        "frequency": str(matter.frequency),
        "link": matter.link,
        "settings_link": "",  # KNOWN has it at its button
        "leave_link": matter.leave_link,
        "asked_at": datetime.fromtimestamp(matter.asked_at, zone),
        "until": datetime.fromtimestamp(matter.until, zone),
        "kept_days": math.ceil(settings.retention.unconfirmed.total_seconds() / _DAY),
        "host": urlsplit(settings.service or settings.site).hostname or "",
        "contact": mailbox(settings.reply_to or settings.sender).address,
    })  # fmt: skip
    head = (
        f"To: {address.address}\r\n"
        f"Date: {format_datetime(datetime.fromtimestamp(now, UTC))}\r\n"
        f"Message-ID: {message_id}\r\n"
    )
    return Mail(
        delivery=OUTSIDE,
        sender=mailbox(settings.bounces or settings.sender).address,
        recipient=address.address,
        message_id=message_id,
        content=head.encode() + freeze_notice(said, settings),
        smtputf8=address.smtputf8,
    )


def notice_id(instance: str, number: int, asked_at: int, settings: NewsletterSettings) -> str:
    """Return the Message-ID of a notice: the same on every attempt, so that a second copy can be dropped.

    `asked_at` tells two of the same number apart: one may be from before a backup was restored.
    """
    mac = hmac.digest(instance.encode(), f"notice:{number}:{asked_at}".encode(), hashlib.sha256)
    return f"<{mac[:_ID].hex()}@{mailbox(settings.sender).domain}>"
