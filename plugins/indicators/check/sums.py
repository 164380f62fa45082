"""Sums: what is counted in the parts adds up to the whole, time by time, where all is known."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from plugins.indicators.check.finding import Finding
from plugins.indicators.check.subject import Subject, decimals_of, listed
from plugins.indicators.data.areas import Area

_HALF = Decimal("0.5")


def judge_sums(subject: Subject) -> Iterator[Finding]:
    """Yield one error for each area that is not the sum of its parts."""
    if not subject.indicator.additive:
        return
    for area in subject.ordered:
        parts = () if area.is_former else _parts(subject, area)
        wrong = list(_differences(subject, area, parts)) if parts else []
        if wrong:
            time, total, given, difference = wrong[0]
            who = f"Die {len(parts)} {subject.areas.word(parts, one=False)} ergeben zusammen"
            if len(parts) == 1:
                who = f"{parts[0].short}, der einzige Teil, hat"
            message = (
                f"{area.short}, {time}: {who} {subject.number(total)}, angegeben ist {subject.number(given)} "
                f"(Unterschied {subject.number(difference)})."
            )
            if others := [f"{each[0]} ({subject.number(each[3])})" for each in wrong[1:]]:
                message += f" Auch {listed(others)}."
            yield subject.error(area.key, time, message, _ADVICE)


_ADVICE = "Stimmen alle Werte und lässt sich doch nicht addieren, schreiben Sie „additiv: false“."


def _parts(subject: Subject, area: Area) -> Sequence[Area]:
    """Return the nearest parts of an area that have rows."""
    levels = [level.key for level in subject.areas.levels]
    for level in levels[levels.index(area.level) + 1 :]:
        parts = subject.areas.parts_of(area, level)
        if any(part.key in subject.values for part in parts):
            return parts
    return ()


def _differences(
    subject: Subject, area: Area, parts: Sequence[Area]
) -> Iterator[tuple[str, Decimal, Decimal, Decimal]]:
    """Yield time, sum, given value and their difference, beyond what rounding explains."""
    courses = [subject.values.get(part.key, {}) for part in parts]
    for time, given in subject.values[area.key].items():
        known = [course[time] for course in courses if time in course]
        if len(known) < len(parts):
            continue
        total = sum(known, Decimal(0))
        if total == given:
            continue
        decimals = max(map(decimals_of, [*known, given]))
        spare = _HALF.scaleb(-decimals) * (len(parts) + 1) if decimals else Decimal(0)
        if abs(total - given) > spare:
            yield time, total, given, total - given
