"""What a status code says of a mailbox (RFC 3463; the list of them: IANA, SMTP Enhanced Status Codes)."""

import re

_FOR_GOOD = frozenset(
    {
        "5.1.1",  # no such mailbox
        "5.1.2",  # no such domain
        "5.1.3",  # not an address
        "5.1.6",  # moved, no forwarding address
        "5.1.10",  # the domain takes no mail (RFC 7505); Exchange: no such mailbox
        "5.2.1",  # mailbox disabled
    }
)
# The class, subject and detail, neither part of an IP address nor of a date.
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
_GENERIC = ".0.0"


def find(text: str) -> str:
    """Return the first status code in a server's words, "" where there is none."""
    found = _CODE.search(text)
    return found[1] if found else ""


def more_exact(status: str, diagnostic: str) -> str:
    """Return the code of the diagnostic where the status says no more than yes or no (Exim: always)."""
    better = find(diagnostic)
    if status and (not status.endswith(_GENERIC) or better[:1] != status[:1]):
        return status
    return better or status


def is_hard(status: str) -> bool:
    """Whether it says that this mailbox will never take a mail."""
    return status in _FOR_GOOD


def is_about_us(status: str) -> bool:
    """Whether it judges the mail or its sender, and so says nothing of the mailbox.

    Content (6), policy (7), too large (2.3, 3.4). A block list that this house has got on refuses
    everybody at a provider, time and again: that must not end all their subscriptions.
    """
    subject, _, detail = status.partition(".")[2].partition(".")
    return subject in ("6", "7") or (subject, detail) in (("2", "3"), ("3", "4"))
