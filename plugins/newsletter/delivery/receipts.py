"""What became of a mail whose answer was lost: Postfix's own log as receipt.

Lines of one mail that arrives over SMTP, in the order in which Postfix writes them:

    smtpd[pid]    ID: client=…                   before it answers RCPT
    cleanup[…]    ID: message-id=<…>             when it reads the header: proves nothing yet
    qmgr[…]       ID: from=<…>, … (queue active) only after the final dot: accepted
    smtpd[pid]    lost connection after DATA (… bytes) from …    never accepted
    smtpd[pid]    disconnect from … data=n       n of n mails of this connection accepted

A mail is called absent only if the log shows that it could not have been overlooked: the log was
written at that time and after it, some mail was begun shortly before it, none of those begun is still
without an end, and Postfix was not started anew since then: a crash may cost the last lines.
"""

import lzma
import zlib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from plugins.newsletter.delivery.evidence import Evidence
from plugins.newsletter.delivery.maillog import parts_of

_BEFORE = 3600  # seconds before an attempt that are read: no mail takes longer to send


class Verdict(StrEnum):
    """What the receipts say of one mail."""

    ACCEPTED = "accepted"
    ABSENT = "absent"  # surely not accepted, and never will be
    UNKNOWN = "unknown"


class Receipts:
    """The logs at `paths`, with their rotated parts; all of them must agree that a mail is absent."""

    def __init__(self, paths: Sequence[str | Path]) -> None:
        self._paths = tuple(Path(path) for path in paths)

    def verdict(self, message_id: str, since: int) -> Verdict:
        """Return the verdict on one mail; see `verdicts`."""
        return self.verdicts({message_id: since})[message_id]

    def verdicts(self, message_ids: Mapping[str, int]) -> Mapping[str, Verdict]:
        """Return a verdict for each Message-ID, with its `<>`.

        The values say when the last attempt was about to send its final dot (seconds since 1970;
        rounded down). The logs are read once for all, without keeping them in memory. UNKNOWN may
        change when it is asked again later; the others are final.
        """
        logs = [self._read(path, message_ids) for path in self._paths] if message_ids else []
        return {
            name: _agreed([log[name] for log in logs]) if logs else Verdict.UNKNOWN
            for name in message_ids
        }

    def _read(self, path: Path, asked: Mapping[str, int]) -> dict[str, Verdict]:
        evidence = Evidence({name.encode() for name in asked})
        begin = min(asked.values()) - _BEFORE
        whole = True
        try:
            for part in parts_of(path):
                if part.modified >= begin:
                    evidence.hear(part, begin)
        except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error):
            whole = False  # what was heard so far may still prove that a mail was accepted
        return {
            name: _judge(evidence, name.encode(), since, whole=whole)
            for name, since in asked.items()
        }


def _judge(evidence: Evidence, name: bytes, since: int, *, whole: bool) -> Verdict:
    if name in evidence.accepted:
        return Verdict.ACCEPTED
    if whole and evidence.covers(since) and evidence.ended(name):
        return Verdict.ABSENT
    return Verdict.UNKNOWN


def _agreed(verdicts: Sequence[Verdict]) -> Verdict:
    if Verdict.ACCEPTED in verdicts:
        return Verdict.ACCEPTED
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.ABSENT
