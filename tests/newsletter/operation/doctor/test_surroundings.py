"""Each seeded fault of clock, feed, headers, keys, disk and service is found, and none other."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from plugins.newsletter.address import read_address
from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.operation.doctor import storage
from plugins.newsletter.operation.doctor.clock import check_clock
from plugins.newsletter.operation.doctor.feed import check_feed
from plugins.newsletter.operation.doctor.finding import Grade
from plugins.newsletter.operation.doctor.headers import check_headers
from plugins.newsletter.operation.doctor.secrets import check_secrets
from plugins.newsletter.operation.doctor.service import check_service
from plugins.newsletter.operation.doctor.web import Answer, RealWeb
from plugins.newsletter.operation.specimen import SAMPLE, specimen
from plugins.newsletter.settings import Files, Smtp
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.source.source import Reading, Validators
from plugins.newsletter.store.states import Frequency

NOW = 1_790_000_000
DAY = 86_400
FEED = "https://blog.kreis.example/feed.xml"
GOOD_SECRET = {"NEWSLETTER_SECRET": "0123456789abcdef0123456789abcdef"}


def grades(findings):
    return [each.grade for each in findings if each.grade is not Grade.OK]


class Web:
    def __init__(self, answer):
        self.answer = answer

    def call(self, _):
        return self.answer


# --- Clock ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("apart", "expected"), [(0, []), (60, []), (61, [Grade.FAULT]), (-3600, [Grade.FAULT])]
)
def test_a_clock_that_differs_from_the_server_by_more_than_a_minute_is_wrong(apart, expected):
    web = Web(Answer(200, NOW + apart))
    assert grades(check_clock(FEED, NOW - 300, web, NOW)) == expected


def test_a_clock_behind_the_last_run_is_wrong():
    assert grades(check_clock("feed.xml", NOW + 3600, Web(None), NOW)) == [Grade.FAULT]
    assert grades(check_clock("feed.xml", NOW - 300, Web(None), NOW)) == []


@pytest.mark.parametrize("answer", [None, Answer(200, None)])
def test_a_clock_that_cannot_be_compared_is_a_hint(answer):
    assert grades(check_clock(FEED, None, Web(answer), NOW)) == [Grade.HINT]


def test_nobody_at_an_address_is_no_answer():
    assert RealWeb().call("http://127.0.0.1:9/") is None


# --- Feed -----------------------------------------------------------------------------------------


def an_entry(**changes):
    entry = Entry(
        "urn:1", "https://blog.kreis.example/1/", "f", "T", "", "", (), NOW - DAY, NOW - DAY
    )
    return replace(entry, **changes)


@pytest.mark.parametrize(
    ("entries", "notes", "expected"),
    [
        ((an_entry(),), (), []),
        ((), (), [Grade.HINT]),
        ((an_entry(key=""),), (), [Grade.HINT]),
        ((an_entry(published_at=NOW + 2 * DAY),), (), [Grade.HINT]),
        ((an_entry(published_at=NOW - 91 * DAY),), (), [Grade.HINT]),
        ((an_entry(),), ("Etwas ist doppelt.",), [Grade.HINT]),
    ],
)
def test_what_is_odd_about_a_feed_is_a_hint(entries, notes, expected):
    reading = Reading(entries, Validators(), notes)
    assert grades(check_feed(lambda: reading, NOW)) == expected


def test_a_feed_out_of_reach_is_a_fault():
    def read():
        raise FeedUnusable("Der Feed ist nicht zu erreichen.")

    assert grades(check_feed(read, NOW)) == [Grade.FAULT]


# --- Headers --------------------------------------------------------------------------------------


@pytest.fixture
def mail(settings, keys, tmp_path) -> bytes:
    return specimen(
        Frequency.INSTANT, [SAMPLE], read_address("a@post.example"), settings,
        root=tmp_path, keys=keys, now=NOW,
    ).content  # fmt: skip


def test_the_headers_of_our_mails_are_complete(mail, settings):
    assert grades(check_headers(mail, settings)) == []


@pytest.mark.parametrize(
    "name",
    ["From", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "List-Unsubscribe",
     "List-Unsubscribe-Post", "MIME-Version"],
)  # fmt: skip
def test_a_missing_header_is_found(mail, settings, name):
    cut = mail.replace(f"\r\n{name}:".encode(), f"\r\nX-{name}:".encode(), 1)
    assert cut != mail
    assert Grade.FAULT in grades(check_headers(cut, settings))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<neues@kreis.example>", b"<neues@anders.example>"),
        (b"@kreis.example>\r\nFeedback", b"@anders.example>\r\nFeedback"),
        (b"<neues.kreis.example>", b"<anders.kreis.example>"),
        (b"One-Click", b"Later"),
        (b"text/html", b"text/xml"),
    ],
)
def test_a_wrong_header_is_found(mail, settings, old, new):
    changed = mail.replace(old, new, 1)
    assert changed != mail
    assert grades(check_headers(changed, settings)) == [Grade.FAULT]


def test_without_a_service_one_way_to_leave_is_missing(settings, keys, tmp_path):
    bare = replace(settings, service="", leaving="", transport=Files())
    content = specimen(
        Frequency.INSTANT, [SAMPLE], read_address("a@post.example"), bare,
        root=tmp_path, keys=keys, now=NOW,
    ).content  # fmt: skip
    assert grades(check_headers(content, bare)) == [Grade.HINT]


# --- Keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (GOOD_SECRET, []),
        ({}, [Grade.FAULT]),
        ({"NEWSLETTER_SECRET": "kurz"}, [Grade.FAULT]),
        ({"NEWSLETTER_SECRET": "a" * 64}, [Grade.FAULT]),
    ],
)
def test_keys_are_there_long_and_not_easily_guessed(settings, environment, expected):
    assert grades(check_secrets(settings, environment)) == expected


def test_a_missing_password_is_found(settings):
    signed_in = replace(
        settings, transport=Smtp(host="mail.kreis.example", security="starttls", user="newsletter")
    )
    assert grades(check_secrets(signed_in, GOOD_SECRET)) == [Grade.FAULT]
    given = GOOD_SECRET | {"SMTP_PASSWORD": "x"}
    assert grades(check_secrets(signed_in, given)) == []


# --- Disk -----------------------------------------------------------------------------------------


def test_receipts_that_can_be_read_are_well(tmp_path):
    file = tmp_path / "postfix.log"
    file.write_text("Nov 22 12:00:00 host postfix/smtpd[1]: connect\n")
    assert grades(storage.check_receipts([str(file)], "resend", by_smtp=True)) == []


def test_receipts_that_are_missing_or_of_something_else_are_faults(tmp_path):
    other = tmp_path / "syslog"
    other.write_text("Nov 22 12:00:00 host kernel: hello\n")
    for file in (other, tmp_path / "fehlt"):
        assert grades(storage.check_receipts([str(file)], "hold", by_smtp=True)) == [Grade.FAULT]


@pytest.mark.parametrize(("policy", "said"), [("resend", "noch einmal"), ("hold", "bleibt liegen")])
def test_no_receipts_is_a_hint_that_tells_the_policy(policy, said):
    (found,) = storage.check_receipts([], policy, by_smtp=True)
    assert said in found.text
    assert not [*storage.check_receipts([], policy, by_smtp=False)]


def test_a_disk_that_is_nearly_full_is_found(tmp_path, monkeypatch):
    free = 10**12
    monkeypatch.setattr(
        storage.shutil, "disk_usage", lambda _: SimpleNamespace(total=free, used=0, free=free)
    )
    assert grades(storage.check_room(tmp_path)) == []
    free = 10**6
    assert grades(storage.check_room(tmp_path)) == [Grade.FAULT]


def test_contradictions_in_the_database_are_faults():
    assert grades(storage.check_database([])) == []
    assert grades(storage.check_database(["Eins.", "Zwei."])) == [Grade.FAULT, Grade.FAULT]


# --- Service --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(Answer(200, NOW), []), (None, [Grade.HINT]), (Answer(404, NOW), [Grade.HINT])],
)
def test_a_service_that_does_not_answer_is_a_hint(answer, expected):
    assert grades(check_service("https://blog.kreis.example/newsletter", Web(answer))) == expected
    assert not [*check_service("", Web(None))]
