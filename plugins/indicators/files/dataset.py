"""An indicator as a schema.org `Dataset` (https://schema.org/Dataset), for catalogues; another plugin writes the JSON-LD."""

from collections.abc import Mapping, Sequence
from typing import Any

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.files.citation import publishers
from plugins.indicators.files.formats import CSV, FORMATS, JSON
from plugins.indicators.files.openpackage import OpenPackage
from plugins.indicators.files.site import Site
from plugins.indicators.opendata.address import catalogue_id, package_id, series_id

_DATA = (CSV, JSON)


def indicator_dataset(
    indicator: Indicator,
    times: Sequence[str],
    place: str,
    address: str,
    site: Site,
    *,
    catalogue: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the description of an indicator at `address` (from the root, without a slash behind).

    Only for indicators whose licence is checked: a catalogue promises that the data may be used.
    `catalogue` is the node of the catalogue that lists it.
    """
    based_on = dict.fromkeys(source.address for source in indicator.sources if source.address)
    return {
        "@type": "Dataset",
        "@id": series_id(f"{site.origin}{address}/"),
        "name": indicator.title,
        "description": f"{indicator.definition} {indicator.method}",
        "url": f"{site.origin}{address}/",
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "dateModified": indicator.as_of,
        "temporalCoverage": "/".join(dict.fromkeys([times[0], times[-1]])),
        "spatialCoverage": {"@type": "Place", "name": place},
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": indicator.measure,
            "unitText": indicator.unit.name,
        },
        "measurementTechnique": indicator.method,
        "creator": _creators([indicator]),
        "publisher": {"@type": "Organization", "name": site.name, "url": f"{site.origin}/"},
        "license": [each.address or each.title for each in indicator.licences],
        "isBasedOn": list(based_on),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": each.media_type,
                "contentUrl": f"{site.origin}{address}{each.ending}",
            }
            for each in FORMATS
            if each in _DATA
        ],
        **_listed(catalogue),
    }


def package_dataset(
    package: OpenPackage,
    archive: str,
    site: Site,
    *,
    catalogue: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the description of the whole package; `archive` is the address of its ZIP."""
    page = f"{site.origin}{archive.rpartition('/')[0]}/"
    return {
        "@type": "Dataset",
        "@id": package_id(page),
        "name": package.title,
        "description": "Alle offenen Reihen dieser Website.",
        "url": page,
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": site.name, "url": f"{site.origin}/"},
        "creator": _creators(package.included),
        "license": [*dict.fromkeys(each.address or each.title for each in package.licences)],
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/zip",
            "contentUrl": f"{site.origin}{archive}",
        },
        **_listed(catalogue),
    }


def data_catalogue(title: str, page: str, site: Site) -> dict[str, Any]:
    """Return the node of the catalogue of open data, as datasets name it; `page` is from the root."""
    address = f"{site.origin}{page}"
    return {"@type": "DataCatalog", "@id": catalogue_id(address), "name": title, "url": address}


def _creators(indicators: Sequence[Indicator]) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": name} for name in publishers(indicators)]


def _listed(catalogue: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"includedInDataCatalog": dict(catalogue)} if catalogue else {}
