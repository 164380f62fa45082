"""What a `[[wert: …]]` is about, looked up: indicator, area, one time or the two ends of a span."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.data.areas import Area
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import at_time, select_times

_NAMED = re.compile(r"\d{4}(?:-\d\d)?")


@dataclass(frozen=True)
class Subject:
    """An indicator and an area with the times asked for; each of them has a value in `values`."""

    indicator: Indicator
    area: Area
    times: tuple[str, ...]
    values: tuple[Decimal, ...]
    package: Package

    @property
    def observations(self) -> Observations:
        """Return what is known of the indicator."""
        return self.package.observations[self.indicator.key]


@dataclass(frozen=True)
class Spoken:
    """A number as it is read, and the same number for machines."""

    text: str
    value: Decimal


Choice = Callable[[str, Sequence[str]], tuple[str, ...]]


def one_time(words: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the one time that the words mean. Raises WordError."""
    times = select_times(words or "zuletzt", known)
    if len(times) != 1:
        message = f"„{words}“ sind mehrere Jahre; hier steht genau eines."
        raise WordError(message, f"Schreiben Sie zum Beispiel {times[-1]}.")
    return times


def two_times(words: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the first and the last time of a span, as they were named. Raises WordError.

    A year within which the data have months is no time to compare: which month would be meant?
    """
    times = select_times(words, known)
    example = f"Schreiben Sie zum Beispiel {known[0]}–{known[-1]}."
    for named in _NAMED.findall(words):
        if named not in known:
            raise WordError(
                f"Für {named} gibt es keinen Wert, der sich vergleichen lässt.", example
            )
    if len(times) == 1:
        raise WordError(f"„{words}“ ist nur ein Zeitpunkt; verglichen werden zwei.", example)
    return (times[0], times[-1])


def find_area(words: str, indicator: Indicator, package: Package) -> Area:
    """Return the area of this name if the indicator has rows for it. Raises WordError."""
    known = package.observations[indicator.key].areas
    area = package.areas.find(words, known)
    if area.key not in known:
        raise WordError(f"Für „{area.short}“ hat „{indicator.key}“ keine Werte.")
    return area


def look_up(
    choose: Choice, words: str, area: Area, indicator: Indicator, package: Package
) -> Subject:
    """Return the subject with its values. Raises WordError where one is missing."""
    observations = package.observations[indicator.key]
    times = choose(words, observations.times({area.key}))
    values = tuple(value_at(observations, area, time) for time in times)
    return Subject(indicator, area, times, values, package)


def value_at(observations: Observations, area: Area, time: str) -> Decimal:
    """Return a value that is there. Raises WordError."""
    seen = observations.at(area.key, time)
    if seen is None or seen.value is None:
        message = f"{area.short}: Für {time} gibt es keine Angabe."
        raise WordError(message, "Nennen Sie ein anderes Jahr oder ein anderes Gebiet.")
    return seen.value


def comparable(subject: Subject) -> None:
    """Raise WordError if the data break between the two times."""
    first, last = subject.times
    for each in subject.indicator.breaks_between(first, last):
        raise WordError(
            f"Die Werte von {at_time(first)} und {at_time(last)} sind nicht vergleichbar: "
            f"{each.reason}",
            f"Nennen Sie zwei Zeitpunkte vor oder zwei ab {each.start}.",
        )
