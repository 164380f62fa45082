"""What a reply of the mail server means for a mail, by the phase in which it came."""

import re

from plugins.newsletter.delivery.outcome import Outcome, Phase, Result

CLOSING = 421  # the server ends the connection
OUT_OF_STEP = 503  # the dialogue is in disorder; no judgement about the mail
_TOO_LARGE = 552
_KEPT = 300  # characters of a reply that are worth a place in the journal
_QUEUED = re.compile(r"\bqueued as ([0-9A-Za-z]{6,20})\b")


def judge(phase: Phase, code: int, text: bytes) -> Outcome:
    """Return what a reply means that was not the one to go on with."""
    reply = text.decode("utf-8", "replace")[:_KEPT]
    kind = code // 100
    if kind == 2 and phase is Phase.DOT:  # noqa: PLR2004  # first digits: RFC 5321, 4.2.1
        queued = _QUEUED.search(reply)
        return Outcome(Result.ACCEPTED, phase, code, reply, queued[1] if queued else "")
    if kind not in (4, 5):
        return Outcome(Result.UNCERTAIN if phase is Phase.DOT else Result.DEFERRED, phase, 0, reply)
    # At MAIL the server judges this house, not the address: only the size is the mail's own fault.
    own_fault = code == _TOO_LARGE if phase is Phase.MAIL else kind == 5 and code != OUT_OF_STEP  # noqa: PLR2004  # as above
    return Outcome(Result.REFUSED if own_fault else Result.DEFERRED, phase, code, reply)
