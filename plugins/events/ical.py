"""Events as calendar files (RFC 5545, 7986): one each, and the calendar to subscribe to.

Nothing in them comes from the build's clock, so a file changes when its post does. Of a survey the
calendar has the last day: an entry as long as the survey would lie over every other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from plugins.events.event import Event
from plugins.events.period import after
from plugins.events.zone import describe

KEPT = timedelta(days=90)  # how long the calendar keeps what is over
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Site:
    """What calendar files say of the site. `address` is the calendar's own, `url` has no slash."""

    name: str
    url: str
    address: str
    zone: ZoneInfo


def calendar(events: Iterable[Event], site: Site, moment: datetime) -> bytes:
    """Return the calendar to subscribe to: all that is ahead, and what ended lately."""
    kept = [
        event
        for event in events
        if event.calendar_file and event.period.closes and moment - event.period.closes <= KEPT
    ]
    kept.sort(key=lambda event: (event.period.closes or moment, event.address))
    whole = _calendar(site, kept, moment.year)
    address = f"{site.url}{site.address}"
    whole.calendar_name = f"{site.name}: Termine"
    whole.uid = str(uuid5(NAMESPACE_URL, address))
    # RFC 7986 wants the types named, which the library's own setters leave out.
    whole.add("SOURCE", address, parameters={"VALUE": "URI"})
    whole.add("REFRESH-INTERVAL", _DAY, parameters={"VALUE": "DURATION"})
    whole.add("X-PUBLISHED-TTL", "P1D")
    return bytes(whole.to_ical())


def single(event: Event, site: Site) -> bytes:
    """Return the file of one event."""
    return bytes(_calendar(site, [event], event.last_day.year).to_ical())


def _calendar(site: Site, events: list[Event], year: int) -> Calendar:
    whole = Calendar()
    whole.prodid = f"-//{site.name}//Termine//DE"
    whole.version = "2.0"
    whole.calscale = "GREGORIAN"
    # Also in a calendar without events: RFC 5545 wants at least one component in each.
    years = [day.year for event in events for day in (_start(event), event.last_day)] or [year]
    whole.add_component(describe(site.zone, min(years), max(years)))
    for event in events:
        whole.add_component(_entry(event, site))
    return whole


def _entry(event: Event, site: Site) -> Entry:
    entry = Entry()
    revised = (event.modified or event.published).astimezone(UTC)
    entry.uid = str(event.identifier)
    entry.stamp = entry.last_modified = revised
    entry.created = event.published.astimezone(UTC)
    # Days since publication: grows with each revision, without anybody counting them.
    entry.sequence = max((revised - event.published).days, 0)
    entry.summary = f"Letzter Tag: {event.title}" if event.is_call else event.title
    entry.description = _description(event, site)
    entry.url = f"{site.url}{event.address}"
    if event.place or event.online:
        entry.location = event.place or "Online"
    entry.start = _start(event)
    if event.is_call or event.period.all_day:
        entry.end = event.last_day + _DAY
        entry.transparency = "TRANSPARENT"
    elif event.period.end and event.period.end != event.period.begin:
        entry.end = after(event.period.end)
    return entry


def _start(event: Event) -> date | datetime:
    begin = event.period.begin
    if begin is None or event.is_call:
        return event.last_day
    return begin.date() if event.period.all_day else begin


def _description(event: Event, site: Site) -> str:
    """Return the text; many calendars show no URL, so the addresses stand here."""
    lines = [event.summary, ""]
    if event.is_call:
        lines.append(f"Mitmachen kann man {event.until}.")
    if event.online:
        lines.append(f"Online: {event.online}")
    if event.registration or event.deadline:
        lines.append(" ".join(filter(None, ("Anmeldung", event.registration_until))))
        lines[-1] += f": {event.registration}" if event.registration else ""
    lines.append(f"Mehr dazu: {site.url}{event.address}")
    return "\n".join(lines)
