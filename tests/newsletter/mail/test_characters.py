"""Which characters reach a mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.mail.characters import MARKER, marker, one_line, printable, shortened


@given(st.text(st.characters()))
def test_one_line_is_one_line_that_any_mail_can_hold(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in line)
    line.encode()
    assert line == one_line(line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Grüße\r\nBcc: alle@kreis.example", "Grüße Bcc: alle@kreis.example"),
        ("Nul\0l, halb \ud800, um\u202egedreht", "Null, halb , umgedreht"),
        ("17,7\u00a0% der  Einwohner\u00adzahl\u2028", "17,7\u00a0% der Einwohnerzahl"),
        ("eins\x85zwei\vdrei", "eins zwei drei"),
        ("👩‍👩‍👧 bleibt", "👩‍👩‍👧 bleibt"),
    ],
)
def test_line_breaks_become_blanks_and_signs_nobody_sees_go(text, line):
    assert one_line(text) == line


def test_nobody_can_write_the_place_of_a_personal_link():
    assert MARKER.fullmatch(marker("leave"))
    assert not MARKER.search(printable(marker("leave")))


def test_a_text_is_shortened_between_words():
    assert shortened("Musterstadt hält sich", 21) == "Musterstadt hält sich"
    assert shortened("Musterstadt hält sich, der Rest nicht", 23) == "Musterstadt hält sich …"
    assert shortened("Donaudampfschiff", 6) == "Donau …"
