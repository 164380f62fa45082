"""Whether a POST comes from a page of our own site: no other site may press a button for somebody.

The browser says so and no page can make it lie: `Sec-Fetch-Site` (Fetch Metadata), or in older ones `Origin`
(RFC 6454). The site sends `Referrer-Policy: same-origin`; with `no-referrer` the origin would be `null`.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from plugins.newsletter.mail.links import ascii_address

_HTTPS = 443


def is_own(headers: Headers, service: str) -> bool:
    """Say whether a request with these headers was made by a page of the site of `service`."""
    said = headers.getlist("sec-fetch-site")
    if said:
        return said == ["same-origin"]
    return headers.getlist("origin") == [origin_of(service)]


@lru_cache(maxsize=4)
def origin_of(address: str) -> str:
    """Return the origin of an address as browsers write it: host as A-label, no default port."""
    parts = urlsplit(ascii_address(address))
    port = f":{parts.port}" if parts.port and parts.port != _HTTPS else ""
    return f"{parts.scheme}://{parts.hostname}{port}"
