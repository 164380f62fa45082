"""The data that were updated in a year, read from the published data package."""

import json
from pathlib import Path
from typing import NamedTuple


class DataUpdate(NamedTuple):
    """One indicator and the day of its data (`2024-01-14`, or less exact: `2024`)."""

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
    found = [
        DataUpdate(str(resource.get("title", "")), str(resource["stand"]))
        for resource in resources
        if str(resource.get("stand", "")).startswith(str(year))
    ]
    return sorted(found, key=lambda update: (update.date, update.title))
