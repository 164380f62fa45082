"""An indicator as a schema.org `Dataset` (https://schema.org/Dataset), for catalogues; another plugin writes the JSON-LD."""

from collections.abc import Sequence
from typing import Any

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.files.formats import CSV, FORMATS, JSON
from plugins.indicators.files.site import Site

_DATA = (CSV, JSON)


def indicator_dataset(
    indicator: Indicator, times: Sequence[str], place: str, address: str, site: Site
) -> dict[str, Any]:
    """Return the description of an indicator at `address` (from the root, without a slash behind).

    Only for indicators whose licence is checked: a catalogue promises that the data may be used.
    """
    creators = dict.fromkeys(source.publisher for source in indicator.sources)
    based_on = dict.fromkeys(source.address for source in indicator.sources if source.address)
    return {
        "@type": "Dataset",
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
        "creator": [{"@type": "Organization", "name": name} for name in creators],
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
    }


def package_dataset(title: str, description: str, archive: str, site: Site) -> dict[str, Any]:
    """Return the description of the whole package; `archive` is the address of its ZIP."""
    return {
        "@type": "Dataset",
        "name": title,
        "description": description,
        "url": f"{site.origin}{archive.rpartition('/')[0]}/",
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": site.name, "url": f"{site.origin}/"},
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/zip",
            "contentUrl": f"{site.origin}{archive}",
        },
    }
