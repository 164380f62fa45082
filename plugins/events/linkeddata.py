"""An event in schema.org's words, for search engines (the page puts it into its JSON-LD)."""

from datetime import datetime
from typing import Any

from plugins.events.period import Period, is_day

_SCHEMA = "https://schema.org/"


def event_node(
    *, name: str, description: str, url: str, period: Period, place: str, online: str
) -> dict[str, Any]:
    """Return a schema.org Event; who organises it is the site's to say."""
    data: dict[str, Any] = {
        "@type": "Event",
        "name": name,
        "description": description,
        "url": url,
        # schema.org knows no word for «over»; the dates say it.
        "eventStatus": f"{_SCHEMA}EventScheduled",
    }
    if period.begin:
        data["startDate"] = _iso(period.begin)
    if period.end:
        data["endDate"] = _iso(period.end)
    places: list[dict[str, str]] = []
    if place:
        places.append({"@type": "Place", "name": place, "address": place})
    if online:
        places.append({"@type": "VirtualLocation", "url": online})
    if places:
        mode = "Mixed" if len(places) > 1 else "Offline" if place else "Online"
        data["eventAttendanceMode"] = f"{_SCHEMA}{mode}EventAttendanceMode"
        data["location"] = places if len(places) > 1 else places[0]
    return data


def _iso(moment: datetime) -> str:
    return moment.date().isoformat() if is_day(moment) else moment.isoformat(timespec="seconds")
