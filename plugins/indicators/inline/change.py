"""The change between two times: «20.560 weniger», «2,5 Prozentpunkte mehr», «6,4 %»."""

from decimal import Decimal

from plugins.indicators.data.errors import WordError
from plugins.indicators.data.number import LEAST_WHOLE, NBSP, german, rounded
from plugins.indicators.inline.subject import Spoken, Subject, comparable


def difference(subject: Subject) -> Spoken:
    """Say how much more or less; the difference of the numbers as they are shown elsewhere."""
    comparable(subject)
    unit = subject.indicator.unit
    first, last = (unit.rounded(value) for value in subject.values)
    change = last - first
    if not change:
        return Spoken("gleich viel", change)
    size = unit.difference(change) if unit.is_percent else unit.short(abs(change))
    return Spoken(f"{size} {'mehr' if change > 0 else 'weniger'}", change)


def relative(subject: Subject) -> Spoken:
    """Say how large the change is, in per cent of the first value, without its direction.

    The first value must not be a percentage itself, nor a count below a hundred. Raises WordError.
    """
    comparable(subject)
    indicator = subject.indicator
    if indicator.unit.is_percent:
        raise WordError(
            f"„{indicator.key}“ steht schon in Prozent und ändert sich um Prozentpunkte.",
            "Schreiben Sie „veraenderung“.",
        )
    first, last = subject.values
    least = 0 if indicator.unit.decimals else LEAST_WHOLE
    if first <= 0 or first < least:
        small = "" if first <= 0 else "Kleine Anzahlen in Prozent täuschen Genauigkeit vor. "
        raise WordError(
            f"Der erste Wert ist {indicator.unit.short(first)}; davon gibt es keine Prozente.",
            f"{small}Schreiben Sie „veraenderung“.",
        )
    size = rounded(abs(last - first) / first * Decimal(100), 1)
    return Spoken(f"{german(size, 1)}{NBSP}%", size)
