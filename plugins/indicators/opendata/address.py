"""The lasting addresses of what the catalogue describes: a page of the site, and a name behind #."""

CATALOGUE, PACKAGE, SERIES, LISTED = "katalog", "paket", "datensatz", "reihe-"
TURTLE, JSON_LD = "katalog.ttl", "katalog.jsonld"


def catalogue_id(page: str) -> str:
    """Return the identifier of the catalogue; `page` is the public address of the package's page."""
    return f"{page}#{CATALOGUE}"


def package_id(page: str) -> str:
    """Return the identifier of the package as a dataset."""
    return f"{page}#{PACKAGE}"


def series_id(page: str, key: str = "") -> str:
    """Return the identifier of a series on its own page, or with `key` on that of the package."""
    return f"{page}#{LISTED}{key}" if key else f"{page}#{SERIES}"
