"""What a server says in words of its own."""

import pytest

from plugins.newsletter.intake.guess import guess
from plugins.newsletter.intake.report import Report

HEAD = b"From: MAILER-DAEMON@post.example\nSubject: Fehler\n\n"
FAILED = b"The following address failed:\n\n"
ADDRESS = b"<erika@post.example>\n"


def test_a_refusal_without_a_code_is_for_this_time():
    assert guess(HEAD + FAILED + ADDRESS) == Report(failed=True)


def test_the_code_tells_for_how_long():
    raw = HEAD + FAILED + ADDRESS + b"550 5.1.1 User unknown\n"
    assert guess(raw) == Report(failed=True, hard=True, status="5.1.1")


def test_a_code_in_the_mail_that_is_quoted_is_not_the_servers():
    raw = HEAD + FAILED + ADDRESS + b"\n--- Copy of the message:\n\nAbschnitt 5.1.1\n"
    assert guess(raw) == Report(failed=True)


def test_a_code_in_unreadable_letters_is_none():
    head = b"From: x@y.example\nContent-Type: text/plain; charset=x-klingon\n\n"
    assert guess(head + FAILED + ADDRESS + b"550 5.2.1 \xff\xfe") == Report(
        failed=True, hard=True, status="5.2.1"
    )


@pytest.mark.parametrize("gap", [b"x" * 400, b"x\n" * 16_384])
def test_only_the_beginning_of_lines_and_of_the_mail_is_read(gap):
    assert guess(HEAD + FAILED + gap + ADDRESS) is None


def test_words_of_a_person_are_no_report():
    assert guess(HEAD + b"Vielen Dank, das hilft mir.\n") is None
