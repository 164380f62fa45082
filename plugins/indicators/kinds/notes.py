"""The notes of a figure: what a reader must know about these very values."""

from collections.abc import Iterable, Iterator, Sequence

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import NBSP
from plugins.indicators.data.observations import PROVISIONAL, WITHHELD
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series
from plugins.indicators.data.times import at_time
from plugins.indicators.kinds.describe import listed
from plugins.indicators.kinds.signs import missing_notes

Note = tuple[str, str]  # the key of the indicator it is about, empty for a note about all; the text


def figure_notes(
    indicators: Sequence[Indicator], series: Sequence[Series], package: Package
) -> tuple[list[str], list[str]]:
    """Return the notes on these very values, and those that hold for the series as a whole."""
    special = named_notes(_special(indicators, series, package), indicators)
    general = named_notes(_general(indicators, series), indicators)
    return special, [note for note in general if note not in special]


def named_notes(notes: Iterable[Note], indicators: Sequence[Indicator]) -> list[str]:
    """Return the texts, each once; of several indicators each says whose it is, unless it holds for all."""
    owners: dict[str, list[str]] = {}
    for key, text in notes:
        owners.setdefault(text, []).append(key)
    names = {each.key: each.short_title for each in indicators}
    return [
        text
        if "" in keys or names.keys() <= set(keys)
        else f"{listed([names[key] for key in dict.fromkeys(keys)])}: {text}"
        for text, keys in owners.items()
    ]


def _special(
    indicators: Sequence[Indicator], series: Sequence[Series], package: Package
) -> Iterator[Note]:
    for one in series:
        for each in one.indicator.breaks_between(one.points[0].time, one.points[-1].time):
            yield one.indicator.key, each.reason
    gaps = [each for each in series if len(each.known) < len(each.points)]
    signs = {point.status for each in gaps for point in each.points if point.value is None}
    if signs:
        yield from (("", note) for note in missing_notes(signs))
        for indicator in indicators:
            if indicator.secrecy and WITHHELD in signs:
                yield indicator.key, indicator.secrecy.reason
        incomplete = {each.indicator.key for each in gaps}
        for indicator in indicators:
            if indicator.key in incomplete:
                yield from ((indicator.key, note) for note in indicator.notes_if_missing)
        yield from _former(gaps, package)
    if any(point.status == PROVISIONAL for each in series for point in each.points):
        yield "", f"{PROVISIONAL}{NBSP}= vorläufig."


def _general(indicators: Sequence[Indicator], series: Sequence[Series]) -> Iterator[Note]:
    for indicator in indicators:
        levels = {each.area.level for each in series if each.indicator.key == indicator.key}
        yield from ((indicator.key, note) for note in indicator.notes_on(levels))


def _former(gaps: Iterable[Series], package: Package) -> Iterator[Note]:
    """Say why an area has no value if the former areas that became it have some.

    Their values are named and never averaged: a mean of two rates is the rate of neither.
    """
    for each in gaps:
        missing = [point.time for point in each.points if point.value is None]
        observed = package.observations[each.indicator.key]
        seen = {
            (former, time): found.value
            for former in _predecessors(each.area, package)
            for time in missing
            if (found := observed.at(former.key, time)) and found.value is not None
        }
        if not seen:
            continue
        times = sorted({time for _, time in seen})
        names = dict.fromkeys(former.short for former, _ in seen)
        if len(times) == 1:
            unit = each.indicator.unit
            names = dict.fromkeys(
                f"{one.short} ({unit.short(value)})" for (one, _), value in seen.items()
            )
        when = listed([at_time(time) for time in times])
        text = "keine Angabe, weil sich das Gebiet geändert hat. Werte gibt es"
        yield each.indicator.key, f"{each.area.short}: {text} {when} für {listed([*names])}."


def _predecessors(area: Area, package: Package) -> list[Area]:
    return [
        each
        for each in package.areas.by_key.values()
        if each.successor == area.key or each.key in area.predecessors
    ]
