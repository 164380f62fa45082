"""The bytes that belong to one subscriber."""

import email
import email.policy
import re
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.newsletter.address import read_address
from plugins.newsletter.mail.personal import message_id_of, read_parts, sender_id
from plugins.newsletter.mail.variant import compose
from plugins.newsletter.store.states import Frequency


@pytest.fixture
def frozen(article, settings) -> bytes:
    return compose(Frequency.INSTANT, [article()], settings, Path("/nowhere")).content


def headers(content: bytes) -> email.message.Message:
    return email.message_from_bytes(content, policy=email.policy.default)


def test_taking_apart_loses_nothing(frozen):
    parts = read_parts(frozen)
    joined = b"".join(
        literal + (b"\0" + parts.names[n].encode() + b"\0" if n < len(parts.names) else b"")
        for n, literal in enumerate(parts.literals)
    )
    assert joined == frozen
    assert parts.names == ("settings", "leave", "settings", "leave")


def test_every_header_is_there_once(frozen, addressed):
    message = headers(addressed(frozen).content)
    assert sorted(message.keys()) == sorted(set(message.keys()))
    assert {name: str(message[name]) for name in message.keys()} == {  # noqa: SIM118 - not a mapping
        "To": "eva@anbieter.example",
        "Date": "Mon, 21 Sep 2026 14:13:20 +0000",
        "Message-ID": message["Message-ID"],
        "Feedback-ID": "3:instant:newsletter:neueskreisexamp",
        "List-Unsubscribe": message["List-Unsubscribe"],
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Subject": "Fast drei von zehn Menschen sind 65 oder älter",
        "From": "Musterland Sozial <neues@kreis.example>",
        "Reply-To": "sozialplanung@kreis.example",
        "List-Id": "Musterland Sozial <neues.kreis.example>",
        "List-Help": "<https://blog.kreis.example/newsletter/>",
        "List-Archive": "<https://blog.kreis.example>",
        "List-Owner": "<mailto:sozialplanung@kreis.example>",
        "List-Post": "NO",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
        "Content-Language": "de",
        "MIME-Version": "1.0",
        "Content-Type": message["Content-Type"],
    }


def test_the_ways_out_are_https_first_and_carry_the_persons_token(frozen, addressed, keys):
    token = keys.sign("leave", 9)
    assert headers(addressed(frozen).content)["List-Unsubscribe"] == (
        f"<https://blog.kreis.example/newsletter/abmelden/?t={token}>, <mailto:abmelden+{token}@news.kreis.example>"
    )


def test_both_parts_link_to_the_persons_own_pages(frozen, addressed, keys):
    message = headers(addressed(frozen).content)
    for kind in ("plain", "html"):
        text = message.get_body((kind,)).get_content()
        assert f"/newsletter/abmelden/?t={keys.sign('leave', 9)}" in text
        assert f"/newsletter/einstellungen/?t={keys.sign('settings', 9)}" in text


def test_the_envelope_names_the_delivery(frozen, addressed, keys, bare):
    mail = addressed(frozen)
    assert mail.delivery == 7
    assert mail.sender == f"zustellung+{keys.sign('bounce', 7)}@news.kreis.example"
    assert (mail.recipient, mail.smtputf8) == ("eva@anbieter.example", False)
    plain = addressed(frozen, settings=bare)
    assert plain.sender == "neues@kreis.example"


def test_without_a_service_there_is_no_one_click(frozen, addressed, bare):
    message = headers(
        addressed(frozen, settings=replace(bare, leaving="abmelden@kreis.example")).content
    )
    assert message["List-Unsubscribe"].startswith("<mailto:")
    assert message["List-Unsubscribe-Post"] is None
    assert headers(addressed(frozen, settings=bare).content)["List-Unsubscribe"] is None


def test_the_message_id_is_the_same_on_every_attempt_and_of_nobody_else(
    frozen, addressed, settings
):
    first, later = addressed(frozen), addressed(frozen, now=1_790_900_000, delivery=8)
    assert first.message_id == later.message_id == headers(first.content)["Message-ID"]
    assert re.fullmatch(r"<[0-9a-f]{30}@kreis\.example>", first.message_id)
    ids = {
        message_id_of(instance, issue, subscriber, settings)
        for instance in ("a", "b")
        for issue in range(20)
        for subscriber in range(20)
    }
    assert len(ids) == 800


def test_the_same_attempt_gives_the_same_bytes(frozen, addressed):
    assert addressed(frozen) == addressed(frozen)


def test_every_byte_suits_every_server(frozen, addressed):
    content = addressed(frozen).content
    assert content.isascii()
    assert b"\0" not in content
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")
    head, _, body = content.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert max(map(len, head.split(b"\r\n"))) <= 200
    assert not re.search(rb"(?m)[ \t]\r$|^From ", content)


def test_a_local_part_beyond_ascii_stands_in_the_header_as_it_is(frozen, addressed):
    mail = addressed(frozen, address=read_address("jürgen@müller.example"))
    assert mail.smtputf8
    assert mail.recipient == "jürgen@xn--mller-kva.example"
    assert "\r\nTo: jürgen@xn--mller-kva.example\r\n".encode() in b"\r\n" + mail.content
    message = email.message_from_string(mail.content.decode(), policy=email.policy.SMTPUTF8)
    assert message["To"].addresses[0].addr_spec == mail.recipient


def test_an_idn_domain_alone_stays_ascii(frozen, addressed):
    mail = addressed(frozen, address=read_address("eva@müller.example"))
    assert not mail.smtputf8
    assert mail.content.isascii()


@pytest.mark.parametrize(
    ("list_id", "sender"),
    [("neues.kreis.example", "neueskreisexamp"), ("n.x", "nx000"), ("Neues-1.K", "neues1k")],
)
def test_the_sender_of_a_feedback_id_has_5_to_15_signs(list_id, sender):
    assert sender_id(list_id) == sender
