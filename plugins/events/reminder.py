"""Reminders for editors: what the head says of a time that has run out."""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from plugins.events.event import OFFER
from plugins.events.period import Period
from plugins.manuscript.dates import long_date
from plugins.manuscript.faults import Fault
from plugins.manuscript.manuscript import Manuscript


def lapsed(manuscripts: Iterable[Manuscript], zone: tzinfo, moment: datetime) -> Iterator[Fault]:
    """Yield a hint for each offer of help that held until a day before `moment`."""
    for one in manuscripts:
        if one.metadata.kind != OFFER or not one.is_public(moment):
            continue
        period = Period.between(None, one.metadata.valid_until, zone)
        if period.end and period.is_past(moment):
            line = one.header_line("gilt_bis")
            excerpt = one.source.line(line)
            yield Fault(
                one.path,
                line,
                1,
                f"Das Angebot galt bis {long_date(period.end)}; auf der Seite steht, dass man nachfragen soll.",
                "Prüfen Sie, ob es noch besteht, und setzen Sie «gilt_bis» neu.",
                excerpt,
                len(excerpt),
            )
