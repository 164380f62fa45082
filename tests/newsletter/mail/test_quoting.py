"""Quoted-printable with gaps, and encoded words: read back by the standard library."""

import email
import email.policy
import quopri
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.mail.characters import marker, one_line, printable
from plugins.newsletter.mail.quoting import base64_lines, header, phrase, quoted, quoted_with_gaps

TEXTS = st.text(
    st.one_of(st.sampled_from("ab=.\n \tFrom ä€😀"), st.characters(exclude_categories=["Cs"]))
).map(printable)


def assert_fit_for_any_server(coded: bytes) -> None:
    assert coded.isascii()
    assert b"\n" not in coded.replace(b"\r\n", b"")
    assert b"\r" not in coded.replace(b"\r\n", b"")
    for line in coded.split(b"\r\n"):
        assert len(line) <= 76
        assert not line.endswith((b" ", b"\t"))
        assert not line.startswith(b"From ")


@given(TEXTS)
def test_any_text_is_read_back_and_every_line_suits_every_server(text):
    assert_fit_for_any_server(quoted(text))
    assert quopri.decodestring(quoted(text)) == text.replace("\n", "\r\n").encode()


@given(TEXTS, TEXTS, st.text("abc=?&/:.ä", max_size=300))
def test_whatever_goes_into_a_gap_its_neighbours_stay_as_they_are(before, after, link):
    gapped = quoted_with_gaps(before + marker("leave") + after)
    coded = gapped.replace(b"\0leave\0", quoted(link))
    assert_fit_for_any_server(coded)
    assert quopri.decodestring(coded) == (before + link + after).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("sign", ["x", "é", "😀", " ", "="])
@pytest.mark.parametrize("start", ["", "x", "xx"])
def test_a_gap_fits_behind_a_line_of_any_length(sign, start):
    for length in range(90):
        before = start + sign * length + "end"
        coded = quoted_with_gaps(before + marker("leave")).replace(b"\0leave\0", b"")
        assert_fit_for_any_server(coded)
        assert quopri.decodestring(coded).decode() == before


def test_no_line_begins_like_a_new_mail_of_an_old_mailbox():
    assert quoted("From hier\nFrom ") == b"=46rom=\r\n hier\r\nFrom=20"


def test_a_gap_stands_on_a_line_of_its_own():
    gapped = quoted_with_gaps(f"Abbestellen: {marker('leave')} oder {marker('settings')}")
    assert gapped.split(b"\r\n") == [
        b"Abbestellen:=20=", b"\0leave\0=", b" oder=20=", b"\0settings\0=", b"",
    ]  # fmt: skip


@given(st.binary(max_size=300))
def test_base64_has_short_lines(content):
    coded = base64_lines(content)
    assert_fit_for_any_server(coded)
    assert email.base64mime.decode(coded.decode()) == content


@given(st.text(max_size=300).map(one_line))
def test_any_header_is_read_back_and_brings_no_other(text):
    coded = header("Subject", text)
    assert all(len(line) <= 78 for line in coded.split(b"\r\n"))
    message = email.message_from_bytes(coded + b"\r\n", policy=email.policy.default)
    assert message.keys() == ["Subject"]
    assert message["Subject"] == text


@pytest.mark.parametrize(
    ("name", "coded"),
    [
        ("Musterland Sozial", "Musterland Sozial"),
        ("Sozial, Teilhabe", '"Sozial, Teilhabe"'),
        ('Das "Blatt"', '"Das \\"Blatt\\""'),
        ("=?utf-8?q?falsch?=", None),
        ("Müller & Söhne <x@y.example>", None),
    ],
)
def test_a_name_before_an_address_is_quoted_or_coded(name, coded):
    written = phrase("From", name)
    assert written == (coded or written)
    raw = f"From: {written} <neues@kreis.example>\r\n\r\n"
    message = email.message_from_string(raw, policy=email.policy.default)
    assert [(each.display_name, each.addr_spec) for each in message["From"].addresses] == [
        (name, "neues@kreis.example")
    ]
    assert coded or re.fullmatch(r"=\?utf-8\?[bq]\?\S+\?=", written)
