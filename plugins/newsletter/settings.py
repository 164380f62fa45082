"""What the newsletter needs to know; set once in `pelicanconf.py`, completed in `publishconf.py`.

No secret stands here: settings are the template context of the site. The environment holds them:
NEWSLETTER_SECRET (keys.py), SMTP_PASSWORD, and NEWSLETTER_DATABASE where the address of the
database has a password.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

Security = Literal["starttls", "tls", "none"]
BERLIN = ZoneInfo("Europe/Berlin")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, kw_only=True)
class Files:
    """Transport into a folder: one .eml for each mail and a page to browse them. Nothing is sent."""

    folder: str = "var/post"


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """Transport to one mail server (Postfix on this machine, or a relay).

    `security` may be `none` only for this machine. `reply_timeout` is for the answer to the final
    dot, in seconds (RFC 5321, 4.5.3.2.6: ten minutes); `timeout` for every other.
    """

    host: str = "127.0.0.1"
    port: int = 25
    security: Security = "none"
    user: str = ""
    timeout: float = 60
    reply_timeout: float = 600
    mails_per_connection: int = 100
    ca_file: str = ""

    def __post_init__(self) -> None:
        if self.security not in ("starttls", "tls", "none"):
            raise ValueError(f"security must be starttls, tls or none, not {self.security}")
        if self.security == "none" and self.host not in LOOPBACK:
            raise ValueError(f"security=none is for this machine only, not for {self.host}")
        if self.user and self.security == "none":
            raise ValueError("a user name needs security starttls or tls")
        if self.mails_per_connection < 1 or self.timeout <= 0 or self.reply_timeout <= 0:
            raise ValueError("timeouts and mails_per_connection must be above 0")


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When mails are planned and may leave, in local time.

    `grace`: how long a new entry rests before it is planned, so that a correction still reaches the
    mail. `weekly`: weekday (0 is Monday) and time. `monthly`: day (1–28) and time. `quiet`: from,
    until; nothing leaves between them (equal: no quiet hours). `lateness`: an issue that could not
    begin this long after its time is paused and asks. `answer_within`: a paused issue that nobody
    resumed for so long expires. `silence`: the feed or the timer is called silent after so long.
    """

    zone: ZoneInfo = BERLIN
    grace: timedelta = timedelta(minutes=30)
    weekly: tuple[int, time] = (3, time(8))
    monthly: tuple[int, time] = (1, time(8))
    quiet: tuple[time, time] = (time(21), time(7))
    lateness: timedelta = timedelta(hours=48)
    answer_within: timedelta = timedelta(days=14)
    silence: timedelta = timedelta(hours=24)

    def __post_init__(self) -> None:
        if not 0 <= self.weekly[0] <= 6 or not 1 <= self.monthly[0] <= 28:  # noqa: PLR2004  # the calendar
            raise ValueError("weekly begins with a weekday 0–6, monthly with a day 1–28")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What keeps a mistake small: in the feed, and at the mail servers.

    `new_entries`: more than these at once are held for a person. `entry_age`: an entry older than
    this too. `mails`: mails a minute to all, `domains`: a minute to one domain, `domain`: to any
    other. `retry_for`: how long a mail refused for a time is tried again. `ask_receipts_after`: how
    long after an attempt without an answer the receipts are asked. `failures`: so many
    refusals for good one after another pause the issue.
    """

    new_entries: int = 3
    entry_age: timedelta = timedelta(days=14)
    mails: float = 600
    domain: float = 120
    domains: Mapping[str, float] = field(default_factory=dict)
    retry_for: timedelta = timedelta(days=5)
    ask_receipts_after: timedelta = timedelta(seconds=60)
    failures: int = 20
    feed_bytes: int = 10_000_000
    picture_bytes: int = 5_000_000

    def __post_init__(self) -> None:
        if min(self.mails, self.domain, *self.domains.values()) <= 0 or self.failures < 1:
            raise ValueError("limits must be above 0")


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
    folder whose files replace those of the plugin.
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
    receipts: tuple[str, ...] = ()
    without_receipts: Literal["resend", "hold"] = "resend"
    database: str = "var/newsletter.sqlite3"
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
