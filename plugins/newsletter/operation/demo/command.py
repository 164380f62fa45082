"""`demo`: builds the site, publishes a post, sends it by SMTP to a mail server of its own, shows all."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from plugins.newsletter.delivery.smtp import SmtpMailer
from plugins.newsletter.errors import NewsletterError
from plugins.newsletter.keys import Keys
from plugins.newsletter.operation import status
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.demo.catcher import HOST, Caught, catching
from plugins.newsletter.operation.demo.people import sign_up
from plugins.newsletter.operation.demo.website import Website
from plugins.newsletter.operation.report import round_lines
from plugins.newsletter.operation.round import Sender, send_round
from plugins.newsletter.operation.settings_file import load_settings
from plugins.newsletter.operation.standing import Standing, standing
from plugins.newsletter.operation.wording import moment
from plugins.newsletter.planning.schedule import next_slot
from plugins.newsletter.settings import NewsletterSettings, Schedule, Smtp
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.states import Frequency, IssueState

FOLDER = Path("var/demo")
FEED = Path("feeds/alle.atom.xml")
_MINUTE = 60


@dataclass
class _Clock:
    """A clock that is put forward to the next issue instead of waiting for days."""

    now: int

    def __call__(self) -> int:
        return self.now


def demo(call: Call) -> list[NewsletterError]:
    """Show the whole way. Raises FeedUnusable where the site cannot be built."""
    folder = call.root / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    website, clock = Website(call.root, folder), _Clock(call.clock())
    call.say("Die Website wird gebaut …")
    feed = website.build(FEED)
    with catching(folder / "post") as caught, _store(folder) as store:
        settings = _settings(load_settings(call.root, call.environment), feed, caught)
        sender = _sender(call.root, settings, store, clock)
        with store.begin() as connection:
            count = sign_up(connection, website.topic, clock())
        call.say(f"{count} erfundene Personen sind angemeldet.")
        _round(call, sender)
        call.say("Ein neuer Beitrag erscheint, die Website wird noch einmal gebaut …")
        # Not in the future: the site keeps such posts back.
        website.publish(datetime.fromtimestamp(clock(), settings.schedule.zone))
        clock.now += _MINUTE
        website.build(FEED)
        _round(call, sender)
        for slot in _slots(settings.schedule, clock()):
            clock.now = slot + _MINUTE
            call.say(f"Die Uhr wird vorgestellt auf {moment(clock(), settings.schedule.zone)}.")
            _round(call, sender)
        with store.read() as connection:
            end = standing(connection, settings, clock())
    call.say("")
    status.show(end, settings.schedule, call.out)
    call.say(f"\nDie Mails liegen zum Ansehen in {folder / 'post' / 'index.html'}.")
    return _judge(end, caught)


def _slots(schedule: Schedule, now: int) -> list[int]:
    return sorted(
        next_slot(kind, schedule, now).moment for kind in (Frequency.WEEKLY, Frequency.MONTHLY)
    )


def _round(call: Call, sender: Sender) -> None:
    done = send_round(sender)
    for line in round_lines(done):
        call.say(f"  {line}")
    if done.faults:
        raise done.faults[0]


def _judge(end: Standing, caught: Caught) -> list[NewsletterError]:
    sent = sum(line.account.sent for line in end.issues)
    complete = all(line.state is IssueState.DONE and line.account.balanced for line in end.issues)
    single = len(set(caught.message_ids)) == len(caught.message_ids) == sent
    if end.issues and complete and single:
        return []
    return [NewsletterError("Die Rechnung der Vorführung geht nicht auf; bitte melden.")]


def _settings(given: NewsletterSettings, feed: Path, caught: Caught) -> NewsletterSettings:
    return replace(
        given,
        feed=str(feed),
        bounces="zustellung@newsletter.example",
        leaving="abmelden@newsletter.example",
        service="https://newsletter.example",
        transport=Smtp(host=HOST, port=caught.port, timeout=10, reply_timeout=30),
        schedule=replace(given.schedule, grace=timedelta(0), quiet=(time(0), time(0))),
        receipts=(),
    )


def _sender(root: Path, settings: NewsletterSettings, store: Store, clock: _Clock) -> Sender:
    transport = settings.transport
    if not isinstance(transport, Smtp):
        raise TypeError("the demonstration sends by SMTP")

    def sleep(seconds: float) -> None:
        clock.now += max(1, round(seconds))

    return Sender(
        root=root,
        settings=settings,
        store=store,
        keys=Keys(secrets.token_bytes(32)),
        mailer=lambda: SmtpMailer(transport, "", "localhost"),
        clock=clock,
        sleep=sleep,
        stop=lambda: False,
        shown=lambda _: nullcontext(lambda _: None),
    )


@contextmanager
def _store(folder: Path) -> Iterator[Store]:
    store = open_store("newsletter.sqlite3", folder)
    try:
        yield store
    finally:
        store.close()
