"""Addresses on a strict server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk.addresses import Shelf, addresses_in_css, addresses_in_srcset

SHELF = Shelf(
    frozenset({"index.html", "a/index.html", "b.png", "ü/index.html"}),
    {"index.html": frozenset({"ziel"}), "a/index.html": frozenset({"größe"})},
    "https://musterland.example",
)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/#ziel",
        "/a/",
        "../",
        "../b.png",
        "#gr%C3%B6%C3%9Fe",
        "?q=1",
        "/%C3%BC/",
        "https://musterland.example",
        "/b.png#page=2",
        "urn:x",
    ],
)
def test_leads_somewhere(address: str) -> None:
    assert SHELF.fault("a/index.html", address) == ""


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("/a", "der Schrägstrich am Ende fehlt"),
        ("/b", "diese Adresse gibt es nicht"),
        ("/b.png/", "diese Adresse gibt es nicht"),
        ("/a/index", "diese Adresse gibt es nicht"),
        ("/a/#ziel", "die Sprungmarke „#ziel“ gibt es dort nicht"),
        ("ftp://x/", "„ftp:“ ist hier nicht erlaubt"),
    ],
)
def test_leads_nowhere(address: str, fault: str) -> None:
    assert SHELF.fault("index.html", address) == fault


def test_foreign_is_every_other_host() -> None:
    assert not SHELF.is_foreign("/a/")
    assert not SHELF.is_foreign("https://musterland.example/a/")
    assert SHELF.is_foreign("//musterland.example.evil/")
    assert SHELF.is_foreign("http://musterland.example/"), "another scheme is another origin"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_path_surprises(path: str) -> None:
    SHELF.fault("a/index.html", "/" + path.replace("/", ""))


def test_style_sheets_and_source_sets() -> None:
    assert addresses_in_css(
        "/* url(x) */ @namespace url(http://x/); a{b:url( 'c d.png' )} @import \"e.css\"; f{g:url(h)}"
    ) == ["c d.png", "e.css", "h"]
    assert addresses_in_srcset("a.jpg 480w, b.jpg 2x , c.jpg") == ["a.jpg", "b.jpg", "c.jpg"]
