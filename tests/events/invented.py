"""Events of an invented county, as their heads say them."""

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from plugins.events.event import Event, event_of
from plugins.manuscript.manuscript import Metadata

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 6, 1, 10, tzinfo=UTC)


# Whole minutes as the clocks in Berlin show them, by day and by night, in summer and in winter.
MINUTES = st.integers(27_000_000, 31_000_000).map(
    lambda minutes: datetime.fromtimestamp(minutes * 60, tz=BERLIN)
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)


def event(kind: str = "termin", *, moment: datetime = NOW, **head: Any) -> Event | None:
    title = head.pop("title", "Fachtag Pflege")
    meta = Metadata(
        title=title,
        kind=kind,
        date=head.pop("date", at(2025, 3, 6)),
        identifier=head.pop("identifier", uuid5(NAMESPACE_URL, title)),
        **head,
    )
    return event_of(meta, "Worum es geht.", "/2025/03/fachtag/", BERLIN, moment)
