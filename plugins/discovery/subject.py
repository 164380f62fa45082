"""What a template knows about the page it makes, put in the words of the graph.

Templates set `title`, `description`, `trail` and `schema_type`; what the page is about (a post, a figure, an
indicator) is in the context under the name its generator gave it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from plugins.discovery.graph import Article, Image, Page, page_graph
from plugins.discovery.organization import Node, Publisher, Website
from plugins.discovery.settings import DiscoverySettings

Look = Callable[[str], Any]


def address_of(output_file: str) -> str:
    """Return the address of a written file from the site's root: `a/index.html` is `/a/`."""
    return f"/{output_file}".removesuffix("index.html") or "/"


def website_of(settings: Mapping[str, Any]) -> Website:
    """Return the site as Pelican's settings describe it."""
    own: DiscoverySettings = settings["DISCOVERY"]
    known = settings.get("PUBLISHER")
    return Website(
        origin=settings["PUBLIC_URL"],
        name=settings["SITENAME"],
        description=settings.get("TAGLINE", ""),
        language=settings["DEFAULT_LANG"],
        publisher=Publisher(
            name=getattr(known, "anbieter", None) or "",
            street=getattr(known, "strasse", None) or "",
            place=getattr(known, "ort", None) or "",
            email=getattr(known, "email", None) or "",
            phone=getattr(known, "telefon", None) or "",
        ),
        partners=own.partners,
        licence=own.licence,
    )


def graph_of(site: Website, look: Look) -> Node:
    """Return the graph of the page whose context answers `look(name)`; unknown names are None."""
    post, dataset = look("article"), look("dataset")
    page = Page(
        address=address_of(look("output_file")),
        title=_plain(look("title") or site.name),
        description=_plain(look("description") or ""),
        kind=look("schema_type") or ("BlogPosting" if post else "WebPage"),
        trail=[(_plain(label), address) for label, address in look("trail") or ()],
        image=image_of(look),
    )
    more = [dataset] if isinstance(dataset, Mapping) else []
    if post is None:
        return page_graph(site, page, more=more)
    event = getattr(post, "event", None)
    if event and (node := event.linked_data(site.origin)):
        more.append(node | {"organizer": {"@id": site.publisher_id}})
    meta = post.manuscript
    article = Article(
        published=post.date.astimezone(post.timezone),
        modified=meta.modified.astimezone(post.timezone) if meta.modified else None,
        about=[(field.title, f"/{field.url}") for field in getattr(post, "field_list", ())],
    )
    return page_graph(site, page, article, more)


def image_of(look: Look) -> Image | None:
    """Return the picture that stands for the page: its card, the figure it is about, the site's card."""
    if card := getattr(look("article"), "card", None):
        return _card(card)
    if exhibit := getattr(look("portrait"), "main", None) or getattr(look("page"), "exhibit", None):
        width, height = exhibit.place.size
        alt = " ".join(exhibit.scene.description)
        return Image(address=exhibit.place.picture, width=width, height=height, alt=alt)
    return _card(card) if (card := look("site_card")) else None


def _card(card: Any) -> Image:  # noqa: ANN401 - another plugin's object
    return Image(address=card.address, width=card.width, height=card.height, alt=card.alt)


def _plain(text: object) -> str:
    return text.striptags() if isinstance(text, Markup) else str(text)
