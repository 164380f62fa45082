"""What a mail server reports of a mail (delivery status notification: RFC 3464, 6533)."""

from dataclasses import dataclass, replace
from email.message import Message

from plugins.newsletter.intake import status
from plugins.newsletter.intake.message import blocks, own_parts

_KINDS = ("message/delivery-status", "message/global-delivery-status")
_FINE = ("delivered", "relayed", "expanded")
_LATER = ("delayed",)
_FAILED = ("fail", "error")  # `error`: OpenSMTPD


@dataclass(frozen=True)
class Report:
    """What became of a mail. `status`: the code (RFC 3463), "" where none is given."""

    failed: bool
    hard: bool = False
    status: str = ""


def read_report(message: Message) -> Report | None:
    """Return what a report says; None for every other mail, and for a report that says nothing.

    One that speaks of several recipients (a forwarding, a list at the other end) is hard only where
    all of them are.
    """
    fates = [
        fate
        for part in own_parts(message)
        if part.get_content_type() in _KINDS
        for fields in blocks(part)
        if (fate := _fate(fields))
    ]
    if not fates:
        return None
    failed = [fate for fate in fates if fate.failed]
    if not failed:
        return Report(failed=False)
    if all(fate.hard for fate in fates):
        return failed[0]
    mild = [fate for fate in failed if not fate.hard]
    return mild[0] if mild else replace(failed[0], hard=False)


def _fate(fields: dict[str, str]) -> Report | None:
    """Return what a group of fields says of one recipient, None where it says nothing."""
    action = fields.get("action", "").lower()
    if action.startswith((*_FINE, *_LATER)):
        return Report(failed=False)
    code = status.find(fields.get("status", ""))
    if not action.startswith(_FAILED) and not code.startswith("5"):
        return None
    code = status.more_exact(code, fields.get("diagnostic-code", ""))
    if code.startswith("2"):
        code = ""  # „failed“ and „success“ at once
    return Report(failed=True, hard=status.is_hard(code), status=code)
