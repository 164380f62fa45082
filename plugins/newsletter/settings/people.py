"""Signing up, what is kept of people and for how long, and where returned mail lies."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class SignUp:
    """The sign-up service, which stands behind the web server of the site.

    `listen`: `host:port` of this machine, or the path of a socket. `pages`: the folder of the built
    site, which holds the form (topics, consent) and the frame of the preference page.
    `confirm_within`: how long a link of a confirmation mail is good. `mail_every`: one confirmation
    mail to an address in this time. `network`: sign-ups an hour from one /24 or /64, `overall`: an hour
    from everywhere; what is beyond gets the same answer, and nothing is stored. `body_bytes` and
    `body_time` (seconds): what a request may hold and take.
    """

    listen: str = "127.0.0.1:8025"
    pages: str = "output"
    confirm_within: timedelta = timedelta(days=7)
    mail_every: timedelta = timedelta(days=1)
    network: int = 30
    overall: int = 1200
    body_bytes: int = 16_384
    body_time: float = 10

    def __post_init__(self) -> None:
        if min(self.network, self.overall, self.body_bytes, self.body_time) <= 0:
            raise ValueError("limits of the sign-up service must be above 0")
        if min(self.confirm_within, self.mail_every) <= timedelta(0):
            raise ValueError("times of the sign-up service must be above 0")
        if not self.listen.startswith("/") and not self.listen.rpartition(":")[2].isdigit():
            raise ValueError(f"listen must be host:port or the path of a socket, not {self.listen}")


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long what is kept of people; the data protection officer decides.

    `unconfirmed`: an address that nobody confirmed. `evidence`: the proof of a consent, after its end
    (§ 195 BGB: claims lapse after three years). `bounces`: what mail servers said.
    """

    unconfirmed: timedelta = timedelta(days=7)
    evidence: timedelta = timedelta(days=3 * 365 + 1)
    bounces: timedelta = timedelta(days=90)

    def __post_init__(self) -> None:
        if not timedelta(0) < self.unconfirmed <= timedelta(days=14):
            raise ValueError("unconfirmed addresses are kept 14 days at most")
        if min(self.evidence, self.bounces) < timedelta(days=30):
            raise ValueError("evidence and bounces must be kept 30 days at least")


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
