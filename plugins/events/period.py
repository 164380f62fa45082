"""When something is: from a beginning to an end, each a minute or a day without a time.

Midnight is a day without a time: editors who write `2026-11-24` mean the whole day.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)


def is_day(moment: datetime) -> bool:
    """Tell whether a local moment is a day without a time."""
    return moment.timetz().replace(tzinfo=None) == time.min


def after(moment: datetime) -> datetime:
    """Return the first moment behind a local one: a day lasts until the next midnight."""
    return midnight(moment.date() + _DAY, moment.tzinfo) if is_day(moment) else moment


def midnight(day: date, zone: tzinfo | None) -> datetime:
    """Return the first minute of a day."""
    return datetime.combine(day, time.min, zone)


@dataclass(frozen=True)
class Period:
    """A beginning, an end, or both, in the site's zone."""

    begin: datetime | None = None
    end: datetime | None = None

    @classmethod
    def between(cls, begin: datetime | None, end: datetime | None, zone: tzinfo) -> "Period":
        """Return the period in `zone`; an end before the beginning is a fault and does not count."""
        begin, end = local(begin, zone), local(end, zone)
        if begin and end and (end.date() < begin.date() or after(end) < begin):
            end = None
        return cls(begin, end)

    @property
    def opens(self) -> datetime | None:
        """The first moment (UTC); None where no beginning is known."""
        return self.begin.astimezone(UTC) if self.begin else None

    @property
    def closes(self) -> datetime | None:
        """The first moment behind it (UTC); without an end it lasts to the end of its first day."""
        if self.end:
            return after(self.end).astimezone(UTC)
        if self.begin:
            return midnight(self.begin.date() + _DAY, self.begin.tzinfo).astimezone(UTC)
        return None

    @property
    def all_day(self) -> bool:
        """Whether no time of day is given."""
        return all(is_day(moment) for moment in (self.begin, self.end) if moment)

    @property
    def last_day(self) -> date | None:
        """The day it ends, or the only day that is known."""
        last = self.end or self.begin
        return last.date() if last else None

    def has_begun(self, moment: datetime) -> bool:
        """Tell whether it has begun at `moment`; without a beginning it has."""
        return self.opens is None or self.opens <= moment

    def is_past(self, moment: datetime) -> bool:
        """Tell whether it is over at `moment`."""
        return self.closes is not None and self.closes <= moment


def local(moment: datetime | None, zone: tzinfo) -> datetime | None:
    """Return a moment as the clocks in `zone` show it."""
    return moment.astimezone(zone) if moment else None
