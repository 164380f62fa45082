"""All settings of the newsletter together."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from plugins.newsletter.settings.people import Intake, Retention, SignUp
from plugins.newsletter.settings.sending import Limits, Schedule
from plugins.newsletter.settings.transport import Files, Smtp


@dataclass(frozen=True, kw_only=True)
class NewsletterSettings:
    """Settings of the newsletter. Raises ValueError on what could never work.

    `feed`: address or file. `topic_scheme`: only categories of this scheme (Atom; RSS: `domain`) are
    topics, empty: all are. `site`: the public address of the site. `sender`: the From address.
    `bounces` and `leaving`: mailboxes that take `name+token@…` (VERP, unsubscribing by mail).
    `service`: address of the sign-up service without a slash at its end; below it `/abmelden/` and
    `/einstellungen/`. These three may be empty while nothing is sent by SMTP. `imprint`: the lines at
    the foot of each mail. `receipts`: log files of this machine's Postfix, which tell what became of
    a mail whose answer was lost; `without_receipts`: what to do with such a mail where there are none:
    `resend` (may arrive twice, same Message-ID) or `hold` (may never arrive; asks). `templates`: a
    folder whose files replace those of the plugin. `departures`: a file beside the database that says
    who left and when, by numbers alone, so that a restored backup does not mail them again.
    """

    feed: str
    title: str
    site: str
    sender: str
    list_id: str
    imprint: tuple[str, ...]
    imprint_link: str
    privacy_link: str
    reply_to: str = ""
    bounces: str = ""
    leaving: str = ""
    service: str = ""
    transport: Files | Smtp = Files()
    schedule: Schedule = Schedule()
    limits: Limits = Limits()
    signup: SignUp = SignUp()
    retention: Retention = Retention()
    intake: Intake = Intake()
    receipts: tuple[str, ...] = ()
    without_receipts: Literal["resend", "hold"] = "resend"
    database: str = "var/newsletter.sqlite3"
    departures: str = "var/abgemeldet"
    templates: str = "theme/mail"
    language: str = "de"
    topic_scheme: str = ""

    def __post_init__(self) -> None:
        for name in ("feed", "title", "site", "sender", "list_id"):
            if not getattr(self, name).strip():
                raise ValueError(f"{name} must not be empty")
        for name in ("site", "service", "imprint_link", "privacy_link"):
            _must_be_https(name, getattr(self, name))
        for name in ("sender", "reply_to", "bounces", "leaving"):
            _must_be_mailbox(name, getattr(self, name))
        if not self.imprint or not all(line.strip() for line in self.imprint):
            raise ValueError("imprint needs the lines of the Impressum")
        if self.without_receipts not in ("resend", "hold"):
            raise ValueError("without_receipts must be resend or hold")
        _must_be_kept(self.signup, self.retention)
        if isinstance(self.transport, Smtp):
            missing = [n for n in ("bounces", "leaving", "service") if not getattr(self, n)]
            if missing:
                raise ValueError(f"sending by SMTP needs {', '.join(missing)}")


def _must_be_https(name: str, value: str) -> None:
    if value and (urlsplit(value).scheme != "https" or not urlsplit(value).hostname):
        raise ValueError(f"{name} must be like https://example.org, not {value}")


def _must_be_mailbox(name: str, value: str) -> None:
    if value and value.count("@") != 1:
        raise ValueError(f"{name} must be a mail address, not {value}")


def _must_be_kept(signup: SignUp, retention: Retention) -> None:
    """Refuse what is promised of an address for longer than it is kept."""
    for name in ("confirm_within", "mail_every"):
        if getattr(signup, name) > retention.unconfirmed:
            raise ValueError(f"{name} must not outlast retention.unconfirmed")
