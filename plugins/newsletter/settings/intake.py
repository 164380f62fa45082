"""Where returned mail lies, and when a mailbox has refused too often."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Imap:
    """A mailbox on another server, by TLS; the password is INTAKE_PASSWORD in the environment."""

    host: str
    user: str
    port: int = 993
    folder: str = "INBOX"
    ca_file: str = ""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Where mail to `bounces` and `leaving` arrives: a Maildir or mbox on this machine, or a mailbox by IMAP.

    `soft`: so many refusals for a time within `within` end a subscription, as one for good does.
    """

    folder: str = ""
    imap: Imap | None = None
    soft: int = 3
    within: timedelta = timedelta(days=30)

    def __post_init__(self) -> None:
        if self.folder and self.imap:
            raise ValueError("the intake is a folder or a mailbox by IMAP, not both")
        if self.soft < 1 or self.within <= timedelta(0):
            raise ValueError("soft and within must be above 0")
