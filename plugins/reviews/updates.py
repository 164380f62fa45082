"""The data that were updated in a year, read from the published data package."""

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plugins.manuscript.dates import MONTHS, long_date


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
    return [DataUpdate(title, _in_german(day)) for day, title in sorted(days)]


def _in_german(day: str) -> str:
    """Return `14. Januar 2024`, `Januar 2024` or `2024` for a day as exact as it is known."""
    match [int(part) for part in day.split("-") if part.isdecimal()]:
        case [year, month, number]:
            return long_date(date(year, month, number))
        case [year, month]:
            return f"{MONTHS[month - 1]} {year}"
        case _:
            return day
