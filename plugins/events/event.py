"""An event, a survey or an offer of help: when it is, and what of it holds at the build's moment."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any
from uuid import UUID

from plugins.events import wording
from plugins.events.linkeddata import event_node
from plugins.events.period import Period, after, local
from plugins.manuscript.manuscript import Metadata

EVENT, CALL, OFFER = "termin", "beteiligung", "hilfe"
FILE = "termin.ics"  # below the post's address


class State(StrEnum):
    """How things stand; the value is the word for readers."""

    COMING = "kommt"
    RUNNING = "läuft"
    OVER = "beendet"
    OPEN = "offen"
    CLOSED = "geschlossen"
    VALID = "gilt"
    DOUBTFUL = "Stand prüfen"


@dataclass(frozen=True, kw_only=True)
class Event:
    """What the head of a post says of a time. `moment` is the build's; `address` begins with /."""

    kind: str
    title: str
    summary: str
    address: str
    identifier: UUID | None
    published: datetime
    modified: datetime | None
    period: Period
    place: str
    online: str
    registration: str
    deadline: datetime | None
    moment: datetime

    @property
    def is_gathering(self) -> bool:
        """Whether people come together at a time; a call with a place is such, too."""
        return self.period.begin is not None and (self.kind == EVENT or bool(self.place))

    @property
    def is_call(self) -> bool:
        """Whether people can take part for a while: a survey."""
        return self.kind == CALL and not self.is_gathering

    @property
    def is_offer(self) -> bool:
        """Whether it is an offer of help that is known to hold until a day."""
        return self.kind == OFFER

    @property
    def state(self) -> State | None:
        """How things stand; None where the head names no time."""
        if self.period.closes is None:
            return None
        past = self.period.is_past(self.moment)
        if self.is_offer:
            return State.DOUBTFUL if past else State.VALID
        if past:
            return State.CLOSED if self.is_call else State.OVER
        if not self.period.has_begun(self.moment):
            return State.COMING
        return State.OPEN if self.is_call else State.RUNNING

    @property
    def is_over(self) -> bool:
        """Whether it leaves the lists of what is new and what is on."""
        return self.state in {State.OVER, State.CLOSED}

    @property
    def mark(self) -> str:
        """The word beside a post in lists: `beendet`, `geschlossen`, or nothing."""
        return str(self.state) if self.state and self.is_over else ""

    @property
    def is_ahead(self) -> bool:
        """Whether it belongs to what is on: to come, running, or open."""
        return self.state in {State.COMING, State.RUNNING, State.OPEN}

    @property
    def next_moment(self) -> datetime:
        """When something happens next: the beginning, or the end of what has begun."""
        ahead = None if self.period.has_begun(self.moment) else self.period.opens
        return ahead or self.period.closes or self.published

    @property
    def last_day(self) -> date:
        """The day by which the archive places it."""
        return self.period.last_day or self.published.date()

    @property
    def when(self) -> str:
        """When it is, in words; of an open survey only until when."""
        if self.state is State.OPEN and self.period.end:
            return wording.until(self.period.end)
        return wording.when(self.period)

    @property
    def until(self) -> str:
        """Until when it is or was: `bis Sonntag, 30. August 2026`."""
        return wording.until(self.period.end) if self.period.end else ""

    @property
    def registration_until(self) -> str:
        """Until when one can register: `bis Dienstag, 10. November 2026`; empty without a deadline."""
        return wording.until(self.deadline) if self.deadline else ""

    @property
    def registration_open(self) -> bool:
        """Whether one can still register."""
        return not self.is_over and (self.deadline is None or after(self.deadline) > self.moment)

    @property
    def calendar_file(self) -> str:
        """The address of its calendar file; empty where there is none.

        Of a survey the calendar has the last day, so it must have one.
        """
        has_one = self.is_gathering or (self.is_call and self.period.end is not None)
        return f"{self.address}{FILE}" if has_one and self.identifier else ""

    def linked_data(self, public_url: str) -> dict[str, Any] | None:
        """Return a schema.org Event, or None for what is none: a survey, an offer of help."""
        if not self.is_gathering:
            return None
        return event_node(
            name=self.title,
            description=self.summary,
            url=f"{public_url}{self.address}",
            period=self.period,
            place=self.place,
            online=self.online,
        )


def event_of(
    meta: Metadata, summary: str, address: str, zone: tzinfo, moment: datetime
) -> Event | None:
    """Return what the head says of a time or a place, or None where it says nothing of it."""
    end = meta.valid_until or meta.end
    if meta.kind == EVENT or (meta.kind == CALL and meta.place and meta.begin):
        end = meta.end
    given = (meta.begin, end, meta.place, meta.online, meta.registration, meta.registration_until)
    if meta.kind not in {EVENT, CALL, OFFER} or not any(given):
        return None
    return Event(
        kind=meta.kind,
        title=meta.title,
        summary=summary,
        address=address,
        identifier=meta.identifier,
        published=meta.date or moment,
        modified=meta.modified,
        period=Period.between(meta.begin, end, zone),
        place=meta.place,
        online=meta.online,
        registration=meta.registration,
        deadline=local(meta.registration_until, zone),
        moment=moment,
    )
