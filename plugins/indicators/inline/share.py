"""The share of the whole: «13,6 %» of the county's people live in this town."""

from decimal import Decimal

from plugins.indicators.data.errors import WordError
from plugins.indicators.data.number import NBSP, german, rounded
from plugins.indicators.inline.subject import Spoken, Subject, value_at


def share(subject: Subject) -> Spoken:
    """Say which part of the whole a value is, in per cent.

    Only values that add up have one: rates and averages do not. Raises WordError.
    """
    indicator, whole = subject.indicator, subject.package.areas.whole
    if not indicator.additive:
        raise WordError(
            f"„{indicator.key}“ lässt sich nicht zusammenzählen; davon gibt es keinen Anteil.",
            "Einen Anteil am Ganzen gibt es nur bei Anzahlen.",
        )
    if whole is None or whole == subject.area:
        raise WordError(
            f"„{subject.area.short}“ ist selbst das Ganze.",
            "Nennen Sie ein Gebiet, das ein Teil davon ist.",
        )
    everything = value_at(subject.observations, whole, subject.times[0])
    if everything <= 0:
        raise WordError(f"{whole.short}: Von {everything} gibt es keinen Anteil.")
    part = rounded(subject.values[0] / everything * Decimal(100), 1)
    return Spoken(f"{german(part, 1)}{NBSP}%", part)
