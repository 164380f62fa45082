"""A time zone as calendar files describe it (VTIMEZONE), drawn from the system's own zone.

Not `icalendar.Timezone.from_tzinfo`: version 7.3.0 lets summer time begin an hour late, since it gives
the new clock's time where RFC 5545 (3.6.5) wants the old one's.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_MINUTE, _DAY, _MINUTES = timedelta(minutes=1), timedelta(days=1), 24 * 60


def describe(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """Return the rules of `zone` for the years from `first` to `last`."""
    described = Timezone()
    described.add("TZID", zone.key)
    start = datetime(first, 1, 1, tzinfo=zone).astimezone(UTC)
    described.add_component(_observance(start, zone, old=_offset(start, zone)))
    for change in _changes(start, datetime(last + 1, 1, 1, tzinfo=UTC), zone):
        described.add_component(_observance(change, zone, old=_offset(change - _MINUTE, zone)))
    return described


def _changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield every moment from which the clocks differ from the minute before."""
    for number in range((end - start).days + 1):
        day = start + number * _DAY
        old = _offset(day, zone)
        if _offset(day + _DAY, zone) != old:
            minutes = (day + number * _MINUTE for number in range(1, _MINUTES + 1))
            yield next(minute for minute in minutes if _offset(minute, zone) != old)


def _observance(
    change: datetime, zone: ZoneInfo, *, old: timedelta
) -> TimezoneStandard | TimezoneDaylight:
    """Return what holds from `change` on; its DTSTART is what the clocks showed till then."""
    shown = change.astimezone(zone)
    part = TimezoneDaylight() if shown.dst() else TimezoneStandard()
    part.DTSTART = (change + old).replace(tzinfo=None)
    part.TZOFFSETFROM = old
    part.TZOFFSETTO = _offset(change, zone)
    part.add("TZNAME", shown.tzname())
    return part


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
