"""When mails leave, and what keeps a mistake small."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


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
    this too. `mails`: mails a minute to all (and as many that confirm sign-ups), `domains`: a minute
    to one domain, `domain`: to any other. `retry_for`: how long a mail refused for a time is tried
    again. `ask_receipts_after`: how long after an attempt without an answer the receipts are asked.
    `failures`: so many refusals for good one after another pause the issue.
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
