"""Rules of the head about times: beginning, end and deadline of an event or a survey."""

from collections.abc import Mapping
from datetime import datetime, time

from plugins.manuscript.faults import Faults
from plugins.manuscript.header import Header, about
from plugins.manuscript.sources import Source


def judge_times(header: Header, read: Mapping[str, object], source: Source, faults: Faults) -> None:
    """Name times that contradict each other, and those that are missing."""

    def fault(key: str, message: str, advice: str) -> None:
        faults.add(about(header.entries[key].values[0], source, message, advice))

    begin, end, deadline = (read.get(name) for name in ("begin", "end", "registration_until"))
    last = end or begin
    valid_until = read.get("valid_until") if read.get("kind") == "beteiligung" else None
    for key, closing in (("ende", end), ("gilt_bis", valid_until)):
        if (
            isinstance(begin, datetime)
            and isinstance(closing, datetime)
            and _is_before(closing, begin)
        ):
            fault(key, "Das Ende liegt vor dem Beginn.", "Prüfen Sie beide Zeiten.")
    if (
        isinstance(deadline, datetime)
        and isinstance(last, datetime)
        and deadline.date() > last.date()
    ):
        fault(
            "anmeldung_bis",
            "Die Anmeldung endet erst nach dem Termin.",
            "Prüfen Sie beide Zeiten.",
        )
    given = {key for key, entry in header.entries.items() if entry.values and entry.values[0].text}
    if read.get("kind") == "termin" and "beginn" not in given:
        fault("art", "Einem Termin fehlt der Beginn.", "Zum Beispiel beginn: 2026-11-24 18:00.")
    is_open = given & {"beginn", "online"} and not given & {"ende", "gilt_bis", "ort"}
    if read.get("kind") == "beteiligung" and is_open:
        fault(
            "art",
            "Der Beteiligung fehlt das Ende.",
            "Zum Beispiel ende: 2026-12-31. Danach steht von selbst „geschlossen“ dabei.",
        )


def _is_before(end: datetime, begin: datetime) -> bool:
    """Tell whether `end` is before `begin`; a day without a time lasts until its midnight."""
    same_day = end.time() == time.min and end.date() == begin.astimezone(end.tzinfo).date()
    return end < begin and not same_day
