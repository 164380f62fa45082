"""Addresses as they stand in feeds: absolute, and canonical."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.source.links import absolute, canonical, origin

PAGE = "https://blog.kreis.example/2026/post/"


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("bild.png", PAGE + "bild.png"),
        ("/bild ä.png", "https://blog.kreis.example/bild%20%C3%A4.png"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("#teil", PAGE + "#teil"),
        ("100%", PAGE + "100%25"),
        ("http://andere.example/?a=1&b=2", "http://andere.example/?a=1&b=2"),
    ],
)
def test_an_address_is_seen_from_the_page_it_stands_on(reference, address):
    assert absolute(PAGE, reference) == address


@pytest.mark.parametrize(
    "reference",
    [
        "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "https://bank.example@boese.example/", "http://[::1", "http:///x", "http://a b/",
        "https://x.example:99999999/", "mailto:a@kreis.example",
    ],
)  # fmt: skip
def test_what_is_no_web_address_may_not_be_linked(reference):
    assert absolute(PAGE, reference) == ""


def test_a_mailbox_is_linked_only_where_it_may():
    assert absolute(PAGE, "mailto:a@kreis.example", mail=True) == "mailto:a@kreis.example"
    assert absolute(PAGE, "mailto://a@kreis.example", mail=True) == ""


def test_two_ways_to_write_one_address_are_one():
    same = {
        canonical(PAGE, there)
        for there in (
            "https://blog.kreis.example/a/?id=3",
            "HTTPS://Blog.Kreis.Example:443/a/?id=3#oben",
            "/a/?id=3&utm_source=feed&UTM_medium=mail",
        )
    }
    assert same == {"https://blog.kreis.example/a/?id=3"}


def test_what_tells_posts_apart_stays():
    assert canonical(PAGE, "/?p=1") != canonical(PAGE, "/?p=2")
    assert canonical(PAGE, "http://a.example:8080") == "http://a.example:8080/"
    assert canonical(PAGE, "http://[::1]:80/x") == "http://[::1]/x"
    assert canonical("", "urn:uuid:1") == ""
    assert canonical(PAGE, " ") == ""


def test_the_origin_knows_the_standard_ports():
    assert origin("https://a.example/x") == ("https", "a.example", 443)
    assert origin("http://a.example:81") == ("http", "a.example", 81)


@given(st.text(max_size=40))
def test_any_text_gives_a_safe_address_or_none(reference):
    address = absolute(PAGE, reference, mail=True)
    if not address:
        return
    assert address.startswith(("https://", "http://", "mailto:"))
    assert absolute(PAGE, address, mail=True) == address
    known = canonical(PAGE, reference)
    assert not known or canonical(PAGE, known) == known


def test_no_reference_at_all_is_the_page_but_no_address_of_a_post():
    """So says feedparser of a link without href."""
    assert absolute(PAGE, None) == PAGE
    assert canonical(PAGE, None) == ""
