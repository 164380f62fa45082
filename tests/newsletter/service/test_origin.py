"""Only a page of our own site may press a button."""

import pytest
from starlette.datastructures import Headers

from plugins.newsletter.service.origin import is_own, origin_of

SERVICE = "https://blog.kreis.example/newsletter"
HERE = "https://blog.kreis.example"


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ([("sec-fetch-site", "same-origin")], True),
        ([("sec-fetch-site", "same-origin"), ("origin", "null")], True),
        ([("origin", HERE)], True),
        ([("sec-fetch-site", "cross-site"), ("origin", HERE)], False),
        ([("sec-fetch-site", "same-site"), ("origin", HERE)], False),
        ([("sec-fetch-site", "none")], False),
        ([("sec-fetch-site", "")], False),
        ([("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], False),
        ([("sec-fetch-site", "Same-Origin")], False),
        ([("origin", "null")], False),
        ([("origin", "http://blog.kreis.example")], False),
        ([("origin", f"{HERE}.evil.example")], False),
        ([("origin", f"{HERE}:8443")], False),
        ([("origin", HERE), ("origin", "https://evil.example")], False),
        ([("referer", f"{SERVICE}/")], False),
        ([], False),
    ],
)
def test_the_browser_says_where_a_post_comes_from(headers, own):
    raw = [(name.encode(), value.encode()) for name, value in headers]
    assert is_own(Headers(raw=raw), SERVICE) is own


@pytest.mark.parametrize(
    ("service", "origin"),
    [
        ("https://müller.example/post", "https://xn--mller-kva.example"),
        ("https://Blog.Kreis.example:443/x", "https://blog.kreis.example"),
        ("https://blog.kreis.example:8443/x", "https://blog.kreis.example:8443"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(service, origin):
    assert origin_of(service) == origin
