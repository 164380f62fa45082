"""The log tells everything but who the subscribers are."""

import io
import json
import logging

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.operation.log import REMOVED, log, redact, set_up

LINE = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters='"'), max_size=40)
# Local parts beyond what st.emails() makes: quoted with spaces, and those of RFC 6531.
UNUSUAL = st.sampled_from(
    ['"frau muster"@kreis.example', '"a\\"b"@kreis.example', "jörg.müller@kreis.example",
     "δοκιμή@παράδειγμα.example", "a@[127.0.0.1]", "o'neil+x@kreis.example", "{a|b}@kreis.example"]
)  # fmt: skip


@pytest.fixture
def stream():
    text = io.StringIO()
    yield text
    structlog.reset_defaults()
    logging.basicConfig(handlers=[], force=True)


@given(before=LINE, address=st.emails() | UNUSUAL, after=LINE)
def test_no_address_survives_wherever_it_stands(before, address, after):
    for text in (before + address + after, f"{before} <{address}>: {after}"):
        assert "@" not in redact(text)
        assert address not in redact(text)


@given(st.text())
def test_redacting_twice_changes_nothing(text):
    assert redact(redact(text)) == redact(text)


def test_what_is_no_address_stays():
    said = "550 5.1.1 Recipient rejected: User unknown (in reply to RCPT TO)"
    assert redact(said) == said


@pytest.mark.parametrize(
    "reply",
    [
        "550 5.1.1 <erika.muster@kreis.example>: Recipient address rejected",
        "250 ok erika.muster%40kreis.example",
        "erika.muster＠kreis.example",
        "mailto:erika.muster@kreis.example?subject=x",
        "erika.muster&#64;kreis.example",
    ],
)
def test_addresses_in_replies_of_servers_go(reply):
    assert "erika" not in redact(reply)
    assert REMOVED in redact(reply)


@pytest.mark.parametrize("as_json", [True, False])
def test_addresses_go_from_every_depth_of_an_event(stream, as_json):
    set_up("alles", stream, as_json=as_json)
    log().info(
        "mail.deferred",
        reply="450 <erika@kreis.example> later",
        nested={"erika@kreis.example": ["erika@kreis.example", b"erika@kreis.example"]},
    )
    line = stream.getvalue()
    assert "erika" not in line
    assert line.count(REMOVED) == 4


def test_addresses_go_from_names_and_from_the_event_itself(stream):
    set_up("alles", stream)
    log().info("sent to erika@kreis.example", **{"erika@kreis.example": 1})
    assert "sent to" in stream.getvalue()
    assert "erika" not in stream.getvalue()


def test_addresses_go_from_tracebacks_and_from_the_words_of_libraries(stream):
    set_up("alles", stream)
    try:
        int("erika@kreis.example")
    except ValueError:
        log().exception("run.failed")
    logging.getLogger("another").warning("no reply for %s", "erika@kreis.example")
    assert "run.failed" in stream.getvalue()
    assert "no reply for" in stream.getvalue()
    assert "erika" not in stream.getvalue()


@given(reply=st.emails() | st.text())
def test_a_line_of_json_is_one_line_of_json(reply):
    stream = io.StringIO()
    set_up("info", stream, as_json=True)
    log().info("mail.sent", reply=reply, issue=3)
    event = json.loads(stream.getvalue())
    assert stream.getvalue().count("\n") == 1
    assert (event["event"], event["level"], event["issue"]) == ("mail.sent", "info", 3)
    assert "@" not in event["reply"]


@pytest.mark.parametrize(
    ("level", "heard"),
    [("alles", 4), ("info", 3), ("warnung", 2), ("fehler", 1), ("aus", 0)],
)
def test_the_level_decides_what_is_written(stream, level, heard):
    set_up(level, stream)
    log().debug("one")
    log().info("two")
    log().warning("three")
    log().error("four")
    assert len(stream.getvalue().splitlines()) == heard
