"""Ends: an area that falls silent before the others of its level, without a sign for it."""

from collections.abc import Iterator

from plugins.indicators.check.finding import Finding
from plugins.indicators.check.subject import TIME, Subject, listed


def judge_ends(subject: Subject) -> Iterator[Finding]:
    """Yield one hint for each level with areas whose rows end earlier than the others'."""
    for level in subject.areas.levels:
        ends = {
            area.key: max(subject.courses[area.key])
            for area in subject.ordered
            if area.level == level.key and not area.is_former
        }
        latest = max(ends.values(), default="")
        early = [area for area, end in ends.items() if end < latest]
        if early:
            named = [f"{subject.short(area)} ({ends[area]})" for area in early]
            what = level.singular if len(early) == 1 else level.plural
            message = f"{len(early)} {what} ohne Zeile für {latest}: {listed(named)}."
            advice = f"Fehlt der Wert, sagt eine Zeile mit Zeichen, warum: {early[0]},{latest},,x"
            fault = subject.at(early[0], ends[early[0]], message, advice, TIME)
            yield Finding(fault)
