"""„This is spam“, as a provider passes it on (Abuse Reporting Format: RFC 5965)."""

from dataclasses import dataclass
from email.message import Message

from plugins.newsletter.intake.message import blocks, own_parts

# RFC 5965, 7.3; `opt-out` stood in its drafts and is still sent.
_MEANT = frozenset({"abuse", "fraud", "virus", "other", "opt-out", "opt-out-list"})
_NOT_SPAM = "not-spam"  # RFC 6430: somebody took it out of the spam folder


@dataclass(frozen=True)
class Complaint:
    """A feedback report. `meant`: it complains; `harmless`: it says the contrary.

    Neither: a report of another kind (RFC 6591), which a person may want to read.
    """

    meant: bool
    harmless: bool
    sender: str  # the envelope sender of the mail that was complained of, "" where it is not told


def read_complaint(message: Message) -> Complaint | None:
    """Return what a feedback report says, None for every other mail."""
    for part in own_parts(message):
        if part.get_content_type() == "message/feedback-report":
            fields: dict[str, str] = {}
            for group in blocks(part):
                fields = group | fields
            kind = fields.get("feedback-type", "").lower()
            return Complaint(
                meant=kind in _MEANT,
                harmless=kind == _NOT_SPAM,
                sender=fields.get("original-mail-from", ""),
            )
    return None
