"""A page as schema.org describes it (https://schema.org): one graph in JSON-LD, refused by no reader of JSON.

The organisation is not told in full on every page: its node is on the start page, and others refer to it
by `@id`, with type, name and address for programs that read one page only.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plugins.discovery.organization import (
    Node,
    Website,
    brief_publisher,
    full_publisher,
    website,
)

START = ("Start", "/")


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture that stands for a page; `address` is from the site's root."""

    address: str
    width: int = 0
    height: int = 0
    alt: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What any page says of itself. `address` and those of `trail` (label, address) are from the root."""

    address: str
    title: str
    description: str = ""
    kind: str = "WebPage"
    trail: Sequence[tuple[str, str]] = ()
    image: Image | None = None


@dataclass(frozen=True, kw_only=True)
class Article:
    """What a dated text says beyond that. `about` are the fields: title and address from the root."""

    published: datetime
    modified: datetime | None = None
    about: Sequence[tuple[str, str]] = ()


def page_graph(
    site: Website,
    page: Page,
    article: Article | None = None,
    more: Sequence[Mapping[str, Any]] = (),
) -> Node:
    """Return the graph of one page; `more` are nodes that others made, such as a Dataset or an Event."""
    if page.address == START[1]:
        nodes = [website(site), full_publisher(site)]
    else:
        nodes = [_page(site, page, article), brief_publisher(site), _breadcrumbs(site, page)]
    for node in more:
        own = {key: value for key, value in node.items() if key != "@context"}
        if own.get("@type") == "Dataset":
            own["publisher"] = {"@id": site.publisher_id}
        nodes.append(own)
    return {"@context": "https://schema.org", "@graph": nodes}


def written(graph: Node) -> str:
    """Return JSON that can stand in a `<script>`: nothing in it can end the element or a line of a script."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _page(site: Website, page: Page, article: Article | None) -> Node:
    address = f"{site.origin}{page.address}"
    node: Node = {"@type": page.kind, "@id": address, "url": address}
    node["name" if article is None else "headline"] = page.title
    if page.description:
        node["description"] = page.description
    node |= {"inLanguage": site.language, "isPartOf": {"@id": site.website_id}}
    node["publisher"] = {"@id": site.publisher_id}
    if article is not None:
        node |= {"author": node["publisher"], **_dated(site, article)}
    if page.image:
        node["image" if article else "primaryImageOfPage"] = _image(site, page.image)
    return node


def _dated(site: Website, article: Article) -> Node:
    changed = article.modified or article.published
    node: Node = {"datePublished": _moment(article.published), "dateModified": _moment(changed)}
    if article.about:
        node["about"] = [
            {"@type": "Thing", "name": name, "url": f"{site.origin}{address}"}
            for name, address in article.about
        ]
    if site.licence:  # only texts: figures and series have that of their source
        node["license"] = site.licence
    return node


def _moment(moment: datetime) -> str:
    """Return a day, and its time where the editor gave one: midnight is a day without a time."""
    whole_day = (moment.hour, moment.minute) == (0, 0)
    return moment.date().isoformat() if whole_day else moment.isoformat(timespec="minutes")


def _image(site: Website, image: Image) -> Node:
    node: Node = {"@type": "ImageObject", "url": f"{site.origin}{image.address}"}
    if image.width and image.height:
        node |= {"width": image.width, "height": image.height}
    return node


def _breadcrumbs(site: Website, page: Page) -> Node:
    steps = [START, *page.trail, (page.title, page.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": f"{site.origin}{address}",
            }
            for place, (name, address) in enumerate(steps, 1)
        ],
    }
