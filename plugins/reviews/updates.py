"""The data that were updated in a year, read from the published data package."""

import json
from pathlib import Path
from typing import NamedTuple

from plugins.manuscript.dates import exact_as_known


class DataUpdate(NamedTuple):
    """One indicator and the day of its data in German, as exact as the package is."""

    title: str
    date: str


def data_updates(package: Path, year: int) -> list[DataUpdate]:
    """Return the indicators whose data (`stand`) are of `year`, by date; none without a package.

    Only `title` and `stand` of each resource are read; the package's own plugin checks the rest.
    """
    if not package.is_file():
        return []
    try:
        resources = json.loads(package.read_text(encoding="utf-8")).get("resources", [])
    except (json.JSONDecodeError, AttributeError):
        return []  # a broken package is reported by the plugin that owns it
    days = [
        (str(resource["stand"]), str(resource.get("title", "")))
        for resource in resources
        if str(resource.get("stand", "")).startswith(str(year))
    ]
    return [DataUpdate(title, exact_as_known(day)) for day, title in sorted(days)]
