from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.feeds.addresses import absolute

POST = "https://musterland.example/2024/03/neues/"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("/felder/arbeit/", "https://musterland.example/felder/arbeit/"),
        ("bild.jpg", "https://musterland.example/2024/03/neues/bild.jpg"),
        ("../alt/", "https://musterland.example/2024/03/alt/"),
        ("#fn:1", "https://musterland.example/2024/03/neues/#fn:1"),
        ("", "https://musterland.example/2024/03/neues/"),
        ("?seite=2", "https://musterland.example/2024/03/neues/?seite=2"),
        ("//anders.example/x", "https://anders.example/x"),
        ("https://anders.example/a?b=c&d=e#f", "https://anders.example/a?b=c&d=e#f"),
        ("/dokumente/Größe 1.pdf", "https://musterland.example/dokumente/Gr%C3%B6%C3%9Fe%201.pdf"),
        ("/schon%20kodiert", "https://musterland.example/schon%20kodiert"),
        ("/100%", "https://musterland.example/100%25"),
        (" /mit-rand/ ", "https://musterland.example/mit-rand/"),
        ("mailto:amt@musterland.example", "mailto:amt@musterland.example"),
        ("tel:+49123", "tel:+49123"),
    ],
)
def test_every_address_becomes_absolute(reference: str, expected: str) -> None:
    assert absolute(POST, reference) == expected


@pytest.mark.parametrize(
    "reference",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/hosts",
        "vbscript:x",
        "http://",
        "http:anders",
        "http://[::1",
        'http://a"b/',
        "mailto:",
        "mailto://anders.example",
    ],
)
def test_what_no_reader_may_follow_becomes_nothing(reference: str) -> None:
    assert absolute(POST, reference) == ""


@given(st.text() | st.from_regex(r"[a-z]{0,10}:?/{0,3}[^ ]{0,20}"))
def test_an_address_is_absolute_or_empty(reference: str) -> None:
    address = absolute(POST, reference)
    if address:
        parts = urlsplit(address)
        assert parts.scheme in ("mailto", "tel") or (
            parts.scheme in ("http", "https") and parts.netloc
        )
        assert address.isascii() or not parts.netloc.isascii()
        assert not set(address) & set(' "<>\\^`{|}\n\t')


@given(st.text())
def test_an_absolute_address_stays_as_it_is(reference: str) -> None:
    once = absolute(POST, reference)
    assert once == "" or absolute(POST, once) == once
