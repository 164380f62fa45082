"""What a mail means, by mails like those that the mail systems of the world send."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypotheses
from hypothesis import strategies as st

from plugins.newsletter.intake.message import READ
from plugins.newsletter.intake.verdict import Kind, judge
from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import Files

MAILS = Path(__file__).parent / "mails"
NAMES = sorted(f"{file.parent.name}/{file.stem}" for file in MAILS.glob("*/*.eml"))
HARMLESS = (Kind.NOTHING, Kind.UNCLEAR)
STRANGER = Keys(b"somebody else's secret, just as long")


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_means_what_its_folder_says(letter, settings, keys, name):
    verdict = judge(letter(name), settings, keys)
    assert verdict.kind == name.partition("/")[0]
    if verdict.kind not in HARMLESS:
        assert verdict.about.delivery in (7, None)
        assert verdict.about.person in (3, None)
        assert verdict.about


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_of_the_network_mean_the_same(letter, settings, keys, name):
    raw = letter(name)
    crlf = raw.replace(b"\n", b"\r\n")
    assert judge(crlf, settings, keys).kind == judge(raw, settings, keys).kind


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_named_by_tokens_of_a_stranger(letter, settings, keys, name):
    assert not judge(letter(name, by=STRANGER), settings, keys).about


@pytest.mark.parametrize("name", ["nothing/delivered", "nothing/gmail_delayed", "nothing/relayed"])
def test_a_report_that_all_is_well_or_will_be_needs_no_token(letter, settings, keys, name):
    assert judge(letter(name, by=STRANGER), settings, keys).kind is Kind.NOTHING


def test_a_guess_needs_a_token(letter, settings, keys):
    raw = letter("nothing/warning_in_words", by=STRANGER)
    assert judge(raw, settings, keys).kind is Kind.UNCLEAR


def test_a_line_of_mbox_before_the_headers_is_none_of_them(letter, settings, keys):
    raw = b"From MAILER-DAEMON Mon Sep 21 16:13:20 2026\n" + letter("hard/qmail")
    assert judge(raw, settings, keys).kind is Kind.HARD


def test_a_mail_that_the_email_package_stumbles_at_is_for_a_person(
    letter, settings, keys, monkeypatch
):
    def stumble(_):
        raise LookupError("x-klingon")

    monkeypatch.setattr("plugins.newsletter.intake.verdict.read_report", stumble)
    assert judge(letter("hard/qmail"), settings, keys).kind is Kind.UNCLEAR


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("hard/")])
def test_only_what_a_server_says_of_the_mailbox_is_hard(letter, settings, keys, name):
    assert judge(letter(name), settings, keys).kind is not Kind.HARD


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("hard/exim", "5.1.1"),  # its status says 5.0.0, its diagnostic more
        ("hard/exim_without_report", "5.1.1"),
        ("hard/qmail", "5.1.1"),
        ("hard/office365", "5.1.10"),
        ("soft/postfix_gave_up", "4.4.1"),
        ("soft/exim_generic", "5.0.0"),
        ("soft/failed_without_a_status", ""),
    ],
)
def test_the_status_is_the_most_exact_that_is_told(letter, settings, keys, name, status):
    assert judge(letter(name), settings, keys).status == status


def test_the_mail_that_came_back_is_told_by_its_id(letter, settings, keys):
    raw = letter("hard/postfix_headers_only", message_id="<abc@kreis.example>")
    assert judge(raw, settings, keys).message_id == "<abc@kreis.example>"


def test_the_envelope_tells_where_no_header_does(settings, keys):
    raw = b"From: erika@post.example\nSubject: abmelden\n\n"
    token = keys.sign("leave", 3)
    there = f"abmelden+{token}@news.kreis.example"
    assert judge(raw, settings, keys, there).kind is Kind.LEAVE
    assert judge(raw, settings, keys).kind is Kind.UNCLEAR


@pytest.mark.parametrize(
    "address",
    [
        "abmelden+{bounce}@news.kreis.example",  # a token for something else
        "zustellung+{leave}@news.kreis.example",
        "abmelden+{leave}0@news.kreis.example",
        "abmelden+{leave}@news.kreis.example.böse.example",
        "abmelden+{leave}@news.kreis.example.org",
        "sich-abmelden+{leave}@news.kreis.example",
        "abmelden-{leave}@news.kreis.example",
    ],
)
def test_what_only_looks_like_a_token_names_nobody(settings, keys, address):
    written = address.format(leave=keys.sign("leave", 3), bounce=keys.sign("bounce", 7))
    verdict = judge(f"To: {written}\nSubject: x\n\nText\n".encode(), settings, keys, written)
    assert verdict.kind is Kind.UNCLEAR
    assert not verdict.about


def test_a_token_in_the_text_of_a_letter_names_nobody(settings, keys):
    link = f"https://blog.kreis.example/newsletter/abmelden/?t={keys.sign('leave', 3)}"
    raw = (
        f"From: a@b.example\nTo: abmelden@news.kreis.example\nList-Unsubscribe: <{link}>\n\n{link}"
    )
    assert not judge(raw.encode(), settings, keys).about


def test_without_mailboxes_in_the_settings_no_address_has_a_token(letter, settings, keys):
    bare = replace(settings, bounces="", leaving="", transport=Files())
    for name in ("hard/qmail", "leave/gmail_button"):
        assert not judge(letter(name), bare, keys).about


BOMBS = {
    "parts in each other": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(1500)
    ),
    "mails in each other": b"Content-Type: message/rfc822\n\n" * 15_000,
    "one endless line": b"From: mailer-daemon@x.example\nTo: VERP\n\nYour message\n" + b"a" * 3_000_000,
    "one endless header": b"Subject: " + b"AW: " * 200_000 + b"\n\nText",
    "a folded header without end": b"Subject: x\n" + b" y\n" * 150_000 + b"\nText",
    "a hundred thousand headers": b"To: a@b.example\n" * 30_000 + b"\n",
    "many tiny parts": b'Content-Type: multipart/report; boundary="b"\n\n'
    + b"--b\nContent-Type: message/delivery-status\n\nAction: x\n\n" * 3_000,
    "a charset with a NUL": b"Content-Type: multipart/mixed; boundary*=\0\0''b\n\n--b\n\nx\n--b--\n",
    "a wrong base64": b"Content-Transfer-Encoding: base64\nContent-Type: message/delivery-status\n\n=\xff=A",
    "only NUL": b"\0" * 600_000,
    "nothing at all": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_for_a_person_or_for_nobody(settings, keys, name):
    assert judge(BOMBS[name], settings, keys).kind in HARMLESS


@pytest.mark.parametrize(
    "name", ["hard/postfix_unknown_user", "complaint/yahoo", "leave/gmail_button"]
)
def test_what_stands_behind_the_part_that_is_read_changes_nothing(letter, settings, keys, name):
    raw = letter(name)
    assert judge(raw + b"x" * 2 * READ, settings, keys).kind == judge(raw, settings, keys).kind


@pytest.fixture
def judged(letter, settings, keys):
    """Give the judge, and all mails with tokens of a stranger in them."""
    mails = [letter(name, by=STRANGER) for name in NAMES]
    return mails, lambda raw, recipient="": judge(raw, settings, keys, recipient)


RELAXED = hypotheses(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = st.sampled_from(
    [
        b"\n\n", b"\n", b"\r\n", b"\0", b"\xff\xfe", b"--", b'"', b"=?utf-8?B?=", b"=?x?Q?=FF?=",
        b"Content-Type: message/delivery-status\n\n", b"Content-Type: message/rfc822\n\n",
        b"Content-Type: text/plain; charset*=a\0b''x\n", b"Content-Type: multipart/report; boundary=x\n",
        b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: x-uuencode\n",
        b"Status: 5.1.1\n", b"Action: failed\n", b"Feedback-Type: abuse\n", b"Auto-Submitted: \n",
        b"From: MAILER-DAEMON@x\n", b"X-Failed-Recipients: =?\n", b"Final-Recipient: rfc822;\n",
        b"boundary*0*=utf-8''b; boundary*\xb2*=c", b"From \n",
    ]
)  # fmt: skip


@RELAXED
@given(st.binary(max_size=400), st.text(max_size=80))
def test_any_bytes_are_judged_and_name_nobody(judged, raw, recipient):
    _, judge_it = judged
    verdict = judge_it(raw, recipient)
    assert not verdict.about


@RELAXED
@given(st.data())
def test_a_mail_that_was_mangled_is_judged_and_names_nobody(judged, data):
    mails, judge_it = judged
    raw = data.draw(st.sampled_from(mails))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.sampled_from([0, 1, 2, 40, 400]))
        put = data.draw(st.one_of(PIECES, st.binary(max_size=8), st.just(raw[at : at + 300])))
        raw = raw[:at] + put + raw[at + cut :]
    assert not judge_it(raw).about


@RELAXED
@given(st.lists(PIECES, max_size=25))
def test_pieces_of_mails_in_any_order_are_judged_and_name_nobody(judged, pieces):
    _, judge_it = judged
    assert not judge_it(b"".join(pieces)).about
