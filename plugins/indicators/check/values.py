"""Values that their unit does not allow: fractions of people, negative counts, 104 per cent."""

from collections.abc import Iterator
from decimal import Decimal

from plugins.indicators.check.finding import Finding
from plugins.indicators.check.subject import Subject, decimals_of, listed

# A source may be exacter than what is shown; beyond this it is more likely a slip.
_SPARE_DECIMALS = 3
_ALL = 100
Found = list[tuple[str, str, Decimal]]


def judge_values(subject: Subject) -> Iterator[Finding]:
    """Yield one finding for each way in which values do not fit their unit."""
    known = [
        (area.key, time, value)
        for area in subject.ordered
        for time, value in subject.values[area.key].items()
    ]
    unit = subject.indicator.unit
    if subject.is_count and not subject.is_change:
        negative = [each for each in known if each[2] < 0]
        yield from _one(
            subject,
            negative,
            f"{_many(negative)} kleiner als null",
            "Zählt der Indikator Zu- und Abgänge, sagen Sie es im Titel (Saldo, Veränderung).",
            is_error=True,
        )
    if unit.is_percent and not subject.is_change:
        beyond = [each for each in known if not 0 <= each[2] <= _ALL]
        yield from _one(subject, beyond, f"{_many(beyond)} außerhalb von 0 bis 100 %", "")
    if not subject.is_count and (subject.indicator.rate or subject.indicator.own_calculation):
        return  # what the house computes, it keeps exact
    most = 0 if subject.is_count else unit.decimals + _SPARE_DECIMALS
    broken = [each for each in known if each[2] != each[2].to_integral_value()]
    exact = [each for each in broken if decimals_of(each[2]) > most]
    what = f"{_many(exact)} mit mehr Nachkommastellen als erwartet ({unit.decimals})"
    yield from _one(subject, exact, what, "Stimmen „nachkommastellen“ und die Einheit?")


def _many(found: Found) -> str:
    return "1 Wert ist" if len(found) == 1 else f"{len(found)} Werte sind"


def _one(
    subject: Subject, found: Found, message: str, advice: str, *, is_error: bool = False
) -> Iterator[Finding]:
    """Yield one finding for all, at the place of the first."""
    if found:
        area, time, _ = found[0]
        named = [f"{subject.short(a)} {t} ({subject.number(value)})" for a, t, value in found]
        fault = subject.at(area, time, f"{message}: {listed(named)}.", advice)
        yield Finding(fault, is_error)
