"""The controlled vocabularies of DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/), as far as they are needed here."""

_EU = "http://publications.europa.eu/resource/authority"
_DE = "http://dcat-ap.de/def"
_CC = "creativecommons.org/licenses"

LANGUAGE = f"{_EU}/language/DEU"
PUBLIC = f"{_EU}/access-right/PUBLIC"
STATISTICAL = f"{_EU}/dataset-type/STATISTICAL"
THEME = f"{_EU}/data-theme/"
FILE_TYPE = f"{_EU}/file-type/"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
CONTRIBUTOR = f"{_DE}/contributors/"
DISTRICT = f"{_DE}/politicalGeocoding/districtKey/"
DISTRICT_LEVEL = f"{_DE}/politicalGeocoding/Level/administrativeDistrict"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

THEMES = frozenset(
    [
        "AGRI",
        "ECON",
        "EDUC",
        "ENER",
        "ENVI",
        "GOVE",
        "HEAL",
        "INTR",
        "JUST",
        "REGI",
        "SOCI",
        "TECH",
        "TRAN",
    ]
)

# For terms that allow to pass on, but have no entry of their own: their words stand beside it.
OTHER_OPEN = f"{_DE}/licenses/other-open"
# The list of licences names the address of each (foaf:homepage); here it is read the other way.
_LICENCES = {
    "www.govdata.de/dl-de/by-2-0": "dl-by-de/2.0",
    "www.govdata.de/dl-de/zero-2-0": "dl-zero-de/2.0",
    f"{_CC}/by/4.0": "cc-by/4.0",
    f"{_CC}/by-sa/4.0": "cc-by-sa/4.0",
    "creativecommons.org/publicdomain/zero/1.0": "cc-zero",
}


def licence_iri(address: str) -> str:
    """Return the entry for a licence by its address; empty where the list has none."""
    bare = address.removeprefix("https://").removeprefix("http://")
    name = _LICENCES.get(bare.removesuffix("/deed.de").rstrip("/"))
    return f"{_DE}/licenses/{name}" if name else ""
