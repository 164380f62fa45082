"""Who publishes the site, for machines: in full on the start page, elsewhere by name and address."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plugins.discovery.settings import Partner

Node = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """The publisher as far as the settings know it; what is empty is left out."""

    name: str = ""
    street: str = ""
    place: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Website:
    """What every page refers to. `origin` has no slash at its end."""

    origin: str
    name: str
    description: str
    language: str
    publisher: Publisher
    partners: tuple[Partner, ...] = ()
    licence: str = ""

    @property
    def publisher_id(self) -> str:
        """The identifier of the publisher's node; the start page holds all that is known of it."""
        return f"{self.origin}/#herausgeber"

    @property
    def website_id(self) -> str:
        """The identifier of the site's node, which stands on the start page."""
        return f"{self.origin}/#website"


def brief_publisher(site: Website) -> Node:
    """Return what an article needs to name its publisher on its own page."""
    return {
        "@type": "GovernmentOrganization",
        "@id": site.publisher_id,
        "name": site.publisher.name or site.name,
        "url": f"{site.origin}/",
    }


def full_publisher(site: Website) -> Node:
    """Return all that is known of the publisher."""
    known = site.publisher
    code, _, town = known.place.partition(" ")
    address = _given(
        {
            "@type": "PostalAddress",
            "streetAddress": known.street,
            "postalCode": code if code.isdecimal() else "",
            "addressLocality": town if code.isdecimal() else known.place,
            "addressCountry": "DE",
        }
    )
    more: Node = {"email": known.email, "telephone": known.phone}
    if known.street and known.place:
        more["address"] = address
    return brief_publisher(site) | _given(more)


def website(site: Website) -> Node:
    """Return the site itself, with its partners as those who contribute to it."""
    return _given(
        {
            "@type": "WebSite",
            "@id": site.website_id,
            "name": site.name,
            "description": site.description,
            "url": f"{site.origin}/",
            "inLanguage": site.language,
            "publisher": {"@id": site.publisher_id},
            "contributor": list(_partners(site.partners)),
        }
    )


def _partners(partners: Iterable[Partner]) -> Iterable[Node]:
    for partner in partners:
        yield _given({"@type": partner.kind, "name": partner.name, "url": partner.address})


def _given(node: Node) -> Node:
    """Return the node without what is not known."""
    return {key: value for key, value in node.items() if value not in ("", [], None)}
