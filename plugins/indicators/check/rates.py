"""Rates: `zaehler` ÷ `nenner` × `faktor` gives the value, but for rounding."""

from collections.abc import Iterator
from decimal import Decimal

from plugins.indicators.check.finding import Finding
from plugins.indicators.check.subject import Subject, decimals_of, listed
from plugins.indicators.data.number import german
from plugins.indicators.data.observations import Observations

_HALF = Decimal("0.5")


def judge_rates(subject: Subject) -> Iterator[Finding]:
    """Yield one error for each area whose rate is not what its parts give."""
    rate = subject.indicator.rate
    if not rate:
        return
    above, below = subject.open(rate.numerator), subject.open(rate.denominator)
    if above is None or below is None:
        return  # the metadata say so
    for area in subject.ordered:
        wrong = list(_wrong(subject, area.key, above, below))
        if wrong:
            time, given, expected = wrong[0]
            decimals = decimals_of(given) + 1
            message = (
                f"{area.short}, {time}: „{rate.numerator}“ ÷ „{rate.denominator}“ × "
                f"{german(rate.factor, decimals_of(rate.factor))} ergibt "
                f"{german(expected, decimals)}, angegeben ist {subject.number(given)}."
            )
            if len(wrong) > 1:
                message += f" Auch {listed([each[0] for each in wrong[1:]])}."
            yield subject.error(area.key, time, message, "Welcher der drei Werte stimmt nicht?")


def _wrong(
    subject: Subject, area: str, above: Observations, below: Observations
) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Yield time, given and expected value wherever all three are known and differ."""
    rate = subject.indicator.rate
    assert rate  # noqa: S101 - the caller asked
    decimals = subject.indicator.unit.decimals
    for time, given in subject.values[area].items():
        top, bottom = above.at(area, time), below.at(area, time)
        if not top or not bottom or top.value is None or not bottom.value:
            continue
        expected = top.value / bottom.value * rate.factor
        # 12 may stand for 12.0, and a value may be kept exacter than it is shown.
        places = max(decimals_of(given), decimals)
        if abs(expected - given) > _HALF.scaleb(-places) * Decimal("1.001"):
            yield time, given, expected
