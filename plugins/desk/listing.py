"""What search engines are told: each page its own address, and the site map just these pages."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from plugins.desk.page import Page

_SITE_MAP = "sitemap.xml"
_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>")


def listing_faults(
    pages: Mapping[str, Page], origin: str, site_map: str | None
) -> Iterator[tuple[str, str, str]]:
    """Yield file, German message and excerpt of every fault; `site_map` is None where there is none.

    A page may name another address as its own only if it does not want to be found (noindex).
    """
    wanted = {}
    for name, page in pages.items():
        address = f"{origin}/{name.removesuffix('index.html')}"
        if page.unlisted or not page.canonical:
            continue
        wanted[address] = name
        if page.canonical != address:
            excerpt = f'<link rel="canonical" href="{page.canonical}">'
            yield name, f"Die Seite nennt eine andere Adresse als ihre eigene, {address}", excerpt
    if site_map is None:
        return
    listed = {unescape(address) for address in _LOCATION.findall(site_map)}
    for address in sorted(wanted.keys() - listed):
        yield wanted[address], f"Die Seite fehlt in {_SITE_MAP}", address
    for address in sorted(listed - wanted.keys()):
        yield _SITE_MAP, f"{address}: diese Seite gibt es nicht, oder niemand soll sie finden", ""
