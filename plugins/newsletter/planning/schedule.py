"""When issues are due and when mails may leave; local time, through the change of the clocks.

A local time that does not exist on the day the clocks go forward is read with the offset before the
change (02:30 becomes 03:30), one that exists twice is its first (RFC 5545, section 3.3.5).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plugins.newsletter.settings import Schedule
from plugins.newsletter.store.states import Frequency

_MINUTE = 60
_WHILE = 2 * 86_400  # no quiet hours last longer


@dataclass(frozen=True, order=True)
class Slot:
    """A time of a digest. `moment`: seconds since 1970; `name`: `weekly:2026-11-26`, `monthly:2026-11`."""

    moment: int
    name: str


def last_slot(kind: Frequency, schedule: Schedule, now: int) -> Slot:
    """Return the latest slot that is not after `now`; `kind` is weekly or monthly."""
    return max(slot for slot in _slots_around(kind, schedule, now) if slot.moment <= now)


def next_slot(kind: Frequency, schedule: Schedule, now: int) -> Slot:
    """Return the first slot after `now`; `kind` is weekly or monthly."""
    return min(slot for slot in _slots_around(kind, schedule, now) if slot.moment > now)


def is_quiet(schedule: Schedule, moment: int) -> bool:
    """Tell whether nothing may leave at this moment."""
    begin, end = schedule.quiet
    clock = datetime.fromtimestamp(moment, schedule.zone).time()
    if begin <= end:
        return begin <= clock < end
    return clock >= begin or clock < end


def out_of_quiet(schedule: Schedule, moment: int) -> int:
    """Return the first moment from this one on at which mails may leave."""
    # Looking at every minute is right through any change of the clocks, where reckoning is not.
    step = 1 if any(edge.second or edge.microsecond for edge in schedule.quiet) else _MINUTE
    until = moment + _WHILE
    while is_quiet(schedule, moment) and moment < until:
        moment += step - moment % step
    return moment


def _slots_around(kind: Frequency, schedule: Schedule, now: int) -> Iterator[Slot]:
    today = datetime.fromtimestamp(now, schedule.zone).date()
    if kind is Frequency.WEEKLY:
        weekday, clock = schedule.weekly
        nearest = today - timedelta(days=(today.weekday() - weekday) % 7)
        for weeks in (-2, -1, 0, 1, 2):
            day = nearest + timedelta(weeks=weeks)
            yield Slot(_moment(schedule, day, clock), f"weekly:{day.isoformat()}")
    else:
        number, clock = schedule.monthly
        for months in (-2, -1, 0, 1, 2):
            year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
            day = date(year, month + 1, number)
            yield Slot(_moment(schedule, day, clock), f"monthly:{day:%Y-%m}")


def _moment(schedule: Schedule, day: date, clock: time) -> int:
    return int(datetime.combine(day, clock, tzinfo=schedule.zone).timestamp())
