"""The part of schema.org that this house speaks, by hand: required and further properties of each type.

Taken from https://schema.org/<type> and from what search engines ask for. Whoever writes another type or
property adds it here, having looked it up.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

_WORK = "description inLanguage isPartOf publisher primaryImageOfPage name url @id"
_DATA = (
    "inLanguage isAccessibleForFree dateModified temporalCoverage spatialCoverage isBasedOn "
    "variableMeasured measurementTechnique creator license includedInDataCatalog @id"
)
_ARTICLE = (
    "headline author publisher datePublished dateModified inLanguage isPartOf url @id",
    "description image about license",
)
TYPES: dict[str, tuple[set[str], set[str]]] = {
    kind: (set(required.split()), set(more.split()))
    for kind, (required, more) in {
        "WebSite": ("name url inLanguage publisher @id", "description contributor"),
        "GovernmentOrganization": ("name url @id", "address email telephone"),
        "CollegeOrUniversity": ("name url", ""),
        "Organization": ("name", "url"),
        "PostalAddress": ("addressLocality addressCountry", "streetAddress postalCode"),
        "WebPage": ("name url @id", _WORK),
        "CollectionPage": ("name url @id", _WORK),
        "AboutPage": ("name url @id", _WORK),
        "ContactPage": ("name url @id", _WORK),
        "SearchResultsPage": ("name url @id", _WORK),
        "Article": _ARTICLE,
        "BlogPosting": _ARTICLE,
        "Thing": ("name", "url"),
        "ImageObject": ("url", "width height"),
        "BreadcrumbList": ("itemListElement", ""),
        "ListItem": ("position name item", ""),
        "DataCatalog": ("name url @id", ""),
        "Dataset": ("name description url publisher distribution", _DATA),
        "DataDownload": ("contentUrl encodingFormat", ""),
        "PropertyValue": ("name", "unitText"),
        "Place": ("name", "address"),
        "VirtualLocation": ("url", ""),
        "Event": (
            "name startDate url eventStatus",
            "description endDate eventAttendanceMode location organizer",
        ),
    }.items()
}
_ADDRESSES = {"url", "item", "contentUrl", "@id", "eventStatus", "eventAttendanceMode"}
_DAYS = {"datePublished", "dateModified", "startDate", "endDate"}


def faults(node: Any, where: str = "@graph") -> Iterator[str]:
    """Yield what is wrong with a value of the graph, in words for a developer."""
    if isinstance(node, list):
        for number, one in enumerate(node):
            yield from faults(one, f"{where}[{number}]")
    if not isinstance(node, dict):
        return
    if "@type" not in node:
        if set(node) != {"@id"}:
            yield f"{where}: neither a type nor a reference"
        return
    kind = node["@type"]
    if kind not in TYPES:
        yield f"{where}: unknown type {kind}"
        return
    required, more = TYPES[kind]
    own = set(node) - {"@type"}
    yield from (f"{where}: {kind} lacks {name}" for name in sorted(required - own))
    yield from (f"{where}: {kind} has {name}" for name in sorted(own - required - more))
    for name, value in node.items():
        yield from _value_faults(name, value, f"{where}.{name}")
        yield from faults(value, f"{where}.{name}")


def _value_faults(name: str, value: Any, where: str) -> Iterator[str]:
    if value in ("", [], {}, None):
        yield f"{where} is empty"
    elif name in _ADDRESSES and not re.match(r"https://[^/\s]+/\S*$", value):
        yield f"{where} is no absolute address: {value}"
    elif name in _DAYS and not is_moment(value):
        yield f"{where} is no date: {value}"


def is_moment(text: str) -> bool:
    """Tell whether a text is a year, a month, a day, or a moment with its zone."""
    try:
        if "T" in text:
            return datetime.fromisoformat(text).tzinfo is not None
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True
