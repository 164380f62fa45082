"""How many people live in an area, and which course of that number can be told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import rounded
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import month_number
from plugins.indicators.profile.change import change_of
from plugins.indicators.profile.facts import Fact, fact_at

# A shorter course is told only where there is none of five years.
_LEAST_MONTHS = 60
# Below one per cent a number stays about the same, as do two changes less than a percentage point apart.
_ALIKE = Decimal(1)
# So much it must have gone one way and then the other before its course is told to have turned, in per cent.
_TURN = Decimal(2)


@dataclass(frozen=True)
class Course:
    """A number from `first` to `last`: comparable, at most ten years apart, both with a value."""

    first: Fact
    last: Fact

    @property
    def difference(self) -> Decimal:
        """Return how many more or fewer there are, of the numbers as they are shown."""
        unit = self.last.indicator.unit
        return unit.rounded(self.last.value or Decimal(0)) - unit.rounded(
            self.first.value or Decimal(0)
        )

    @property
    def share(self) -> Decimal | None:
        """Return the change in per cent with one decimal; None of counts too small to tell it."""
        first, last = self.first.value, self.last.value
        if first is None or last is None or not self.last.indicator.unit.gives_percent(first):
            return None
        return rounded((last - first) / first * 100, 1)

    def of(self, area: Area, package: Package) -> "Course | None":
        """Return the course of another area between the same times; None if it is not known."""
        indicator = self.last.indicator
        ends = [fact_at(indicator, area, each.time, package) for each in (self.first, self.last)]
        return None if any(each.value is None for each in ends) else Course(*ends)

    def turn(self, package: Package) -> Fact | None:
        """Return the lowest or highest value between the ends, if the course clearly turned there."""
        first, last = self.first.value, self.last.value
        if first is None or last is None or self.share is None:
            return None
        indicator, area = self.last.indicator, self.last.area
        times = package.observations[indicator.key].times({area.key})
        seen = (
            fact_at(indicator, area, time, package)
            for time in indicator.comparable(self.last.time, times)
            if time > self.first.time
        )
        between = [(each.value, each) for each in seen if each.value is not None]
        least = first * _TURN / 100
        for way, extreme in ((-1, min), (1, max)) if between else ():
            value, fact = extreme(between, key=lambda each: each[0])
            if min(way * (value - first), way * (value - last)) >= least:
                return fact
        return None


def trend(share: Decimal) -> int:
    """Return −1, 0 or 1: a change of less than one per cent is none."""
    return 0 if abs(share) < _ALIKE else -1 if share < 0 else 1


def gap(share: Decimal, other: Decimal) -> int:
    """Return by how much a change is larger (1), alike (0) or smaller (−1) than one in the same direction."""
    difference = abs(share) - abs(other)
    return 0 if abs(difference) < _ALIKE else -1 if difference < 0 else 1


def stock(area: Area, package: Package, keys: Iterable[str]) -> Fact | None:
    """Return the latest number of people, of the first series that has any of the area."""
    return next((fact for key in keys for fact in _known(key, area, package)), None)


def course(area: Area, package: Package, keys: Iterable[str]) -> Course | None:
    """Return the latest course of five years or more, of the first series that has one; else any."""
    longest = None
    for key in keys:
        for last in _known(key, area, package):
            change = change_of(last, package)
            if change is None:
                continue
            found = Course(change.first, last)
            if month_number(last.time) - month_number(change.first.time) >= _LEAST_MONTHS:
                return found
            longest = longest or found
    return longest


def _known(key: str, area: Area, package: Package) -> Iterator[Fact]:
    """Yield what is known of an area, the latest first."""
    indicator: Indicator | None = package.indicators.get(key)
    if indicator is None:
        return
    for time in reversed(package.observations[key].times({area.key})):
        fact = fact_at(indicator, area, time, package)
        if fact.value is not None:
            yield fact
