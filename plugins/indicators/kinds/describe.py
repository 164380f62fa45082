"""A figure in plain German: level, change, highest and lowest value.

The text stands under every figure, is the alternative text of its picture and what a screen reader
says. It follows the unit: percentage points are for percentages only. It gives no reasons.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from statistics import median_low

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import NBSP, Unit, german
from plugins.indicators.data.observations import WITHHELD
from plugins.indicators.data.series import Point, Series
from plugins.indicators.data.times import at_time, season, shown_times

NOT_COMPARABLE = "Werte auf alter und neuer Grundlage sind nicht vergleichbar."
_NAMED = 8
_FEW = 3
# From so many values on, the one in the middle says what is usual.
_FROM_MIDDLE = 5


def announce(indicator: Indicator, kind: str, times: Sequence[str], group: str = "") -> str:
    """Return the sentence before all others: kind of chart, measure, period, what is compared."""
    return ", ".join(filter(None, (f"{kind}: {measured(indicator, times)}", group))) + "."


def measured(indicator: Indicator, times: Sequence[str]) -> str:
    """Return what is measured and when."""
    return f"{indicator.measure}, {shown_times(times)}"


def describe_course(indicator: Indicator, series: Sequence[Series]) -> tuple[str, ...]:
    """Describe series over several times: one paragraph per area."""
    paragraphs = [" ".join(_course(indicator.unit, each)) for each in series]
    if len({point.segment for point in series[0].points}) > 1:
        paragraphs.append(NOT_COMPARABLE)
    return tuple(paragraphs)


def describe_ranking(
    indicator: Indicator, series: Sequence[Series], highlighted: Sequence[Area], when: str = ""
) -> tuple[str, ...]:
    """Describe one time for several areas; `when` names it where the figure shows others too."""
    unit = indicator.unit
    known = [(each.area.short, point) for each in series for point in each.known]
    sentences: list[str] = []
    values = sorted([_value(point) for _, point in known])
    if len(known) == 1:
        sentences.append(f"{known[0][0]}: {_level(unit, known[0][1])}.")
    elif values[0] == values[-1]:
        sentences.append(f"Alle Werte{when} sind gleich: {unit.long(values[0])}.")
    else:
        sentences.append(f"Höchster Wert{when}: {_holders(unit, known, values[-1])}.")
        sentences.append(f"Niedrigster Wert{when}: {_holders(unit, known, values[0])}.")
        if len(values) >= _FROM_MIDDLE:
            sentences.append(f"In der Mitte der Rangfolge{when}: {unit.long(median_low(values))}.")
        sentences += [
            f"{each.area.short}: {unit.long(value)}, Rang {_rank(value, values)} von {len(values)}."
            for each in series
            if each.area in highlighted
            for value in each.values
        ]
    if len(known) < len(series):
        gaps = [(each.area.short, each.points) for each in series if not each.known]
        sentences.append(say_missing(gaps, "Gebiete"))
    return (" ".join(sentences),)


def _course(unit: Unit, series: Series) -> Iterator[str]:
    """Yield sentences about one area: each part between two breaks by itself."""
    name = series.area.short
    if not series.known:
        is_secret = any(point.status == WITHHELD for point in series.points)
        yield f"{name}: {'geheim gehalten' if is_secret else 'keine Angabe'}."
        return
    parts = [tuple(part) for _, part in groupby(series.known, lambda point: point.segment)]
    for number, part in enumerate(parts):
        yield from _part(unit, f"{name}, neue Grundlage" if number else name, part)
    gaps = [(at_time(point.time), [point]) for point in series.points if point.value is None]
    if gaps:
        yield say_missing(gaps, "Zeitpunkte")


def _part(unit: Unit, name: str, points: Sequence[Point]) -> Iterator[str]:
    first, last = points[0], points[-1]
    if first is last:
        yield f"{name}: {_level(unit, first)}."
        return
    end = f"{at_time(last.time)} waren es {unit.short(_value(last))}"
    # A September is not compared with a January: the season would pass for a change.
    is_one_season = season(first.time) == season(last.time)
    change = _change(unit, _value(first), _value(last)) if is_one_season else ""
    yield f"{name}: {_level(unit, first)}, {end}{change}."
    shown = {point.time: unit.rounded(_value(point)) for point in points}
    ends = {shown[first.time], shown[last.time]}
    extremes = [
        f"{word} {_when(shown, value)} mit {unit.short(value)}"
        for word, value in (
            ("am höchsten", max(shown.values())),
            ("am niedrigsten", min(shown.values())),
        )
        if value not in ends
    ]
    if extremes:
        yield f"Der Wert war {', '.join(extremes)}."


def _when(shown: Mapping[str, Decimal], value: Decimal) -> str:
    """Name the times of a value; of many the first."""
    times = [at_time(time) for time, each in shown.items() if each == value]
    return listed(times) if len(times) <= _FEW else f"zuerst {times[0]}"


def _level(unit: Unit, point: Point) -> str:
    value = unit.long(_value(point))
    verb = "war es" if value.startswith("1 ") else "waren es"
    return f"{at_time(point.time)} {verb} {value}"


def _change(unit: Unit, first: Decimal, last: Decimal) -> str:
    """Return «, also 20.560 weniger (−6,4 %)»; shares change by percentage points.

    The difference is that of the numbers as they are shown, so that readers can check it.
    """
    difference = unit.rounded(last) - unit.rounded(first)
    if not difference:
        return ", also gleich viel"
    direction = "mehr" if difference > 0 else "weniger"
    if unit.is_percent:
        return f", also {unit.difference(difference)} {direction}"
    return f", also {unit.short(abs(difference))} {direction}{relative(unit, first, last)}"


def relative(unit: Unit, first: Decimal, last: Decimal) -> str:
    """Return « (−6,4 %)», or nothing where a percentage would say more than the values do."""
    if not unit.gives_percent(first):
        return ""
    return f" ({german((last - first) / first * 100, 1, sign=True)}{NBSP}%)"


def _holders(unit: Unit, known: Sequence[tuple[str, Point]], value: Decimal) -> str:
    names = [name for name, point in known if point.value == value]
    return f"{named(names, 'Gebiete')} mit {'je ' if len(names) > 1 else ''}{unit.long(value)}"


def _rank(value: Decimal, values: Sequence[Decimal]) -> int:
    return 1 + sum(other > value for other in values)


def say_missing(gaps: Sequence[tuple[str, Sequence[Point]]], what: str) -> str:
    """Say for whom or when there is no value, and where it is secret: by name if few.

    Each gap is a name and the points of which at least one has no value.
    """
    secret = [name for name, points in gaps if any(each.status == WITHHELD for each in points)]
    other = [name for name, points in gaps if all(each.status != WITHHELD for each in points)]
    sentences = []
    if len(other) > _NAMED:
        sentences.append(f"Für {len(other)} {what} gibt es keine Angabe.")
    elif other:
        sentences.append(f"Keine Angabe gibt es für {listed(other)}.")
    if len(secret) > _NAMED:
        sentences.append(f"Für {len(secret)} {what} ist die Zahl geheim.")
    elif secret:
        sentences.append(f"Geheim ist die Zahl für {listed(secret)}.")
    return " ".join(sentences)


def named(names: Sequence[str], what: str) -> str:
    """Return the names if they are few, else how many of what they are."""
    return listed(names) if len(names) <= _FEW else f"{len(names)} {what}"


def listed(names: Sequence[str]) -> str:
    """Return «A, B und C»."""
    return f"{', '.join(names[:-1])} und {names[-1]}" if len(names) > 1 else names[0]


def dative(plural: str) -> str:
    """Put a plural behind «nach» or «in»: Gemeinden stays, Landkreise becomes Landkreisen."""
    return plural if plural.endswith(("n", "s")) else f"{plural}n"


def _value(point: Point) -> Decimal:
    assert point.value is not None  # noqa: S101 - only points of `known` come here
    return point.value
