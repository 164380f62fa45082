"""Scales: round steps, honest labels, and a place between 0 and 1 for every value.

Steps are 1, 2 or 5 times a power of ten (Heckbert, Nice numbers for graph labels, Graphics Gems,
1990). All in Decimal, so that 0.1 + 0.2 is a tick and not nearly one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from plugins.indicators.data.number import german

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_MOST_STEPS = 5
# A line may leave zero out of the picture if it varies by less than this part of its highest value.
_FLAT = Decimal("0.25")
_LARGE = ((Decimal(10) ** 9, "Mrd."), (Decimal(10) ** 6, "Mio."))


@dataclass(frozen=True)
class Scale:
    """An axis from the first to the last of its ticks."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        """Return the lower end."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """Return the upper end."""
        return self.ticks[-1]

    def place(self, value: Decimal) -> float:
        """Return the place of a value: 0 at the lower end, 1 at the upper."""
        low, length = self._range
        return (float(value) - low) / length

    @cached_property
    def _range(self) -> tuple[float, float]:
        low = float(self.low)
        return low, float(self.high) - low

    def labels(self) -> tuple[str, ...]:
        """Return the ticks in German, with as many decimals as the step needs."""
        for size, word in _LARGE:
            if self.ticks[1] - self.ticks[0] >= size / 10 and self.high >= size:
                scaled = [tick / size for tick in self.ticks]
                return tuple(
                    f"{text} {word}" if tick else text
                    for tick, text in zip(scaled, _texts(scaled), strict=True)
                )
        return _texts(self.ticks)


def line_scale(values: Iterable[Decimal]) -> Scale:
    """Return the scale of lines: with zero if they vary much, else close around them."""
    known = list(values)
    low, high = min(known), max(known)
    greatest = max(abs(low), abs(high))
    if low == high or high - low >= _FLAT * greatest or low < 0 < high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    return _nice(low, high)


def dot_scale(values: Iterable[Decimal]) -> Scale:
    """Return the scale of dots: close around them, for it is places that are compared."""
    known = list(values)
    low, high = min(known), max(known)
    return _nice(low, high) if low < high else line_scale(known)


def bar_range(values: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the ends of bars: always with zero, never without length."""
    known = [*values, Decimal(0)]
    low, high = min(known), max(known)
    return (low, high) if low < high else (Decimal(0), Decimal(1))


def _nice(low: Decimal, high: Decimal) -> Scale:
    if low == high:
        high = low + 1
    rough = (high - low) / _MOST_STEPS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(factor * power for factor in _STEPS if rough <= factor * power)
    first = (low / step).to_integral_value("ROUND_FLOOR")
    last = (high / step).to_integral_value("ROUND_CEILING")
    return Scale(tuple(step * number for number in range(int(first), int(last) + 1)))


def _texts(ticks: Iterable[Decimal]) -> tuple[str, ...]:
    known = [tick.normalize() for tick in ticks]
    exponents = [int(tick.as_tuple().exponent) for tick in known if tick]
    decimals = max(0, *(-exponent for exponent in exponents), 0)
    return tuple(german(tick, decimals) for tick in known)
