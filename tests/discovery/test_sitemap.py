"""Site map, robots.txt and security.txt."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from plugins.discovery.security import expiry, security_txt
from plugins.discovery.sitemap import is_listed, newest, robots, sitemap

PAGE = "https://musterland.example/a/"
CANONICAL = f'<link rel="canonical" href="{PAGE}">'
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.mark.parametrize(
    ("head", "listed"),
    [
        (CANONICAL, True),
        (NOINDEX, False),
        (CANONICAL + NOINDEX, False),
        ('<link rel="canonical" href="https://musterland.example/b/">', False),
        ("", False),
    ],
)
def test_a_page_is_listed_if_it_names_its_own_address_and_wants_to_be_found(head, listed):
    assert is_listed(f"<head>{head}</head><body>{NOINDEX}</body>", PAGE) is listed


def test_days_are_as_exact_as_they_are_known():
    assert newest(["2024", "2024-03", "2023-12-31"]) == "2024-03"
    assert newest(["", "Ende 2024"]) == ""


def test_the_site_map_is_sorted_xml_and_leaves_out_what_is_not_known():
    tree = ET.fromstring(sitemap({PAGE + "?x&y": "2025-03-06", PAGE: ""}))  # noqa: S314 - made here
    entries = [[part.text for part in url] for url in tree]
    assert entries == [[PAGE], [PAGE + "?x&y", "2025-03-06"]]


def test_robots_may_read_everything_and_find_the_site_map():
    text = robots("https://musterland.example")
    assert "Allow: /\n" in text
    assert text.endswith("\nSitemap: https://musterland.example/sitemap.xml\n")


def test_security_txt_has_what_rfc_9116_asks_for():
    text = security_txt("https://m.example", "mailto:post@m.example", date(2026, 12, 31), "de")
    assert text.splitlines() == [
        "Contact: mailto:post@m.example",
        "Expires: 2027-01-01T00:00:00Z",
        "Preferred-Languages: de",
        "Canonical: https://m.example/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    ("expires", "said"),
    [
        (date(2026, 11, 21), "das ist vorbei"),
        (date(2026, 11, 22), "nur noch bis 2026-11-22"),
        (date(2026, 12, 21), "nur noch bis"),
        (date(2026, 12, 22), ""),
    ],
)
def test_a_promise_that_ends_is_said_in_time(expires, said):
    found = expiry(expires, date(2026, 11, 22))
    assert said in found if said else not found
