"""The courier: from a sign-up to the mail that confirms it, whatever happens on the way."""

import email
import email.policy
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select
from structlog.testing import capture_logs

from plugins.newsletter.consent import applications, notices, wordings
from plugins.newsletter.consent.applications import Application
from plugins.newsletter.consent.register import Redeemed, Register
from plugins.newsletter.delivery.outcome import Mailer, Outcome, Phase, Result
from plugins.newsletter.delivery.smtp import SmtpMailer
from plugins.newsletter.errors import Busy, RelayUnusable, SettingsUnusable, StoreUnusable
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.service import courier as room
from plugins.newsletter.service.courier import REST, Courier, Tally
from plugins.newsletter.settings import Limits, NewsletterSettings
from plugins.newsletter.store.database import Store, open_engine
from plugins.newsletter.store.people import application, notice, token
from plugins.newsletter.store.states import Frequency
from tests.newsletter.delivery.mailing import (
    BROKEN_OFF,
    GREYLISTED,
    NO_ANSWER,
    UNKNOWN_USER,
    Server,
)
from tests.newsletter.delivery.relay import ACCEPT_AND_DROP, ACCEPT_AND_SILENT, Relay

NOW = 1_790_000_000
DAY = 86_400
VERSION = "2026-11-22"
ROOT = Path(__file__).parents[3]
LINK = re.compile(r"https://blog\.kreis\.example/newsletter/bestaetigen/\?t=([0-9a-f]{32})")
EVA = "eva@anbieter.example"
HOUSE_REFUSED = Outcome(Result.DEFERRED, Phase.MAIL, 554, "5.7.1 you are blocked")
DOWN = RelayUnusable("Der Mailserver ist nicht zu erreichen.")


class Killed(BaseException):
    """The process ends here, and nothing after it happens."""


@dataclass
class Post:
    """A courier, its database, and a mail server in memory; `now` is the only clock."""

    store: Store
    keys: Keys
    settings: NewsletterSettings
    root: Path
    server: Server = field(default_factory=Server)
    now: int = NOW

    def __post_init__(self) -> None:
        with self.store.begin() as connection:
            wordings.note(connection, VERSION, "Ja, ich möchte den Newsletter.", self.now)
        self.courier = self.new(lambda: self.server)

    def new(self, mailer: Callable[[], Mailer]) -> Courier:
        return Courier(self.store, self.keys, self.settings, self.root, mailer, lambda: self.now)

    def sign_up(self, *addresses: str, topics: frozenset[str] | None = None) -> None:
        rows = [
            Application(each, topics, Frequency.WEEKLY, VERSION, "/newsletter/", self.now)
            for each in addresses
        ]
        with self.store.begin() as connection:
            applications.apply(connection, rows)

    def redeem(self, made: str) -> Redeemed:
        return Register(self.store, self.keys, self.settings, self.root).redeem(made, self.now)

    def states(self) -> list[str]:
        with self.store.read() as connection:
            return list(connection.scalars(select(notice.c.state).order_by(notice.c.id)))

    def count(self, table) -> int:
        with self.store.read() as connection:
            return connection.scalar(select(func.count()).select_from(table))


def text_of(content: bytes) -> str:
    part = email.message_from_bytes(content, policy=email.policy.default).get_body(("plain",))
    return part.get_content().replace("\r\n", "\n")


def token_in(mail) -> str:
    return LINK.search(text_of(mail.content))[1]


@pytest.fixture
def post(store, keys, settings, tmp_path) -> Post:
    return Post(store, keys, settings, tmp_path)


@pytest.fixture
def lone(sqlite_store, keys, settings, tmp_path) -> Post:
    """Give a courier on one database, for what has nothing to do with the database."""
    return Post(sqlite_store, keys, settings, tmp_path)


@pytest.fixture
def relay() -> Iterator[Relay]:
    server = Relay().open()
    yield server
    server.close()


@pytest.fixture
def by_smtp(lone, relay) -> Courier:
    return lone.new(lambda: SmtpMailer(relay.transport(), local_hostname="kreis.example"))


def test_a_sign_up_becomes_one_mail_whose_link_confirms_it(post):
    post.sign_up(EVA)
    assert post.courier.run_once() == Tally(asked=1, sent=1)
    (mail,) = post.server.accepted
    assert mail.recipient == EVA
    assert post.redeem(token_in(mail)) is Redeemed.JOINED
    assert post.courier.run_once() == Tally()
    assert (post.count(application), len(post.server.accepted), post.server.closed) == (0, 1, 1)


def test_somebody_known_gets_a_mail_without_a_link_that_confirms(post, subscribe):
    number = subscribe(post.store, EVA, topics=["wohnen"])
    post.sign_up(EVA)
    assert post.courier.run_once() == Tally(known=1, sent=1)
    said = text_of(post.server.accepted[0].content)
    assert "Sie bekommen den Newsletter schon" in said
    assert f"/newsletter/einstellungen/?t={post.keys.sign('settings', number)}" in said
    assert f"/newsletter/abmelden/?t={post.keys.sign('leave', number)}" in said
    assert "bestaetigen" not in said
    assert post.count(token) == 0


def test_nothing_to_do_asks_for_no_mail_server(lone):
    lone.courier = lone.new(lambda: pytest.fail("nobody signed up"))
    lone.sign_up("kein@", "auch keine")
    assert lone.courier.run_once() == Tally(dropped=2)
    assert lone.courier.run_once() == Tally()


@pytest.mark.usefixtures("site")
def test_topics_are_called_as_in_the_form_and_in_its_order(lone):
    lone.sign_up(EVA, topics=frozenset(("wohnen", "zirkus", "senioren")))
    lone.courier.run_once()
    said = text_of(lone.server.accepted[0].content)
    assert "Themen:\n  - Ältere Menschen\n  - Wohnen & Miete\n  - zirkus\n" in said


def test_a_site_that_is_not_there_holds_nobody_up(lone):
    lone.sign_up(EVA, "udo@anbieter.example", topics=frozenset(("wohnen",)))
    with capture_logs() as logs:
        assert lone.courier.run_once().sent == 2
    assert [each["event"] for each in logs] == ["courier.topics"]
    assert "- wohnen" in text_of(lone.server.accepted[0].content)


def test_many_go_over_one_connection(lone, by_smtp, relay):
    lone.sign_up(*(f"p{n}@anbieter.example" for n in range(7)))
    assert by_smtp.run_once() == Tally(asked=7, sent=7)
    assert len(relay.heard) == 1
    assert relay.heard[0][-1] == "QUIT"
    assert {mail.sender for mail in relay.accepted} == {"zustellung@news.kreis.example"}


def test_more_than_a_batch_is_decided_and_sent_in_one_pass(lone, monkeypatch):
    monkeypatch.setattr(room, "BATCH", 3)
    lone.sign_up(*(f"p{n}@anbieter.example" for n in range(7)))
    assert lone.courier.run_once() == Tally(asked=7, sent=7)
    assert lone.server.closed == 1


# --- The mail server ----------------------------------------------------------------------------------


def test_a_server_out_of_reach_delays_for_days_and_loses_nobody(lone):
    lone.sign_up(EVA, "udo@anbieter.example")
    lone.server.always = DOWN
    for _ in range(3 * 24):
        with pytest.raises(RelayUnusable):
            lone.courier.run_once()
        lone.now += 3600
    assert lone.count(token) == 0  # none of them ever left
    lone.server.always = None
    assert lone.courier.run_once() == Tally(sent=2)
    assert {lone.redeem(token_in(mail)) for mail in lone.server.accepted} == {Redeemed.JOINED}


def test_a_server_out_of_reach_is_left_alone_for_a_minute_but_sign_ups_are_decided(
    lone, by_smtp, relay
):
    relay.close_door()
    lone.sign_up(EVA)
    with pytest.raises(RelayUnusable):
        by_smtp.run_once()
    relay.open()
    lone.sign_up("udo@anbieter.example")
    lone.now += REST - 1
    assert by_smtp.run_once() == Tally(asked=1)
    assert relay.heard == []
    lone.now += 1
    assert by_smtp.run_once() == Tally(sent=2)


def test_a_clock_that_was_set_back_makes_no_long_rest(lone):
    lone.sign_up(EVA)
    lone.server.always = DOWN
    lone.now += 1000
    with pytest.raises(RelayUnusable):
        lone.courier.run_once()
    lone.server.always = None
    lone.now -= 900
    # What was due then is not due now; who signs up now is served.
    lone.sign_up("udo@anbieter.example")
    assert lone.courier.run_once().sent == 1


def test_a_refusal_for_a_time_is_tried_again_after_a_minute_and_for_a_day(lone):
    lone.sign_up(EVA)
    lone.server.early[EVA] = [GREYLISTED] * 20
    assert lone.courier.run_once() == Tally(asked=1, later=1)
    lone.now += 59
    assert lone.courier.run_once() == Tally()
    for _ in range(2 * DAY // 60):
        lone.now += 60
        if lone.courier.run_once().withdrawn:
            break
    assert lone.states() == ["failed"]
    assert lone.now == NOW - 1 + DAY + 60
    assert len(lone.server.asked) == len(notices.WAITS)


def test_a_refusal_for_good_holds_up_nobody_else(lone, by_smtp, relay):
    relay.refuse[EVA] = "550 5.1.1 unknown"
    lone.sign_up("anna@anbieter.example", EVA, "udo@anbieter.example")
    assert by_smtp.run_once() == Tally(asked=3, sent=2, failed=1)
    assert lone.states() == ["sent", "failed", "sent"]
    lone.now += DAY
    assert by_smtp.run_once() == Tally()


def test_an_address_beyond_ascii_fails_for_good_at_a_server_that_knows_only_ascii(
    lone, by_smtp, relay
):
    relay.offers.remove("SMTPUTF8")
    lone.sign_up("jörg@anbieter.example", "eva@müller.example")
    assert by_smtp.run_once() == Tally(asked=2, sent=1, failed=1)
    assert [mail.recipient for mail in relay.accepted] == ["eva@xn--mller-kva.example"]
    assert not [line for log in relay.heard for line in log if "jörg" in line]
    lone.now += DAY
    assert by_smtp.run_once() == Tally()


def test_an_address_beyond_ascii_gets_its_mail_where_the_server_takes_it(lone, by_smtp, relay):
    lone.sign_up("jörg@anbieter.example")
    assert by_smtp.run_once() == Tally(asked=1, sent=1)
    assert relay.accepted[0].recipient == "jörg@anbieter.example"


def test_after_a_lost_answer_a_second_mail_with_another_token_and_the_same_name_is_sent(
    post, relay
):
    relay.script("dot", ACCEPT_AND_DROP)
    courier = post.new(lambda: SmtpMailer(relay.transport(), local_hostname="kreis.example"))
    post.sign_up(EVA)
    assert courier.run_once() == Tally(asked=1, later=1)
    post.now += 60
    assert courier.run_once() == Tally(sent=1)
    first, second = relay.accepted
    assert first.message_id == second.message_id
    assert token_in(first) != token_in(second)
    assert post.redeem(token_in(first)) is Redeemed.JOINED
    assert (
        post.redeem(token_in(second)) is Redeemed.JOINED
    )  # the same answer, nothing is done twice
    assert post.states() == ["redeemed"]


@pytest.mark.parametrize("said", [HOUSE_REFUSED, BROKEN_OFF], ids=["house", "broken off"])
def test_what_is_no_judgement_of_the_mailbox_uses_nothing_up(lone, said):
    lone.sign_up(EVA)
    lone.server.always = said
    for _ in range(3 * 24):
        lone.courier.run_once()
        lone.now += 3600
    assert lone.states() == ["owed"]
    assert len(lone.server.asked) < 40  # ever more seldom, down to four a day
    lone.server.always = None
    lone.now += DAY // 4
    assert lone.courier.run_once() == Tally(sent=1)
    assert lone.count(token) == 1


def test_one_that_the_server_hangs_up_on_does_not_hold_up_the_others(lone):
    lone.sign_up(EVA, "udo@anbieter.example")
    lone.server.early[EVA] = [BROKEN_OFF] * 9
    assert lone.courier.run_once() == Tally(asked=2, sent=1, later=1)


def test_a_link_that_would_be_dead_on_arrival_is_not_sent(lone):
    lone.sign_up(EVA)
    lone.server.always = DOWN
    with pytest.raises(RelayUnusable):
        lone.courier.run_once()
    lone.server.always = None
    lone.now += 7 * DAY
    assert lone.courier.run_once() == Tally(failed=1)
    assert (lone.server.accepted, lone.states()) == ([], ["failed"])


def test_a_template_that_cannot_be_used_costs_nobody_an_attempt(lone):
    own = lone.root / "theme/mail/notice_words.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{{ niemand }}", encoding="utf-8")
    lone.sign_up(EVA)
    for _ in range(12):
        with pytest.raises(SettingsUnusable, match="notice_words"):
            lone.courier.run_once()
        lone.now += REST
    assert lone.server.closed == 12


def test_a_password_that_is_missing_costs_nobody_an_attempt(lone):
    def no_mailer() -> Mailer:
        raise SettingsUnusable("Die Umgebungsvariable SMTP_PASSWORD fehlt.")

    lone.sign_up(EVA)
    with pytest.raises(SettingsUnusable):
        lone.new(no_mailer).run_once()
    assert lone.count(token) == 0
    assert lone.courier.run_once() == Tally(sent=1)


# --- The database -------------------------------------------------------------------------------------


def test_no_transaction_is_open_while_the_mail_server_is_spoken_to(post):
    def look(mail: Mail) -> None:
        assert post.store.engine.pool.checkedout() == 0
        with other.begin() as connection:  # and nobody has to wait
            connection.execute(delete(application))

    other = open_engine(str(post.store.file), post.root, 0.2) if post.store.file else post.store
    post.server.before_dot = post.server.at_dot = look
    post.sign_up(EVA)
    assert post.courier.run_once().sent == 1


def test_who_is_erased_while_the_mail_is_on_its_way_gets_none(post):
    def erase(_: Mail) -> None:
        with post.store.begin() as connection:
            connection.execute(delete(notice))

    post.server.before_dot = erase
    post.sign_up(EVA)
    assert post.courier.run_once() == Tally(asked=1, withdrawn=1)
    assert post.server.accepted == []


def test_there_is_one_courier_for_a_database(post):
    other = post.new(lambda: pytest.fail("two couriers at once"))

    def look(_: Mail) -> None:
        post.sign_up("udo@anbieter.example")
        with pytest.raises(Busy, match="verschickt schon Bestätigungen"):
            other.run_once()

    post.server.at_dot = look
    post.sign_up(EVA)
    post.courier.run_once()
    post.server.at_dot = lambda _: None
    post.courier.run_once()
    assert [mail.recipient for mail in post.server.accepted] == [EVA, "udo@anbieter.example"]


MOMENTS = {  # where, what, and whether just before it or just after
    "decide": (applications, "decide", True),
    "decided": (applications, "decide", False),
    "begin": (notices, "begin", True),
    "begun": (notices, "begin", False),
    "dot": (None, "at_dot", True),
    "accepted": (None, "deliver", False),
    "noting": (notices, "sent", True),
    "noted": (notices, "sent", False),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_courier_that_dies_at_any_moment_loses_nobody(post, monkeypatch, moment):
    """Each address gets a mail whose link confirms; a second one only where the first had left."""

    def dies(where: object, name: str, *, before: bool) -> None:
        real = getattr(where, name)

        def dying(*args, **kwargs) -> object:
            if before:
                raise Killed
            real(*args, **kwargs)
            raise Killed

        monkeypatch.setattr(where, name, dying)

    people = [EVA, "udo@anbieter.example"]
    post.sign_up(*people)
    where, name, before = MOMENTS[moment]
    dies(where or post.server, name, before=before)
    with pytest.raises(Killed):
        post.courier.run_once()
    monkeypatch.undo()
    post.courier = post.new(lambda: post.server)
    for _ in range(3):
        post.courier.run_once()
        post.now += 60
    got = [mail.recipient for mail in post.server.accepted]
    twice = moment in ("accepted", "noting")
    assert sorted(got) == sorted([*people, EVA] if twice else people)
    assert {post.redeem(token_in(mail)) for mail in post.server.accepted} == {Redeemed.JOINED}
    assert post.courier.run_once() == Tally()


PROGRAM = """
import sys, threading
from pathlib import Path
from plugins.newsletter.delivery.smtp import SmtpMailer
from plugins.newsletter.keys import Keys
from plugins.newsletter.service.courier import Courier
from plugins.newsletter.settings import NewsletterSettings, Smtp
from plugins.newsletter.store.database import open_engine
address, folder, port = sys.argv[1:]
house = "https://blog.kreis.example"
settings = NewsletterSettings(
    feed=house, title="Musterland Sozial", site=house, sender="neues@kreis.example", list_id="neues.kreis.example",
    imprint=("Landkreis",), imprint_link=house, privacy_link=house, service=f"{house}/newsletter",
)
relay = Smtp(host="127.0.0.1", port=int(port))
Courier(
    open_engine(address, Path(folder)), Keys(b"0123456789abcdef0123456789abcdef"), settings, Path(folder),
    lambda: SmtpMailer(relay, local_hostname="kreis.example"), lambda: 1_790_000_000,
).run(threading.Event())
"""


def test_kill_9_between_the_mail_and_its_note_sends_it_again_and_both_links_are_good(
    new_address, keys, settings, tmp_path, relay
):  # fmt: skip
    address = new_address()
    store = open_engine(address, tmp_path)
    post = Post(store, keys, settings, tmp_path)
    post.sign_up(EVA)
    relay.script("dot", ACCEPT_AND_SILENT)
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, address, str(tmp_path), str(relay.port)], cwd=ROOT
    )
    while not relay.accepted and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    courier = post.new(lambda: SmtpMailer(relay.transport(), local_hostname="kreis.example"))
    post.now += 60
    for _ in range(100):  # PostgreSQL notices the closed socket within a moment
        try:
            tally = courier.run_once()
        except Busy:
            time.sleep(0.02)
        else:
            break
    assert tally == Tally(sent=1)
    first, second = relay.accepted
    assert first.message_id == second.message_id
    assert post.redeem(token_in(second)) is Redeemed.JOINED
    assert post.redeem(token_in(first)) is Redeemed.JOINED
    store.close()


# --- The thread ---------------------------------------------------------------------------------------


@pytest.fixture
def running(lone) -> Iterator[Callable[[], threading.Thread]]:
    stop = threading.Event()
    threads = []

    def start() -> threading.Thread:
        threads.append(threading.Thread(target=lone.courier.run, args=(stop,)))
        threads[-1].start()
        return threads[-1]

    yield start
    stop.set()
    lone.courier.wake()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def until(done: Callable[[], object]) -> None:
    for _ in range(500):
        if done():
            return
        time.sleep(0.01)
    pytest.fail("it did not come to that")


def test_whoever_signs_up_need_not_wait_for_the_next_look(lone, running, monkeypatch):
    monkeypatch.setattr(room, "PAUSE", 3600)
    monkeypatch.setattr(room, "DELAY", (0, 0))
    running()
    for number in range(3):
        lone.sign_up(f"p{number}@anbieter.example")
        lone.courier.wake()
        until(lambda: len(lone.server.accepted) > number)  # noqa: B023 - asked within the loop


PACE = 60 / Limits().mails  # seconds between two mails


def test_no_mail_is_made_while_the_next_requests_could_be_timed(lone):
    waits = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if timeout != PACE:
                waits.append((timeout, len(lone.server.accepted)))
            if len(waits) == 20:
                self.set()
            return self.is_set()

    class Always(threading.Event):
        def wait(self, _: float | None = None) -> bool:
            lone.sign_up(f"p{len(waits)}@anbieter.example")
            return True

    lone.courier._awake = Always()
    lone.courier.run(Stop())
    # Each waited a while of its own, and none was sent before.
    assert [sent for _, sent in waits] == list(range(20))
    assert all(0.5 <= seconds <= 2 for seconds, _ in waits)
    assert len({seconds for seconds, _ in waits}) > 10


def test_a_flood_of_sign_ups_is_no_flood_of_mails_and_leaves_time_for_answers(lone):
    rests = []
    lone.sign_up(*(f"p{number}@anbieter.example" for number in range(45)))
    lone.courier.run_once(rest=rests.append)
    decided, between = rests[:2], rests[2:]  # 20, 20 and the last five
    assert all(0 < seconds != PACE for seconds in decided)
    assert between == [PACE] * 45


def test_it_stops_between_two_mails(lone):
    stop = threading.Event()
    lone.server.at_dot = lambda _: stop.set()
    lone.courier.wake()
    lone.sign_up(EVA, "udo@anbieter.example")
    lone.courier.run(stop)
    assert lone.states() == ["sent", "owed"]
    assert lone.server.closed == 1


def test_an_outage_is_told_once_and_the_next_one_again(lone, monkeypatch):
    stop = threading.Event()
    outages = iter([DOWN] * 6 + [None] * 4 + [DOWN] * 6)

    def half_a_rest(_: float) -> None:
        lone.now += REST // 2
        lone.server.always = next(outages, None)
        lone.sign_up(f"p{lone.now}@anbieter.example")
        if lone.now >= NOW + 20 * REST:
            stop.set()

    monkeypatch.setattr(lone.courier._awake, "wait", half_a_rest)
    monkeypatch.setattr(stop, "wait", lambda _: False)  # nobody waits between two mails
    with capture_logs() as logs:
        lone.courier.run(stop)
    told = [each["reason"] for each in logs if each["event"] == "courier.failed"]
    assert told == [str(DOWN)] * 2
    assert set(lone.states()) == {"sent"}


def test_a_database_that_is_locked_is_waited_for(lone, monkeypatch):
    stop = threading.Event()

    def locked(*_) -> object:
        stop.set()
        raise StoreUnusable("Die Datenbank ist gesperrt.")

    monkeypatch.setattr(applications, "waiting_since", locked)
    with capture_logs() as logs:
        lone.courier.wake()
        lone.courier.run(stop)
    assert [each["reason"] for each in logs] == ["Die Datenbank ist gesperrt."]


def test_no_address_and_no_token_reaches_the_log(lone):
    people = ["anna@anbieter.example", EVA, "udo@anbieter.example", "ida@anbieter.example"]
    lone.server.early = {people[0]: [GREYLISTED], people[1]: [UNKNOWN_USER]}
    lone.server.late = {people[2]: [NO_ANSWER]}
    stop = threading.Event()
    lone.server.at_dot = lambda mail: stop.set() if mail.recipient == people[3] else None
    lone.sign_up(*people)
    with capture_logs() as logs:
        lone.courier.wake()
        lone.courier.run(stop)
    assert [each["event"] for each in logs] == ["courier.not_accepted"] * 3 + ["courier.done"]
    said = repr(logs)
    assert "anbieter" not in said
    assert not re.search(r"[0-9a-f]{32}", said)
    assert logs[-1] == {
        "event": "courier.done", "log_level": "info", "asked": 4, "known": 0, "dropped": 0, "sent": 1,
        "later": 2, "failed": 1, "withdrawn": 0,
    }  # fmt: skip


def test_how_long_a_link_is_good_is_a_setting(lone):
    signup = replace(lone.settings.signup, confirm_within=timedelta(days=1))
    lone.settings = replace(lone.settings, signup=signup)
    lone.sign_up(EVA)
    lone.new(lambda: lone.server).run_once()
    assert "bis Dienstag, 22. September 2026, 16:13 Uhr" in " ".join(
        text_of(lone.server.accepted[0].content).split()
    )
